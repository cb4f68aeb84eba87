"""The gate for text: what leaves it cannot act on a terminal, hide, or swamp a cell."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_tui.library.slugs import IDENT, slug, text_key, unique
from edu_tui.library.text import MARKS_PER_BASE, clean, clean_inline, clean_line, fold, fold_space, has_hidden, unify_newlines

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
NASTY = st.text(
    st.sampled_from(
        "a \n\t\r\x1b\x00\x07\x7f\x85\x9b\u0301\u0489\ufe0f\u200b\u200d\u202e\u2066\u2028\ufeff"
        "\ud800\udfff\ufffe\U000e0041\U0001ffff\u2de0é世"
    ),
    max_size=40,
)
HIDING = (
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0x200B, 0x2010),
    *range(0x2060, 0x2066),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0200),
    0x00AD,
    0x034F,
    0x061C,
    0x115F,
    0x180E,
    0x3164,
    0xFEFF,
    0xFFA0,
    0x1D173,
)
"""Characters that steer the writing direction or cannot be seen."""


@given(ANY_TEXT | NASTY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT | NASTY)
def test_what_is_clean_holds_no_control_and_can_be_written(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t"] == []


@given(ANY_TEXT | NASTY | st.text(" a\u00a0\u3000"))
def test_folded_space_is_one_space_between_words(text: str) -> None:
    assert fold_space(text) == " ".join(text.split())


@given(ANY_TEXT | NASTY)
def test_hidden_means_that_cleaning_changes_more_than_line_ends(text: str) -> None:
    assert has_hidden(text) == (clean(text) != unify_newlines(text))
    assert not has_hidden(clean(text))


@pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
def test_a_control_becomes_its_picture(code: int) -> None:
    assert clean(f"a{chr(code)}b") == f"a{chr(0x2400 + code)}b"


def test_delete_becomes_its_picture() -> None:
    assert clean("\x7f") == "␡"


@pytest.mark.parametrize(
    "code", [*range(0x80, 0x85), *range(0x86, 0xA0), 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0x202E, 0x2067]
)
def test_what_has_no_picture_becomes_the_replacement_character(code: int) -> None:
    assert clean(f"a{chr(code)}b") == "a\ufffdb"


@pytest.mark.parametrize("code", HIDING)
def test_nothing_steers_direction_or_hides(code: int) -> None:
    assert clean(f"a{chr(code)}b") in ("ab", "a\ufffdb")
    assert has_hidden(f"a{chr(code)}b")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"a{end}b{end}") == "a\nb\n"
    assert not has_hidden(f"a{end}b")


@pytest.mark.parametrize(
    "text", ["", "25.8 ± 2.4%", "naïve Ménière", "10⁻⁴ → “quoted” – 1\u202f000", "世界 Ελληνικά", "❤\ufe0f", "e\u0301", "\ta"]
)
def test_honest_text_passes_untouched(text: str) -> None:
    assert clean(text) == text
    assert not has_hidden(text)


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\ufe0f", "\u20dd", "\u2de0", "\u0e31"])
def test_marks_on_one_base_are_limited(mark: str) -> None:
    assert clean("a" + mark * 9 + "b" + mark * 2) == "a" + mark * MARKS_PER_BASE + "b" + mark * 2
    assert has_hidden("a" + mark * 9)


def test_half_a_million_marks_are_cut_in_one_pass() -> None:
    assert len(clean("a" + "\u0301" * 500_000)) == 1 + MARKS_PER_BASE


def test_the_pieces_of_a_line_keep_their_spaces_and_whole_lines_do_not() -> None:
    assert clean_inline(" a\n\tb ") == " a  b "
    assert clean_line(" a\n\tb \x1b") == "a b ␛"


@pytest.mark.parametrize(
    ("one", "other"), [("MRD", "mrd"), (" a  b\n", "A B"), ("é", "e\u0301"), ("ﬁve", "five"), ("Straße", "STRASSE"), ("a\xa0b", "a b")]
)
def test_folding_makes_equal_what_reads_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("title", "ident"),
    [
        ("Two clocks: one child", "two-clocks-one-child"),
        ("Ménière", "meniere"),
        ("  ", "section"),
        ("日本", "section"),
        ("10⁻⁴ – MRD", "10-4-mrd"),
    ],
)
def test_titles_make_ids(title: str, ident: str) -> None:
    assert slug(title) == ident


@given(ANY_TEXT)
def test_every_title_makes_an_id_that_an_author_could_write(title: str) -> None:
    assert IDENT.fullmatch(slug(title))


def test_taken_ids_are_numbered_and_never_given_twice() -> None:
    taken: dict[str, int] = {}
    assert [unique(ident, taken) for ident in ("a", "a", "a-2", "a", "a-2", "b")] == ["a", "a-2", "a-2-2", "a-3", "a-2-3", "b"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b", "a-2-2"]), max_size=30))
def test_ids_stay_unique_in_any_order(idents: list[str]) -> None:
    taken: dict[str, int] = {}
    given_out = [unique(ident, taken) for ident in idents]
    assert len(set(given_out)) == len(idents)


def test_twenty_thousand_equal_titles_are_numbered_in_turn() -> None:
    taken: dict[str, int] = {}
    assert [unique("a", taken) for _ in range(20_000)][-1] == "a-20000"


def test_the_key_of_an_option_is_stable_over_case_and_spacing() -> None:
    assert text_key("Very  early") == text_key("very early\n") != text_key("early")
    assert len(text_key("x")) == 9


def test_marks_are_looked_for_wherever_there_are_any() -> None:
    """Texts without a place for too many marks are passed over: no mark may stand among what is taken for none."""
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    shown = [mark for mark in marks if clean(mark) == mark]
    assert len(shown) > 1_000
    assert [mark for mark in shown if clean(f"a{mark * 9}") != f"a{mark * MARKS_PER_BASE}"] == []
