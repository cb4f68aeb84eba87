"""Curves: step lines with a mark of its own for each series."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from rich.cells import cell_len

from edu_tui.library.blocks import CurveChart, Series
from edu_tui.render.figures import number, round_top, share, with_unit
from edu_tui.render.inlines import one_line
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row, trimmed
from edu_tui.render.wrap import wrap

HEIGHT = 11
"""Rows of the plot: odd, so that the middle of the scale has a row."""

MARKS = ("●", "▲", "■", "◆", "▼", "★")
"""The marks of the series: they differ without colour."""

MOST_MARKS = 8
"""Points of one series that are marked; more would hide the line."""

_INKS = ("bar", "bar2", "bar3")

Grid: TypeAlias = dict[tuple[int, int], tuple[str, str]]
"""What stands at (row from the top, column): a character and its style."""


def draw_curve(chart: CurveChart, room: int) -> list[Row]:
    """Axes, step lines and a legend with each end value; nothing where a series has no points or there are more than marks."""
    series = chart.series
    if not 0 < len(series) <= len(MARKS) or not all(entry.points for entry in series):
        return []
    top = chart.max or round_top(max(y for entry in series for _, y in entry.points))
    scale = {0: with_unit(top, chart.unit), HEIGHT // 2: with_unit(top / 2, chart.unit), HEIGHT - 1: with_unit(0.0, chart.unit)}
    margin = max(map(cell_len, scale.values()))
    columns = room - margin - 2
    if columns < room // 2:
        return []
    start = min(entry.points[0][0] for entry in series)
    end = max(entry.points[-1][0] for entry in series)
    grid: Grid = {}
    for index in reversed(range(len(series))):  # the first series is drawn last, over the others
        _draw(grid, _places(series[index], start, end, top, columns), MARKS[index], _INKS[index % len(_INKS)])
    rows = [_plot_row(grid, row, scale.get(row, ""), margin, columns) for row in range(HEIGHT)]
    return [*rows, *_x_axis(chart, start, end, margin, columns, room), *_legend(chart, series, room)]


def _places(series: Series, start: float, end: float, top: float, columns: int) -> list[tuple[int, int]]:
    """The points of a series as (column, row from the top), from left to right."""
    return sorted(
        (round(share(x, start, end) * (columns - 1)), HEIGHT - 1 - round(share(y, 0, top) * (HEIGHT - 1))) for x, y in series.points
    )


def _draw(grid: Grid, places: Sequence[tuple[int, int]], mark: str, ink: str) -> None:
    """Draw one step line: level from each point to the column of the next, then up or down."""
    for (left, row), (right, below) in pairwise(places):
        for column in range(left, right):
            grid[row, column] = ("─", ink)
        for between in range(min(row, below) + 1, max(row, below)):
            grid[between, right] = ("│", ink)
        falls = below > row
        grid[row, right] = ("─" if below == row else "┐" if falls else "┘", ink)
        if below != row:
            grid[below, right] = ("└" if falls else "┌", ink)
    every = -(-len(places) // MOST_MARKS)
    for column, row in [*places[::every], places[-1]]:
        grid[row, column] = (mark, ink)


def _plot_row(grid: Grid, row: int, label: str, margin: int, columns: int) -> Row:
    """One row of the plot behind its place on the scale."""
    axis = Span(f"{' ' * (margin - cell_len(label))}{label} {'┤' if label else '│'}", "axis")
    cells = [grid.get((row, column), (" ", "text")) for column in range(columns)]
    spans: list[Span] = []
    start = 0
    for end in range(1, columns + 1):
        if end == columns or cells[end][1] != cells[start][1]:
            spans.append(Span("".join(char for char, _ in cells[start:end]), cells[start][1]))
            start = end
    return trimmed((axis, *spans))


def _x_axis(chart: CurveChart, start: float, end: float, margin: int, columns: int, room: int) -> list[Row]:
    """The horizontal axis with the numbers at its ends and in the middle, and its name."""
    ends = [number(start), number(start + (end - start) / 2), number(end)]
    spare = columns - sum(map(len, ends))
    labels = f"{ends[0]}{' ' * (spare // 2)}{ends[1]}{' ' * (spare - spare // 2)}{ends[2]}" if spare >= 2 else ""
    indent = " " * (margin + 2)
    rows: list[Row] = [(Span(f"{' ' * (margin + 1)}└{'─' * columns}", "axis"),)]
    if labels:
        rows.append((Span(indent + labels, "axis"),))
    return rows + wrap([Span(one_line(chart.x).strip(), "axis")], room, (Span(indent),), (Span(indent),))


def _legend(chart: CurveChart, series: Sequence[Series], room: int) -> list[Row]:
    """Mark, name and last value of each series."""
    rows: list[Row] = []
    for index, entry in enumerate(series):
        x, y = entry.points[-1]
        text = f"{one_line(entry.label).strip()}: {with_unit(y, chart.unit)} at {number(x)}"
        rows += wrap([Span(text)], room, (Span(f"{MARKS[index]} ", _INKS[index % len(_INKS)]),), (Span("  "),))
    return rows
