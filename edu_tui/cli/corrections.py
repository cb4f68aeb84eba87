"""Corrections of questions that are asked no more, told before a review."""

from __future__ import annotations

from contextlib import suppress

from edu_tui.cli.output import put
from edu_tui.library.library import Library
from edu_tui.library.lock_past import Withdrawn, past_of
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Acknowledged, new_id, stamp
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import LearnerState
from edu_tui.progress.store import ProgressStore
from edu_tui.study.page_news import PageNews, correction_told


def corrections(library: Library, state: LearnerState, audience: Audience) -> tuple[Withdrawn, ...]:
    """What the learner is to be told before a review."""
    return PageNews(library, past_of(library)).corrections(state, audience)


def tell_corrections(library: Library, store: ProgressStore, state: LearnerState, audience: Audience) -> None:
    """Write each correction, once: what was written here was seen."""
    owed = corrections(library, state, audience)
    for one in owed:
        put(f"Correction: {' '.join(correction_told(one))}\n")
    at = stamp(wall_clock())
    with suppress(NotSaved):  # then it is told once more
        store.append(*(Acknowledged(id=new_id(), at=at, subject=one.question, rev=one.rev) for one in owed))
