"""Words for searching: folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.search_words import folded, tokens, words


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
    ("text", "found"),
    [
        ("Two clocks, B-ALL.", "two clocks  b all "),
        ("10⁻⁴ – Ménière", "10 4   meniere"),
        ("snake_case\0", "snake case "),
        ("ﬁne – a", "fine a"),
        ("– ½ dose", "1 2 dose "),  # it would be as long as the text, but the words do not stand where they do there
        ("", ""),
    ],
)
def test_folded(text, found):
    assert folded(text) == found


@given(text=st.text() | st.text("aÉ½ß⁴ -\u0301"))
def test_a_folded_text_has_the_words_of_the_text_and_if_it_is_as_long_each_in_its_place(text):
    found = folded(text)
    assert found.split() == words(text)
    if len(found) == len(text):
        assert all(found[token.start : token.end] == token.word for token in tokens(text))
