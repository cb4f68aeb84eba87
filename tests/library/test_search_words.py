"""Words for searching: folding, forms, and what is shown of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.search_words import SNIPPET, Piece, snippet, sought, tokens, words

LONG = "Once upon a time there was a child. " * 20 + "Here stands the zebra. " + "And so it went on and on. " * 20


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two clocks, one child.", ["two", "clocks", "one", "child"]),
        ("B-ALL", ["b", "all"]),
        ("25.8±2.4%", ["25", "8", "2", "4"]),
        ("10⁻⁴", ["10", "4"]),
        ("Ménière", ["meniere"]),
        ("Me\u0301nie\u0300re", ["meniere"]),
        ("ﬁne ½ STRASSE straße", ["fine", "1", "2", "strasse", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("急性 白血病", ["急性", "白血病"]),
        ("\0 \u0301 — …", []),
    ],
)
def test_words(text, found):
    assert words(text) == found


@given(text=st.text())
def test_the_words_of_a_text_are_those_of_its_tokens_and_of_themselves(text):
    found = words(text)
    assert found == [token.word for token in tokens(text)]
    assert words(" ".join(found)) == found
    assert all(0 <= token.start < token.end <= len(text) for token in tokens(text))


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
        ("", "nothing", []),
    ],
)
def test_what_words_find(query, text, found):
    pieces = snippet(text, sought(query))
    assert [piece.text for piece in pieces if piece.found] == found
    assert "".join(piece.text for piece in pieces) == text


def test_a_snippet_shows_where_the_words_stand():
    pieces = snippet(LONG, sought("zebra"))
    assert [piece.text for piece in pieces if piece.found] == ["zebra"]
    text = "".join(piece.text for piece in pieces)
    assert text.startswith("… Here stands the zebra. And so")
    assert text.endswith(" …")
    assert len(text) <= SNIPPET + 4


def test_a_snippet_goes_where_most_of_the_words_are():
    text = "A zebra. " + "Nothing here. " * 40 + "A zebra beside an okapi. " + "Nothing there. " * 40
    assert [piece.text for piece in snippet(text, sought("okapi zebra")) if piece.found] == ["zebra", "okapi"]


def test_a_snippet_of_a_text_without_the_words_is_its_beginning():
    assert snippet("Short.", sought("zebra")) == (Piece("Short."),)
    assert snippet("", sought("zebra")) == ()
    begun = snippet(LONG, sought("okapi"))
    assert begun[0].text.startswith("Once upon a time")
    assert begun[-1] == Piece(" …")


def test_a_text_without_spaces_is_cut_all_the_same():
    pieces = snippet("x" * 5000 + " zebra " + "y" * 5000, sought("zebra"))
    assert "zebra" in [piece.text for piece in pieces if piece.found]
    assert sum(len(piece.text) for piece in pieces) <= SNIPPET + 4


@given(text=st.text(max_size=600), query=st.text(max_size=20) | st.sampled_from(["a", "e o", "the"]), length=st.integers(1, 300))
def test_a_snippet_is_a_stretch_of_its_text(text, query, length):
    pieces = snippet(text, sought(query), length)
    shown = "".join(piece.text for piece in pieces)
    inner = shown[2:] if pieces and pieces[0] == Piece("… ") and not text.startswith("… ") else shown
    assert inner.removesuffix(" …") in text
    assert len(shown) <= length + 4 or len(text) <= length
    assert all(piece.text for piece in pieces)
