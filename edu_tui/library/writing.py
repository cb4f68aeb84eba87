"""Writing the files of a library, whole or not at all. Others read them, so a new file gets what the umask leaves."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
    replace_files({path: data})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Give each file its content in one step, and none of them before all contents are on the disk; the files keep their rights.

    Raises OSError with the path that could not be replaced as its `filename`. The files before it in `contents` may have their new
    content by then, if it was not the writing that failed; each is whole, and none is half one and half the other.
    """
    fresh: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            with _named(path):
                fresh[path] = _written_beside(path, data)
                with suppress(FileNotFoundError):
                    fresh[path].chmod(stat.S_IMODE(path.stat().st_mode))
        for path, written in fresh.items():
            with _named(path):
                written.replace(path)
    finally:
        for written in fresh.values():
            written.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Whatever goes wrong is told of `path`, not of a hidden file beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


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
