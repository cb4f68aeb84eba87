"""Copies of damaged files: nothing that could not be read is ever thrown away without one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from edu_tui.progress.files import Files
from edu_tui.progress.writing import is_temporary, write_new

CAPACITY = 10
"""How many copies are kept; above it the oldest go."""

_NAME_LIMIT = 100


def keep_copy(files: Files, folder: Path, data: bytes, name: str, now: datetime) -> Path:
    """Put a copy of the damaged `data` of the file `name` into the quarantine `folder`; returns where it is. Raises OSError.

    The same bytes are kept once, however often they are met. Names carry time and checksum and must be new, so that a link planted there
    is not followed.
    """
    ending = f"-{crc32(data):08x}-{name[-_NAME_LIMIT:]}"
    names = [one for one in files.names(folder) if not is_temporary(one)]
    for one in names:
        if one.endswith(ending):
            return folder / one
    files.make_folder(folder)
    files.sync_folder(folder)  # refuses a folder that is a link, before anything is written through it
    path = folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{ending}"
    write_new(files, path, data)
    files.sync_folder(folder)
    for old in sorted(names)[: max(0, len(names) + 1 - CAPACITY)]:
        with suppress(OSError):
            files.remove(folder / old)
    return path
