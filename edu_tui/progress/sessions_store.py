"""One teaching session on the disk: a folder with append-only journals, a checksum a line, nothing that is ever rewritten.

The files are those of a learner's journal (`journal`, `records`, `reading`), without the snapshot: a session has some hundred events, and
folding them anew costs a millisecond.

Several programs may have the same session open, and one of them leads: the one that runs the audience's screen. It opens the session for
writing, which a second one is refused while the first lives. The console opens it for reading and follows with `refresh`; what is done at
the console goes to the leader over their own line, who records it. Should two ever write (a network folder on which locks cannot be seen),
each has a journal of its own and the fold takes both: nothing is lost, and the order is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Self

import msgspec

from edu_tui.progress.errors import Busy, newer_version, not_saved, store_read_only, unreadable
from edu_tui.progress.events import new_id, stamp
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.forking import after_fork
from edu_tui.progress.journal import Pen
from edu_tui.progress.memory import Memory
from edu_tui.progress.place import Place, is_journal
from edu_tui.progress.presence import Presence
from edu_tui.progress.reading import Reader
from edu_tui.progress.records import encode_document, events_body
from edu_tui.progress.sessions_events import SessionEvent
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_state import SessionState

_decode = msgspec.json.Decoder(SessionEvent).decode


class SessionStore:
    """A teaching session: its events, and the state that they fold to. Made by `open`; safe to use from several threads."""

    def __init__(self, folder: Path, now: Callable[[], datetime], files: Files, *, read_only: bool) -> None:
        self._place = Place(folder)
        self._now = now
        self._files = files
        self._lock = RLock()
        self._memory = Memory()
        self._pen = Pen(files, self._place)
        self._reader = Reader(files, self._place, self._memory, now, repair=not read_only)
        self._presence = Presence(folder, files)
        self._events: list[SessionEvent] = []
        self._taken = self._foreign = 0
        self._state: SessionState | None = None
        self.read_only = read_only

    @classmethod
    def open(cls, folder: Path, *, now: Callable[[], datetime], files: Files | None = None, read_only: bool = False) -> Self:
        """Read the session in `folder`; without `read_only`, to lead it. `now` gives the time, aware.

        Raises Busy when another program leads it, NotSaved when the folder exists and cannot be read.
        """
        files = files or RealFiles()
        try:
            store = cls(folder, now, files, read_only=read_only)
            store._reader.catch_up()
            if not read_only and _is_led(files, folder):
                raise _led(folder)
        except OSError as error:
            raise unreadable(error, folder) from error
        store._take_in()
        store._presence.attend()
        after_fork(store)
        return store

    @property
    def id(self) -> str:
        """The session's id, which is the name of its folder."""
        return self.folder.name

    @property
    def folder(self) -> Path:
        """The session's folder."""
        return self._place.folder

    @property
    def events(self) -> tuple[SessionEvent, ...]:
        """All events in order of arrival, those of unknown kinds left out."""
        with self._lock:
            return tuple(self._events)

    @property
    def state(self) -> SessionState:
        """What the events add up to."""
        with self._lock:
            if self._state is None:
                self._state = fold_session(self._events)
            return self._state

    @property
    def notices(self) -> tuple[str, ...]:
        """What the one who leads should be told, in whole sentences; it may grow while the session is open."""
        newer = f"{self._foreign} steps of this session were written by a newer edu-tui; they are kept, and left out here."
        return (*self._reader.said, *([newer] if self._foreign else []))

    def append(self, *events: SessionEvent) -> tuple[SessionEvent, ...]:
        """Record events, all or none, with `id`, `at` and `n` filled in; they are on the disk when this returns.

        Raises NotSaved when the disk refuses, ValueError for a value that JSON cannot hold; nothing is changed then.
        """
        with self._lock:
            if self.read_only:
                raise store_read_only(self.folder)
            if self._reader.newer:
                raise newer_version(self.folder)
            n = max((event.n for event in self._events), default=0)
            at = stamp(self._now())
            made = tuple(msgspec.structs.replace(event, id=new_id(), at=at, n=n + more) for more, event in enumerate(events, 1))
            documents = {event.id: encode_document(msgspec.to_builtins(event)) for event in made}
            self._write(events_body(documents.values()))
            self._add(documents)
            return made

    def merge(self, documents: dict[str, bytes]) -> int:
        """Add documents (by id) as another computer wrote them, all or none; returns how many were new. Raises as `append` does."""
        with self._lock:
            fresh = dict(self._memory.documents.unknown(documents))
            if fresh:
                self._write(events_body(fresh.values()))
                self._add(fresh)
            return len(fresh)

    def documents(self) -> tuple[bytes, ...]:
        """Every event as it was written (JSON), those of unknown kinds too."""
        with self._lock:
            return tuple(self._memory.documents)

    def refresh(self) -> bool:
        """Read what another program has added since; whether there was anything. Raises NotSaved if the folder cannot be read."""
        with self._lock:
            try:
                self._reader.catch_up(self._pen.names())
            except OSError as error:
                raise unreadable(error, self.folder) from error
            before = self._taken
            self._take_in()
            self._presence.attend()
            return self._taken > before

    def close(self) -> None:
        """Let go of the files. Never raises: everything is saved already."""
        with self._lock:
            self._pen.retire()
            self._presence.leave()

    def become_own(self) -> None:
        """Called in a forked child: the parent keeps its journal, and the child must not write into it."""
        self._lock = RLock()
        self._pen.become_own()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, body: bytes) -> None:
        n = self._memory.n + 1
        try:
            self._pen.write(n, body, durable=True)
        except OSError as error:
            raise not_saved(error, self.folder) from error
        self._memory.n = n

    def _add(self, documents: dict[str, bytes]) -> None:
        self._memory.documents.extend(documents)
        self._take_in()

    def _take_in(self) -> None:
        """Decode what is new in memory."""
        documents = self._memory.documents
        if len(documents) == self._taken:
            return
        for document in list(documents)[self._taken :]:
            try:
                self._events.append(_decode(document))
            except (msgspec.MsgspecError, ValueError, RecursionError):
                self._foreign += 1
        self._taken = len(documents)
        self._state = None


def _is_led(files: Files, folder: Path) -> bool:
    """Whether a living program writes to a session. Raises OSError."""
    return any(files.claimed(folder / name) for name in files.names(folder) if is_journal(name))


def _led(folder: Path) -> Busy:
    return Busy(
        f"The session {folder.name} is open in another window, which leads it.",
        "Nothing was changed.",
        "Go on there, or close that window and try again.",
    )
