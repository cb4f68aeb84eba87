"""Timelines as SVG: each span and event on a row of its own, one axis below all."""

from __future__ import annotations

from edu_tui.export.drawing import INK, SHADES, WIDTH, Drawing
from edu_tui.export.lettering import text_width, wrap_words
from edu_tui.library.blocks import NOT_TO_SCALE, TimeEvent, Timeline, TimeSpan
from edu_tui.render.figures import number, share
from edu_tui.render.inlines import one_line

EDGE = 8.0
"""Room at both ends of the axis for half a mark."""


def draw_timeline(chart: Timeline, drawing: Drawing) -> None:
    """Draw spans in their written order, then events, then an axis that names every border and event."""
    places: list[tuple[float, float]] = []
    for index, span in enumerate(chart.spans):
        places += _span(chart, span, SHADES[index % len(SHADES)], drawing)
    for event in chart.events:
        places.append(_event(chart, event, drawing))
    for x, y in places:
        drawing.guide(x, y)
    _axis(chart, drawing)


def _at(chart: Timeline, moment: float) -> float:
    return EDGE + share(moment, chart.start, chart.end) * (WIDTH - 2 * EDGE)


def _span(chart: Timeline, span: TimeSpan, shade: str, drawing: Drawing) -> list[tuple[float, float]]:
    """The label over a bar; the ends of the bar."""
    start, end = sorted((span.start, span.end))
    left, right = _at(chart, start), _at(chart, end)
    _label_over(left, right, one_line(span.label).strip(), drawing)
    height = drawing.letter * 0.6
    drawing.rectangle(left, drawing.y, max(right - left, 2), height, shade)
    drawing.y += height + drawing.letter * 0.5
    return [(x, drawing.y - drawing.letter * 0.5) for x in (left, right)]


def _label_over(left: float, right: float, label: str, drawing: Drawing) -> None:
    """The label from `left` on, else up to `right`, else from the left edge in as many lines as it takes."""
    if drawing.fits(label, WIDTH - left):
        drawing.label(left, drawing.y, label)
        drawing.y += drawing.row
    elif drawing.fits(label, right):
        drawing.label(right, drawing.y, label, anchor="end")
        drawing.y += drawing.row
    else:
        for words in wrap_words(label, WIDTH, drawing.letter):
            drawing.label(0, drawing.y, words)
            drawing.y += drawing.row


def _event(chart: Timeline, event: TimeEvent, drawing: Drawing) -> tuple[float, float]:
    """A mark with its label at the side that has more room; the foot of the mark."""
    x, size = _at(chart, event.at), drawing.letter * 0.45
    middle = drawing.y + drawing.row / 2
    drawing.mark(x, middle, size, "diamond", INK)
    gap = size + drawing.letter * 0.4
    on_right = x <= WIDTH / 2
    room = (WIDTH - x if on_right else x) - gap
    for words in wrap_words(event.label, room, drawing.letter):
        drawing.label(x + gap if on_right else x - gap, drawing.y, words, anchor="start" if on_right else "end")
        drawing.y += drawing.row
    drawing.y = max(drawing.y, middle + size) + drawing.letter * 0.3
    return x, middle + size


def _axis(chart: Timeline, drawing: Drawing) -> None:
    """Ticks at both ends and at every border and event, with their numbers if the axis is to scale, and the unit."""
    inner = {value for span in chart.spans for value in (span.start, span.end)} | {event.at for event in chart.events}
    drawing.path([(EDGE, drawing.y), (WIDTH - EDGE, drawing.y)])
    values = (chart.start, chart.end, *sorted(inner - {chart.start, chart.end}))
    for value in values:
        x = _at(chart, value)
        drawing.path([(x, drawing.y - 4), (x, drawing.y + 4)])
    drawing.y += 8
    if chart.to_scale:
        _numbers([(_at(chart, value), number(value)) for value in values], drawing)
    drawing.lines(one_line(chart.unit).strip() if chart.to_scale else NOT_TO_SCALE)


def _numbers(labels: list[tuple[float, str]], drawing: Drawing) -> None:
    """Numbers under their ticks, each on the first row on which it meets no other."""
    rows: list[list[tuple[float, float]]] = []
    for x, words in labels:
        half = text_width(words, drawing.letter) / 2
        middle = min(max(x, half), WIDTH - half)
        row = next((index for index, taken in enumerate(rows) if all(abs(middle - at) > half + wide + 6 for at, wide in taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((middle, half))
        drawing.text(middle, drawing.y + row * drawing.row, words, anchor="middle")
    drawing.y += len(rows) * drawing.row
