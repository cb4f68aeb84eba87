"""The frame of a slide: wide margins, the title once, a quiet foot; what is not yet revealed keeps its room but is not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from rich.cells import set_cell_size

from edu_tui.library.blocks import Inline
from edu_tui.render.inlines import Inliner
from edu_tui.render.lines import Line, Span
from edu_tui.render.numbering import Numbering
from edu_tui.render.rows import Row, aligned, trimmed
from edu_tui.render.slide_text import bare_inlines, source_rows
from edu_tui.render.wrap import NO_BREAK, wrap

MIN_COLUMNS, MIN_ROWS = 40, 12
"""The smallest screen that slides are made for; a smaller one shows the left and upper part."""

TEXT_WIDTH = 64
"""Cells of a line of running text, however wide the screen: longer lines are hard to read from the back of a room."""

CORNER = 14
"""Cells kept free at the right of the foot, for the place in the session and the sign that there is more below."""

ALWAYS = -1
"""The piece of a line that is there from the start."""


class BodyLine(msgspec.Struct, frozen=True):
    """A line of a slide's body and the piece with which it is revealed."""

    line: Line
    piece: int = ALWAYS


class Frame(msgspec.Struct, frozen=True):
    """A slide laid out for a screen of `width` x `height` cells; `room` are the rows for its `body`, which may be longer."""

    width: int
    height: int
    title: tuple[Line, ...]
    body: tuple[BodyLine, ...]
    foot: tuple[Line, ...]
    room: int

    @property
    def overflow(self) -> int:
        """The rows of the body for which there is no room: how far it can be scrolled."""
        return max(0, len(self.body) - self.room)


def margin(width: int) -> int:
    """The cells left free at the left and at the right of a screen: 2 of 40, 8 of 80, 14 of 120."""
    return 2 + max(0, width - MIN_COLUMNS) * 3 // 20


def inner_width(width: int) -> int:
    """The cells between the margins: what charts and tables may fill."""
    return max(MIN_COLUMNS, width) - 2 * margin(width)


def text_width(width: int) -> int:
    """The cells of a line of running text."""
    return min(TEXT_WIDTH, inner_width(width))


def is_low(height: int) -> bool:
    """Whether rows are scarce, so that all gaps are one row."""
    return height < 20


def title_rows(title: Sequence[Inline], width: int, part: int = 1, parts: int = 1) -> list[Row]:
    """The title, and which screenful of the slide this is if there are several."""
    spans = Inliner(Numbering()).spans(bare_inlines(title), "heading", mark=False)
    if parts > 1:
        spans.append(Span(f"  {part}{NO_BREAK}of{NO_BREAK}{parts}", "muted"))
    return wrap(spans, inner_width(width)) if any(span.text.strip() for span in spans) else []


def foot_rows(sources: Sequence[Span], width: int, most: int) -> list[Row]:
    """The sources in at most `most` quiet rows that leave the corner free."""
    return source_rows(sources, inner_width(width) - CORNER, most)


def room_for(title: int, foot: int, height: int) -> int:
    """The rows for the body between `title` rows of title and `foot` rows of sources, at least one."""
    above = _top(height) + (title + 1 if title and title <= _most_title(height) else 0)
    return max(1, max(MIN_ROWS, height) - above - 1 - max(1, foot))


def make_frame(title: Sequence[Row], body: Iterable[BodyLine], foot: Sequence[Row], width: int, height: int) -> Frame:
    """A frame. A title that would take a third of the screen scrolls with the body instead."""
    room = room_for(len(title), len(foot), height)
    lines = tuple(Line(row) for row in title)
    shown = tuple(body)
    if len(title) > _most_title(height):
        shown = (*map(BodyLine, lines), BodyLine(Line()), *shown)
        lines = ()
    return Frame(max(MIN_COLUMNS, width), max(MIN_ROWS, height), lines, shown, tuple(Line(row) for row in foot), room)


def draw_frame(frame: Frame, shown: int, corner: str = "", scrolled: int = 0) -> tuple[Line, ...]:
    """The screen, `frame.height` lines: of the body what belongs to the first `shown` pieces, scrolled down by so many rows.

    `corner` stands quietly at the lower right, behind an arrow if there is more to scroll to.
    """
    start = min(max(0, scrolled), frame.overflow)
    body = [entry.line if entry.piece < shown else Line() for entry in frame.body[start : start + frame.room]]
    left = Span(" " * margin(frame.width))
    lines = [Line()] * _top(frame.height)
    lines += [*_shifted(frame.title, left), Line()] if frame.title else []
    lines += [*_shifted(body, left), *[Line()] * (frame.room - len(body)), Line()]
    arrows = ("↑" if start else "") + ("↓" if start < frame.overflow else "")
    foot = list(frame.foot) or [Line()]
    last = _cornered(foot[-1], f"{arrows} {corner}".strip(), frame.width)
    return (*lines, *_shifted([*foot[:-1], last], left))


def _top(height: int) -> int:
    """Empty rows over the title."""
    return max(0, height - MIN_ROWS) // 8


def _most_title(height: int) -> int:
    return max(MIN_ROWS, height) // 3


def _shifted(lines: Iterable[Line], left: Span) -> list[Line]:
    return [Line((left, *line.spans), line.source) if line.spans else line for line in lines]


def _cornered(line: Line, corner: str, width: int) -> Line:
    """A line of the foot with words at its right end."""
    if not corner:
        return line
    words = set_cell_size(corner, CORNER - 2).rstrip() if len(corner) > CORNER - 2 else corner
    row = aligned(line.spans, inner_width(width) - CORNER)
    return Line(trimmed((*row, *aligned((Span(words, "muted"),), CORNER, "right"))))
