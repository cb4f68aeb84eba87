"""Chart fences: a YAML body becomes a typed chart, or a finding that says why not."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from edu_tui.library.blocks import BarChart, Chart, CurveChart, IconArray, Timeline
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.schema import Reader
from edu_tui.library.yaml_reader import YamlDocument, YamlError, read_yaml

KINDS: dict[str, type[BarChart] | type[IconArray] | type[Timeline] | type[CurveChart]] = {
    "bars": BarChart,
    "icons": IconArray,
    "timeline": Timeline,
    "curve": CurveChart,
}
"""The chart types by the word that authors write."""

CHART_LISTS = ("cite",)
"""The keys of a chart of which a lone value counts as a list of one."""


def read_chart(text: str, path: str, line: int) -> tuple[Chart | None, list[Diagnostic]]:
    """The chart in the YAML `text` whose first line is `line` of the file; None with findings (code G01) if it is faulty."""
    if not text.strip():
        line -= 1  # its fence, for a file may end with that
    try:
        document = read_yaml(text, line)
    except YamlError as error:
        document = YamlDocument({}, {(): (error.line, error.column)})
        reader = Reader(document, path, "G01")
        reader.add((), f"the chart is not valid YAML: {error.message}", error.hint)
        return None, reader.diagnostics
    reader = Reader(document, path, "G01")
    value: Any = document.value
    kind = value.pop("type", None) if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        reader.add(("type",), f"a chart needs a type, one of {', '.join(KINDS)}", "Add type: bars, for example.")
        return None, reader.diagnostics
    chart = reader.struct(KINDS[kind], value, lists=CHART_LISTS)
    if chart is not None:
        _check(chart, reader)
    return (None if reader.diagnostics else chart), reader.diagnostics


def _check(chart: Chart, reader: Reader) -> None:
    """What the shape alone cannot say."""
    for name, words in (("title", chart.title), ("alt", chart.alt)):
        if not words.strip():
            reader.add((name,), f'"{name}" is empty', "Each chart needs a title, and a sentence for those who cannot see it.")
    if not _finite(msgspec.to_builtins(chart)):
        reader.add((), "a number of the chart is not finite")
        return
    if isinstance(chart, BarChart | CurveChart) and chart.max is not None and chart.max <= 0:
        reader.add(("max",), "max should be above 0")
    match chart:
        case BarChart():
            _check_bars(chart, reader)
        case IconArray():
            _check_icons(chart, reader)
        case Timeline():
            _check_timeline(chart, reader)
        case CurveChart():
            _check_curve(chart, reader)


def _finite(value: Any) -> bool:
    """Whether no number inside is infinite or not a number."""
    if isinstance(value, float):
        return math.isfinite(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return all(_finite(item) for item in inner)


def _check_bars(chart: BarChart, reader: Reader) -> None:
    if not chart.bars:
        reader.add(("bars",), "a bar chart needs at least one bar")
    for number, bar in enumerate(chart.bars):
        if bar.value < 0 or (chart.max is not None and bar.value > chart.max):
            reader.add(("bars", number, "value"), f"the value {bar.value:g} lies outside 0 to max")
        if (bar.low is None) != (bar.high is None):
            reader.add(("bars", number), "low and high go together")
        if bar.low is not None and bar.high is not None and not bar.low <= bar.value <= bar.high:
            reader.add(("bars", number), "the value lies outside low to high")
        if bar.se is not None and (bar.se < 0 or bar.low is not None):
            reader.add(("bars", number, "se"), "a whisker is low and high, or an se of 0 or more")
        if (bar.low is not None or bar.se is not None) and not chart.interval:
            reader.add(("bars", number), "the chart does not say what its whiskers are", "Add interval: 95% CI, for example.")


def _check_icons(chart: IconArray, reader: Reader) -> None:
    if not 1 <= len(chart.icons) <= 3:
        reader.add(("icons",), "an icon array has one to three groups")
    if not 1 <= chart.of <= 1000:
        reader.add(("of",), "of lies between 1 and 1000")
    if any(group.count < 0 for group in chart.icons) or sum(group.count for group in chart.icons) > chart.of:
        reader.add(("icons",), f"the counts do not fit into {chart.of}")


def _check_timeline(chart: Timeline, reader: Reader) -> None:
    if chart.start >= chart.end:
        reader.add(("end",), "the timeline ends before it starts")
    for number, span in enumerate(chart.spans):
        if not chart.start <= span.start < span.end <= chart.end:
            reader.add(("spans", number), "the span does not lie on the timeline")
    for number, event in enumerate(chart.events):
        if not chart.start <= event.at <= chart.end:
            reader.add(("events", number), "the event does not lie on the timeline")
    if not chart.spans and not chart.events:
        reader.add((), "a timeline needs spans or events")


def _check_curve(chart: CurveChart, reader: Reader) -> None:
    if not chart.series:
        reader.add(("series",), "a curve needs at least one series")
    for number, series in enumerate(chart.series):
        xs = [x for x, _ in series.points]
        if len(xs) < 2 or xs != sorted(set(xs)):
            reader.add(("series", number, "points"), "a series needs two points or more, with rising x")
        if any(y < 0 or (chart.max is not None and y > chart.max) for _, y in series.points):
            reader.add(("series", number, "points"), "a point lies outside 0 to max")
