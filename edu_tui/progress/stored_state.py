"""A learner's state taken apart into positions, and put together again without a look at the events.

Folding 50,000 answers takes half a second, and a start needs hardly any of them. So of each timeline only the positions of its events among
the learner's documents are kept, and an event is decoded when somebody asks for it. What a state is made of is taken apart by kind, not by
name: whatever `LearnerState` comes to hold is kept, or, if it is of a kind unknown here, refused.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import msgspec

from edu_tui.collector import collector_resting
from edu_tui.progress.deeds import RunLines
from edu_tui.progress.documents import SEPARATOR, Block, typed, typed_each
from edu_tui.progress.events import Event
from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section
from edu_tui.progress.timeline import E, Timeline

_PASSING = frozenset({"_seen", "_changes"})
"""What a state holds for the time of its own life only."""

_SIZE = array("I").itemsize
"""Bytes of a position."""

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder().decode


class Rows:
    """Stored events by position, counted from 1. Each is decoded once: what is compared by identity stays one object."""

    def __init__(self, block: Block, starts: array[int], place: Callable[[str], int | None]) -> None:
        """The rows of a snapshot (`Documents.block`) and where its documents start; `place` gives the position of the event with an id."""
        self._block, self._starts, self._place = block, starts, place
        self._known: dict[int, Any] = {}

    def events(self, positions: Sequence[int]) -> list[Any]:
        """The events at `positions`, all of kinds that this version knows."""
        missing = [position for position in positions if position not in self._known]
        if missing:
            with collector_resting():
                for position, event in zip(missing, typed_each([self._document(position) for position in missing]), strict=True):
                    self._known.setdefault(position, event)
        return [self._known[position] for position in positions]

    def event(self, position: int) -> Any:
        """The one at `position`."""
        found = self._known.get(position)
        return found if found is not None else self._known.setdefault(position, typed(self._document(position)))

    def position(self, identity: str) -> int | None:
        """Where the event with this id stands; None for one that came later, or is none."""
        position = self._place(identity)
        return position if position is not None and position <= len(self._starts) else None

    def named(self, identity: str) -> Event | None:
        """The event with this id; None for one that is not here, or of a kind that this version does not know."""
        position = self.position(identity)
        return None if position is None else self.event(position)

    def _document(self, position: int) -> bytes:
        behind = self._starts[position] if position < len(self._starts) else len(self._block)
        # Before the next document stand its number and the separator, of which no document has any.
        return bytes(self._block[self._starts[position - 1] : behind]).partition(SEPARATOR)[0]


class _Seen(dict[str, Event]):
    """Events by id: those that were brought in since, and behind them, for `get`, those that are stored.

    Whether an event is new is only asked of the former: the store brings in none twice, and asking it would wait for a save.
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def get(self, identity: str, default: Any = None) -> Any:
        """The event, brought in or stored."""
        found = super().get(identity)
        return found if found is not None else self._rows.named(identity) or default


class StoredLine(Timeline[E]):
    """A timeline that begins with stored events, of which only the positions are known; what is added at its end follows them."""

    __slots__ = ("_rows", "_stored")

    def __init__(self, positions: bytes, rows: Rows) -> None:
        self._stored, self._rows = positions, rows
        self._entries = []

    def put(self, instant: float, event: E) -> None:
        """See `Timeline`."""
        if self._stored and self.last_key() > (instant, event.id):
            self._load()
        super().put(instant, event)

    def take(self, event: E) -> None:
        """See `Timeline`."""
        position, stored = self._rows.position(event.id), array("I", self._stored)
        if position is not None and position in stored:
            stored.remove(position)
            self._stored = stored.tobytes()
        else:
            super().take(event)

    def first(self) -> E | None:
        """See `Timeline`."""
        return self._rows.event(_place(self._stored[:_SIZE])) if self._stored else super().first()

    def last(self) -> E | None:
        """See `Timeline`."""
        return super().last() if self._entries or not self._stored else self._rows.event(_place(self._stored[-_SIZE:]))

    def last_key(self) -> tuple[float, str]:
        """See `Timeline`."""
        last = self.last()
        if last is None:
            raise IndexError
        return moment(last.at).instant, last.id

    def positions(self, place: Callable[[str], int]) -> bytes:
        """See `Timeline`."""
        return self._stored + super().positions(place) if self._entries else self._stored

    def __bool__(self) -> bool:
        return bool(self._stored or self._entries)

    def __iter__(self) -> Iterator[E]:
        return chain(self._events(self._stored), super().__iter__())

    def __reversed__(self) -> Iterator[E]:
        yield from super().__reversed__()
        for position in reversed(array("I", self._stored)):
            yield self._rows.event(position)

    def _events(self, positions: bytes) -> list[E]:
        return self._rows.events(array("I", positions))

    def _load(self) -> None:
        """Go on as a timeline like any other."""
        self._entries[:0] = [(moment(event.at).instant, event.id, event) for event in self._events(self._stored)]
        self._stored = b""


def _place(packed: bytes) -> int:
    """One position."""
    return int.from_bytes(packed, sys.byteorder)


class StoredState(LearnerState):
    """A state that was taken apart, `parts` of it by name; each is put together when it is first asked for."""

    def __init__(self, parts: Mapping[str, bytes], rows: Rows) -> None:
        """Nothing is decoded yet; LearnerState's own beginning is left out with intent."""
        self._parts, self._rows = dict(parts), rows
        self._seen, self._changes = _Seen(rows), Counter()

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        part: bytes | None = self.__dict__.get("_parts", {}).get(name)
        if part is None:
            raise AttributeError(name)
        # Whoever comes first, in whatever thread, says what it is from now on.
        return self.__dict__.setdefault(name, _together(_BEGINNING[name], _unpack(part), self._rows))


class StoredRun(RunLines):
    """The timelines of a run that was taken apart, each put together when it is first asked for: of most only the end is."""

    def __init__(self, parts: Sequence[Any], rows: Rows) -> None:
        """Nothing is decoded yet; RunLines' own beginning is left out with intent."""
        self._parts, self._rows = parts, rows

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        if name not in _BEGINNING_OF_RUN:
            raise AttributeError(name)
        part = self._parts[_PLACES[name]]
        return self.__dict__.setdefault(name, _together(_BEGINNING_OF_RUN[name], part, self._rows))


_BEGINNING = vars(LearnerState())
"""What a state without any event is made of: the kind of each part."""

_BEGINNING_OF_RUN = vars(RunLines())
"""The same of a run."""

_PLACES = {name: place for place, name in enumerate(_BEGINNING_OF_RUN)}
"""Where each part of a run stands among all of them."""


def taken_apart(state: LearnerState, place: Callable[[str], int]) -> dict[str, bytes]:
    """The parts of `state` by name; `place` gives the position of the event with an id.

    Raises TypeError for a part of a kind that is unknown here.
    """
    held = vars(state)
    names = _BEGINNING.keys() - _PASSING
    return {name: _pack(_apart(held[name], place)) if name in held else held["_parts"][name] for name in names}


def _apart(value: Any, place: Callable[[str], int]) -> Any:
    match value:
        case Timeline():
            return value.positions(place)
        case RunLines():
            held = vars(value)
            return [_apart(held[name], place) if name in held else held["_parts"][number] for name, number in _PLACES.items()]
        case dict():
            return [[_key(key) for key in value], [_apart(part, place) for part in value.values()]]
        case set():
            return list(value)
        case int():
            return value
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _key(key: object) -> object:
    return key.toordinal() if isinstance(key, date) else key


def _together(beginning: Any, parts: Any, rows: Rows) -> Any:
    """A value again; `beginning` is what it was before any event. A table's keys are of one kind, and so is what stands under them."""
    match beginning:
        case Timeline():
            return StoredLine(parts, rows)
        case Counter():
            return Counter({date.fromordinal(key): number for key, number in zip(*parts, strict=True)})
        case dict():
            keys, under = parts
            named = (Section(*key) for key in keys) if keys and isinstance(keys[0], list) else keys
            kind = StoredLine if under and isinstance(under[0], bytes) else StoredRun
            return {key: kind(part, rows) for key, part in zip(named, under, strict=True)}
        case set():
            return set(parts)
    return parts
