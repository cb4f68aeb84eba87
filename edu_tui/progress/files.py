"""The one seam between progress and the operating system: every system call of this room goes through a `Files`.

Tests hand in a `Files` that fails at the n-th call, writes only half, or records the order of writes so that power cuts can be replayed.

Windows: no folder can be synced and no file opened with O_NOFOLLOW there, and a virus scanner may hold a file for some milliseconds, so
`replace` tries a few times. This branch follows the documentation; it has not been run on Windows.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes: a file above this is refused rather than read into memory."""

_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
# O_NONBLOCK: opening a FIFO that somebody put in place of a file must not hang.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _FLAGS
_REPLACE_TRIES = 10
_HELD_FOR_A_MOMENT = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation


class Stamp(NamedTuple):
    """What identifies one state of one file: inode, size in bytes, time of change in nanoseconds."""

    inode: int
    size: int
    changed: int


class Files(Protocol):
    """The system calls that progress needs. All raise OSError; symbolic links are never followed in the last part of a path."""

    def read(self, path: Path, offset: int = 0) -> tuple[bytes, Stamp]:
        """The bytes of a regular file from `offset`, and its stamp as it was when opened. OSError (EFBIG) above SIZE_LIMIT."""

    def stamp(self, path: Path) -> Stamp | None:
        """The stamp of what stands at `path`; None when there is nothing."""

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted; none when there is no folder."""

    def create(self, path: Path) -> int:
        """Create a file that must not exist yet, mode 0600, open for writing; returns the descriptor."""

    def write(self, descriptor: int, data: bytes, offset: int, /) -> int:
        """Write once at `offset` (bytes); returns how many bytes went out, which may be fewer than asked."""

    def sync(self, descriptor: int, /) -> None:
        """Return when the file is on the disk, its length too."""

    def sync_data(self, descriptor: int, /) -> None:
        """Return when the bytes of a file whose length did not change are on the disk."""

    def cut(self, descriptor: int, length: int, /) -> None:
        """Shorten an open file to `length` bytes."""

    def intact(self, descriptor: int, size: int) -> bool:
        """Whether an open file still has a name and is `size` bytes long."""

    def close(self, descriptor: int, /) -> None:
        """Close a descriptor."""

    def claim(self, descriptor: int) -> None:
        """Mark an open file as in use by this process until it is closed or the process ends. Never fails: it is only a hint."""

    def claimed(self, path: Path) -> bool:
        """Whether a living process claims the file or attends the folder; True when that cannot be told."""

    def attend(self, folder: Path) -> int | None:
        """Show to `claimed` that this process uses a folder, as others may too, until the descriptor is closed; None if there is no way."""

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, in one step."""

    def remove(self, path: Path) -> None:
        """Remove one file; no error when it is gone already."""

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder with all that is in it, of links only the links; no error when it is gone already."""

    def make_folder(self, folder: Path) -> None:
        """Create a folder and its missing parents, each 0700, and sync the folders that hold the new names."""

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in `folder` are on the disk."""

    def can_write(self, folder: Path) -> bool:
        """Whether files may be made in `folder`, or in the nearest parent that exists. Tries nothing."""


def _seek_and_write(descriptor: int, data: bytes, offset: int, /) -> int:
    """What os.pwrite does, for Windows, which has none."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.write(descriptor, data)


class RealFiles:
    """`Files` on the operating system. What is one system call is that call itself: an answer pays for each frame on its way."""

    write = staticmethod(getattr(os, "pwrite", _seek_and_write))
    sync = staticmethod(os.fsync)
    sync_data = staticmethod(getattr(os, "fdatasync", os.fsync))
    cut = staticmethod(os.ftruncate)
    close = staticmethod(os.close)

    def read(self, path: Path, offset: int = 0) -> tuple[bytes, Stamp]:
        """See `Files`."""
        with _opened(path) as descriptor:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise OSError(errno.EINVAL, "not a regular file", str(path))
            if about.st_size > SIZE_LIMIT:
                raise OSError(errno.EFBIG, "the file is too large", str(path))
            if offset:
                os.lseek(descriptor, offset, os.SEEK_SET)
            return _read_to(descriptor, about.st_size - offset), _stamp(about)

    def stamp(self, path: Path) -> Stamp | None:
        """See `Files`."""
        try:
            return _stamp(path.lstat())
        except FileNotFoundError:
            return None

    def names(self, folder: Path) -> list[str]:
        """See `Files`."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 (plain names are wanted)
        except FileNotFoundError:
            return []

    def create(self, path: Path) -> int:
        """See `Files`."""
        return os.open(path, _CREATE, 0o600)

    def intact(self, descriptor: int, size: int) -> bool:
        """See `Files`."""
        about = os.fstat(descriptor)
        return about.st_size == size and about.st_nlink > 0

    def claim(self, descriptor: int) -> None:
        """See `Files`."""
        _flock(descriptor)

    def claimed(self, path: Path) -> bool:
        """See `Files`."""
        if os.name == "nt":
            return False  # an open file cannot be removed there, which protects it just as well
        try:
            with _opened(path) as descriptor:
                return not _flock(descriptor)
        except OSError:
            return True

    def attend(self, folder: Path) -> int | None:
        """See `Files`."""
        try:
            descriptor = os.open(folder, _FOLDER)
        except OSError:
            return None
        _flock(descriptor, shared=True)
        return descriptor

    def replace(self, source: Path, target: Path) -> None:
        """See `Files`."""
        for attempt in range(_REPLACE_TRIES):
            try:
                source.replace(target)
            except PermissionError as error:
                if getattr(error, "winerror", None) not in _HELD_FOR_A_MOMENT or attempt == _REPLACE_TRIES - 1:
                    raise
                time.sleep(0.01 * (attempt + 1))
            else:
                return

    def remove(self, path: Path) -> None:
        """See `Files`."""
        path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """See `Files`."""
        import shutil  # slow to import, and only this needs it

        with suppress(FileNotFoundError):
            shutil.rmtree(folder)

    def make_folder(self, folder: Path) -> None:
        """See `Files`."""
        if folder.is_dir():
            return
        if folder.parent != folder:
            self.make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        self.sync_folder(folder.parent)

    def sync_folder(self, folder: Path) -> None:
        """See `Files`."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, _FOLDER)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def can_write(self, folder: Path) -> bool:
        """See `Files`."""
        while not folder.exists() and folder.parent != folder:
            folder = folder.parent
        return os.access(folder, os.W_OK | os.X_OK)


def _stamp(about: os.stat_result) -> Stamp:
    return Stamp(about.st_ino, about.st_size, about.st_mtime_ns)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, _READ)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read_to(descriptor: int, length: int) -> bytes:
    """At most `length` bytes: what is appended meanwhile waits for the next reading."""
    parts: list[bytes] = []
    while length > 0 and (part := os.read(descriptor, length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _flock(descriptor: int, *, shared: bool = False) -> bool:
    """Take the kernel's lock on an open file, which goes with the process; False when another holds it or there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
