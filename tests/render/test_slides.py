"""Slides on screens of any size: nothing lost, nothing twice, nothing of the leader's, nothing that moves."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_sample import BARS, bullets, cite, para
from render_strategies import documents, written
from rich.cells import cell_len
from slide_samples import LEDGER, SECRET, numbered_sections, numbered_words, section, with_secrets
from test_layout_properties import letters

from edu_tui.library.blocks import ChartBlock, Heading, Quote, Table, TableRow, Text
from edu_tui.library.slides import Slide, section_slides
from edu_tui.render import slide_body
from edu_tui.render.slide_frame import draw_frame
from edu_tui.render.slide_split import MOST_TEXT
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.slides import Position, Screenful, lay_out_slides, screenful_at, slide_fits

thorough = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
columns, rows = st.integers(40, 130), st.integers(12, 45)
TOTAL = 10**6


def body_text(screenfuls: tuple[Screenful, ...]) -> str:
    """All that stands in the bodies, as one sees it who scrolls."""
    drawn: list[str] = []
    for one in screenfuls:
        head = len(draw_frame(one.frame, TOTAL)) - one.frame.room - max(1, len(one.frame.foot)) - 1
        for scrolled in range(0, one.frame.overflow + one.frame.room, one.frame.room):
            start = min(scrolled, one.frame.overflow)
            lines = draw_frame(one.frame, TOTAL, scrolled=scrolled)[head + scrolled - start : head + one.frame.room]
            drawn += [line.text for line in lines]
    return "\n".join(drawn)


@given(numbered_sections, columns, rows)
@thorough
def test_no_word_is_lost_or_repeated_when_a_slide_is_split(page, width, height) -> None:
    slides = section_slides(page)
    found: list[str] = []
    for slide in slides:
        shown = re.findall(r"\bw\d+\b", body_text(lay_out_slides([slide], width, height, LEDGER)))
        assert sorted(shown) == sorted(numbered_words(slide.blocks))
        found += shown
    assert sorted(found) == sorted(numbered_words(page.blocks))


@given(documents, columns, rows)
@thorough
def test_any_section_fits_its_screen_and_keeps_its_words(blocks, width, height) -> None:
    for slide in section_slides(section(blocks, "A long title " * 4)):
        found = lay_out_slides([slide], width, height, LEDGER)
        for one in found:
            lines = draw_frame(one.frame, TOTAL, "3 / 12")
            assert len(lines) == height
            assert all(cell_len(line.text) <= width for line in lines)
        assert not letters("".join(written(bare_blocks(slide.blocks)))) - letters(body_text(found))


@given(documents, columns, rows)
@thorough
def test_nothing_of_the_leaders_is_in_what_the_audience_gets(blocks, width, height) -> None:
    slides = section_slides(section(with_secrets(blocks)))
    assert SECRET in repr([slide.notes for slide in slides])
    assert SECRET not in repr([slide.blocks for slide in slides])
    assert SECRET not in repr([teach_back.prompt for slide in slides for teach_back in slide.teach_backs])
    assert SECRET not in repr(lay_out_slides(slides, width, height, LEDGER))


@given(documents.map(section) | numbered_sections, columns, rows)
@thorough
def test_a_step_of_the_reveal_only_adds(page, width, height) -> None:
    for one in lay_out_slides(section_slides(page), width, height, LEDGER):
        steps = [[line.text for line in draw_frame(one.frame, shown)] for shown in one.stops]
        for before, after in pairwise(steps):
            assert all(line in ("", later) for line, later in zip(before, after, strict=True))
        assert steps[-1] == [line.text for line in draw_frame(one.frame, TOTAL)]


@given(documents, st.tuples(columns, rows), st.tuples(columns, rows))
@thorough
def test_a_place_is_found_again_on_another_screen(blocks, first, second) -> None:
    slides = section_slides(section(blocks))
    here, there = (lay_out_slides(slides, *size, LEDGER) for size in (first, second))
    places = tuple(Position(one.section, one.number, stop) for one in here for stop in one.stops)
    assert list(places) == sorted(set(places))
    assert {place[1] for place in places} == {slide.number for slide in slides}
    for place in places:
        one = there[screenful_at(there, place)]
        assert one.number == place.number
        before = [other.stops[-1] for other in there if other.number == place.number and other.part < one.part]
        assert all(stop < place.shown for stop in before)
        assert place.shown <= one.stops[-1]


def only(*blocks, title: str = "A title") -> Slide:
    (slide,) = section_slides(section(blocks, title))
    return slide


def split(slide: Slide, width: int = 80, height: int = 24) -> list[list[str]]:
    """The body of each screenful, without margins and empty lines."""
    found = lay_out_slides([slide], width, height, LEDGER)
    return [[entry.line.text for entry in one.frame.body if entry.line.text.strip()] for one in found]


def words(number: int) -> str:
    return " ".join(["word"] * number)


def test_a_screenful_says_which_of_how_many_it_is() -> None:
    slide = only(*[para(words(100)) for _ in range(3)])
    titles = [one.frame.title[0].text for one in lay_out_slides([slide], 80, 24, LEDGER)]
    assert titles == ["A title  1 of 3", "A title  2 of 3", "A title  3 of 3"]
    (alone,) = lay_out_slides([only(para("Short."))], 80, 24, LEDGER)
    assert alone.frame.title[0].text == "A title"


def test_screenfuls_are_even() -> None:
    assert [len(lines) for lines in split(only(bullets(*["item"] * (MOST_TEXT + 2))))] == [(MOST_TEXT + 2) // 2] * 2


def test_a_list_goes_on_with_its_numbers_set_flush_right() -> None:
    first, second = split(only(bullets(*["item"] * 14, start=1)))
    assert (first[0], first[-1]) == (" 1. item", " 7. item")
    assert (second[0], second[-1]) == (" 8. item", "14. item")


def test_a_heading_and_a_line_with_a_colon_stay_with_what_they_announce() -> None:
    announced = [para(words(115)), Heading(1, 3, (Text("Next"),), "next"), para("Say:"), bullets(*["item"] * 10)]
    first, second = split(only(*announced))
    assert second == ["Next", "Say:", *["• item"] * 10]
    assert all(set(line.split()) == {"word"} for line in first)


def test_a_table_that_is_too_high_is_split_between_rows_under_its_header() -> None:
    table = Table(1, TableRow(1, ((Text("Head"),),)), tuple(TableRow(1, ((Text(f"row {n}"),),)) for n in range(30)), ("",))
    first, second = split(only(table))
    assert first[0] == second[0] == "Head"
    assert (first[-1], second[2], second[-1]) == ("row 14", "row 15", "row 29")


def test_a_warning_is_split_only_where_it_must_be() -> None:
    warning = Quote(1, (para("Call:"), bullets(*["sign"] * 10)), "call now")
    assert len(split(only(para(words(80)), warning))) == 2
    first, second = split(only(warning), height=14)
    assert first[0].startswith("▌ CALL NOW: Call:")
    assert second[0].startswith("▌ CALL NOW:")
    assert sum(line.count("sign") for line in (*first, *second)) == 10


def test_what_cannot_be_split_is_scrolled_and_said() -> None:
    slide = only(para(words(200)))
    (fit,) = slide_fits([slide], 40, 15, LEDGER)
    (one,) = lay_out_slides([slide], 40, 15, LEDGER)
    assert fit.overflows
    assert (fit.parts, fit.needed, fit.room) == (1, len(one.frame.body), one.frame.room)
    assert draw_frame(one.frame, 1, "1 / 1")[-1].text.endswith("↓ 1 / 1")
    assert draw_frame(one.frame, 1, "1 / 1", scrolled=3)[-1].text.endswith("↑↓ 1 / 1")
    assert draw_frame(one.frame, 1, "1 / 1", scrolled=999)[-1].text.endswith("↑ 1 / 1")


def test_sources_stand_at_the_foot_and_not_in_the_text() -> None:
    (one,) = lay_out_slides([only(para("Alive: 25.8% ", cite("RT-13"), "."), para("More ", cite("XX-01"), "."))], 80, 24, LEDGER)
    text = [line.text.strip() for line in draw_frame(one.frame, TOTAL) if line.text.strip()]
    assert text == ["A title", "Alive: 25.8%.", "More.", "Sources: Rheingold 2024; XX-01"]
    assert one.cited == ("RT-13", "XX-01")


def test_more_sources_than_there_is_room_for_are_counted() -> None:
    (one,) = lay_out_slides([only(para("Much.", cite(*[f"LONG-KEY-{n}" for n in range(40)])))], 80, 24, LEDGER)
    assert len(one.frame.foot) == 2
    assert re.search(r"and \d+ more$", one.frame.foot[-1].text)
    assert len(one.cited) == 40


def test_items_come_one_by_one_and_a_chart_a_table_and_a_warning_at_once() -> None:
    table = Table(1, TableRow(1, ((Text("Head"),),)), (TableRow(1, ((Text("a"),),)), TableRow(1, ((Text("b"),),))), ("",))
    warning = Quote(1, (para("One."), para("Two.")), "caution")
    slide = only(para("Lead."), para("More."), bullets("x", "y"), ChartBlock(1, BARS), table, warning, para("End."), para("Last."))
    assert slide.stops == (2, 3, 4, 5, 7, 9, 11)
    assert only(bullets("x", "y")).stops == (1, 2)
    assert only().stops == (0,)


def test_what_is_not_yet_revealed_keeps_its_place() -> None:
    (one,) = lay_out_slides([only(bullets("x", "y", "z"))], 80, 24, LEDGER)
    first, second, last = ([line.text.strip() for line in draw_frame(one.frame, stop)] for stop in one.stops)
    assert [line for line in first if line] == ["A title", "• x"]
    assert [line for line in second if line] == ["A title", "• x", "• y"]
    assert [line for line in last if line] == ["A title", "• x", "• y", "• z"]
    assert first.index("• x") == last.index("• x")


def test_a_slide_of_nothing_is_its_title() -> None:
    (one,) = lay_out_slides([only()], 80, 24, LEDGER)
    assert one.stops == (0,)
    assert [line.text.strip() for line in draw_frame(one.frame, 0) if line.text] == ["A title"]


def test_a_title_without_end_scrolls_with_the_body() -> None:
    (one,) = lay_out_slides([only(para("Text."), title=words(80))], 40, 12, LEDGER)
    assert one.frame.title == ()
    assert body_text((one,)).split() == ["word"] * 80 + ["Text."]


def test_a_smaller_screen_than_the_smallest_is_drawn_as_the_smallest() -> None:
    assert lay_out_slides([only(para(words(30)))], 10, 3, LEDGER) == lay_out_slides([only(para(words(30)))], 40, 12, LEDGER)


def test_no_position_is_found_at_the_beginning() -> None:
    deck = lay_out_slides([only(para("Text."))], 80, 24, LEDGER)
    assert screenful_at(deck, Position("elsewhere", 1, 1)) == 0


def test_a_slide_without_end_is_split_without_laying_out_everything_again_and_again(monkeypatch) -> None:
    laid_out = 0
    really = slide_body.lay_out

    def counted(*words):
        nonlocal laid_out
        laid_out += 1
        return really(*words)

    monkeypatch.setattr(slide_body, "lay_out", counted)
    many = 300
    words = [f"word {number}" for number in range(many)]
    for block in (bullets(*words), Quote(1, tuple(map(para, words)))):
        laid_out = 0
        assert len(split(only(block))) > 10
        assert laid_out < 12 * many
