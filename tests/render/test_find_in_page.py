from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from render_sample import PAGE, bullets, para
from rich.cells import cell_len

from edu_tui.library.blocks import Quote
from edu_tui.library.text import fold
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Line, Span
from edu_tui.render.search import Hit, find_in_page


def lines(*texts: str) -> list[Line]:
    return [Line((Span(text),)) for text in texts]


def test_case_and_forms_are_folded() -> None:
    assert find_in_page(lines("Late RELAPSE", "ﬁne relapse"), "relapse") == [Hit(0, 5, 12, 0), Hit(1, 4, 11, 1)]
    assert find_in_page(lines("a ﬁne day"), "FINE") == [Hit(0, 2, 5, 0)]


def test_places_are_cells() -> None:
    assert find_in_page(lines("漢字 e\u0301 x"), "x") == [Hit(0, 7, 8, 0)]
    assert find_in_page(lines("漢字"), "字") == [Hit(0, 2, 4, 0)]


def test_a_match_over_a_line_break_is_one_match_in_two_hits() -> None:
    assert find_in_page(lines("it is very", "early now"), "very early") == [Hit(0, 6, 10, 0), Hit(1, 0, 5, 0)]


def test_bars_and_bullets_do_not_part_words() -> None:
    page = lay_out((Quote(1, (para("aaaa bbbb cccc dddd"),), "caution"), bullets("eeee ffff gggg hhhh iiii")), 20).lines
    assert find_in_page(page, "bbbb cccc") == [Hit(0, 16, 20, 0), Hit(1, 2, 6, 0)]
    assert find_in_page(page, "gggg hhhh") == [Hit(3, 12, 16, 0), Hit(4, 2, 6, 0)]


def test_the_mark_of_cut_code_does_not_part_words() -> None:
    page = lay_out(PAGE, 40).lines
    assert [page[hit.line].text[hit.start : hit.end] for hit in find_in_page(page, "too long")] == ["too", "long"]


def test_a_blank_query_finds_nothing() -> None:
    assert find_in_page(lines("a b"), "  ") == []
    assert find_in_page([], "a") == []


@given(st.sampled_from([line for line in lay_out(PAGE, 40).lines if line.text.strip()]), st.data())
def test_every_word_of_a_page_is_found_where_it_stands(line: Line, data: st.DataObject) -> None:
    page = lay_out(PAGE, 40).lines
    word = data.draw(st.sampled_from(line.text.split())).rstrip("↩")
    row = page.index(line)
    start = cell_len(line.text[: line.text.index(word)])
    if word not in "▌│•◦▪":
        assert any(hit.line == row and hit.start <= start < hit.end for hit in find_in_page(page, word)), fold(word)
