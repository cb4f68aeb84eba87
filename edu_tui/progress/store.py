"""The progress of one learner: open it, read the events and marks, add to them, close it.

Any number of programs may have the same learner open. Each appends to a journal of its own, so none waits for another and none can spoil
what another wrote; `refresh` brings in what the others did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from edu_tui.progress import notices
from edu_tui.progress.checkpoint import Checkpointer, LockHeldError
from edu_tui.progress.clock import clock_notice
from edu_tui.progress.documents import typed
from edu_tui.progress.errors import ALL_SAFE, NOT_TIDIED, Busy, NotSaved, lock_busy, newer_version, not_saved, store_read_only, unreadable
from edu_tui.progress.events import Event
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.folding import Folding
from edu_tui.progress.forking import after_fork
from edu_tui.progress.journal import Pen
from edu_tui.progress.marks import MarksView
from edu_tui.progress.memory import Memory
from edu_tui.progress.place import Place
from edu_tui.progress.reading import Reader
from edu_tui.progress.records import JSON, encode_document, encode_event, encode_value, events_body, mark_body

if TYPE_CHECKING:
    from edu_tui.progress.folded import WorkedOut
    from edu_tui.progress.state import LearnerState
    from edu_tui.progress.tables import ProgressDB

CHECKPOINT_EVERY = 200
"""Records of this program after which a checkpoint is due; where many events are stored, an eighth of their number if that is more."""

LOCK_PATIENCE = 1.0
"""Seconds that an explicit checkpoint waits for another program's."""


class ProgressStore:
    """One learner's progress. Made by `open`; safe to use from several threads; after a fork the child goes on in a journal of its own.

    `db` is the same progress as a TinyDB: `store.db.table("events")` inserts and searches as TinyDB does.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], files: Files, *, read_only: bool) -> None:
        self._place = Place(folder)
        self._now = now
        self._files = files
        self._lock = RLock()
        self._memory = Memory()
        self._pen = Pen(files, self._place)
        unwritable = not read_only and not files.can_write(folder)
        self._refusal: Callable[[], NotSaved] | None = partial(store_read_only, folder) if read_only or unwritable else None
        self._reader = Reader(files, self._place, self._memory, now, repair=self._refusal is None)
        self._checkpointer = Checkpointer(files, self._place, self._reader, self._pen)
        self._folding = Folding(files, self._place, self._memory)
        self._unfolded = 0
        self._due = CHECKPOINT_EVERY
        self._marks_view = MarksView(self._memory.marks)
        self._said: list[str] = [notices.read_only(folder)] if unwritable else []

    @classmethod
    def open(cls, folder: Path, *, now: Callable[[], datetime], files: Files | None = None, read_only: bool = False) -> Self:
        """Read the progress in `folder`, which need not exist: it is made when the first event is recorded; looking changes nothing.

        `now` gives the time (aware) for the names of backups and copies. What was found damaged, and what was done about it, stands in
        `notices`. Raises NotSaved only when the folder exists and cannot be read at all.
        """
        folder = folder.resolve()
        try:
            store = cls(folder, now, files or RealFiles(), read_only=read_only)
        except OSError as error:
            raise unreadable(error, folder) from error
        store._catch_up()
        store._memory.arrived.clear()
        store._folding.look()
        store._notice_clock()
        store._due = store._interval()
        after_fork(store)
        return store

    @property
    def folder(self) -> Path:
        """The learner's folder."""
        return self._place.folder

    @property
    def read_only(self) -> bool:
        """Whether `append` and `set_mark` will refuse: asked for, nothing can be written, or a newer version wrote here."""
        return self._refusal is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the learner should be told, in whole sentences; it may grow while the store is open."""
        return (*self._said, *self._reader.said)

    @property
    def events(self) -> Sequence[Event]:
        """All events in order of arrival, those of unknown kinds left out. A live list: do not change it."""
        with self._lock:
            return self._memory.documents.events()

    def fold(self) -> LearnerState:
        """What the events add up to: always the same object, up to date at each call. The caller may bring in more (`state.advance`)."""
        with self._lock:
            return self._folding.state(self._position)

    def worked_out(self, name: str) -> WorkedOut | None:
        """What another program kept as `name` of the fold that `fold` gives, before anything was brought in here (`state.changes`)."""
        return self._folding.value(name)

    def keep(self, name: str, make: Callable[[LearnerState], bytes]) -> None:
        """Keep as `name`, from the end of this program to the next start, what `make` works out of the fold of all events."""
        self._folding.makers[name] = make

    @property
    def marks(self) -> Mapping[str, JSON]:
        """The latest value of each mark; a live view."""
        return self._marks_view

    @property
    def version(self) -> tuple[int, int]:
        """Changes whenever an event or a mark is added: a key for what was computed from the progress. Costs no decoding."""
        return len(self), self._memory.n

    @cached_property
    def db(self) -> ProgressDB:
        """The progress as a TinyDB database."""
        from edu_tui.progress.tables import ProgressDB

        return ProgressDB(self)

    def __len__(self) -> int:
        """How many events are stored, those of unknown kinds too. Costs no decoding."""
        return len(self._memory.documents)

    def append(self, *events: Event) -> None:
        """Record events, all or none; on the disk when this returns. One whose id is already there is passed over.

        Raises NotSaved when the disk refuses, ValueError for a value that JSON cannot hold; nothing is changed then.
        """
        encoded = {event.id: encode_event(event) for event in events}
        with self._lock:
            self._record(encoded)

    def set_mark(self, key: str, value: JSON, *, durable: bool = False) -> None:
        """Set the small value of which only the latest counts; None forgets it.

        Without `durable` it survives the end of the program but perhaps not a power cut. Raises as `append` does.
        """
        encode_value(key)
        data = encode_value(value)
        with self._lock:
            n = self._write(mark_body(key, data), durable=durable)
            self._memory.marks.add(key, data, n, self._pen.writer)
            if self._unfolded >= self._due:
                self._checkpoint_quietly(0)

    def record(self, documents: Sequence[Mapping[str, Any]]) -> list[int]:
        """What `append` does, for documents, as TinyDB's table needs it; returns their positions."""
        encoded = {str(document.get("id")): encode_document(dict(document)) for document in documents}
        with self._lock:
            self._record(encoded)
            return [self._memory.documents.position(document["id"]) or 0 for document in documents]

    def merge(self, *paths: Path) -> int:
        """Add what others recorded: files and folders as `merging.read_progress` takes them, by edu-tui or stock TinyDB.

        All or none, with one write; returns how many events were new. Marks, which belong to one computer, stay as they are. Raises
        MergeError, or NotSaved as `append` does.
        """
        from edu_tui.progress.merging import gather, read_progress  # of use only here, and the app starts without it

        found = [read_progress(self._files, path, self._now) for path in paths]
        with self._lock:
            fresh = self._record(gather(self._memory.documents, found))
            self._said += (note for one in found for note in one.notices)
            self._notice_clock()
            return fresh

    def refresh(self) -> tuple[Event, ...]:
        """Read what other programs of this learner have added since; returns their events. Raises NotSaved if the folder cannot be read."""
        with self._lock:
            self._catch_up()
            arrived, self._memory.arrived = self._memory.arrived, []
            return tuple(event for document in arrived if (event := typed(document)) is not None)

    def checkpoint(self) -> None:
        """Fold the journals into progress.json now. Raises NotSaved if that fails or another program is at it; no answer depends on it."""
        with self._lock:
            if self._refusal is not None:
                raise self._refusal()
            self._checkpoint(LOCK_PATIENCE)

    def close(self) -> None:
        """Fold what this program recorded, if it recorded anything, and let go of the files. Never raises: everything is saved already."""
        with self._lock:
            if not self.read_only:
                if self._unfolded or self._reader.restored:
                    self._checkpoint_quietly(LOCK_PATIENCE)
                self._folding.keep(self._reader.on_disk)
            self._pen.retire()

    def rows(self, table: str) -> dict[str, dict[str, Any]]:
        """The rows of the table `events` or `marks` by position as text, none for another table. Not to be changed."""
        with self._lock:
            if table == "events":
                return self._memory.documents.rows()
            return self._memory.marks.rows() if table == "marks" else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _position(self, identity: str) -> int | None:
        with self._lock:
            return self._memory.documents.position(identity)

    def _catch_up(self) -> None:
        try:
            self._reader.catch_up(self._pen.names())
        except OSError as error:
            raise unreadable(error, self.folder) from error
        if self._reader.newer:
            self._refusal = partial(newer_version, self._place.snapshot)

    def _notice_clock(self) -> None:
        rows, known = self._folding.times()
        note = clock_notice(rows, self._now(), known)
        if note and note not in self._said:
            self._said.append(note)

    def _record(self, documents: Mapping[str, bytes]) -> int:
        """Save those documents (by id) that are new, all or none; returns how many. The one way for an event into the store."""
        fresh = self._memory.documents.unknown(documents)
        if fresh:
            self._write(events_body(fresh.values()), durable=True)
            self._memory.documents.extend(fresh)
            if self._unfolded >= self._due:
                self._checkpoint_quietly(0)
        return len(fresh)

    def _write(self, body: bytes, *, durable: bool) -> int:
        """Write one record; returns its counter."""
        if self._refusal is not None:
            raise self._refusal()
        n = self._memory.n + 1
        try:
            self._pen.write(n, body, durable=durable)
        except OSError as error:
            raise not_saved(error, self.folder) from error
        self._memory.n = n
        self._unfolded += 1
        return n

    def _checkpoint_quietly(self, wait: float) -> None:
        """A checkpoint that may fail: the answer is saved, so it is only tried again after as many records more."""
        try:
            self._checkpoint(wait)
        except NotSaved as error:
            self._due = self._unfolded + self._interval()
            note = str(error)
            if not isinstance(error, Busy) and note not in self._said:
                self._said.append(note)

    def _checkpoint(self, wait: float) -> None:
        try:
            self._checkpointer.run(self._now(), wait)
        except LockHeldError:
            raise lock_busy(self._place.lock) from None
        except OSError as error:
            raise not_saved(error, self.folder, NOT_TIDIED, ALL_SAFE) from error
        self._unfolded, self._due = 0, self._interval()

    def _interval(self) -> int:
        """How many records may come before the next checkpoint: an eighth of what is stored, so that the cost an answer stays even."""
        return max(CHECKPOINT_EVERY, len(self) // 8)

    def become_own(self) -> None:
        """Called in a forked child: the parent keeps its journal and its locks, the child begins anew with the same memory."""
        self._lock = RLock()
        self._pen.become_own()
        self._unfolded = 0
