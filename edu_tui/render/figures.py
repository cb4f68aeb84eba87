"""The numbers of a chart in words: for those who cannot see it, and for windows too narrow to draw it."""

from __future__ import annotations

import math

from edu_tui.library.blocks import Bar, BarChart, Chart, CurveChart, IconArray, Series, Timeline
from edu_tui.render.inlines import one_line


def number(value: float) -> str:
    """A number as text shows it: `25.8`, `2,053`."""
    return f"{value:,.10g}"


def with_unit(value: float, unit: str) -> str:
    """A number with its unit: `25.8%`, `36 months`."""
    unit = one_line(unit).strip()
    gap = "" if unit in ("", "%", "°") else " "
    return f"{number(value)}{gap}{unit}"


def bar_figure(bar: Bar, unit: str) -> str:
    """A bar's value with its interval: `25.8% (23.4 to 28.2)` or `25.8% ± 2.4`."""
    text = with_unit(bar.value, unit)
    if bar.low is not None and bar.high is not None:
        return f"{text} ({number(bar.low)} to {number(bar.high)})"
    return text if bar.se is None else f"{text} ± {number(bar.se)}"


def whisker_ends(bar: Bar) -> tuple[float, float] | None:
    """The ends of a bar's whisker, None if it has none."""
    if bar.low is not None and bar.high is not None:
        return bar.low, bar.high
    return None if bar.se is None else (bar.value - bar.se, bar.value + bar.se)


def icon_groups(chart: IconArray) -> list[tuple[str, int]]:
    """The label and count of each group of icons, the rest last; together never more than `of`."""
    groups: list[tuple[str, int]] = []
    left = max(0, chart.of)
    for group in chart.icons:
        count = min(max(0, group.count), left)
        left -= count
        groups.append((one_line(group.label).strip(), count))
    return [*groups, (one_line(chart.rest).strip(), left)]


def series_figure(series: Series, unit: str) -> str:
    """The values of a curve in order: `100% at 0, 66.4% at 5`."""
    return ", ".join(f"{with_unit(y, unit)} at {number(x)}" for x, y in series.points)


def share(value: float, start: float, end: float) -> float:
    """Where `value` lies between `start` and `end`, from 0 to 1; 0 where that makes no sense."""
    ratio = (value - start) / (end - start) if end != start else 0.0
    return min(1.0, max(0.0, ratio)) if not math.isnan(ratio) else 0.0


def round_top(value: float) -> float:
    """The end of an axis that starts at 0: the least of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `value`."""
    if not 0 < value < 1e300:
        return value if value > 0 else 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value), value)


def chart_figures(chart: Chart) -> list[str]:
    """Every number of a chart, one line of words for each bar, group, span, event or series; what is not to scale in its order."""
    match chart:
        case BarChart():
            note = one_line(chart.interval).strip()
            lines = [f"{one_line(bar.label)}: {bar_figure(bar, chart.unit)}" for bar in chart.bars]
            return [*lines, f"Interval: {note}"] if note else lines
        case IconArray():
            return [f"{number(count)} of {number(chart.of)} {label}" for label, count in icon_groups(chart)]
        case Timeline(to_scale=False):
            places = [(event.at, 0, event.label) for event in chart.events] + [(span.start, 1, span.label) for span in chart.spans]
            return [one_line(label) for _, _, label in sorted(places, key=lambda place: place[:2])]
        case Timeline():
            unit = one_line(chart.unit).strip()
            spans = [f"{one_line(span.label)}: {number(span.start)} to {number(span.end)} {unit}" for span in chart.spans]
            return spans + [f"{one_line(event.label)}: at {number(event.at)} {unit}" for event in chart.events]
        case CurveChart():
            axis = one_line(chart.x).strip()
            return [f"{one_line(series.label)}: {series_figure(series, chart.unit)} ({axis})" for series in chart.series]
