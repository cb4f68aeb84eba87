"""A cache of parsed files, keyed by path, size and modification time: a start does not parse what did not change.

It is a convenience and never a source of errors: what is damaged, foreign, old or cannot be written is ignored. A file is a CRC-32 of four
bytes and a MessagePack document.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
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
    """A cached value, the program that wrote it and the stamps of the files it was made from."""

    program: str
    stamps: dict[str, Stamp]
    value: T


@cache
def _program() -> str:
    """Which program this is: a cache written by other parsers is foreign."""
    digest = hashlib.sha256()
    for entry in sorted(os.scandir(Path(__file__).parent), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            status = entry.stat()
            digest.update(f"{entry.name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()[:16]


class Cache:
    """Cached values of one library in the folder `folder`; with None nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def of(cls, root: Path, cache_dir: Path | None) -> Cache:
        """The cache of the library at `root` below `cache_dir`."""
        if cache_dir is None:
            return cls(None)
        return cls(cache_dir / "library" / hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16])

    def get(self, name: str, kind: type[T], stamps: dict[str, Stamp], make: Callable[[], T]) -> T:
        """The value `name` if it was made from files with these stamps; else what `make` gives, which is then kept."""
        kept = self._read(name, kind, stamps)
        if kept is not None:
            return kept
        value = make()
        self._write(name, _Entry(_program(), stamps, value))
        return value

    def _read(self, name: str, kind: type[T], stamps: dict[str, Stamp]) -> T | None:
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
        return entry.value if entry.program == _program() and entry.stamps == stamps else None

    def _write(self, name: str, entry: _Entry[Any]) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError, ValueError):
            data = msgspec.msgpack.encode(entry)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(zlib.crc32(data).to_bytes(4, "big"))
                    file.write(data)
                Path(temporary).replace(self._folder / _file_name(name))
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise


def _file_name(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:24] + ".msgpack"
