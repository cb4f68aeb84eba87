"""What editors have open, which library each file belongs to, and a look at a library with the unsaved texts in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from edu_tui.checks.kept import Checker
from edu_tui.editing.desk import Desk
from edu_tui.library.frontmatter import split_front_matter
from edu_tui.library.roles import LIBRARY_FILE, Role, role_of
from edu_tui.library.text import clean
from edu_tui.library.yaml_reader import YamlError, read_yaml


class Spot(msgspec.Struct, frozen=True):
    """A file of a library: the library's folder, and the path in it."""

    root: Path
    path: str


class Buffer(msgspec.Struct, frozen=True):
    """A file as an editor holds it. `sound` is its latest text whose head and data could be read; None if there was none."""

    uri: str
    spot: Spot
    version: int | None
    text: str
    sound: str | None


class View(msgspec.Struct, frozen=True):
    """What is typed in a library at one moment: by path the texts, the texts that can be read, the versions and the addresses."""

    root: Path
    texts: Mapping[str, str]
    sound: Mapping[str, str]
    versions: Mapping[str, int | None]
    uris: Mapping[str, str]


class Session:
    """The open files. With `only` those of one library count and no others."""

    def __init__(self, only: Path | None = None) -> None:
        self._only = only.absolute() if only else None
        self.buffers: dict[str, Buffer] = {}

    def put(self, uri: str, file: Path | None, version: int | None, text: str) -> Buffer | None:
        """Take in what the file `uri` says now; None if it is no file of a library."""
        spot = self.spot(uri, file)
        if spot is None:
            return None
        before = self.buffers.get(uri)
        sound = text if _reads(spot.path, text) else before.sound if before else None
        self.buffers[uri] = Buffer(uri, spot, version, text, sound)
        return self.buffers[uri]

    def drop(self, uri: str) -> Buffer | None:
        """Forget a file that was closed."""
        return self.buffers.pop(uri, None)

    def spot(self, uri: str, file: Path | None) -> Spot | None:
        """Where the file `uri` stands; an open one where it stood if its library is gone for a while."""
        before = self.buffers.get(uri)
        return self._locate(file) or (before.spot if before else None)

    def _locate(self, file: Path | None) -> Spot | None:
        """Where a file stands: in the nearest library around it, and part of that library."""
        if file is None or not file.is_absolute():
            return None
        for root in [self._only] if self._only else file.parents:
            path = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
            if _is_library(root):
                return Spot(root, path) if role_of(path) else None
        return None

    def view(self, root: Path) -> View:
        """What is typed in the library at `root`."""
        own = [buffer for buffer in self.buffers.values() if buffer.spot.root == root]
        return View(
            root,
            {buffer.spot.path: buffer.text for buffer in own},
            {buffer.spot.path: buffer.sound for buffer in own if buffer.sound is not None},
            {buffer.spot.path: buffer.version for buffer in own},
            {buffer.spot.path: buffer.uri for buffer in own},
        )


class Shelf:
    """The libraries that were looked at, kept read. For one thread at a time."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._checkers: dict[Path, Checker] = {}

    def checker(self, root: Path) -> Checker:
        """What reads and checks the library at `root`."""
        if root not in self._checkers:
            self._checkers[root] = Checker(root, self._cache)
        return self._checkers[root]

    @contextmanager
    def desk(self, view: View) -> Iterator[Desk]:
        """The library of a view, for as long as the `with` lasts. Raises LibraryError while there is none."""
        with self.checker(view.root).opened(view.sound) as library:
            yield Desk(library, view.texts)


def _is_library(root: Path) -> bool:
    try:
        return (root / LIBRARY_FILE).is_file()
    except (OSError, ValueError):
        return False


def _reads(path: str, text: str) -> bool:
    """Whether what others need of a file can be read: all of its data, or its head."""
    try:
        match role_of(path):
            case Role.MODULE | Role.QUIZ:
                return split_front_matter(clean(text), path).head is not None
            case Role.FACTS | Role.LIBRARY | Role.CHECKS | Role.WAIVERS:
                read_yaml(text)
            case Role.REFERENCES:
                json.loads(text)
            case _:
                pass
    except (YamlError, ValueError, RecursionError):
        return False
    return True
