"""How pages look, and what their keys do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from edu_tui.app.commands import Command
from edu_tui.app.themes import TEXT_STYLES
from edu_tui.render.lines import STYLES

_KNOWN = frozenset(STYLES)

MARKS = {"focus": "bold reverse", "hover": "underline", "hint": "bold underline", "found": "bold underline"}
"""What is laid over the line styles: the focused target, the one under the mouse, hint letters, the current hit of find.

Marks show without colour; those of hint letters have the colours of selected text besides.
"""

CSS = """
LineView {
    background: $background;
    color: $edu-text;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
}
"""
"""The default rules. Lines have no component classes: Textual would match the rules of each one again whenever the focus moves."""


class Look(NamedTuple):
    """What a page takes its colours from: the variables of the theme, and the ground that it is drawn on."""

    variables: Mapping[str, str]
    ground: Color

    def line(self, name: str) -> Style:
        """The colours of a line style; those of body text for a name nobody knows."""
        known = name if name in _KNOWN else "text"
        return _style(TEXT_STYLES.get(known, "none"), self.variables[f"edu-{known}"], self.ground)

    def mark(self, name: str) -> Style:
        """What a mark adds to the colours under it."""
        if name == "hint":
            ground = Color.parse(self.variables["screen-selection-background"])
            return _style(MARKS[name], self.variables["screen-selection-foreground"], ground)
        return Style.parse(MARKS[name])


@lru_cache(maxsize=256)
def _style(text_style: str, colour: str, ground: Color) -> Style:
    """Letters of a colour on a ground."""
    return Style.parse(text_style) + Style.from_color(Color.parse(colour).rich_color, ground.rich_color)


def _command(name: str, keys: tuple[str, ...], label: str, text: str, footer: int = 0) -> Command:
    """A command of every page; there are too many for footer and palette."""
    return Command(id=f"page.{name}", keys=keys, action=name, label=label, help=text, group="Page", footer=footer, palette=False)


COMMANDS = (
    _command("up", ("up", "k"), "Up", "Go up a line, or to the item above."),
    _command("down", ("down", "j"), "Down", "Go down a line, or to the item below."),
    _command("screen_up", ("pageup",), "Screen up", "Go up a screen."),
    _command("screen_down", ("pagedown",), "Screen down", "Go down a screen."),
    _command("read_on", ("space",), "Read on", "Go down a screen; at the end go on to what follows."),
    _command("top", ("home", "g"), "Top", "Go to the top of the page."),
    _command("bottom", ("end", "G"), "Bottom", "Go to the bottom of the page."),
    _command("next", ("tab",), "Next link", "Mark the next link, citation or term."),
    _command("previous", ("shift+tab",), "Previous link", "Mark the link, citation or term before."),
    _command("activate", ("enter",), "Open", "Open what is marked.", footer=1),
    _command("hints", ("f",), "Hint letters", "Show letters on all links; type them to open one."),
)
"""What the keys of a page do."""
