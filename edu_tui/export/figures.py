"""Charts on paper: a caption, the drawing with its sentence for those who cannot see it, and the numbers in words for narrow screens."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.chart_bars import draw_bars
from edu_tui.export.chart_curve import can_draw_curve, draw_curve
from edu_tui.export.chart_icons import can_draw_icons, draw_icons
from edu_tui.export.chart_timeline import draw_timeline
from edu_tui.export.drawing import Drawing
from edu_tui.export.nodes import add
from edu_tui.library.blocks import BarChart, Chart, CurveChart, IconArray, Timeline
from edu_tui.render.figures import chart_figures
from edu_tui.render.inlines import one_line


def write_figure(parent: Element, chart: Chart, letter: float) -> Element:
    """Add a chart in letters of the size `letter` (CSS pixels); its caption, to which the caller adds the citations.

    The drawing is named by the author's sentence and described by its numbers. A screen too narrow for it shows both as text
    instead, as the terminal does.
    """
    figure = add(parent, "figure")
    caption = add(figure, "figcaption", f"{one_line(chart.title).strip()} ")
    drawn = _drawn(chart, letter)
    words = add(figure, "div", "", {"class": "instead" if drawn is not None else "in-words"})
    add(words, "p", one_line(chart.alt))
    numbers = add(words, "ul")
    for line in chart_figures(chart):
        add(numbers, "li", line)
    if drawn is not None:
        drawn.insert(0, _named("desc", "; ".join(chart_figures(chart))))
        drawn.insert(0, _named("title", one_line(chart.alt).strip() or one_line(chart.title).strip()))
        figure.append(drawn)
    return caption


def _drawn(chart: Chart, letter: float) -> Element | None:
    """The drawing, None where it could not be read."""
    drawing = Drawing(letter)
    match chart:
        case BarChart():
            draw_bars(chart, drawing)
        case IconArray() if can_draw_icons(chart):
            draw_icons(chart, drawing)
        case Timeline():
            draw_timeline(chart, drawing)
        case CurveChart() if can_draw_curve(chart):
            draw_curve(chart, drawing)
        case _:
            return None
    return drawing.finish()


def _named(tag: str, words: str) -> Element:
    element = Element(tag)
    element.text = words
    return element
