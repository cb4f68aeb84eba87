"""Bar charts: a bar in eighths of a cell, its whisker on the line below, its value and interval in figures."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len

from edu_tui.library.blocks import Bar, BarChart
from edu_tui.render.figures import bar_figure, round_top, share, whisker_ends, with_unit
from edu_tui.render.inlines import one_line
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row, aligned, row_cells, trimmed
from edu_tui.render.wrap import wrap

MIN_BAR = 16
"""The least length of the longest possible bar beside its label and value, in cells; with less room the label goes above."""

GAP = 2
"""Cells between label, bar and value."""

_EIGHTHS = "▏▎▍▌▋▊▉"


def draw_bars(chart: BarChart, room: int) -> list[Row]:
    """The bars on one scale from 0 to the chart's `max`, an axis, and the note that says what the whiskers are."""
    top = chart.max or round_top(max((max([bar.value, *(whisker_ends(bar) or ())]) for bar in chart.bars), default=1.0))
    figures = [bar_figure(bar, chart.unit) for bar in chart.bars]
    labels = max((cell_len(one_line(bar.label)) for bar in chart.bars), default=0)
    label_cells = min(labels, room // 3)
    length = room - label_cells - max(map(cell_len, figures), default=0) - 2 * GAP
    rows: list[Row] = []
    for bar, figure in zip(chart.bars, figures, strict=True):
        if length >= MIN_BAR:
            rows += _beside(bar, figure, top, label_cells, length)
        else:
            rows += _below(bar, figure, top, room)
    rows += _axis(chart.unit, top, *((label_cells + GAP, length) if length >= MIN_BAR else (0, room)))
    note = one_line(chart.interval).strip()
    return rows + (wrap([Span("├─┤ ", "axis"), Span(note, "muted")], room) if note else [])


def bar_text(part: float, length: int) -> str:
    """A bar that fills `part` (0 to 1) of `length` cells, to an eighth of a cell."""
    full, eighth = divmod(round(part * length * 8), 8)
    return "█" * full + (_EIGHTHS[eighth - 1] if eighth else "")


def whisker_text(low: float, high: float, length: int) -> str:
    """A whisker from `low` to `high` (0 to 1) of `length` cells, with the blanks before it."""
    left, right = (min(int(end * length), length - 1) for end in sorted((low, high)))
    return " " * left + ("│" if left == right else f"├{'─' * (right - left - 1)}┤")


def _drawn(bar: Bar, top: float, length: int) -> list[str]:
    """The bar, and its whisker if it has one."""
    lines = [bar_text(share(bar.value, 0, top), length)]
    if ends := whisker_ends(bar):
        lines.append(whisker_text(share(ends[0], 0, top), share(ends[1], 0, top), length))
    return lines


def _beside(bar: Bar, figure: str, top: float, label_cells: int, length: int) -> list[Row]:
    """Label, bar and figure side by side."""
    labels = wrap([Span(one_line(bar.label))], label_cells)
    rows: list[Row] = []
    for index, (label, drawn) in enumerate(zip_longest(labels, _drawn(bar, top, length))):
        left = (*aligned(label or (), label_cells + GAP), Span(drawn or "", "axis" if index else "bar"))
        row = left if index else (*aligned(left, label_cells + length + 2 * GAP), Span(figure, "strong"))
        rows.append(trimmed(row))
    return rows


def _below(bar: Bar, figure: str, top: float, room: int) -> list[Row]:
    """Label and figure on their own lines, the bar under them."""
    head = [Span(f"{one_line(bar.label)}: "), Span(figure, "strong")]
    drawn = _drawn(bar, top, room)
    return [*wrap(head, room), *(trimmed((Span(text, "axis" if index else "bar"),)) for index, text in enumerate(drawn))]


def _axis(unit: str, top: float, indent: int, length: int) -> list[Row]:
    """The scale under the bars, left out where its ends do not fit."""
    start, end = (with_unit(value, unit) for value in (0.0, top))
    line = "─" * (length - cell_len(start) - cell_len(end) - 2)
    row = (Span(" " * indent), Span(f"{start} {line} {end}", "axis"))
    return [row] if line and row_cells(row) <= indent + length else []
