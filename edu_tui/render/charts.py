"""Charts as lines: a title with its citations, then the drawing; in a narrow window the sentence and the numbers stand in its place."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library.blocks import BarChart, Chart, CurveChart, IconArray, Timeline
from edu_tui.render.bars import draw_bars
from edu_tui.render.curve import draw_curve
from edu_tui.render.figures import chart_figures
from edu_tui.render.icons import draw_icons
from edu_tui.render.inlines import glue, one_line
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row
from edu_tui.render.timeline import draw_timeline
from edu_tui.render.wrap import wrap

MIN_DRAWING = 40
"""The least room for a drawing, in cells."""


def chart_lines(chart: Chart, cites: Sequence[Span], room: int) -> list[Row]:
    """A chart in at most `room` cells; `cites` are the marks behind its title."""
    title = [Span(f"{one_line(chart.title).strip()} ", "subheading")]
    glue(title, cites)
    drawing = _drawing(chart, room) if room >= MIN_DRAWING else []
    return [*wrap(title, room), *(drawing or _in_words(chart, room))]


def _drawing(chart: Chart, room: int) -> list[Row]:
    """The drawing, empty where it would not be readable."""
    match chart:
        case BarChart():
            return draw_bars(chart, room)
        case IconArray():
            return draw_icons(chart, room)
        case Timeline():
            return draw_timeline(chart, room)
        case CurveChart():
            return draw_curve(chart, room)


def _in_words(chart: Chart, room: int) -> list[Row]:
    """The sentence for those who cannot see the chart, and its numbers as a list."""
    rows = wrap([Span(one_line(chart.alt))], room)
    for figure in chart_figures(chart):
        rows += wrap([Span(figure)], room, (Span("• ", "muted"),), (Span("  "),))
    return rows
