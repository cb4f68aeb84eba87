"""Curves as SVG: step lines, each with a mark and a dash of its own."""

from __future__ import annotations

from itertools import pairwise

from edu_tui.export.drawing import FAINT, SHADES, SHAPES, WIDTH, Drawing
from edu_tui.export.lettering import text_width
from edu_tui.library.blocks import CurveChart, Series
from edu_tui.render.curve import MARKS, MOST_MARKS
from edu_tui.render.figures import number, round_top, share, with_unit
from edu_tui.render.inlines import one_line

HEIGHT = 240.0
"""The height of the plot."""

DASHES = ("", "9 4", "3 3", "12 4 3 4", "6 6", "2 5")
"""The dashes of the lines."""


def can_draw_curve(chart: CurveChart) -> bool:
    """Whether each series has points and there is a mark for each."""
    return 0 < len(chart.series) <= len(MARKS) and all(series.points for series in chart.series)


def draw_curve(chart: CurveChart, drawing: Drawing) -> None:
    """Draw axes, step lines and a legend with the last value of each line."""
    top = chart.max or round_top(max(y for series in chart.series for _, y in series.points))
    scale = [with_unit(value, chart.unit) for value in (top, top / 2, 0.0)]
    margin = min(max(text_width(words, drawing.letter) for words in scale) + 10, WIDTH / 2)
    above = drawing.letter * 0.7
    for index, words in enumerate(scale):
        y = above + HEIGHT * index / 2
        drawing.path([(margin, y), (WIDTH - 8, y)], stroke=FAINT, width=0.8, dashes="" if index == 2 else "2 4")
        if drawing.fits(words, margin - 8):
            drawing.text(margin - 8, y - drawing.letter * 0.65, words, anchor="end")
    drawing.path([(margin, above), (margin, above + HEIGHT)])
    start = min(series.points[0][0] for series in chart.series)
    end = max(series.points[-1][0] for series in chart.series)
    for index in reversed(range(len(chart.series))):  # the first series is drawn last, over the others
        places = sorted(
            (margin + share(x, start, end) * (WIDTH - 8 - margin), above + HEIGHT * (1 - share(y, 0, top)))
            for x, y in chart.series[index].points
        )
        _line(places, index, drawing)
    drawing.y = above + HEIGHT + drawing.letter * 0.5
    _x_axis(chart, (start, start + (end - start) / 2, end), margin, drawing)
    for index, series in enumerate(chart.series):
        _legend(chart, series, index, drawing)


def _line(places: list[tuple[float, float]], index: int, drawing: Drawing) -> None:
    """Level from each point to the next one's place, then up or down; the line keeps its marks apart."""
    points = [places[0]]
    for (_, y), (x, below) in pairwise(places):
        points += [(x, y), (x, below)]
    drawing.path(points, stroke=SHADES[index % len(SHADES)], width=2.2, dashes=DASHES[index])
    every = -(-len(places) // MOST_MARKS)
    for x, y in [*places[::every], places[-1]]:
        drawing.mark(x, y, drawing.letter * 0.36, SHAPES[index], SHADES[index % len(SHADES)])


def _x_axis(chart: CurveChart, values: tuple[float, float, float], left: float, drawing: Drawing) -> None:
    """The numbers at both ends and in the middle if they fit, and the axis' name."""
    words = [number(value) for value in values]
    if drawing.fits("   ".join(words), WIDTH - left):
        for text, x, anchor in zip(words, (left, (left + WIDTH) / 2, WIDTH), ("start", "middle", "end"), strict=True):
            drawing.text(x, drawing.y, text, anchor=anchor)
        drawing.y += drawing.row
    drawing.lines(one_line(chart.x).strip(), x=left)


def _legend(chart: CurveChart, series: Series, index: int, drawing: Drawing) -> None:
    x, y = series.points[-1]
    drawing.y += drawing.letter * 0.3
    drawing.mark(drawing.letter * 0.6, drawing.y + drawing.row / 2, drawing.letter * 0.5, SHAPES[index], SHADES[index % len(SHADES)])
    drawing.lines(f"{one_line(series.label).strip()}: {with_unit(y, chart.unit)} at {number(x)}", x=drawing.letter * 1.6)
