"""Progress from elsewhere, to be added to a learner's own: files and folders of other machines, and exports.

A merge is a union by id: in any order, once or twice, it comes to the same. That rests on an event never changing once it has its random
id; what tells one event in two ways is no copy of the same history, and is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from edu_tui.progress.diagnosis import UnreadableError, load_strictly
from edu_tui.progress.errors import MergeError
from edu_tui.progress.files import Files
from edu_tui.progress.journal import read_tail
from edu_tui.progress.memory import Memory
from edu_tui.progress.place import SNAPSHOT, Place, is_journal, is_rival
from edu_tui.progress.reading import Reader
from edu_tui.progress.records import FORMAT, encode_document, identity_of
from edu_tui.progress.snapshot import DamagedError, parse

WHAT_TO_NAME = "name the folder of a learner, its progress.json, or a file that edu-tui export made"

_plain = msgspec.json.Decoder(dict[str, Any]).decode


class Found(NamedTuple):
    """What lies at `path`: events (JSON documents) by id, and what the learner should know of their reading, in whole sentences."""

    path: Path
    documents: dict[str, bytes]
    notices: tuple[str, ...] = ()


def read_progress(files: Files, path: Path, now: Callable[[], datetime]) -> Found:
    """All events at `path`: a learner's folder with its journals, a progress.json or an export, a journal, or a file of stock TinyDB.

    Nothing there is changed. In a folder what is damaged is made good from backups, as when it is opened; a file by itself has none, so
    that a damaged one is refused. Raises MergeError.
    """
    try:
        names = files.names(path)
        if any(_is_progress(name) for name in names):
            return _read_folder(files, path, now)
        if names or files.stamp(path) is not None:
            raise MergeError(f"{path} holds no progress: {WHAT_TO_NAME}.")
        raise MergeError(f"{path} cannot be read: there is nothing of that name.")
    except NotADirectoryError:
        return _read_file(files, path)
    except OSError as error:
        raise _unreadable(path, error) from error


def gather(known: Iterable[bytes], found: Sequence[Found]) -> dict[str, bytes]:
    """The union of what was found, by id. Raises MergeError if one of it tells an event otherwise than `known` or than another does."""
    offered = {identity for one in found for identity in one.documents}
    told = {identity: document for document in known if (identity := identity_of(document)) in offered}
    for one in found:
        for identity, document in one.documents.items():
            if not _alike(told.setdefault(identity, document), document):
                raise MergeError(f"{one.path} tells the step {identity[:32]} otherwise than the rest does, so nothing was merged.")
    return told


def _is_progress(name: str) -> bool:
    return name in (SNAPSHOT, "backups") or is_journal(name) or is_rival(name)


def _read_folder(files: Files, folder: Path, now: Callable[[], datetime]) -> Found:
    memory = Memory()
    reader = Reader(files, Place(folder), memory, now, repair=False)
    try:
        reader.catch_up()
    except (ValueError, RecursionError) as error:
        raise MergeError(f"{folder} holds a file that only looks like progress: {WHAT_TO_NAME}.") from error
    if reader.newer:
        raise _newer(folder)
    if reader.said and not len(memory.documents):
        raise MergeError(f"The progress in {folder} is damaged, and there is no good backup of it.")
    return _found(folder, map(_plain, memory.documents), tuple(reader.said))


def _read_file(files: Files, path: Path) -> Found:
    try:
        data, _ = files.read(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    return _found(path, _journal_rows(data, path) if is_journal(path.name) else _file_rows(data, path))


def _file_rows(data: bytes, path: Path) -> Iterator[Any]:
    """The rows of a file in our form, or else of the `events` table of any TinyDB file."""
    data = data.replace(b"\r\n", b"\n")  # put there by a mail program or a pipe of Windows: our rows hold no line ends themselves
    try:
        snapshot = parse(data)
    except DamagedError:
        return iter(_foreign_rows(data, path))
    if snapshot.newer:
        raise _newer(path)
    return map(_plain, snapshot.documents())


def _foreign_rows(data: bytes, path: Path) -> list[Any]:
    """The rows in a file that never had our checksum: its shape is all that can be checked."""
    try:
        tables = load_strictly(data)
    except UnreadableError as reason:
        raise MergeError(f"{path} {reason}: {WHAT_TO_NAME}.") from None
    if "_meta" in tables:
        raise MergeError(f"{path} was damaged or changed after edu-tui wrote it: export it again, or name the learner's whole folder.")
    table = tables.get("events")
    if not isinstance(table, dict):
        raise MergeError(f"{path} has no table of events: {WHAT_TO_NAME}.")
    return list(table.values())


def _journal_rows(data: bytes, path: Path) -> Iterator[Any]:
    """The rows of a journal. Its last line may be unfinished, because its program may still run."""
    tail = read_tail(data, 0)
    if any(record.fmt > FORMAT for record in tail.records):
        raise _newer(path)
    if tail.bad or not tail.records:
        raise MergeError(f"{path} is a damaged journal: name the learner's whole folder.")
    return (_plain(document) for record in tail.records for document in record.events)


def _found(path: Path, rows: Iterable[Any], notices: tuple[str, ...] = ()) -> Found:
    """`rows` by id, each written anew, so that nothing comes in that this program would not have written itself."""
    documents: dict[str, bytes] = {}
    try:
        for row in rows:
            document = encode_document(row)
            if documents.setdefault(row["id"], document) != document:
                raise ValueError("one step is told in two ways")
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "a step is nested too deeply"
        raise MergeError(f"{path} is not progress ({reason}): {WHAT_TO_NAME}.") from error
    return Found(path, documents, notices)


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two documents say the same: another program may have put their fields in another order."""
    return one == other or _plain(one) == _plain(other)


def _unreadable(path: Path, error: OSError) -> MergeError:
    return MergeError(f"{path} cannot be read: {error.strerror}.")


def _newer(path: Path) -> MergeError:
    return MergeError(f"{path} was written by a newer version of edu-tui: update edu-tui on this computer, then merge again.")
