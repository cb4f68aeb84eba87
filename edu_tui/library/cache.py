"""A cache of parsed files, keyed by path, size and modification time: a start does not parse what did not change.

It is a convenience and never a source of errors: what is damaged, foreign, old or cannot be written is ignored. A file is a CRC-32 of four
bytes and a MessagePack document.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from edu_tui.library.sources import Stamp, stamp

T = TypeVar("T")

MAX_BYTES = 200_000_000
"""A larger cache file is not ours."""


class _Entry(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    """A cached value, what it is (program, library and name) and the stamps of the files it was made from."""

    identity: str
    stamps: dict[str, Stamp]
    value: T


@cache
def _program() -> str:
    """Which program this is: a cache written by other parsers is foreign."""
    parts: list[str] = []
    for entry in sorted(os.scandir(Path(__file__).parent), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            status = entry.stat()
            parts.append(f"{entry.name}:{status.st_size}:{status.st_mtime_ns}")
    return f"{zlib.crc32(';'.join(parts).encode()):08x}"


class Cache:
    """Cached values of the library `owner` in the folder `folder`; with None nothing is kept."""

    def __init__(self, folder: Path | None, owner: str = "") -> None:
        self._folder, self._owner = folder, owner

    @classmethod
    def of(cls, root: Path, cache_dir: Path | None) -> Cache:
        """The cache of the library at `root` below `cache_dir`."""
        if cache_dir is None:
            return cls(None)
        owner = str(root).encode("utf-8", "backslashreplace")
        return cls(cache_dir / "library" / f"{zlib.crc32(owner):08x}", owner.decode())

    def get(self, name: str, kind: type[T], stamps: dict[str, Stamp], make: Callable[[], T]) -> T:
        """The value `name` if it was made from files with these stamps; else what `make` gives, which is then kept."""
        kept = self.find(name, kind, stamps)
        if kept is not None:
            return kept
        value = make()
        self._write(name, _Entry(self._identity(name), stamps, value))
        return value

    def _identity(self, name: str) -> str:
        return f"{_program()}:{self._owner}:{name}"

    def find(self, name: str, kind: type[T], stamps: dict[str, Stamp]) -> T | None:
        """The value `name` if it was made from files with these stamps; None if it is not here."""
        if self._folder is None:
            return None
        found = stamp(self._folder, _file_name(name))
        if found is None or found.size > MAX_BYTES:
            return None
        try:
            data = memoryview((self._folder / _file_name(name)).read_bytes())
            if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
                return None
            entry: _Entry[Any] = msgspec.msgpack.decode(data[4:], type=_Entry[kind])  # type: ignore[valid-type]
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            return None
        return entry.value if entry.identity == self._identity(name) and entry.stamps == stamps else None

    def _write(self, name: str, entry: _Entry[Any]) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError, ValueError):
            data = msgspec.msgpack.encode(entry)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self._folder / f".{os.getpid()}.{time.monotonic_ns()}.tmp"
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(zlib.crc32(data).to_bytes(4, "big"))
                    file.write(data)
                temporary.replace(self._folder / _file_name(name))
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise


def _file_name(name: str) -> str:
    """A file's name in the cache. Two names may share one: the entry inside says whose it is."""
    return name.replace("/", "+") + ".msgpack"
