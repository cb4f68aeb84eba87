"""Writing whole files so that a crash at any moment leaves either the old file or the new one."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from edu_tui.progress.files import Files


def write_all(files: Files, descriptor: int, data: bytes, offset: int = 0) -> None:
    """Write every byte from `offset` on: a short write is carried on, a write that makes no headway is an OSError."""
    while data:
        written = files.write(descriptor, data, offset)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        data = data[written:]
        offset += written


def write_new(files: Files, path: Path, data: bytes) -> None:
    """Create `path` (0600, must not exist) with `data`, on the disk when this returns. A half-written file is removed again."""
    descriptor = files.create(path)
    try:
        try:
            write_all(files, descriptor, data)
            files.sync(descriptor)
        finally:
            files.close(descriptor)
    except OSError:
        with suppress(OSError):
            files.remove(path)
        raise


def replace_file(files: Files, path: Path, data: bytes) -> None:
    """Give `path` the content `data` in one step, on the disk when this returns.

    The new content is written beside it, because a rename is only atomic within one file system, under a name that no other process and
    no planted link can share. The folder is synced last: without that the rename itself may be lost.
    """
    fresh = path.with_name(temporary_name(path.name))
    write_new(files, fresh, data)
    try:
        files.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            files.remove(fresh)
        raise
    files.sync_folder(path.parent)


def temporary_name(name: str) -> str:
    """A name for the unfinished `name`: hidden, and different at each call in each process."""
    return f".{name}.{os.getpid()}.{os.urandom(6).hex()}.tmp"


def is_temporary(name: str) -> bool:
    """Whether `name` was made by `temporary_name`."""
    return name.startswith(".") and name.endswith(".tmp")
