"""TinyDB's two extension points, so that its usual reading API works on progress and an insert costs one append.

A Storage alone cannot do that: TinyDB's own Table reads and writes every document at each insert. So `EventTable` replaces the writing part
of Table, and `LedgerStorage` only hands out what is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NoReturn, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

EVENTS = "events"
MARKS = "marks"


class Ledger(Protocol):
    """What keeps the documents."""

    def record(self, documents: Sequence[Mapping[str, Any]]) -> list[int]:
        """Save all documents or none, on the disk when this returns; gives their positions. Raises NotSaved, ValueError."""

    def __len__(self) -> int:
        """How many events there are."""

    def rows(self, table: str) -> dict[str, dict[str, Any]]:
        """The rows of a table by position as text; not to be changed."""


class LedgerStorage(Storage):
    """A TinyDB storage that reads from a ledger. It never writes whole files: that is what loses data in TinyDB's own storage."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables."""
        return {EVENTS: self.ledger.rows(EVENTS), MARKS: self.ledger.rows(MARKS)}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:  # noqa: ARG002 (TinyDB's signature)
        """Raises TypeError, always."""
        raise TypeError("progress is never written as a whole: insert into the table `events`")


class EventTable(Table):
    """The table of events: insert and read. What is recorded is never changed; to undo, insert a `voided` event.

    A `doc_id` is the order of arrival in this program. An event whose `id` is already there is not stored twice: its `doc_id` is returned.
    """

    default_query_cache_capacity = 0
    _storage: LedgerStorage

    def __init__(self, storage: LedgerStorage, name: str, **options: Any) -> None:
        # No query cache: events also arrive from other programs, of which a cache would not hear.
        options.setdefault("cache_size", 0)
        super().__init__(storage, name, **options)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Save one event; returns its `doc_id`. Raises NotSaved, or ValueError for what is not an event."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Save all events or none; returns their `doc_id`s. Raises as `insert` does."""
        chosen = list(documents)
        if self.name != EVENTS:
            raise TypeError(f"the table {self.name} is only for reading")
        if any(isinstance(document, Document) for document in chosen):
            raise ValueError("a doc_id cannot be chosen: it is the order of arrival")
        return self._storage.ledger.record(chosen)

    def __len__(self) -> int:
        return len(self._storage.ledger) if self.name == EVENTS else len(self._read_table())

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return dict(self._storage.ledger.rows(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:  # noqa: ARG002 (TinyDB's signature)
        """Every other way to change a table ends here."""
        raise TypeError("what is recorded is never changed or removed: insert a `voided` event")


class ProgressDB(TinyDB):
    """A TinyDB over a ledger, whose default table is `events`."""

    table_class = EventTable  # type: ignore[assignment]  # TinyDB declares the exact class, not a subclass
    default_table_name = EVENTS

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, storage=LedgerStorage)
