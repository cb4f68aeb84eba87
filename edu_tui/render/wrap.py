"""Breaking styled text into lines of a width in terminal cells.

The text is broken first, as one string with positions; the styles are cut to these positions afterwards. Widths come from the table that
the terminal app itself uses (`rich.cells`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

from edu_tui.render.lines import Span
from edu_tui.render.rows import Row, row_cells, row_text

NO_BREAK = "\u00a0"
"""A space at which no line breaks; shown as a plain space."""

MIN_ROOM = 2
"""The least room for text on a line, in cells: one wide character."""

_NOT_NARROW = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2200-\u22ff\u2500-\u25fc]")
_WORD = re.compile("[^ ]+")


def is_narrow(text: str) -> bool:
    """Whether each character of `text` is known to fill exactly one cell, so that positions are cells."""
    return _NOT_NARROW.search(text) is None


def break_line(text: str, first: int, room: int, *, cut: bool = True) -> list[tuple[int, int]]:
    """Where `text` (no newline in it) breaks: `(start, end)` of each line, spaces at the breaks left out; at least one line.

    `first` and `room` are the cells on the first and on the other lines. A word longer than a line is cut, or kept whole without `cut`.
    """
    if is_narrow(text):
        return _break_narrow(text, first, room, cut)
    return _break_measured(text, first, room, cut)


def wrap(spans: Sequence[Span], width: int, first: Row = (), rest: Row = (), *, cut: bool = True) -> list[Row]:
    """`spans` as lines of at most `width` cells, the first led by `first`, the others by `rest`; a newline in a span is a hard break.

    Lines break at spaces only, so punctuation and whatever else is set solid stays with its word; every piece of a span keeps its target.
    """
    text = row_text(spans)
    room = max(MIN_ROOM, width - row_cells(rest))
    lead = max(0, width - row_cells(first))
    ranges: list[tuple[int, int]] = []
    offset = 0
    for part in text.split("\n"):
        found = break_line(part, lead if not ranges else room, room, cut=cut)
        ranges += [(start + offset, end + offset) for start, end in found] if offset else found
        offset += len(part) + 1
    rows = _slices(spans, ranges)
    if not first and not rest:
        return list(rows)
    return [(*(rest if index else first), *row) for index, row in enumerate(rows)]


def _break_narrow(text: str, first: int, room: int, cut: bool) -> list[tuple[int, int]]:
    """`break_line` where a character is a cell: one backward search a line."""
    ranges: list[tuple[int, int]] = []
    stop = len(text.rstrip(" "))
    start, limit = len(text) - len(text.lstrip(" ")), first
    while stop - start > limit:
        space = text.rfind(" ", start, start + limit + 1)
        if space > start:
            end = space
        else:
            word_end = text.find(" ", start, stop)
            end = _end_of_long(start, stop if word_end < 0 else word_end, limit, room, cut)
        ranges.append((start, start + len(text[start:end].rstrip(" "))))
        start, limit = end, room
        while start < stop and text[start] == " ":
            start += 1
    if start < stop or not ranges:
        ranges.append((start, max(start, stop)))
    return ranges


def _end_of_long(start: int, word_end: int, limit: int, room: int, cut: bool) -> int:
    """Where a line ends whose first word does not fit: before the word if the next line has more room for it, else inside or behind it."""
    if limit < room and (not cut or word_end - start <= room or limit < MIN_ROOM):
        return start
    return start + limit if cut else word_end


def _break_measured(text: str, first: int, room: int, cut: bool) -> list[tuple[int, int]]:
    """`break_line` for text with wide or zero-width characters: each word is measured."""
    ranges: list[tuple[int, int]] = []
    limit, used = first, 0
    start = end = 0
    for match in _WORD.finditer(text):
        cells = cell_len(match[0])
        gap = match.start() - end
        if used and used + gap + cells <= limit:
            end, used = match.end(), used + gap + cells
            continue
        if used:
            ranges.append((start, end))
            limit, used = room, 0
        start = end = match.start()
        for piece in _pieces(match[0], cells, limit, room, cut):
            if end > start or (used == 0 and piece == ""):
                ranges.append((start, end))
                limit = room
            start, end = end, end + len(piece)
        used = max(1, cell_len(text[start:end]))
    return [*ranges, (start, end)]


def _pieces(word: str, cells: int, limit: int, room: int, cut: bool) -> list[str]:
    """A word as it stands on lines of its own: whole, behind an empty piece for a first line without room, or cut."""
    if cells <= limit:
        return [word]
    if limit < room and (not cut or cells <= room or limit < MIN_ROOM):
        return ["", *_pieces(word, cells, room, room, cut)]
    if not cut:
        return [word]
    head = chop_cells(word, limit)[0]
    return [head, *chop_cells(word[len(head) :], room)]


def _slices(spans: Sequence[Span], ranges: Iterable[tuple[int, int]]) -> Iterator[Row]:
    """The spans between rising positions of their joined text, one row for each range."""
    index, base = 0, 0  # the span at hand, and where it begins
    for start, end in ranges:
        row: list[Span] = []
        while index < len(spans) and base < end:
            span = spans[index]
            stop = base + len(span.text)
            piece = span.text[start - base if start > base else 0 : end - base]
            if piece:
                row.append(Span(piece.replace(NO_BREAK, " "), span.style, span.target))
            if stop > end:
                break
            index, base = index + 1, stop
        yield tuple(row)
