"""Bar charts as SVG: label and value above each bar, its interval on it, one scale below all."""

from __future__ import annotations

from edu_tui.export.drawing import INK, SHADES, WIDTH, Drawing
from edu_tui.library.blocks import Bar, BarChart
from edu_tui.render.figures import bar_figure, round_top, share, whisker_ends, with_unit
from edu_tui.render.inlines import one_line


def draw_bars(chart: BarChart, drawing: Drawing) -> None:
    """Draw the bars from 0 to the chart's `max`, the scale, and the note that says what the whiskers are."""
    top = chart.max or round_top(max((max([bar.value, *(whisker_ends(bar) or ())]) for bar in chart.bars), default=1.0))
    for bar in chart.bars:
        _label(bar, chart.unit, drawing)
        _bar(bar, top, drawing)
    _scale(chart.unit, top, drawing)
    note = one_line(chart.interval).strip()
    if note:
        drawing.whisker(2, drawing.letter * 2, drawing.y + drawing.row / 2, drawing.letter / 3)
        drawing.lines(note, x=drawing.letter * 2.5)


def _label(bar: Bar, unit: str, drawing: Drawing) -> None:
    """The label, and the value in bold at the right, or under it where both do not fit."""
    label, figure = one_line(bar.label).strip(), bar_figure(bar, unit)
    if drawing.fits(f"{label}   {figure}MMM", WIDTH):  # bold letters are wider
        drawing.text(WIDTH, drawing.y, figure, anchor="end", bold=True)
        drawing.text(0, drawing.y, label)
        drawing.y += drawing.row
        return
    drawing.lines(label)
    drawing.lines(figure)


def _bar(bar: Bar, top: float, drawing: Drawing) -> None:
    height = drawing.letter * 1.1
    drawing.rectangle(0, drawing.y, share(bar.value, 0, top) * WIDTH, height, SHADES[0])
    if ends := whisker_ends(bar):
        left, right = sorted(min(max(share(end, 0, top) * WIDTH, 1), WIDTH - 1) for end in ends)
        drawing.whisker(left, right, drawing.y + height / 2, drawing.letter / 3)
    drawing.y += height + drawing.letter * 0.7


def _scale(unit: str, top: float, drawing: Drawing) -> None:
    """The axis with its two ends; the greater end alone where both do not fit."""
    drawing.path([(0, drawing.y), (WIDTH, drawing.y)], stroke=INK)
    for x in (0.5, WIDTH - 0.5):
        drawing.path([(x, drawing.y - 4), (x, drawing.y + 4)])
    drawing.y += 6
    start, end = with_unit(0.0, unit), with_unit(top, unit)
    if drawing.fits(f"{start}   {end}", WIDTH):
        drawing.text(0, drawing.y, start)
        drawing.text(WIDTH, drawing.y, end, anchor="end")
        drawing.y += drawing.row
    else:
        drawing.lines(end)
