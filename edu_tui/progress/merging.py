"""Reading a progress file from elsewhere, to add its events to a learner's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from edu_tui.progress.diagnosis import UnreadableError, load_strictly
from edu_tui.progress.errors import MergeError
from edu_tui.progress.files import Files
from edu_tui.progress.journal import read_tail
from edu_tui.progress.place import is_journal
from edu_tui.progress.records import encode_document
from edu_tui.progress.snapshot import DamagedError, parse


def read_documents(files: Files, path: Path) -> list[bytes]:
    """The events in a progress.json of ours, in a file that stock TinyDB wrote, or in a journal. Raises MergeError."""
    try:
        data, _ = files.read(path)
    except OSError as error:
        raise MergeError(f"{path} cannot be read: {error.strerror}.") from error
    if is_journal(path.name):
        return [bytes(document) for record in read_tail(data, 0).records for document in record.events]
    try:
        return list(parse(data).documents())
    except DamagedError:
        return _foreign(data, path)


def _foreign(data: bytes, path: Path) -> list[bytes]:
    """The rows of the `events` table in a file without our checksum: the learner asked for it, so its shape is what is checked."""
    try:
        table = load_strictly(data).get("events")
    except UnreadableError as reason:
        raise MergeError(f"{path} {reason}.") from None
    if not isinstance(table, dict):
        raise MergeError(f"{path} has no table of events.")
    return [_document(row, number, path) for number, row in table.items()]


def _document(row: Any, number: str, path: Path) -> bytes:
    try:
        return encode_document(row)
    except ValueError as error:
        raise MergeError(f"{path} is not progress: row {number} of its events is none ({error}).") from error
