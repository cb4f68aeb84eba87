"""Writing the files of a library, whole or not at all. Others read them, so a new file gets what the umask leaves."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def create_file(path: Path, data: bytes) -> None:
    """Put a new file at `path`, on the disk when this returns. Raises FileExistsError if something stands there, else OSError."""
    fresh = _written_beside(path, data)
    try:
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: the name is taken first, and nobody else can have it
            _exclusive(path, data)
    finally:
        fresh.unlink(missing_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` the content `data` in one step; the file keeps its rights. Raises OSError, and the old one stays."""
    fresh = _written_beside(path, data)
    try:
        with suppress(FileNotFoundError):
            fresh.chmod(stat.S_IMODE(path.stat().st_mode))
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _written_beside(path: Path, data: bytes) -> Path:
    """A file with `data` under a hidden name beside `path`: a rename is only atomic within one file system."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    _exclusive(fresh, data)
    return fresh


def _exclusive(path: Path, data: bytes) -> None:
    """Create `path` with `data`; a half-written file is removed again."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
