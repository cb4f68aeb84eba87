"""Icon arrays as SVG: so many of a hundred, ten in a row, each group with a shape of its own."""

from __future__ import annotations

from edu_tui.export.drawing import FAINT, SHADES, SHAPES, WIDTH, Drawing
from edu_tui.library.blocks import IconArray
from edu_tui.render.figures import icon_groups, number
from edu_tui.render.icons import MOST, PER_ROW

PITCH = 24.0
"""From one icon to the next."""

BELOW_ONE_ANOTHER = 20
"""With more rows than this the array would fill a page, so the icons get smaller."""


def can_draw_icons(chart: IconArray) -> bool:
    """Whether so many icons and groups can be counted by eye."""
    return 0 < chart.of <= MOST and 0 < len(chart.icons) <= len(SHADES)


def draw_icons(chart: IconArray, drawing: Drawing) -> None:
    """Draw rows of ten, and beside or below them what each shape and its count say."""
    groups = icon_groups(chart)
    kinds = [*zip(SHAPES[: len(chart.icons)], SHADES, strict=False), ("ring", FAINT)]
    icons = [kind for kind, (_, count) in zip(kinds, groups, strict=True) for _ in range(count)]
    pitch = PITCH if len(icons) <= PER_ROW * BELOW_ONE_ANOTHER else PITCH / 2
    for index, (shape, shade) in enumerate(icons):
        row, column = divmod(index, PER_ROW)
        drawing.mark(column * pitch + pitch / 2, row * pitch + pitch / 2, pitch * 0.38, shape, shade)
    below = -(-len(icons) // PER_ROW) * pitch
    _legend(chart, groups, kinds, drawing, PER_ROW * pitch + pitch)
    drawing.y = max(drawing.y, below + 2)


def _legend(chart: IconArray, groups: list[tuple[str, int]], kinds: list[tuple[str, str]], drawing: Drawing, left: float) -> None:
    """The shapes with their counts in words, at the right of the array."""
    for (shape, shade), (label, count) in zip(kinds, groups, strict=True):
        size = drawing.letter * 0.5
        drawing.mark(left + size, drawing.y + drawing.row / 2, size, shape, shade)
        x = left + drawing.letter * 1.6
        drawing.text(x, drawing.y, f"{number(count)} of {number(chart.of)}", bold=True)
        drawing.y += drawing.row
        drawing.lines(label, x=x, room=WIDTH - x)
        drawing.y += drawing.letter / 2
