"""`progress`: what the learner has done, what stays, and where to look again."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.cli.errors import tell
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.library import Library
from edu_tui.progress.moments import study_day, wall_clock
from edu_tui.progress.state import LearnerState
from edu_tui.progress.store import ProgressStore
from edu_tui.study.cards import Card, cards
from edu_tui.study.digest import Digest
from edu_tui.study.statistics import Statistics, statistics


def progress(places: Places, form: str) -> int:
    """Write the learner's progress as "text", "json" or "csv"; it changes nothing."""
    library, learner = places.open_library(), places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        state, digest = store.fold(), Digest.of(cards(library.catalogue).values(), store)
        for notice in store.notices:
            tell(notice)
        changed = _changed(library, store, state, digest.memories.deck) if state.answers else frozenset()
    found = statistics(library.catalogue, state, study_day(wall_clock()), changed, digest)
    put(_written(learner.name, found, form))
    return 0


def _changed(library: Library, store: ProgressStore, state: LearnerState, deck: Sequence[Card]) -> frozenset[str]:
    """The cards that rest on what changed since they were answered."""
    from edu_tui.cli.arriving import arrivals_for
    from edu_tui.library.lock_past import past_of
    from edu_tui.study.news import News

    return News(library, past_of(library), arrivals_for(library, store, state)).changed(deck, state)


def _written(learner: str, found: Statistics, form: str) -> str:
    """The statistics in one form, of which only the code that it needs is loaded."""
    if form == "text":
        from edu_tui.cli.progress_text import as_text

        return as_text(learner, found)
    from edu_tui.cli.progress_data import as_csv, as_json

    return as_json(learner, found) if form == "json" else as_csv(found)
