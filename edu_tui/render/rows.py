"""Rows: spans set side by side on one screen line, measured in terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.cells import cell_len

from edu_tui.render.lines import Span

Row: TypeAlias = tuple[Span, ...]
"""The spans of one screen line."""


def text_cells(text: str) -> int:
    """The width of `text` without line ends and tabs, in cells."""
    return cell_len(text)


def row_cells(row: Iterable[Span]) -> int:
    """The width of a row, in cells."""
    return sum([cell_len(span.text) for span in row])


def row_text(row: Iterable[Span]) -> str:
    """The characters of a row."""
    return "".join([span.text for span in row])


def aligned(row: Iterable[Span], width: int, align: str = "") -> Row:
    """A row padded to `width` cells: "left" (or ""), "center" or "right"."""
    row = tuple(row)
    spare = max(0, width - row_cells(row))
    before = {"right": spare, "center": spare // 2}.get(align, 0)
    return (*_blank(before), *row, *_blank(spare - before))


def _blank(cells: int) -> Row:
    """A row of nothing but blanks."""
    return (Span(" " * cells),) if cells else ()


def trimmed(row: Sequence[Span]) -> Row:
    """A row without the blanks at its end."""
    kept = list(row)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept and kept[-1].text.endswith(" "):
        last = kept[-1]
        kept[-1] = Span(last.text.rstrip(" "), last.style, last.target)
    return tuple(kept)
