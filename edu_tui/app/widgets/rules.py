"""A border that is one thin rule at a side: what our panes are set off by, drawn without Textual's way round by boxes and effects."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import StylesBase
from textual.strip import Strip

from edu_tui.app.widgets.line_strip import LineStrip

_SIDES = ("top", "right", "bottom", "left")


class Rule(NamedTuple):
    """A thin line at `side` ("" for none), in `style`."""

    side: str
    style: Style

    def across(self, width: int) -> Strip:
        """The rule over the lines, `width` cells wide."""
        return Strip([Segment("─" * width, self.style)], width)

    def beside(self, strip: Strip) -> Strip:
        """`strip` with the rule at its left or right, if that is where it stands."""
        rule = [Segment("│", self.style)]
        match self.side:
            case "left":
                return LineStrip([*rule, *strip], strip.cell_length + 1)
            case "right":
                return LineStrip([*strip, *rule], strip.cell_length + 1)
            case _:
                return strip


def rule_around(styles: StylesBase, ground: Color) -> Rule | None:
    """The rule that `styles` ask for on a widget of the colour `ground`; None where they ask for anything else around the content."""
    if not styles.gutter:
        return Rule("", Style.null())
    drawn = [(side, kind, colour) for side, (kind, colour) in zip(_SIDES, styles.border, strict=True) if kind]
    if sum(styles.gutter) != 1 or len(drawn) != 1:
        return None
    side, kind, colour = drawn[0]
    if kind != "solid" or side == "bottom":
        return None
    return Rule(side, Style.from_color((ground + colour).rich_color, ground.rich_color))
