"""Everything that is known of one learner, put together from a snapshot, a backup and journals in whatever order they were read."""

from __future__ import annotations

from edu_tui.progress.documents import Documents
from edu_tui.progress.marks import Marks
from edu_tui.progress.records import Record, identity_of
from edu_tui.progress.snapshot import Snapshot


class Memory:
    """The union of what was read and what was recorded: events by id, marks by counter. Taking a thing in twice changes nothing.

    `n` is the highest Lamport counter seen; `arrived` collects the documents that other programs recorded, until somebody takes them away.
    `loaded` is the head of the snapshot whose rows are the first of all documents, in their order; empty without one.
    """

    def __init__(self) -> None:
        self.documents = Documents()
        self.marks = Marks()
        self.n = 0
        self.arrived: list[bytes] = []
        self.loaded = b""

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Take in a checked snapshot. The first one costs no decoding."""
        self.n = max(self.n, snapshot.n)
        for mark in snapshot.marks:
            self.marks.add(mark.key, bytes(mark.value), mark.n, mark.w)
        if len(self.documents):
            for document in snapshot.documents():
                self._arrive(document)
        else:
            self.documents.load(snapshot.block, snapshot.total)
            self.loaded = snapshot.head

    def take_record(self, record: Record) -> None:
        """Take in one journal record."""
        self.n = max(self.n, record.n)
        if record.mark is not None:
            self.marks.add(record.mark, bytes(record.value), record.n, record.w)
        for document in record.events:
            self._arrive(bytes(document))

    def _arrive(self, document: bytes) -> None:
        if self.documents.add(identity_of(document), document):
            self.arrived.append(document)
