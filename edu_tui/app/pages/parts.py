"""Small parts that several pages are built from. Home is one of them: nothing here may bring the layout of blocks into a start."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import Row, row_cells
from edu_tui.render.writer import Writer

DOTS = 14
"""The most items that are drawn as one dot each; more are told by numbers alone."""


def columns(writer: Writer, left: Sequence[Span], right: Sequence[Span]) -> None:
    """Write `left` at the left and `right` at the right edge of one line, or one under the other where they do not fit."""
    gap = writer.room - row_cells(left) - row_cells(right)
    if gap >= 2:
        writer.put([Line((*left, Span(" " * gap), *right))])
        return
    writer.write(left, 0)
    indent = Span("  ")
    writer.indent((indent,))
    writer.write(right, 0)
    writer.close()


def entry(writer: Writer, text: str, target: str, note: str = "", style: str = "link") -> None:
    """Write a line that can be activated, with a muted note behind it."""
    spans = [Span(text, style, target)]
    if note:
        spans.append(Span(f"  {note}", "muted"))
    writer.open((Span("  "),), (Span("    "),))
    writer.write(spans, 0)
    writer.close()


def dots(done: int, total: int) -> str:
    """Progress as one dot an item, "●●○○", or nothing where there are too many to count at a glance."""
    return "●" * done + "○" * (total - done) if 0 < total <= DOTS else ""


def bar(share: float, cells: int) -> Row:
    """A bar of `cells` cells filled for `share` (0 to 1)."""
    full = round(share * cells)
    return (Span("█" * full, "bar"), Span("░" * (cells - full), "axis"))


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 question", "3 questions"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
