"""Copies of damaged files: nothing that could not be read is ever thrown away without one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from edu_tui.progress.files import Files
from edu_tui.progress.writing import write_new

CAPACITY = 10
"""How many copies are kept; above it the oldest go."""

_NAME_LIMIT = 100


def find_copy(files: Files, folder: Path, data: bytes, name: str) -> Path | None:
    """Where a copy of just these bytes of the file `name` is kept; None when there is none. Raises OSError."""
    ending = _ending(data, name)
    return next((folder / one for one in files.names(folder) if one.endswith(ending)), None)


def keep_copy(files: Files, folder: Path, data: bytes, name: str, now: datetime) -> Path:
    """Put a copy of the damaged `data` of the file `name` into the quarantine `folder`; returns where it is. Raises OSError.

    The same bytes are kept once, however often they are met. Names carry time and checksum and must be new, so that a link planted there
    is not followed.
    """
    known = find_copy(files, folder, data, name)
    if known is not None:
        return known
    files.make_folder(folder)
    files.sync_folder(folder)  # refuses a folder that is a link, before anything is written through it
    path = folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{_ending(data, name)}"
    write_new(files, path, data)
    files.sync_folder(folder)
    copies = sorted(one for one in files.names(folder) if one != path.name)
    for old in copies[: max(0, len(copies) + 1 - CAPACITY)]:
        with suppress(OSError):
            files.remove(folder / old)
    return path


def _ending(data: bytes, name: str) -> str:
    """The last part of a copy's name, which tells what it is a copy of."""
    return f"-{crc32(data):08x}-{name[-_NAME_LIMIT:]}"
