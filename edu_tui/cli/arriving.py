"""For commands: which copy of the library the learner had before her, noted and asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from edu_tui.library.library import Library
from edu_tui.library.lock_changes import Arrivals
from edu_tui.library.lock_past import past_of
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import LearnerState
from edu_tui.progress.store import ProgressStore
from edu_tui.study.arrivals import Here, arrivals_now, note_arrivals


def arrivals_for(library: Library, store: ProgressStore, state: LearnerState) -> Arrivals:
    """Which moments of locking reached the learner late; nothing is noted."""
    return arrivals_now(_here(library), store.marks, state.arrivals(), lambda: store.events)


@contextmanager
def noting_arrivals(library: Library, store: ProgressStore) -> Iterator[None]:
    """Note before a sitting what reached this computer, and after it what somebody who began only now is to remember."""
    here = _here(library)
    _note(here, store)
    try:
        yield
    finally:
        _note(here, store)


def _note(here: Here, store: ProgressStore) -> None:
    if len(store) and not store.read_only:
        with suppress(NotSaved):  # what cannot be noted now is noted another time
            note_arrivals(here, store, lambda: store.events)


def _here(library: Library) -> Here:
    return Here(library.catalogue.id, past_of(library).moments, wall_clock())
