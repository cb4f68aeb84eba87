"""What is shown of a text that was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.search_snippets import SNIPPET, Piece, snippet
from edu_tui.library.search_words import folded, sought

LONG = "Once upon a time there was a child. " * 20 + "Here stands the zebra. " + "And so it went on and on. " * 20


def shown_of(text: str, query: str, length: int = SNIPPET) -> tuple[Piece, ...]:
    return snippet(text, folded(text), sought(query), length)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("relapse", "Relapses and a relapse, relapsed", ["Relapses", "relapse", "relapsed"]),
        ("relapses time", "a relapse in time, relapsed", ["relapse", "time"]),
        ("therapy late", "therapies", ["therapies"]),
        ("therapies late", "therapy", ["therapy"]),
        ("doses late", "one dose", ["dose"]),
        ("virus late", "viruses", ["viruses"]),
        ("as of", "a as of", ["as", "of"]),
        ("car t", "CAR T cells care for the team", ["CAR", "T"]),
        ("t", "T cells and the team", ["T", "the", "team"]),
        ("car-t", "CAR T cells, a car team", ["CAR T", "car team"]),
        ("b-all all", "B-ALL, all", ["B-ALL", "all"]),
        ("25.8", "25.8% and 8 of 25", ["25.8"]),
        ("rem", "Re-remission", ["remission"]),
        ("b-all", "not B, ALL; all or b / all", ["B, ALL", "b / all"]),
        ("a-b-c", "a b c, b c, a-c, a b. C", ["a b c", "a b. C"]),
        ("b-b", "B-b-b", ["B-b"]),
        ("all b-all", "B-ALL", ["ALL"]),
        ("1", "½ ½ a 10⁻¹", ["½", "½", "10", "¹"]),
        ("fine dose", "½ ﬁne dose, Straße", ["ﬁne", "dose"]),
        ("1-2", "½", ["½"]),
        ("meniere", "Ménière, Me\u0301nie\u0300re", ["Ménière", "Me\u0301nie\u0300re"]),
        ("", "nothing", []),
    ],
)
def test_what_words_find(query, text, found):
    pieces = shown_of(text, query)
    assert [piece.text for piece in pieces if piece.found] == found
    assert "".join(piece.text for piece in pieces) == text


def test_a_snippet_shows_where_the_words_stand():
    pieces = shown_of(LONG, "zebra")
    assert [piece.text for piece in pieces if piece.found] == ["zebra"]
    text = "".join(piece.text for piece in pieces)
    assert text.startswith("… Here stands the zebra. And so")
    assert text.endswith(" …")
    assert len(text) <= SNIPPET + 4


def test_a_snippet_goes_where_most_of_the_words_are():
    text = "A zebra. " + "Nothing here. " * 40 + "A zebra beside an okapi. " + "Nothing there. " * 40
    assert [piece.text for piece in shown_of(text, "okapi zebra") if piece.found] == ["zebra", "okapi"]


def test_a_snippet_of_a_text_without_the_words_is_its_beginning():
    assert shown_of("Short.", "zebra") == (Piece("Short."),)
    assert shown_of("", "zebra") == ()
    begun = shown_of(LONG, "okapi")
    assert begun[0].text.startswith("Once upon a time")
    assert begun[-1] == Piece(" …")


def test_a_text_without_spaces_is_cut_all_the_same():
    pieces = shown_of("x" * 5000 + " zebra " + "y" * 5000, "zebra")
    assert "zebra" in [piece.text for piece in pieces if piece.found]
    assert sum(len(piece.text) for piece in pieces) <= SNIPPET + 4


@given(text=st.text(max_size=600), query=st.text(max_size=20) | st.sampled_from(["a", "e o", "the"]), length=st.integers(1, 300))
def test_a_snippet_is_a_stretch_of_its_text(text, query, length):
    pieces = shown_of(text, query, length)
    shown = "".join(piece.text for piece in pieces)
    inner = shown[2:] if pieces and pieces[0] == Piece("… ") and not text.startswith("… ") else shown
    assert inner.removesuffix(" …") in text
    assert len(shown) <= length + 4 or len(text) <= length
    assert all(piece.text for piece in pieces)


def test_a_hostile_text_is_cut_in_one_pass():
    for text in ("b all " * 8_000, "½ b-all " * 8_000, "b" + " " * 50_000 + "all"):
        pieces = shown_of(text, "b-all c-all a-b-all relapse")
        assert any(piece.found for piece in pieces) == (" " * 9 not in text)
        assert sum(len(piece.text) for piece in pieces) <= SNIPPET + 4
