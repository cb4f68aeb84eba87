"""Drawing lines: the strip of a line, and what is laid over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from edu_tui.app.widgets.line_strip import LineStrip
from edu_tui.render.lines import Line


def draw(line: Line, left: int, width: int, filled: int, style: Callable[[str], Style]) -> Strip:
    """`line` after `left` blank cells, cut to `width` cells, then filled to `filled`; `style` gives the colours of a style name."""
    base = style("text")
    pieces = [(" " * left, base)]
    cells = left
    for span in line.spans:
        pieces.append((span.text, style(span.style)))
        cells += cell_len(span.text)
    if cells > width:
        return Strip(_segments(pieces), cells).crop(0, width).adjust_cell_length(filled, base)
    pieces.append((" " * (filled - cells), base))
    return LineStrip(_segments(pieces), filled)


def _segments(pieces: Sequence[tuple[str, Style]]) -> list[Segment]:
    """`pieces`, those that follow each other and look alike as one: with each segment a terminal is told its colours again."""
    found: list[Segment] = []
    text, look = pieces[0]
    for more, another in pieces[1:]:
        if another is look:
            text += more
        elif more:
            if text:
                found.append(Segment(text, look))
            text, look = more, another
    return [*found, Segment(text, look)]


def mark(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """`strip` with `style` laid over the cells from `start` to `end`, as far as they exist."""
    before, middle, after = _cut(strip, start, end)
    styled = Strip(Segment.apply_style(list(middle), post_style=style), middle.cell_length)
    return Strip.join([before, styled, after])


def put(strip: Strip, start: int, text: str, style: Style) -> Strip:
    """`strip` with `text` instead of what stands in its cells from `start` on; what would stick out is cut off."""
    before, middle, after = _cut(strip, start, start + cell_len(text))
    segment = Segment(set_cell_size(text, middle.cell_length), style)
    return Strip.join([before, Strip([segment], middle.cell_length), after])


def _cut(strip: Strip, start: int, end: int) -> tuple[Strip, Strip, Strip]:
    """The parts of `strip` before, in and after the cells from `start` to `end`."""
    width = strip.cell_length
    start = min(max(start, 0), width)
    end = min(max(end, start), width)
    return strip.crop(0, start), strip.crop(start, end), strip.crop(end, width)
