"""Icon arrays: so many of a hundred, the form that families read best."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.library.blocks import IconArray
from edu_tui.render.figures import icon_groups, number
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row
from edu_tui.render.wrap import wrap

PER_ROW = 10
"""Icons in a row: tens are easy to count."""

MOST = 500
"""More icons than this cannot be counted by eye; the numbers say it better."""

SHAPES = ("●", "▲", "■")
"""The shapes of the groups: they differ without colour."""

REST = "○"
"""The shape of those who belong to no group."""

_STYLES = ("bar", "bar2", "bar3")


def draw_icons(chart: IconArray, room: int) -> list[Row]:
    """Rows of ten and a legend that says each shape and its count in words; nothing where there are too many icons or groups."""
    if not 0 < chart.of <= MOST or len(chart.icons) > len(SHAPES):
        return []
    groups = icon_groups(chart)
    shapes = [*SHAPES[: len(chart.icons)], REST]
    kinds = list(zip(shapes, [*_STYLES[: len(chart.icons)], "axis"], strict=True))
    icons = [kind for kind, (_, count) in zip(kinds, groups, strict=True) for _ in range(count)]
    rows = [tuple(_row(icons[start : start + PER_ROW])) for start in range(0, len(icons), PER_ROW)]
    for (shape, style), (label, count) in zip(kinds, groups, strict=True):
        legend = [Span(f"{number(count)} of {number(chart.of)}", "strong"), Span(f" {label}")]
        rows += wrap(legend, room, (Span(f"{shape} ", style),), (Span("  "),))
    return rows


def _row(icons: list[tuple[str, str]]) -> Iterator[Span]:
    """One row of icons, neighbours of one kind in one span."""
    start = 0
    for end in range(1, len(icons) + 1):
        if end == len(icons) or icons[end] != icons[start]:
            shape, style = icons[start]
            yield Span(" ".join(shape * (end - start)) + (" " if end < len(icons) else ""), style)
            start = end
