"""What is drawn how, in words: colours by the names that a theme gives them, the same in every theme."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from rich.cells import cell_len
from textual.color import Color
from textual.pilot import Pilot

from docs.drawing import Look, runs
from edu_tui.render.lines import STYLES

GROUNDS = ("background", "surface", "panel", "block-cursor-background")
FRONTS = ("background", "surface", "panel", "block-cursor-foreground")
MIXED = "mixed"
"""What colours are called that no theme names: those below a dialog, and grounds that the toolkit tints."""

LONGEST, MOST = 44, 4
"""Letters of a text, and texts of one kind, that are written down."""


class Drawn(NamedTuple):
    """How a cell is drawn: candidates for the names of its colours, and what is added to its letters."""

    fronts: frozenset[str]
    backs: frozenset[str]
    extra: str

    def both(self, other: Drawn) -> Drawn:
        """What the cell may be called in two themes."""
        assert self.extra == other.extra
        return Drawn(self.fronts & other.fronts, self.backs & other.backs, self.extra)

    @property
    def words(self) -> str:
        """The first names that fit, in the order of the tables above."""
        front = next((name for name in (*STYLES, *FRONTS, *GROUNDS) if name in self.fronts), MIXED)
        back = next((name for name in (*GROUNDS, *STYLES) if name in self.backs), MIXED)
        return " ".join([front, *([self.extra] if self.extra else []), "on", back])


Screen: TypeAlias = list[list[tuple[str, Drawn]]]
"""The cells of a screen, row by row: the letter of each, and how it is drawn."""


def cells(pilot: Pilot[Any]) -> Screen:
    """What stands on the screen in the theme that is on."""
    colours = pilot.app.get_css_variables()
    named = {name: _hex(colours[name]) for name in (*FRONTS, *GROUNDS)} | {style: _hex(colours[f"edu-{style}"]) for style in STYLES}
    known: dict[Look, Drawn] = {}
    rows: Screen = [[] for _ in range(pilot.app.size.height)]
    for run in runs(pilot):
        if run.look not in known:
            known[run.look] = _drawn(run.look, named)
        rows[run.y] += [(letter, known[run.look]) for letter in run.text]
    return rows


def _hex(colour: str) -> str:
    return Color.parse(colour).hex.lower()[:7]


def _drawn(look: Look, named: dict[str, str]) -> Drawn:
    extra = " ".join(word for word in ("bold", "italic", "underline", "strike") if getattr(look, word))
    fronts = frozenset(name for name, colour in named.items() if colour == look.front)
    backs = frozenset(name for name, colour in named.items() if colour == look.back)
    return Drawn(fronts, backs, extra)


def listing(screens: Sequence[Screen]) -> list[str]:
    """A line for each way in which something is drawn, with the texts that are drawn so; it is the same in all themes."""
    ways: dict[str, list[str]] = {}
    for rows in zip(*screens, strict=True):
        _collect([_common(same) for same in zip(*rows, strict=True)], ways)
    return [f"{way}: {_short(texts)}" for way, texts in ways.items()]


def _common(same: tuple[tuple[str, Drawn], ...]) -> tuple[str, str]:
    """A cell's letter and the words for how it is drawn in all themes."""
    letter, drawn = same[0]
    for other, more in same[1:]:
        assert other == letter, "a theme changes what stands on the screen"
        drawn = drawn.both(more)
    return letter, drawn.words


def _collect(row: list[tuple[str, str]], ways: dict[str, list[str]]) -> None:
    for way, run in groupby(row, lambda cell: cell[1]):
        if text := "".join(letter for letter, _ in run).strip():
            ways.setdefault(way, []).append(text)


def _short(texts: list[str]) -> str:
    cut = [text if cell_len(text) <= LONGEST else text[: LONGEST - 2] + " …" for text in texts[:MOST]]
    return " | ".join([*cut, *([f"and {len(texts) - MOST} more"] if len(texts) > MOST else [])])
