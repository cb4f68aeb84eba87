"""Timelines: labelled spans and events above one axis."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len

from edu_tui.library.blocks import NOT_TO_SCALE, Timeline
from edu_tui.render.figures import number, share
from edu_tui.render.inlines import one_line
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row
from edu_tui.render.wrap import wrap

EVENT = "◆"
"""The mark of a moment."""

EVENT_AIR = 3
"""Cells between two events on one row, so that no label seems to belong to the other mark."""

_INKS = ("bar", "bar2", "bar3")


class _Piece(msgspec.Struct, frozen=True):
    """Something drawn on a row from cell `left` up to `right`, which it does not fill.

    `air` is the distance that it keeps from others on its row, `above` what stands over it.
    """

    left: int
    right: int
    row: Row
    air: int = 0
    above: tuple[Row, ...] = ()


def draw_timeline(chart: Timeline, room: int) -> list[Row]:
    """Spans in their written order, events, and an axis that names every border and event.

    Spans share a row only while they are written from left to right, so that the rows keep the author's groups together.
    """
    spans: list[_Piece] = []
    for index, span in enumerate(chart.spans):
        start, end = sorted((span.start, span.end))
        left = min(_column(chart, start, room), room - 1)
        right = max(left + 1, _column(chart, end, room))
        label, ink = one_line(span.label).strip(), _INKS[index % len(_INKS)]
        spans.append(_inside(left, right, label, ink) or _outside(left, right, Span(_bar(right - left), ink), label, room, air=room))
    events: list[_Piece] = []
    for event in chart.events:
        left = min(_column(chart, event.at, room), room - 1)
        events.append(_outside(left, left + 1, Span(EVENT, "accent"), one_line(event.label).strip(), room, air=EVENT_AIR))
    return [*_packed(spans, in_order=True), *_packed(events), *_axis(chart, room)]


def _column(chart: Timeline, at: float, room: int) -> int:
    """The cell border at a moment, from 0 to `room`."""
    return round(share(at, chart.start, chart.end) * room)


def _bar(cells: int) -> str:
    """A span without a label in it."""
    return "│" if cells < 2 else f"├{'─' * (cells - 2)}┤"


def _inside(left: int, right: int, label: str, ink: str) -> _Piece | None:
    """A span with its label in the bar, None if the bar is too short."""
    spare = right - left - cell_len(label) - 5
    if spare < 0:
        return None
    return _Piece(left, right, (Span("├─ ", ink), Span(label), Span(f" {'─' * spare}┤" if spare else " ┤", ink)))


def _outside(left: int, right: int, mark: Span, label: str, room: int, *, air: int) -> _Piece:
    """A mark with its label behind it, before it, or where neither side has room, above it."""
    cells = cell_len(label)
    if right + 1 + cells <= room:
        return _Piece(left, right + 1 + cells, (mark, Span(f" {label}")), air)
    if left - 1 - cells >= 0:
        return _Piece(left - 1 - cells, right, (Span(f"{label} "), mark), air)
    return _Piece(left, right, (mark,), room, tuple(wrap([Span(label)], room)))


def _shifted(left: int, row: Row) -> Row:
    """A row that begins at cell `left`."""
    return (Span(" " * left), *row) if left else row


def _packed(pieces: Sequence[_Piece], *, in_order: bool = False) -> list[Row]:
    """Pieces on rows: each on the first row with a free place, or `in_order` behind the piece before it or on a new row."""
    shelves: list[list[_Piece]] = []
    for piece in pieces:
        open_shelves = [shelf for shelf in shelves[-1:] if shelf[-1].left < piece.left] if in_order else shelves
        shelf = next((shelf for shelf in open_shelves if all(_apart(piece, other) for other in shelf)), None)
        if shelf is None:
            shelves.append([piece])
        else:
            shelf.append(piece)
    rows: list[Row] = []
    for shelf in shelves:
        rows += [*shelf[0].above, _joined(sorted(shelf, key=lambda piece: piece.left))]
    return rows


def _apart(one: _Piece, other: _Piece) -> bool:
    """Whether two pieces may stand on one row."""
    first, second = (one, other) if one.left <= other.left else (other, one)
    return first.right + max(one.air, other.air) <= second.left


def _joined(pieces: Sequence[_Piece]) -> Row:
    """Pieces from left to right on one row."""
    row: list[Span] = []
    at = 0
    for piece in pieces:
        row += _shifted(piece.left - at, piece.row)
        at = piece.right
    return tuple(row)


def _axis(chart: Timeline, room: int) -> list[Row]:
    """The axis: ticks at its ends and at every border and event, with their numbers if it is to scale, and the unit."""
    inner = {value for span in chart.spans for value in (span.start, span.end)} | {event.at for event in chart.events}
    line = ["─"] * room
    ticks: list[_Piece] = []
    for value in (chart.start, chart.end, *sorted(inner - {chart.start, chart.end})):
        column = min(_column(chart, value, room), room - 1)
        text = number(value)
        begin = min(max(0, column - len(text) // 2), room - len(text))
        line[column] = "┴"
        if chart.to_scale:
            ticks.append(_Piece(begin, begin + len(text), (Span(text, "axis"),), 1))
    words = one_line(chart.unit).strip() if chart.to_scale else NOT_TO_SCALE
    unit = wrap([Span(words, "axis")], room) if words else []
    return [(Span("".join(line), "axis"),), *_packed(ticks), *unit]
