"""A disk that may lose power after any system call: which contents could be found on it afterwards?

`RecordingFiles` does every call for real and also keeps, for each file and folder, what is certain to be on the disk and what is only
pending. At each call `states` lists what a power cut at that moment could leave: pending writes lost, done, torn or zero-filled; pending
names lost, done, or done in another order. The rules are stricter than those of common file systems: syncing a file does not save its name,
and syncing only its data does not save a new length.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from edu_tui.progress.files import RealFiles

State = tuple[tuple[str, bytes | None], ...]
"""Relative paths with their bytes; None for a folder."""

ALL_BUT_LAST = slice(None, -1)


class FileNode:
    """A file: its sure bytes and the writes and cuts that are pending."""

    def __init__(self) -> None:
        self.sure = b""
        self.pending: list[tuple[int, bytes | None]] = []

    def all(self) -> bytes:
        return _applied(self.sure, self.pending)

    def none(self) -> bytes:
        return self.sure

    def torn(self) -> bytes:
        return _applied(self.sure, [*self.pending[ALL_BUT_LAST], *[_half(one) for one in self.pending[-1:]]])

    def zeroed(self) -> bytes:
        return _applied(self.sure, [*self.pending[ALL_BUT_LAST], *[_zero(one) for one in self.pending[-1:]]])

    def last_only(self) -> bytes:
        return _applied(self.sure, self.pending[-1:])

    def sync(self) -> None:
        self.sure, self.pending = self.all(), []

    def sync_data(self) -> None:
        everything = self.all()
        if len(everything) == len(self.sure):
            self.sync()
        else:
            self.sure = everything[: len(self.sure)]


class FolderNode:
    """A folder: its sure entries and the steps that are pending, each a function on the entries."""

    def __init__(self) -> None:
        self.sure: dict[str, FileNode | FolderNode] = {}
        self.pending: list[Callable[[dict[str, FileNode | FolderNode]], None]] = []

    def entries(self, chosen: list[int]) -> dict[str, FileNode | FolderNode]:
        found = dict(self.sure)
        for index in chosen:
            if index < len(self.pending):
                self.pending[index](found)
        return found

    def sync(self) -> None:
        self.sure, self.pending = self.entries(list(range(len(self.pending)))), []


class RecordingFiles(RealFiles):
    """Works on `root` and records; `forget` names calls that are done but do not count, as on a disk that lies."""

    def __init__(self, root: Path, forget: str = "") -> None:
        self.root = root
        self.forget = forget
        self.top = FolderNode()
        self.open: dict[int, FileNode] = {}
        self.acknowledged: set[str] = set()
        self.seen: dict[State, set[str]] = {}

    def create(self, path: Path) -> int:
        descriptor = super().create(path)
        self.open[descriptor] = node = FileNode()
        self._folder(path.parent).pending.append(_link(path.name, node))
        self.look()
        return descriptor

    def write(self, descriptor: int, data: bytes, offset: int, /) -> int:  # type: ignore[override]
        self.open[descriptor].pending.append((offset, data))
        self.look()
        return int(RealFiles.write(descriptor, data, offset))

    def sync(self, descriptor: int, /) -> None:  # type: ignore[override]
        if self.forget != "sync":
            self.open[descriptor].sync()
        self.look()

    def sync_data(self, descriptor: int, /) -> None:  # type: ignore[override]
        if self.forget != "sync_data":
            self.open[descriptor].sync_data()
        self.look()

    def cut(self, descriptor: int, length: int, /) -> None:  # type: ignore[override]
        os.ftruncate(descriptor, length)
        self.open[descriptor].pending.append((length, None))
        self.look()

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._folder(source.parent).pending.append(_rename(source.name, target.name))
        self.look()

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._folder(path.parent).pending.append(_unlink(path.name))
        self.look()

    def make_folder(self, folder: Path) -> None:
        for parent in [*reversed(folder.relative_to(self.root).parents), folder.relative_to(self.root)]:
            path = self.root / parent
            if not path.is_dir():
                path.mkdir(mode=0o700)
                self._folder(path.parent).pending.append(_link(path.name, FolderNode()))
                self.sync_folder(path.parent)

    def sync_folder(self, folder: Path) -> None:
        if self.forget != "sync_folder":
            self._folder(folder).sync()
        self.look()

    def acknowledge(self, *identities: str) -> None:
        self.acknowledged |= set(identities)
        self.look()

    def look(self) -> None:
        """Note every state that a power cut could leave now, and what must be found in it."""
        for state in self.states():
            self.seen.setdefault(state, set()).update(self.acknowledged)

    def states(self) -> Iterator[State]:
        longest = max(len(folder.pending) for folder in _folders(self.top))
        everything = list(range(longest))
        orders = [everything[:length] for length in range(longest + 1)] + [[index] for index in everything]
        contents = (FileNode.all, FileNode.none, FileNode.torn, FileNode.zeroed, FileNode.last_only)
        for order, content in itertools.product(orders, contents):
            yield tuple(sorted(_listing(self.top, "", order, content)))

    def _folder(self, path: Path) -> FolderNode:
        node = self.top
        for part in path.relative_to(self.root).parts:
            found = node.entries(list(range(len(node.pending))))[part]
            assert isinstance(found, FolderNode)
            node = found
        return node


def build(state: State, root: Path) -> None:
    """Make real files of a state."""
    root.mkdir()
    for name, content in state:
        if content is None:
            (root / name).mkdir(parents=True, exist_ok=True)
        else:
            (root / name).write_bytes(content)


def _folders(top: FolderNode) -> Iterator[FolderNode]:
    yield top
    for node in top.entries(list(range(len(top.pending)))).values():
        if isinstance(node, FolderNode):
            yield from _folders(node)


def _listing(folder: FolderNode, prefix: str, order: list[int], content: Callable[[FileNode], bytes]) -> Iterator[tuple[str, Any]]:
    for name, node in folder.entries(order).items():
        if isinstance(node, FolderNode):
            yield prefix + name, None
            yield from _listing(node, f"{prefix}{name}/", order, content)
        else:
            yield prefix + name, content(node)


def _applied(data: bytes, steps: list[tuple[int, bytes | None]]) -> bytes:
    for offset, piece in steps:
        before = data[:offset]
        data = before if piece is None else before.ljust(offset, b"\0") + piece + data[offset + len(piece) :]
    return data


def _half(step: tuple[int, bytes | None]) -> tuple[int, bytes | None]:
    offset, piece = step
    return (offset, None if piece is None else piece[: len(piece) // 2])


def _zero(step: tuple[int, bytes | None]) -> tuple[int, bytes | None]:
    offset, piece = step
    return (offset, None if piece is None else bytes(len(piece)))


def _link(name: str, node: FileNode | FolderNode) -> Callable[[dict[str, Any]], None]:
    def step(entries: dict[str, Any]) -> None:
        entries[name] = node

    return step


def _unlink(name: str) -> Callable[[dict[str, Any]], None]:
    def step(entries: dict[str, Any]) -> None:
        entries.pop(name, None)

    return step


def _rename(source: str, target: str) -> Callable[[dict[str, Any]], None]:
    def step(entries: dict[str, Any]) -> None:
        if source in entries:
            entries[target] = entries.pop(source)

    return step
