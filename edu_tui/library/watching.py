"""Seeing which files of a library changed, by looking again: no thread, nothing of the system's, the same on every disk."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path
from threading import Event
from typing import NamedTuple

from edu_tui.library.library import library_paths

INTERVAL = 0.1
"""Seconds between two looks: soon enough for somebody who saves and looks up, and next to no work."""

_ROUNDS = 20  # looks for which a file that keeps changing is waited for


class _Mark(NamedTuple):
    """What one look saw of a file. Editors that save by replacing leave another inode; a change of rights moves only `changed`."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class Watched:
    """Files below `root`: those in `paths`, or all that the library there has now and later. Make it before the first reading."""

    def __init__(self, root: Path, paths: Iterable[str] | None = None) -> None:
        self._root = root
        self._paths = None if paths is None else tuple(paths)
        self._seen = self._look()

    def changes(self) -> frozenset[str]:
        """The paths, relative to the root, that appeared, vanished or changed since the last call. Never raises."""
        before, self._seen = self._seen, self._look()
        return frozenset(path for path in before.keys() | self._seen.keys() if before.get(path) != self._seen.get(path))

    def _look(self) -> dict[str, _Mark]:
        paths = library_paths(self._root) if self._paths is None else self._paths
        return {path: mark for path in paths if (mark := _mark(self._root / path)) is not None}


def _mark(path: Path) -> _Mark | None:
    """None if there is no regular file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return _Mark(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def next_changes(watched: Watched, stop: Event, interval: float = INTERVAL, *, settled: bool = False) -> frozenset[str]:
    """Wait for a change and tell what changed; nothing if `stop` was set first.

    With `settled` the files must stand still for one more `interval`, so that a file is seldom met half saved.
    """
    while not stop.wait(interval):
        if found := watched.changes():
            return _settled(watched, stop, interval, found) if settled else found
    return frozenset()


def _settled(watched: Watched, stop: Event, interval: float, found: frozenset[str]) -> frozenset[str]:
    """`found` and what changed until nothing did; a file that never stands still is not waited for without end."""
    for _ in range(_ROUNDS):
        if stop.wait(interval) or not (more := watched.changes()):
            break
        found |= more
    return found
