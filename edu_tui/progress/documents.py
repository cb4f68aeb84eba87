"""The stored events of one learner in memory: JSON bytes in order of arrival, decoded only when somebody asks.

Opening a store must not cost a second because there are 50,000 answers: a snapshot's events stay one block of bytes until the first reader
or the first new event needs them apart.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from edu_tui.collector import collector_resting
from edu_tui.progress.events import Event
from edu_tui.progress.records import identity_of

SEPARATOR = b",\n"
"""Between two rows of a block. No row holds a newline, because compact JSON escapes it."""


Block: TypeAlias = bytes | memoryview
"""Rows, or a window on a file's bytes that shows them."""

_event = msgspec.json.Decoder(Event).decode
_event_list = msgspec.json.Decoder(list[Event]).decode
_plain = msgspec.json.Decoder(dict[str, Any]).decode


class Documents:
    """Events as documents, each kept once by its `id`; positions count from 1 and are TinyDB's `doc_id`s.

    A position is the order of arrival in this program and no identity: another program may have heard of the same events in another order.
    """

    def __init__(self) -> None:
        self._block: Block = b""
        self._blocked = 0
        self._starts = array("I")
        self._loose: list[bytes] = []
        self._positions: dict[str, int] | None = None
        self._events: list[Event] = []
        self._decoded = 0
        self._rows: dict[str, dict[str, Any]] = {}

    def __len__(self) -> int:
        return self._blocked + len(self._loose)

    def load(self, block: Block, count: int) -> None:
        """Take the checked rows of a snapshot, `"1":{...}` to `"count":{...}`, as they are. A window stays one: whoever goes over all
        rows copies them for as long as that takes, and a start, which does not, need not wait for it. Only an empty object may load."""
        assert not len(self)
        self._block, self._blocked = block, count

    def know_starts(self, starts: array[int]) -> None:
        """Take over what `starts` said of just these rows: finding out anew takes a walk over all of them."""
        self._starts = starts

    def add(self, identity: str, document: bytes) -> bool:
        """Add one document (JSON) whose `id` is `identity`; False when one with this id is there."""
        positions = self._known()
        if identity in positions:
            return False
        self._loose.append(document)
        positions[identity] = self._blocked + len(self._loose)
        return True

    def unknown(self, documents: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Those of `documents`, by id, whose ids are not stored yet."""
        known = self._known()
        if known.keys().isdisjoint(documents):
            return documents
        return {identity: document for identity, document in documents.items() if identity not in known}

    def extend(self, documents: Mapping[str, bytes]) -> None:
        """Add documents by id, all of them unknown."""
        known = self._known()
        for identity, document in documents.items():
            self._loose.append(document)
            known[identity] = self._blocked + len(self._loose)

    def position(self, identity: str) -> int | None:
        """The position of the event with this id; None when there is none."""
        return self._known().get(identity)

    def block(self) -> Block:
        """All rows as a snapshot holds them. They are kept in this form, so that the next call only adds what is new."""
        if self._loose:
            rows = (b'"%d":%b' % (position, document) for position, document in enumerate(self._loose, self._blocked + 1))
            fresh = SEPARATOR.join(rows)
            self._block = SEPARATOR.join((self._block, fresh)) if len(self._block) else fresh
            self._blocked += len(self._loose)
            self._loose = []
        return self._block

    def starts(self) -> array[int]:
        """Where in `block()` each document begins, in bytes, in order of position. It is kept and grows."""
        window, starts = self.block(), self._starts
        if len(starts) < self._blocked:
            block = bytes(window)
            at = block.index(SEPARATOR, starts[-1]) + len(SEPARATOR) if starts else 0
            for row in block[at:].split(SEPARATOR):
                starts.append(at + row.index(b":") + 1)
                at += len(row) + len(SEPARATOR)
        return starts

    def after(self, position: int) -> Iterator[bytes]:
        """The documents behind the one at `position`, in order of arrival; all of them behind 0."""
        if position < self._blocked:
            for row in bytes(self._block).split(SEPARATOR)[position:]:
                yield row[row.index(b":") + 1 :]
        yield from self._loose[max(0, position - self._blocked) :]

    def events_after(self, position: int) -> list[Event]:
        """The typed events among them."""
        with collector_resting():
            return _typed_all(list(self.after(position)))

    def events(self) -> list[Event]:
        """The typed events in order of arrival; kinds of a newer version are left out. The list is kept and grows."""
        if self._decoded < len(self):
            with collector_resting():
                self._events.extend(_typed_all(list(self.after(self._decoded))))
            self._decoded = len(self)
        return self._events

    def rows(self) -> dict[str, dict[str, Any]]:
        """The documents as TinyDB reads them: position as text -> document. The dict is kept and grows."""
        start = len(self._rows)
        if start < len(self):
            with collector_resting():
                self._rows.update((str(position), _plain(document)) for position, document in enumerate(self.after(start), start + 1))
        return self._rows

    def _known(self) -> dict[str, int]:
        if self._positions is None:
            with collector_resting():
                self._positions = {identity_of(document): position for position, document in enumerate(self.after(0), 1)}
        return self._positions

    def __iter__(self) -> Iterator[bytes]:
        return self.after(0)


def typed(document: bytes) -> Event | None:
    """The event in a document; None for a kind or a shape that this version does not know."""
    try:
        event: Event = _event(document)
        return event
    except msgspec.ValidationError:
        return None


def _typed_all(documents: Sequence[bytes]) -> list[Event]:
    """The events in many documents, without those that this version does not know."""
    return [event for event in typed_each(documents) if event is not None]


def typed_each(documents: Sequence[bytes]) -> Sequence[Event | None]:
    """What `typed` gives for each of many documents: in one go, or one by one if there is an unknown kind among them."""
    try:
        events: list[Event] = _event_list(b"[" + b",".join(documents) + b"]")
    except msgspec.ValidationError:
        return [typed(document) for document in documents]
    return events
