from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from edu_tui.render.lines import Span
from edu_tui.render.rows import row_cells, row_text
from edu_tui.render.wrap import NO_BREAK, break_line, is_narrow, wrap


def shown(text: str, width: int, **options: object) -> list[str]:
    return [row_text(row) for row in wrap([Span(text)], width, **options)]  # type: ignore[arg-type]


def test_breaks_at_spaces_and_drops_them() -> None:
    assert shown("one two  three four", 9) == ["one two", "three", "four"]


def test_punctuation_stays_with_its_word_across_styles() -> None:
    rows = wrap([Span("see the "), Span("paper", "link", "link:x"), Span(".")], 12)
    assert [row_text(row) for row in rows] == ["see the", "paper."]


def test_a_target_survives_a_line_break() -> None:
    rows = wrap([Span("see "), Span("the long paper", "link", "link:x"), Span(" now")], 9)
    assert rows == [
        (Span("see "), Span("the", "link", "link:x")),
        (Span("long", "link", "link:x"),),
        (Span("paper", "link", "link:x"), Span(" now")),
    ]


def test_a_long_word_is_cut_or_kept_whole() -> None:
    assert shown("ab abcdefghij c", 4) == ["ab", "abcd", "efgh", "ij c"]
    assert shown("ab abcdefghij c", 4, cut=False) == ["ab", "abcdefghij", "c"]
    assert shown("a bcdef g", 4) == ["a", "bcde", "f g"]


def test_indents_lead_the_first_and_the_next_lines() -> None:
    assert shown("one two three", 8, first=(Span("* "),), rest=(Span("  "),)) == ["* one", "  two", "  three"]


def test_a_word_that_fits_only_below_a_long_lead_goes_there() -> None:
    assert shown("seven", 8, first=(Span("label: "),), rest=(Span("| "),)) == ["label: ", "| seven"]
    assert shown("漢字漢", 8, first=(Span("label: "),), rest=(Span("| "),)) == ["label: ", "| 漢字漢"]


def test_no_break_space_keeps_words_together_and_is_shown_plain() -> None:
    assert shown(f"aaa bbb{NO_BREAK}[3].", 9) == ["aaa", "bbb [3]."]


def test_a_newline_is_a_hard_break() -> None:
    assert shown("one\ntwo three", 20) == ["one", "two three"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("漢字漢字", ["漢字", "漢字"]), ("a漢 b字", ["a漢", "b字"]), ("e\u0301" * 6, ["e\u0301" * 5, "e\u0301"]), ("", [""])],
)
def test_wide_and_zero_width_characters(text: str, lines: list[str]) -> None:
    assert shown(text, 5 if "e" in text else 4) == lines


def test_every_character_taken_for_narrow_is_one_cell_wide() -> None:
    narrow = [chr(code) for code in range(0x20, 0x30000) if is_narrow(chr(code))]
    assert len(narrow) > 1000
    assert all(cell_len(char) == 1 for char in narrow)


prose = st.lists(st.text("ab–", min_size=1, max_size=12), min_size=4, max_size=20).map(" ".join)


@given(prose, st.integers(0, 20), st.integers(2, 20), st.booleans())
def test_the_quick_way_breaks_as_the_measured_way_does(text: str, first: int, room: int, cut: bool) -> None:
    measured = text.replace("a", "⓪").replace("–", "⓪")  # one cell as well
    assume(not is_narrow(measured))
    assert break_line(text, first, room, cut=cut) == break_line(measured, first, room, cut=cut)


@given(st.lists(st.builds(Span, st.text("ab 漢e\u0301\n")), max_size=6), st.integers(8, 40))
def test_lines_fit_and_keep_every_character(spans: list[Span], width: int) -> None:
    rows = wrap(spans, width, (Span("• "),), (Span("  "),))
    assert all(row_cells(row) <= width for row in rows)
    kept = "".join(row_text(row)[2:] for row in rows)
    assert "".join(kept.split()) == "".join(row_text(spans).split())
