"""The program's own library, read in advance: a first start then parses nothing.

It is made where the program is: by `make` in a checkout, by the build of a wheel for an installed one, and is only ever read after that.
Files have other modification times wherever they are installed, so it goes by what is in them: a value counts where the program that reads
is the one that made it, and every file that it was made from has the same size and checksum still. Whoever edits a page sees the edit.

Run: `python -m edu_tui.library.ready FOLDER`, with `--library DIR` for another library than the program's own.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from edu_tui.library.cache import Cache, parser_files, read_entry, write_entry
from edu_tui.library.library import Library, LibraryError, check_root, find_library, own_libraries
from edu_tui.library.sources import Stamp

T = TypeVar("T")


class Content(msgspec.Struct, frozen=True, array_like=True):
    """What is in a file, as far as it must be known to see that it changed: size in bytes and CRC-32."""

    size: int
    sum: int


class _Made(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    """A value that was made in advance, what it is (program and name) and the contents of the files it was made from."""

    identity: str
    contents: dict[str, Content]
    value: T


class Ready:
    """The values in `folder` that were made in advance from the library at `root`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._sums: dict[str, int] = {}

    def find(self, name: str, kind: type[T], stamps: dict[str, Stamp]) -> T | None:
        """The value `name` if it was made from just these files, as they are now; None if there is none."""
        made: _Made[T] | None = read_entry(self._folder, name, _Made[kind])  # type: ignore[valid-type]
        if made is None or made.contents.keys() != stamps.keys():
            return None
        if any(content.size != stamps[path].size for path, content in made.contents.items()) or made.identity != _identity(name):
            return None
        try:
            same = all(self._sum(path) == content.sum for path, content in made.contents.items())
        except OSError:
            return None
        return made.value if same else None

    def _sum(self, path: str) -> int:
        if path not in self._sums:
            self._sums[path] = zlib.crc32((self._root / path).read_bytes())
        return self._sums[path]


def ready_for(root: Path) -> Ready | None:
    """What was made in advance from the library at `root`; None for a library that is not the program's own."""
    folder = next((folder for own, folder in _places() if own.resolve() == root), None)
    return Ready(root, folder) if folder is not None else None


def _places() -> list[tuple[Path, Path]]:
    """The program's own libraries with the folders of what is made from them: in an installed package, and in a checkout."""
    package, checkout = own_libraries()
    return [(package, package.parent / "_ready"), (checkout, checkout / "build" / "ready")]


@cache
def _program() -> int:
    """Which program this is, by what is in its files."""
    total = 0
    for path in parser_files():
        total = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), total))
    return total


def _identity(name: str) -> str:
    return f"{_program():08x}:{name}"


# --- making it -------------------------------------------------------------------------------------------------------------------


class _Workshop(Cache):
    """A cache in which nothing is found and everything that is made is collected."""

    def __init__(self) -> None:
        super().__init__(None)
        self.made: dict[str, tuple[Collection[str], object]] = {}

    def get(self, name: str, kind: type[T], stamps: dict[str, Stamp], make: Callable[[], T]) -> T:  # noqa: ARG002 - as it is asked for
        """What `make` gives, collected."""
        value = make()
        self.made[name] = stamps, value
        return value


def make_ready(root: Path, folder: Path) -> int:
    """Read the whole library at `root` and put what came of it into `folder`; how many values.

    Raises LibraryError, OSError, or RuntimeError if a file changed meanwhile.
    """
    from edu_tui.library.search_index import open_index

    check_root(root)
    workshop = _Workshop()
    library = Library(root, workshop)
    for module in library.catalogue.modules:
        library.module(module.id, module.audience)
    for quiz in library.catalogue.quizzes:
        library.quiz(quiz.name)
    open_index(library)
    contents = {path: _content(root / path) for path in library.files}
    if library.changed():
        raise RuntimeError("a file of the library changed while it was read")
    folder.mkdir(parents=True, exist_ok=True)
    for name, (paths, value) in sorted(workshop.made.items()):
        write_entry(folder, name, _Made(_identity(name), {path: contents[path] for path in paths}, value), mode=0o644)
    return len(workshop.made)


def _content(path: Path) -> Content:
    data = path.read_bytes()
    return Content(len(data), zlib.crc32(data))


def main(argv: Sequence[str]) -> int:
    """Make it; 1 with a sentence if it cannot be made, which costs a first start some time and nothing else."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m edu_tui.library.ready", description="Read the program's own library in advance.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", type=Path, default=None)
    given = parser.parse_args(argv)
    try:
        make_ready(find_library(given.library).resolve(), given.folder)
    except (LibraryError, OSError, RuntimeError) as error:
        print(f"The library could not be read in advance ({error}). The first start will take a little longer.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
