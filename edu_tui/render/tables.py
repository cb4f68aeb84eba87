"""Tables: columns as wide as their content, narrowed fairly, and records where columns would be too narrow to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from rich.cells import cell_len

from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import aligned, row_text, trimmed
from edu_tui.render.wrap import wrap

Cells: TypeAlias = Sequence[Sequence[Span]]
"""The cells of one row, each as flowing spans."""

GAP = 2
"""Cells between two columns."""

LONGEST_WORD = 16
"""A column need not be wide enough for words longer than this; they are cut."""

LEAST = 4
"""No column is narrower than this unless all of its content is."""


def table_lines(header: Cells, rows: Sequence[Cells], aligns: Sequence[str], sources: Sequence[int], room: int) -> list[Line]:
    """A table in at most `room` cells; `sources` are the file's lines of the header and of each row."""
    everything = [header, *rows]
    count = max(len(cells) for cells in everything)
    grid = [[*cells, *[()] * (count - len(cells))] for cells in everything]
    widths = column_widths([[row_text(row[index]) for row in grid] for index in range(count)], room)
    if widths is None:
        return _records(grid, sources, room)
    return _columns(grid, widths, [*aligns, *[""] * count], sources)


def column_widths(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The widths of columns with these texts, None if they cannot all be read in `room` cells.

    A column gets what its longest line needs; where that is too much, the widest columns share what the others leave.
    """
    wanted = [max((cell_len(line) for text in column for line in text.split("\n")), default=0) for column in columns]
    least = [min(want, max(LEAST, _longest_word(column))) for want, column in zip(wanted, columns, strict=True)]
    left = room - GAP * (len(columns) - 1)
    if sum(least) > left:
        return None
    widths = dict(enumerate(least))
    for place, index in enumerate(sorted(widths, key=lambda index: wanted[index] - least[index])):
        share = (left - sum(widths.values())) // (len(columns) - place)
        widths[index] += min(share, wanted[index] - least[index])
    return list(widths.values())


def _longest_word(column: Sequence[str]) -> int:
    """The cells of the longest word that should not be cut."""
    return min(LONGEST_WORD, max((cell_len(word) for text in column for word in text.split()), default=0))


def _columns(grid: Sequence[Cells], widths: Sequence[int], aligns: Sequence[str], sources: Sequence[int]) -> list[Line]:
    """The table side by side, its header underlined; an empty line parts the rows when any has several lines."""
    wrapped = [[wrap(cell, width) for cell, width in zip(cells, widths, strict=True)] for cells in grid]
    airy = any(len(cell) > 1 for cells in wrapped[1:] for cell in cells)
    gap = Span(" " * GAP)
    lines: list[Line] = []
    for index, cells in enumerate(wrapped):
        if airy and index > 1:
            lines.append(Line((), sources[index]))
        for parts in zip_longest(*cells, fillvalue=()):
            row: list[Span] = []
            for part, width, align in zip(parts, widths, aligns, strict=False):
                row += [*aligned(part, width, align), gap]
            lines.append(Line(trimmed(row), sources[index]))
        if index == 0:
            lines.append(Line((Span((" " * GAP).join("─" * width for width in widths), "rule"),), sources[0]))
    return lines


def _records(grid: Sequence[Cells], sources: Sequence[int], room: int) -> list[Line]:
    """The table as one record a row, a "Header: value" line for each column."""
    header = grid[0]
    hang = (Span("  "),)
    lines: list[Line] = []
    for cells, source in zip(grid[1:], sources[1:], strict=True):
        if lines:
            lines.append(Line((), source))
        for name, cell in zip(header, cells, strict=True):
            lead = [*name, Span(": ")] if row_text(name).strip() else []
            if lead or cell:
                lines += [Line(row, source) for row in wrap([*lead, *cell], room, (), hang)]
    return lines or [Line(row, sources[0]) for name in header if name for row in wrap(name, room, (), hang)]
