"""A store that keeps nothing: for a guest, for a learner whose progress cannot be saved, and for trying a question out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from edu_tui.progress.events import Event
from edu_tui.progress.state import LearnerState, fold


class PracticeStore:
    """Events and marks in memory only, with the part of the progress store's interface that the app needs."""

    read_only = False
    notices = ("You are a guest: what you do now is kept nowhere, and gone when you leave.",)

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._marks: dict[str, Any] = {}

    @property
    def events(self) -> Sequence[Event]:
        """All events in order of arrival."""
        return self._events

    def fold(self) -> LearnerState:
        """What the events up to now add up to."""
        return fold(self._events)

    @property
    def marks(self) -> Mapping[str, Any]:
        """The latest value of each mark."""
        return self._marks

    def append(self, *events: Event) -> None:
        """Take events; they are gone when the program ends."""
        self._events.extend(events)

    def set_mark(self, key: str, value: Any, *, durable: bool = False) -> None:  # noqa: ARG002 - nothing here outlives the program
        """Set a mark; None forgets it."""
        if value is None:
            self._marks.pop(key, None)
        else:
            self._marks[key] = value

    def refresh(self) -> tuple[Event, ...]:
        """What other programs have added: nothing, ever."""
        return ()

    def close(self) -> None:
        """There is nothing to let go of."""
