"""Events of one kind in order of time."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Callable, Iterator
from typing import Generic, TypeAlias, TypeVar

from edu_tui.progress.events import (
    Acknowledged,
    Answered,
    Arrived,
    Bookmarked,
    Flagged,
    Judged,
    Noted,
    Read,
    Reported,
    RunEnded,
    RunStarted,
)

Deed: TypeAlias = Answered | Read | RunStarted | RunEnded | Reported | Judged | Flagged | Noted | Bookmarked | Acknowledged | Arrived
"""What was done, in contrast to taking it back."""

E = TypeVar("E", bound=Deed)


class Timeline(Generic[E]):
    """Events in order of (instant, id), whatever the order in which they are put in: equal instants must not leave it to chance."""

    __slots__ = ("_entries",)

    def __init__(self) -> None:
        # Two entries never compare equal in their ids, so the events themselves, which have no order, are never compared.
        self._entries: list[tuple[float, str, E]] = []

    def put(self, instant: float, event: E) -> None:
        """Put in an event whose id is not there yet; `instant` in seconds."""
        entry = (instant, event.id, event)
        if not self._entries or self._entries[-1] < entry:  # nearly always
            self._entries.append(entry)
        else:
            insort(self._entries, entry)

    def take(self, event: E) -> None:
        """Take an event out."""
        self._entries = [entry for entry in self._entries if entry[1] != event.id]

    def first(self) -> E | None:
        """The earliest event; None when there is none."""
        return self._entries[0][2] if self._entries else None

    def last(self) -> E | None:
        """The latest event; None when there is none."""
        return self._entries[-1][2] if self._entries else None

    def last_key(self) -> tuple[float, str]:
        """Instant and id of the latest event. Raises IndexError when there is none."""
        return self._entries[-1][:2]

    def positions(self, place: Callable[[str], int]) -> bytes:
        """Where the events stand, in their order, as an array of unsigned integers; `place` gives the position of the one with an id."""
        return array("I", [place(entry[1]) for entry in self._entries]).tobytes()

    def __bool__(self) -> bool:
        return bool(self._entries)

    def __iter__(self) -> Iterator[E]:
        return (entry[2] for entry in self._entries)

    def __reversed__(self) -> Iterator[E]:
        return (entry[2] for entry in reversed(self._entries))
