"""Text selection on lines: which cells are selected, and what is copied.

Textual counts characters of what is drawn, `left` blanks included; -1 stands for the end of the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.selection import Selection

from edu_tui.render.lines import Line


def selected_cells(selection: Selection, number: int, line: Line, left: int) -> tuple[int, int] | None:
    """The cells of line `number` that are selected, from and to (exclusive), counted without `left`; None if there are none."""
    text = line.text
    start, end = _characters(selection, number, len(text), left)
    return (cell_len(text[:start]), cell_len(text[:end])) if start < end else None


def selected_text(selection: Selection, lines: Sequence[Line], left: int) -> str:
    """The selected text, without the blanks that fill lines up."""
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else len(lines) - 1
    parts: list[str] = []
    for number, line in enumerate(lines[first : last + 1], first):
        start, end = _characters(selection, number, len(line.text), left)
        parts.append(line.text[start:end].rstrip())
    return "\n".join(parts)


def _characters(selection: Selection, number: int, length: int, left: int) -> tuple[int, int]:
    """The selected characters of a line with `length` of them, from and to (exclusive)."""
    if (span := selection.get_span(number)) is None:
        return 0, 0
    start, end = span
    return max(0, start - left), length if end == -1 else max(0, end - left)
