"""A library cut into its modules, so that each is checked alone and what was found in it is kept until one of its files changes.

What a rule of scope MODULE can see is what the key of a part is made of: the module's pages and quizzes, the ledger and the thresholds.
Whatever else a `Whole` offers is out of its sight, and asking for it is a mistake of the rule's author that shows at its first run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NoReturn

import msgspec

from edu_tui.checks.common import Common
from edu_tui.checks.decks import Measure
from edu_tui.checks.gathering import Gatherer, T
from edu_tui.checks.whole import Pages, Whole
from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuizEntry
from edu_tui.library.library import Library
from edu_tui.library.lock_file import LockRead
from edu_tui.library.roles import LOCK_FILE, file_at


class OutOfSightError(Exception):
    """A rule of scope MODULE asked for what is no part of its module."""


class Part(msgspec.Struct, frozen=True):
    """One module for both audiences: its files, and what the catalogue says of it alone.

    The files that belong to no module, such as the ledger's, are a part of their own, whose id is "".
    """

    id: str
    files: tuple[str, ...]
    catalogue: Catalogue


def cut(library: Library) -> tuple[Part, ...]:
    """The parts of `library`: every file but the lock is in one of them."""
    quizzes = {entry.path: entry for entry in library.catalogue.quizzes}
    files: dict[str, list[str]] = {}
    for path in library.files:
        if path != LOCK_FILE:
            files.setdefault(_owner(path, quizzes), []).append(path)
    for entry in library.catalogue.modules:
        files.setdefault(entry.id, [])
    modules: dict[str, list[ModuleEntry]] = {}
    for entry in library.catalogue.modules:
        modules.setdefault(entry.id, []).append(entry)
    asked = {ident: [quizzes[path] for path in paths if path in quizzes] for ident, paths in files.items()}
    return tuple(
        Part(ident, tuple(paths), _narrowed(library.catalogue, modules.get(ident, ()), asked[ident])) for ident, paths in files.items()
    )


def _owner(path: str, quizzes: dict[str, QuizEntry]) -> str:
    """The id of the module to which a file belongs, "" for one that belongs to all."""
    if path in quizzes:
        return quizzes[path].module
    file = file_at(path)
    return file.module if file else ""


def _narrowed(catalogue: Catalogue, modules: Iterable[ModuleEntry], quizzes: Iterable[QuizEntry]) -> Catalogue:
    """What `catalogue` says of some modules and quizzes alone. Tracks and findings are nobody's own."""
    return msgspec.structs.replace(catalogue, modules=tuple(modules), quizzes=tuple(quizzes), tracks=(), diagnostics=())


class PartOfWhole(Whole):
    """One part as the rules of scope MODULE see it."""

    def __init__(self, part: Part, library: Library, common: Common, measure: Measure | None = None) -> None:
        super().__init__(Pages(library, part.catalogue), part.files, common, date.min, measure)
        self._part = part

    @property
    def today(self) -> date:
        """Not to be seen: a module is not checked anew every day."""
        self._refuse("the day")

    @property
    def lock(self) -> LockRead:
        """Not to be seen: the lock is one for all modules."""
        self._refuse("the lock")

    def text(self, path: str) -> str:
        """A file of this module as written."""
        if path not in self.files:
            self._refuse(path)
        return super().text(path)

    def gathered(self, gatherer: Gatherer[T]) -> Iterable[T]:
        """Not to be seen: what is gathered is for the rules that see the whole library."""
        self._refuse(f"what {gatherer.name} gathers")

    def _refuse(self, what: str) -> NoReturn:
        raise OutOfSightError(f"A rule of scope MODULE asked for {what} in the module {self._part.id!r}: give it scope=Scope.LIBRARY.")


class WholeOfParts(Whole):
    """A library as the rules of scope LIBRARY see it, with what was gathered in its parts."""

    def __init__(
        self, library: Library, common: Common, today: date, gathered: Mapping[str, Iterable[bytes]], measure: Measure | None = None
    ) -> None:
        super().__init__(Pages(library, library.catalogue), library.files, common, today, measure)
        self._gathered = gathered

    def gathered(self, gatherer: Gatherer[T]) -> Iterator[T]:
        """What `gatherer` gave for each module."""
        decoder = msgspec.msgpack.Decoder(gatherer.kind)
        return (decoder.decode(data) for data in self._gathered[gatherer.name])
