from __future__ import annotations

import msgspec
import pytest
from render_sample import BARS, CURVE, ICONS, TIMELINE

from edu_tui.library.blocks import Bar, BarChart, Chart, IconArray, IconGroup, TimeEvent, Timeline, TimeSpan
from edu_tui.render.bars import bar_text, whisker_text
from edu_tui.render.charts import chart_lines
from edu_tui.render.figures import bar_figure, chart_figures, number, round_top, share
from edu_tui.render.lines import Span
from edu_tui.render.rows import row_text


def drawn(chart: Chart, room: int) -> list[str]:
    return [row_text(row) for row in chart_lines(chart, [Span("[1]", "cite", "fact:X-1")], room)]


@pytest.mark.parametrize("chart", [BARS, ICONS, TIMELINE, CURVE])
def test_below_forty_cells_the_sentence_and_the_numbers_stand_in(chart: Chart) -> None:
    words = " ".join(line.removeprefix("•").strip() for line in drawn(chart, 39))
    assert chart.alt in words
    assert all(figure in words for figure in chart_figures(chart))
    assert chart.alt not in " ".join(drawn(chart, 60))


def test_the_title_carries_its_citation() -> None:
    assert drawn(ICONS, 60)[0] == "How often leukaemia comes back [1]"


def test_a_bar_is_exact_to_an_eighth() -> None:
    assert [bar_text(part, 10) for part in (0, 0.0125, 0.5, 0.55, 1)] == ["", "▏", "█████", "█████▌", "██████████"]


def test_a_whisker_stands_where_its_ends_are() -> None:
    assert whisker_text(0.2, 0.5, 10) == "  ├──┤"
    assert whisker_text(0.2, 0.2, 10) == "  │"
    assert whisker_text(1, 1, 10) == "         │"


def test_bars_say_their_numbers_and_what_the_whisker_is() -> None:
    text = "\n".join(drawn(BARS, 80))
    assert "25.8% ± 2.4" in text
    assert "66.4% (64 to 68.8)" in text
    assert "├─┤ plus or minus one standard error" in text


def test_bars_with_unlike_fields_only() -> None:
    assert bar_figure(Bar("a", 5.0), "months") == "5 months"
    chart = BarChart(title="t", alt="a", cite=(), bars=(Bar("a", 5.0),))
    assert drawn(chart, 40)[1] == f"a  {'█' * 34}  5"
    assert drawn(chart, 40)[2].split() == ["0", "─" * 30, "5"]


def test_icons_differ_by_shape_and_add_up() -> None:
    text = "".join(drawn(ICONS, 60)[1:11])
    assert {shape: text.count(shape) for shape in "●▲○"} == {"●": 13, "▲": 4, "○": 83}
    assert drawn(ICONS, 60)[11:] == ["● 13 of 100 had a relapse", "▲ 4 of 100 had another event", "○ 83 of 100 had neither"]


def test_too_many_icons_are_told_in_words() -> None:
    many = IconArray(title="t", alt="The sentence.", cite=(), icons=(IconGroup("ill", 400),), rest="well", of=1000)
    assert drawn(many, 60) == ["t [1]", "The sentence.", "• 400 of 1,000 ill", "• 600 of 1,000 well"]


def test_spans_that_overlap_have_rows_of_their_own() -> None:
    rows = drawn(TIMELINE, 80)
    assert rows[1] == "├─ Very early ─────────┤├─ Early ──────────────┤├─ Late ───────────────────────┤"
    assert "On treatment" in rows[2]
    assert rows[3].startswith("◆ First diagnosis")


def test_a_span_written_later_never_stands_before_an_earlier_one() -> None:
    spans = (TimeSpan(0, 4, "a"), TimeSpan(2, 8, "b"), TimeSpan(0, 2, "c"))
    chart = Timeline(title="t", alt="", cite=(), unit="days", start=0, end=10, spans=spans)
    # "c" would fit before "b"
    assert [row.strip("├─┤ ") for row in drawn(chart, 40)[1:4]] == ["a", "b", "c"]


def test_a_label_outside_its_span_never_seems_to_belong_to_another() -> None:
    rows = drawn(TIMELINE, 40)
    assert rows[1] == "├──────────┤ Very early"


def test_every_border_and_event_has_its_number() -> None:
    words = " ".join(drawn(TIMELINE, 40)).split()
    assert {"0", "18", "30", "36", "58", "60"} <= set(words)


def test_a_label_too_long_for_any_side_stands_above_its_mark() -> None:
    label = "a label that is much longer than the width of the window"
    chart = Timeline(
        title="t", alt="", cite=(), unit="days", start=0, end=10, spans=(TimeSpan(4, 6, label),), events=(TimeEvent(5, label),)
    )
    rows = drawn(chart, 40)
    assert rows[1:4] == ["a label that is much longer than the", "width of the window", " " * 16 + "├──────┤"]
    assert " " * 20 + "◆" in rows


def test_curves_differ_by_mark_and_name_their_end_values() -> None:
    rows = drawn(CURVE, 80)
    assert "● Late relapse: 66.4% at 5" in rows
    assert "▲ Early relapse: 25% at 5" in rows
    assert rows[1].startswith("100% ┤●")
    plot = "".join(rows[1:12])
    assert plot.count("●") == 4  # one a point: the first series lies over the others
    assert plot.count("▲") == 3


def test_more_series_than_marks_are_told_in_words() -> None:
    many = msgspec.structs.replace(CURVE, series=CURVE.series * 4)
    assert CURVE.alt in drawn(many, 80)


@pytest.mark.parametrize(("value", "text"), [(25.8, "25.8"), (2053, "2,053"), (64.0, "64"), (0.7, "0.7"), (-1.5, "-1.5")])
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("value", "top"), [(66.4, 100), (0.12, 0.2), (1, 1), (2.2, 2.5), (0, 1), (-3, 1), (260, 500)])
def test_round_top(value: float, top: float) -> None:
    assert round_top(value) == pytest.approx(top)


def test_shares_stay_between_nought_and_one() -> None:
    assert [share(value, 0, 10) for value in (-5, 0, 5, 20)] == [0, 0, 0.5, 1]
    assert share(3, 2, 2) == 0
    assert share(1e308, -1e308, 1e308) == 0


@pytest.mark.parametrize("unit", ["step (not to scale)", "Not to scale"])
def test_what_is_not_to_scale_shows_an_order_and_no_numbers(unit):
    chart = Timeline(
        title="Steps",
        alt="First one, then the other.",
        cite=("RT-01",),
        start=0,
        end=7,
        unit=unit,
        spans=(TimeSpan(start=2, end=5, label="The wait"),),
        events=(TimeEvent(at=5, label="The end"), TimeEvent(at=2, label="The start")),
    )
    rows = drawn(chart, 60)
    assert rows[-1] == "not to scale"
    assert not any(char.isdigit() for row in rows[1:] for char in row)
    assert chart_figures(chart) == ["The start", "The wait", "The end"]
