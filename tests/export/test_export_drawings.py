"""Drawings keep inside their frame, with letters of one size, whatever the numbers and labels."""

import itertools
import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edu_tui.export.drawing import WIDTH
from edu_tui.export.figures import write_figure
from edu_tui.export.lettering import text_width, wrap_words
from edu_tui.library.blocks import Bar, BarChart, CurveChart, IconArray, IconGroup, Series, TimeEvent, Timeline, TimeSpan
from tests.render.render_strategies import bars, curves, icons, texts, timelines

thorough = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
SIZES = st.sampled_from([16.0, 24.0])


def drawn(chart, letter=16.0):
    """The drawing of a chart, None if it is told in words only."""
    parent = Element("div")
    write_figure(parent, chart, letter)
    return parent.find("figure/svg")


@thorough
@given(bars | icons | timelines | curves, SIZES)
def test_everything_stays_inside(chart, letter):
    svg = drawn(chart, letter)
    if svg is None:
        return
    width, height = (float(svg.get(name)) for name in ("width", "height"))
    assert width == WIDTH
    assert svg.get("viewBox") == f"0 0 {svg.get('width')} {svg.get('height')}"
    for element in svg.iter():
        for name in ("x", "y", "width", "height", "cx", "cy", "r"):
            if element.get(name) is not None:
                assert -1 <= float(element.get(name)) <= (width if name in ("x", "cx", "width") else max(height, width))
        for number in re.findall(r"-?[0-9.]+", element.get("d", "") + element.get("points", "")):
            assert -10 <= float(number) <= max(width, height) + 10
    for text in svg.iter("text"):
        left = float(text.get("x"))
        room = text_width(text.text or "", letter)
        anchor = text.get("text-anchor", "start")
        start = left if anchor == "start" else left - room if anchor == "end" else left - room / 2
        if len(text.text or "") > 1:  # a lone character may be wider than what is left to it
            assert start >= -1
            assert start + room <= width + 1 + (room - left if anchor == "end" and room > left else 0)
        assert float(text.get("y")) <= height


@thorough
@given(bars | icons | timelines | curves)
def test_a_figure_is_told_in_words_too(chart):
    parent = Element("div")
    caption = write_figure(parent, chart, 16.0)
    figure = parent.find("figure")
    assert caption.tag == "figcaption"
    assert (figure.find("div/p").text or "").split() == chart.alt.split()
    svg = figure.find("svg")
    assert (figure.find("div").get("class") == "instead") == (svg is not None)
    if svg is not None:
        assert [svg[0].tag, svg[1].tag] == ["title", "desc"]


@given(texts, st.floats(30, 600), SIZES)
def test_wrapped_words_fit_and_none_is_lost(text, room, letter):
    lines = wrap_words(text, room, letter)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, letter) <= room or len(line) == 1 for line in lines if text_width("W", letter) <= room)


CHARTS = {
    "bars": BarChart(title="T", alt="A.", cite=(), unit="%", interval="95% CI", bars=(Bar("One", 20, 10, 30), Bar("Two", 80))),
    "icons": IconArray(title="T", alt="A.", cite=(), icons=(IconGroup("some", 55), IconGroup("few", 5)), rest="others"),
    "timeline": Timeline(
        title="T", alt="A.", cite=(), unit="months", start=0, end=4, spans=(TimeSpan(0, 2, "Span"),), events=(TimeEvent(3, "E"),)
    ),
    "curve": CurveChart(
        title="T", alt="A.", cite=(), unit="%", x="years", series=(Series("S", ((0, 100), (5, 50))), Series("U", ((0, 100), (4, 80))))
    ),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_each_kind_is_drawn_with_its_name_and_its_numbers(kind):
    svg = drawn(CHARTS[kind])
    assert (svg.find("title").text, bool(svg.find("desc").text), svg.get("role")) == ("A.", True, "img")
    assert len(list(svg.iter("text"))) >= 3


def test_a_bar_is_as_long_as_its_value_and_its_whisker_as_wide_as_its_interval():
    svg = drawn(CHARTS["bars"])
    widths = [float(bar.get("width")) for bar in svg.iter("rect")]
    assert widths == [0.2 * WIDTH, 0.8 * WIDTH]
    assert f"M{0.1 * WIDTH:g} " in "".join(path.get("d") for path in svg.iter("path"))
    assert f"L{0.3 * WIDTH:g} " in "".join(path.get("d") for path in svg.iter("path"))
    assert "95% CI" in [text.text for text in svg.iter("text")]


def test_icons_are_counted_and_differ_by_shape():
    svg = drawn(CHARTS["icons"])
    legend = 1
    full = [icon for icon in svg.iter("circle") if icon.get("fill") != "none"]
    rings = [icon for icon in svg.iter("circle") if icon.get("fill") == "none"]
    assert (len(full) - legend, len(list(svg.iter("polygon"))) - legend, len(rings) - legend) == (55, 5, 40)


def test_a_timeline_that_is_not_to_scale_shows_no_numbers():
    chart = Timeline(title="T", alt="A.", cite=(), unit="step (not to scale)", start=0, end=3, events=(TimeEvent(1, "E"),))
    assert [text.text for text in drawn(chart).iter("text")] == ["E", "not to scale"]


def test_curves_step_and_differ_by_mark_and_dash():
    svg = drawn(CHARTS["curve"])
    lines = [path for path in svg.iter("path") if path.get("stroke-width") == "2.2"]
    assert len({path.get("stroke-dasharray") for path in lines}) == 2
    for path in lines:  # each step is level or upright
        points = [tuple(map(float, pair.split())) for pair in re.split("[ML]", path.get("d"))[1:]]
        assert all(x == right or y == below for (x, y), (right, below) in itertools.pairwise(points))


def test_too_many_icons_are_told_in_words():
    assert drawn(IconArray(title="T", alt="A.", cite=(), icons=(IconGroup("some", 5),), rest="others", of=1000)) is None
