"""A cache of parsed files, keyed by path, size and modification time: a start does not parse what did not change.

It is a convenience and never a source of errors: what is damaged, foreign, old or cannot be written is ignored. A file is a CRC-32 of four
bytes and a MessagePack document. What is not here yet may have come ready-made with the program (`ready.py`).
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Callable
from functools import cache, cached_property
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

import msgspec

from edu_tui.library.sources import Stamp, stamp
from edu_tui.program import fingerprint, sources

if TYPE_CHECKING:
    from edu_tui.library.ready import Ready

T = TypeVar("T")

MAX_BYTES = 200_000_000
"""A larger cache file is not ours."""


class _Entry(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    """A cached value, what it is (program, library and name) and the stamps of the files it was made from."""

    identity: str
    stamps: dict[str, Stamp]
    value: T


def parser_files() -> list[Path]:
    """The files that decide how a library is read: those of this room, and of each package that it parses with the one with its version."""
    specs = (PathFinder.find_spec(name) for name in ("markdown_it", "mdit_py_plugins", "yaml"))
    return [*sources(Path(__file__).parent), *(Path(spec.origin) for spec in specs if spec is not None and spec.origin is not None)]


@cache
def _program() -> str:
    """Which program this is: a cache written by other parsers is foreign."""
    return fingerprint(parser_files())


class Cache:
    """Cached values of the library at `root` in the folder `folder`; with None nothing is kept.

    With a `root` also what came ready-made with the program is found, if that library is its own.
    """

    def __init__(self, folder: Path | None, root: Path | None = None) -> None:
        self._folder, self._root = folder, root
        self._owner = "" if root is None else _printed(root).decode()

    @classmethod
    def of(cls, root: Path, cache_dir: Path | None) -> Self:
        """The cache of the library at `root` below `cache_dir`."""
        if cache_dir is None:
            return cls(None)
        return cls(cache_dir / "library" / f"{zlib.crc32(_printed(root)):08x}", root)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def get(self, name: str, kind: type[T], stamps: dict[str, Stamp], make: Callable[[], T]) -> T:
        """The value `name` if it was made from files with these stamps; else what `make` gives, which is then kept."""
        value = self.find(name, kind, stamps)
        if value is not None:
            return value
        value = make()
        self.keep(name, stamps, value)
        return value

    def find(self, name: str, kind: type[T], stamps: dict[str, Stamp]) -> T | None:
        """The value `name` if it was made from files with these stamps, here or in advance; None if there is none."""
        if self._folder is None:
            return None
        entry: _Entry[T] | None = read_entry(self._folder, name, _Entry[kind])  # type: ignore[valid-type]
        if entry is not None and entry.identity == self._identity(name) and entry.stamps == stamps:
            return entry.value
        value = self._ready.find(name, kind, stamps) if self._ready is not None else None
        if value is not None:
            self.keep(name, stamps, value)  # the next time no file needs to be compared
        return value

    @cached_property
    def _ready(self) -> Ready | None:
        from edu_tui.library.ready import ready_for

        return None if self._root is None else ready_for(self._root)

    def _identity(self, name: str) -> str:
        return f"{_program()}:{self._owner}:{name}"

    def keep(self, name: str, stamps: dict[str, Stamp], value: object) -> None:
        """Keep the value `name`, made from files with these stamps; where it cannot be written, nothing is kept."""
        if self._folder is not None:
            with contextlib.suppress(OSError, ValueError):
                write_entry(self._folder, name, _Entry(self._identity(name), stamps, value))


class Remembering(Cache):
    """A cache for a program that looks again and again: it also holds what it gave last, and texts that are on no disk here alone."""

    def __init__(self, folder: Path | None, root: Path | None = None) -> None:
        super().__init__(folder, root)
        self._held: dict[str, tuple[dict[str, Stamp], Any]] = {}

    def find(self, name: str, kind: type[T], stamps: dict[str, Stamp]) -> T | None:
        """The value `name` if it was made from files with these stamps."""
        held, value = self._held.get(name, (None, None))
        if held != stamps:
            value = None if _is_unsaved(stamps) else super().find(name, kind, stamps)
            if value is not None:
                self._held[name] = stamps, value
        return cast("T | None", value)

    def keep(self, name: str, stamps: dict[str, Stamp], value: object) -> None:
        """Hold the value, and keep it as long as all that it was made from is on the disk."""
        self._held[name] = stamps, value
        if not _is_unsaved(stamps):
            super().keep(name, stamps, value)


def _is_unsaved(stamps: dict[str, Stamp]) -> bool:
    return any(stamp.unsaved for stamp in stamps.values())


def read_entry(folder: Path, name: str, kind: type[T]) -> T | None:
    """The entry `name` in `folder`; None if it is not there, or damaged, or no `kind`."""
    found = stamp(folder, _file_name(name))
    if found is None or found.size > MAX_BYTES:
        return None
    try:
        data = memoryview((folder / _file_name(name)).read_bytes())
        if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
            return None
        entry: T = msgspec.msgpack.decode(data[4:], type=kind)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return entry


def write_entry(folder: Path, name: str, entry: msgspec.Struct, mode: int = 0o600) -> None:
    """Put `entry` in place as `name`, in one step. Raises OSError, or ValueError for a value that MessagePack cannot hold."""
    data = msgspec.msgpack.encode(entry)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = folder / f".{os.getpid()}.{time.monotonic_ns()}.tmp"
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.crc32(data).to_bytes(4, "big"))
            file.write(data)
        temporary.replace(folder / _file_name(name))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _printed(root: Path) -> bytes:
    return str(root).encode("utf-8", "backslashreplace")


def _file_name(name: str) -> str:
    """A file's name in the cache. Two names may share one: the entry inside says whose it is."""
    return name.replace("/", "+") + ".msgpack"
