"""Folding a learner's events: from what the last program kept where that is right, and keeping it for the next one."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from edu_tui.progress.clock import latest_instant
from edu_tui.progress.files import Files
from edu_tui.progress.folded import Folded, WorkedOut, find_folded, keep_folded, this_program
from edu_tui.progress.memory import Memory
from edu_tui.progress.place import Place
from edu_tui.progress.snapshot import Snapshot

if TYPE_CHECKING:
    from edu_tui.progress.documents import Block
    from edu_tui.progress.state import LearnerState


class Folding:
    """The fold of one learner for one running program. `makers` say what is to be kept along with it, by name."""

    def __init__(self, files: Files, place: Place, memory: Memory) -> None:
        self.makers: dict[str, Callable[[LearnerState], bytes]] = {}
        self._files, self._place, self._memory = files, place, memory
        self._found: Folded | None = None
        self._starts = array("I")
        self._state: LearnerState | None = None
        self._done = 0

    def look(self) -> None:
        """See what was kept of the events that were read."""
        self._found = find_folded(self._files, self._place.folded, self._memory.loaded)
        if self._found is not None:
            self._starts.frombytes(self._found.starts)

    def times(self) -> tuple[Block, float]:
        """The documents whose times were not looked at yet, and the latest instant of all others; as `clock.clock_notice` wants them."""
        documents = self._memory.documents
        if self._found is None:
            return documents.block(), 0.0
        return b"".join(documents.after(len(self._starts))), self._found.newest

    def value(self, name: str) -> WorkedOut | None:
        """What was kept as `name`."""
        return self._found.values.get(name) if self._found is not None else None

    def state(self, place: Callable[[str], int | None]) -> LearnerState:
        """The fold of all events, always the same object; `place` gives the position of the event with an id, at any time later too."""
        self._state = self._stored(place) or self._folded() if self._state is None else self._caught_up(self._state)
        self._done = len(self._memory.documents)
        return self._state

    def _stored(self, place: Callable[[str], int | None]) -> LearnerState | None:
        """The fold that was kept, with what came after it."""
        if self._found is None:
            return None
        from edu_tui.progress.state import advance
        from edu_tui.progress.stored_state import Rows, StoredState

        documents = self._memory.documents
        documents.know_starts(self._starts[:])
        state = StoredState(self._found.state, Rows(documents.block(), self._starts, place))
        return advance(state, documents.events_after(len(self._starts)))

    def _folded(self) -> LearnerState:
        from edu_tui.progress.state import fold

        return fold(self._memory.documents.events_after(0))

    def _caught_up(self, state: LearnerState) -> LearnerState:
        """The same state with what was stored since; what the caller has brought in himself is passed over."""
        from edu_tui.progress.state import advance

        return advance(state, self._memory.documents.events_after(self._done))

    def keep(self, on_disk: Snapshot) -> None:
        """Keep the fold beside the snapshot `on_disk`, if that holds all events, in this program's order. Never raises."""
        documents, state = self._memory.documents, self._state
        held = on_disk.head and on_disk.head == self._memory.loaded and on_disk.total == len(documents)
        if state is None or not held:
            return
        from edu_tui.progress.stored_state import taken_apart

        self._caught_up(state)
        values = self._values(state)
        if self._found is not None and (self._found.head, self._found.values) == (on_disk.head, values):
            return
        rows, known = self.times()
        with suppress(OSError, TypeError, LookupError):  # then the next start folds anew
            folded = Folded(
                program=this_program(),
                head=on_disk.head,
                newest=max(known, latest_instant(rows)),
                starts=documents.starts().tobytes(),
                state=taken_apart(state, self._place_of),
                values=values,
            )
            keep_folded(self._files, self._place.folded, folded)

    def _values(self, state: LearnerState) -> dict[str, WorkedOut]:
        """What is to be kept along with `state`: what is made now, and what was found and nobody looked at, with all that changed."""
        made = {name: WorkedOut(make(state)) for name, make in self.makers.items()}
        found = self._found.values if self._found is not None else {}
        return {name: WorkedOut(old.data, old.changed | state.changed()) for name, old in found.items()} | made

    def _place_of(self, identity: str) -> int:
        position = self._memory.documents.position(identity)
        if position is None:
            raise LookupError(identity)
        return position
