"""The fold of a learner's events, kept beside them, so that a start does not fold 50,000 of them again.

It is nobody's truth: never merged, exported or backed up, and thrown away when in doubt. It counts only if this very program kept it, and
for just the progress.json that lies beside it, by the line that holds that file's checksum. A damaged, old or missing one costs time only.

A file is a CRC-32 of four bytes and a MessagePack document.
"""

from __future__ import annotations

import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

from edu_tui.program import fingerprint, sources
from edu_tui.progress.files import Files
from edu_tui.progress.writing import temporary_name, write_all


class WorkedOut(msgspec.Struct, frozen=True, array_like=True):
    """What others worked out of a fold, and the questions whose answers, or what was said of them, have changed since."""

    data: bytes
    changed: frozenset[str] = frozenset()


class Folded(msgspec.Struct, frozen=True, array_like=True):
    """What was kept.

    `program` and `head` say who kept it, and beside which snapshot; `newest` is the latest instant of all its events in seconds. `starts`
    says where each document begins in the snapshot's rows, `state` is a state taken apart (`stored_state`), `values` are what others
    worked out.
    """

    program: str
    head: bytes
    newest: float
    starts: bytes
    state: dict[str, bytes]
    values: dict[str, WorkedOut]


@cache
def this_program() -> str:
    """Which program keeps: another version of the rules would fold otherwise."""
    return f"{sys.byteorder}:{array('I').itemsize}:{fingerprint(sources(Path(__file__).parent))}"


def find_folded(files: Files, path: Path, head: bytes) -> Folded | None:
    """What this program kept in `path` beside the snapshot with the head `head`; None if that is not there, whatever the reason."""
    try:
        data = memoryview(files.read(path)[0])
        if not head or crc32(data[4:]) != int.from_bytes(data[:4], "big"):
            return None
        found = msgspec.msgpack.decode(data[4:], type=Folded)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return found if found.head == head and found.program == this_program() else None


def keep_folded(files: Files, path: Path, folded: Folded) -> None:
    """Put `folded` in place of what is there, in one step. Not synced: what a power cut spoils is thrown away. Raises OSError."""
    data = msgspec.msgpack.encode(folded)
    fresh = path.with_name(temporary_name(path.name))
    descriptor = files.create(fresh)
    try:
        try:
            write_all(files, descriptor, crc32(data).to_bytes(4, "big") + data)
        finally:
            files.close(descriptor)
        files.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            files.remove(fresh)
        raise
