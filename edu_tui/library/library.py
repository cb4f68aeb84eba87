"""Opening a library: its catalogue at once, its pages when they are asked for, both through the cache.

The parsers (`reading.py`) are imported only when a file must be read, and what quizzes and the ledger are made of when they are asked for:
a warm start needs none of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from edu_tui.library.cache import Cache
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience, Module
from edu_tui.library.roles import LEDGER_FILES, LIBRARY_FILE, SINGLE_FILES, is_visible, page_path, quiz_path
from edu_tui.library.sources import Stamp, stamp
from edu_tui.library.text import clean_line

if TYPE_CHECKING:
    from edu_tui.library.ledger import Ledger
    from edu_tui.library.questions import Quiz

T = TypeVar("T")

_CATALOGUE = "catalogue"

ENVIRONMENT = "EDU_TUI_LIBRARY"
"""The environment variable that names another library."""


class LibraryError(Exception):
    """A library that cannot be opened at all; the message is a sentence with its cure."""


class Library:
    """One library on disk. Its pages are read when asked for, from the cache where the file did not change."""

    def __init__(self, root: Path, cache: Cache, known: tuple[dict[str, Stamp], Catalogue] | None = None) -> None:
        """The library at `root` with its catalogue; `known` are its files and their catalogue where the caller has them already."""
        self.root = root
        self._cache = cache
        self._files = known[0] if known else library_files(root)
        self.catalogue = known[1] if known else cache.get(_CATALOGUE, Catalogue, self._files, self._build_catalogue)

    @classmethod
    def unread(cls, root: Path, cache: Cache) -> Self | None:
        """The library at `root`, if its catalogue is known without reading it; None if it is not."""
        files = library_files(root)
        catalogue = cache.find(_CATALOGUE, Catalogue, files)
        return None if catalogue is None else cls(root, cache, (files, catalogue))

    def module(self, ident: str, audience: Audience) -> Module | None:
        """The module told for `audience`; None if the library has no such file."""
        path = page_path(ident, audience)
        if path not in self._files:
            return None

        def read() -> Module:
            from edu_tui.library.reading import read_module

            return read_module(self.root, ident, audience)

        return self._cache.get(path, Module, {path: self._files[path]}, read)

    def quiz(self, name: str) -> Quiz | None:
        """The quiz `name`; None if the library has no such file."""
        path = quiz_path(name)
        if path not in self._files:
            return None

        from edu_tui.library.questions import Quiz

        def read() -> Quiz:
            from edu_tui.library.reading import read_quiz

            return read_quiz(self.root, name)

        return self._cache.get(path, Quiz, {path: self._files[path]}, read)

    @cached_property
    def ledger(self) -> Ledger:
        """Facts, references and glossary."""
        from edu_tui.library.ledger import Ledger

        stamps = {path: self._files[path] for path in LEDGER_FILES if path in self._files}

        def read() -> Ledger:
            from edu_tui.library.reading import read_ledger

            return read_ledger(self.root)

        return self._cache.get("ledger", Ledger, stamps, read)

    def kept(self, name: str, kind: type[T], make: Callable[[], T]) -> T:
        """A value made from the whole library: from the cache where no file changed, else what `make` gives."""
        return self._cache.get(name, kind, self._files, make)

    def found(self, name: str, kind: type[T]) -> T | None:
        """The same value, if the cache has it and no file changed."""
        return self._cache.find(name, kind, self._files)

    def changed(self) -> bool:
        """Whether a file of the library changed on disk since it was opened."""
        return library_files(self.root) != self._files

    def _build_catalogue(self) -> Catalogue:
        from edu_tui.library.reading import build_catalogue

        return build_catalogue(self, self._cache)

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """The files of the library with their stamps when it was opened."""
        return self._files

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of all files of the library, relative to it, sorted."""
        return tuple(sorted(self._files))


def open_library(root: Path, cache_dir: Path | None = None) -> Library:
    """Open the library at `root`; parsed files are kept below `cache_dir` if it is given.

    Raises:
        LibraryError: if `root` is no folder, or has no `content/library.yaml`.
    """
    check_root(root)
    return Library(root, Cache.of(root.resolve(), cache_dir))


def check_root(root: Path) -> None:
    """See that there is a library at `root`.

    Raises:
        LibraryError: if `root` is no folder, or has no `content/library.yaml`.
    """
    if not _is_folder(root):
        raise LibraryError(f"There is no library at {printable(root)}: it is not a folder. Name another with --library.")
    if not _is_folder(root / "content"):
        raise LibraryError(f"The library at {printable(root)} has no folder content/. Name another with --library.")
    if stamp(root, LIBRARY_FILE) is None:
        raise LibraryError(f"The library at {printable(root)} has no file {LIBRARY_FILE}, which names its modules. Add it.")


def find_library(explicit: Path | None = None) -> Path:
    """Where the library is: `explicit`, or the environment's, or the one around the working folder, or the program's own.

    Who stands in a library means that one. The program's own is the copy in the installed package, or that of the checkout.

    Raises:
        LibraryError: if there is none.
    """
    if explicit is not None:
        return explicit
    if os.environ.get(ENVIRONMENT):
        return Path(os.environ[ENVIRONMENT])
    around = library_around(_working_folder())
    if around is not None:
        return around
    for candidate in own_libraries():
        if (candidate / LIBRARY_FILE).is_file():
            return candidate
    raise LibraryError(f"No library was found. Name one with --library, or with the variable {ENVIRONMENT}.")


def library_around(folder: Path | None) -> Path | None:
    """The innermost folder that is `folder` or holds it and is a library; None if there is none."""
    folders = () if folder is None else (folder, *folder.parents)
    return next((place for place in folders if os.path.isfile(place / LIBRARY_FILE)), None)  # noqa: PTH113 - it raises for no folder


def _working_folder() -> Path | None:
    """The folder in which the program was started; None if it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return None


def own_libraries() -> tuple[Path, Path]:
    """Where the program's own library may be: in the installed package, or in the checkout around it."""
    package = Path(__file__).parent.parent
    return package / "_library", package.parent


def library_files(root: Path) -> dict[str, Stamp]:
    """The files that make up the library at `root`, with their stamps."""
    return {path: found for path in library_paths(root) if (found := stamp(root, path)) is not None}


def library_paths(root: Path) -> list[str]:
    """Where files of the library at `root` stand, or would stand."""
    paths = [*SINGLE_FILES]
    paths += [page_path(name, audience) for name in _names(root / "content") if is_visible(name) for audience in Audience]
    paths += [f"quizzes/{name}" for name in _names(root / "quizzes") if is_visible(name) and name.endswith(".md")]
    return paths


def left_out(root: Path) -> list[str]:
    """The paths of folders and quizzes that are no part of the library: their names hold hidden characters, or they are no files."""
    odd = [f"content/{name}" for name in _names(root / "content") if not is_visible(name)]
    quizzes = [name for name in _names(root / "quizzes") if name.endswith(".md")]
    return odd + [f"quizzes/{name}" for name in quizzes if not is_visible(name) or stamp(root, f"quizzes/{name}") is None]


def _names(folder: Path) -> list[str]:
    """The names in `folder` that do not begin with a dot, sorted; none if it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def printable(path: Path | str) -> str:
    """A path as it may be shown."""
    return clean_line(str(path))
