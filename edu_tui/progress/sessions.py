"""The teaching sessions of this computer: one folder each below the data folder, to be listed, reopened, exported and deleted."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from edu_tui.progress.deleting import check_folder, erase, finish_deletions
from edu_tui.progress.documents import Documents
from edu_tui.progress.errors import Busy, MergeError, NotSaved, not_saved
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.marks import Marks
from edu_tui.progress.merging import WHAT_TO_NAME, Found, gather, read_progress
from edu_tui.progress.presence import is_attended
from edu_tui.progress.sessions_events import Planned, SessionEvent
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.progress.snapshot import render

_IDENT = re.compile(r"\d{8}-\d{4}-[0-9a-f]{6}")
_WHAT_TO_NAME = "name a file that edu-tui sessions export made"
_event = msgspec.json.Decoder(SessionEvent).decode


class SessionError(Exception):
    """A session cannot be found, read or brought in; `str()` is one or more whole sentences that say what to do."""


class Session(NamedTuple):
    """A session on the disk: its id, its folder, and what was known of it when it was listed."""

    id: str
    folder: Path
    state: SessionState


class Sessions:
    """The sessions below one data folder, in `home`. Looking creates nothing. `now` gives the time, aware."""

    def __init__(self, data: Path, now: Callable[[], datetime], files: Files | None = None) -> None:
        self.home = data / "sessions"
        self._now = now
        self._files = files or RealFiles()

    def all(self) -> list[Session]:
        """Every session, the latest first. Raises SessionError when the folder cannot be read; a session that cannot is left out."""
        found: list[Session] = []
        for ident in reversed(self._idents()):
            try:
                with self.open(ident, read_only=True) as store:
                    found.append(Session(ident, store.folder, store.state))
            except NotSaved:
                continue
        return found

    def unfinished(self) -> Session | None:
        """The latest session that was started and has not ended; None if there is none. Raises SessionError."""
        return next((one for one in self.all() if one.state.started_at and not one.state.ended_at), None)

    def find(self, words: str) -> str:
        """The id that is `words` or the only one that begins so; "last" is the latest. Raises SessionError."""
        idents = self._idents()
        matches = idents[-1:] if words == "last" else [ident for ident in idents if words and ident.startswith(words)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise SessionError(f"Several sessions begin with {words[:40]}: {', '.join(matches[:5])}. Write more of the id.")
        raise SessionError(f"There is no session {words[:40]}. Known: {', '.join(idents[-5:]) or 'none'}. See edu-tui sessions list.")

    def create(self, planned: Planned) -> SessionStore:
        """A new session with its plan, opened for leading. Raises NotSaved."""
        ident = f"{self._now():%Y%m%d-%H%M}-{os.urandom(3).hex()}"
        store = self.open(ident)
        try:
            store.append(msgspec.structs.replace(planned, session=ident))
        except BaseException:
            store.close()
            raise
        return store

    def open(self, ident: str, *, read_only: bool = False) -> SessionStore:
        """The session with this id; without `read_only` to lead it. Raises Busy when another program leads it, NotSaved, SessionError."""
        if not _IDENT.fullmatch(ident):  # it is about to become part of a path
            raise SessionError(f"{ident[:40]} is no session's id. See edu-tui sessions list.")
        return SessionStore.open(self.home / ident, now=self._now, files=self._files, read_only=read_only)

    def delete(self, ident: str) -> None:
        """Remove a session for good. Raises Busy while a program has it open, NotSaved when the disk refuses, SessionError."""
        folder = self.home / self.find(ident)
        check_folder(self._files, folder)
        try:
            attended = is_attended(self._files, folder)
        except OSError as error:
            raise not_saved(error, folder, "Nothing was deleted", "The session is as it was.") from error
        if attended:
            raise Busy(f"Nothing was deleted: a program has the session {folder.name} open.", "It is as it was.", "Close it there first.")
        erase(self._files, folder)

    def finish_deletions(self) -> int:
        """Remove what interrupted deletions left; returns how many there were. Raises NotSaved."""
        return finish_deletions(self._files, self.home)

    def bring_in(self, path: Path) -> tuple[str, int]:
        """Add an exported session, or what an export knows more of one that is here; its id, and how many steps were new.

        Raises SessionError for a file that is none, NotSaved.
        """
        try:
            found = read_progress(self._files, path, self._now)
            ident = _ident_of(found)
            with self.open(ident) as store:
                return ident, store.merge(gather(store.documents(), [found]))
        except MergeError as error:
            raise SessionError(str(error).replace(WHAT_TO_NAME, _WHAT_TO_NAME)) from None

    def _idents(self) -> list[str]:
        try:
            return [name for name in self._files.names(self.home) if _IDENT.fullmatch(name)]
        except OSError as error:
            raise SessionError(f"The folder {self.home} cannot be read: {error.strerror}. Give another one with --data-dir.") from error


def export_session(store: SessionStore) -> str:
    """All of a session as one file in ASCII, in the form of progress.json, under a checksum: `bring_in` reads it, and stock TinyDB."""
    documents = Documents()
    for document in sorted(store.documents(), key=lambda one: (msgspec.json.decode(one).get("at", ""), one)):
        plain = msgspec.json.decode(document)
        documents.add(plain["id"], json.dumps(plain, separators=(",", ":")).replace("\x7f", "\\u007f").encode())
    return render(0, documents, Marks(), {}).decode()


def _ident_of(found: Found) -> str:
    """The id of the session that a file holds. Raises SessionError when there is none in it."""
    events: list[SessionEvent] = []
    for document in found.documents.values():
        with suppress(msgspec.MsgspecError, ValueError, RecursionError):
            events.append(_event(document))
    planned = fold_session(events).planned
    if planned is None or not _IDENT.fullmatch(planned.session):
        raise SessionError(f"{found.path} holds no teaching session: {_WHAT_TO_NAME}.")
    return planned.session
