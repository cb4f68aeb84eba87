"""Cures and how they become known: each is one small function from the lines of a file to edits, with the codes of what it cures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules

import msgspec

import edu_tui.authoring.cures as room
from edu_tui.library.roles import Role, role_of
from edu_tui.library.source_zones import Zone, zones


class Edit(msgspec.Struct, frozen=True, order=True):
    """The lines from `first` (from 1) to before `end` become `lines`; where the two are the same, `lines` are put in before `first`."""

    first: int
    end: int
    lines: tuple[str, ...]


class Draft:
    """A file that may need a cure: its `path` in the library, its `lines` without line ends, and a maker of free ids for its questions."""

    def __init__(self, path: str, lines: Sequence[str], make_ident: Callable[[str, str], str] | None = None) -> None:
        self.path, self.lines, self.make_ident = path, tuple(lines), make_ident

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of each line."""
        return tuple(zones(self.path, self.lines))

    @property
    def is_quiz(self) -> bool:
        """Whether the file holds questions."""
        return role_of(self.path) is Role.QUIZ

    def numbered(self, *kinds: Zone) -> Iterator[tuple[int, str]]:
        """Number (from 1) and text of the lines in zones of these kinds."""
        return ((number, line) for number, (line, zone) in enumerate(zip(self.lines, self.zones, strict=True), 1) if zone in kinds)

    def after(self, edits: Iterable[Edit]) -> Draft:
        """The file with `edits`, none of which touch the same lines."""
        lines = list(self.lines)
        for edit in sorted(edits, reverse=True):
            lines[edit.first - 1 : edit.end - 1] = edit.lines
        return Draft(self.path, lines, self.make_ident)


Edits = Callable[[Draft], Iterable[Edit]]


class Cure(msgspec.Struct, frozen=True):
    """One cure of the findings `codes`; without codes it tidies what nobody is told of, and changes no meaning."""

    name: str
    codes: tuple[str, ...]
    edits: Edits


_CURES: list[Cure] = []


def cure(*codes: str) -> Callable[[Edits], Edits]:
    """Make the decorated function a cure of the findings with these codes."""

    def register(edits: Edits) -> Edits:
        _CURES.append(Cure(edits.__name__, codes, edits))
        return edits

    return register


@cache
def all_cures() -> tuple[Cure, ...]:
    """Every cure, by its name. The first call imports the files of this folder."""
    for found in iter_modules(room.__path__):
        import_module(f"{room.__name__}.{found.name}")
    return tuple(sorted(_CURES, key=lambda one: one.name))


def line_edits(draft: Draft, change: Callable[[str], str], *kinds: Zone) -> Iterator[Edit]:
    """An edit for each line in zones of these kinds that `change` makes another one."""
    for number, line in draft.numbered(*kinds):
        if (new := change(line)) != line:
            yield Edit(number, number + 1, (new,))
