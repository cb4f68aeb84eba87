"""Places in a text: what one way of counting says, the others say too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.editing.lines import Encoding, Lines
from edu_tui.library.text import clean

TEXTS = st.text("aü😀\n\r\t\u200b\u2028\ufeff\x85 e\u0301", max_size=40)


@given(TEXTS, st.sampled_from(Encoding), st.data())
def test_an_editors_place_leads_there_and_back(text: str, encoding: Encoding, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] != "\r\n":  # no editor puts a cursor there
        assert lines.offset(*lines.position(offset, encoding), encoding) == offset


@given(TEXTS, st.integers(-5, 50), st.integers(-5, 50))
def test_a_place_that_is_none_is_the_nearest_one(text: str, line: int, character: int) -> None:
    lines = Lines(text)
    assert 0 <= lines.offset(line, character) <= len(text)
    assert 0 <= lines.at(line, character) <= len(text)


@given(TEXTS)
def test_a_parsers_place_is_that_of_the_sign_as_typed(text: str) -> None:
    lines = Lines(text)
    for number, line in enumerate(clean(text).split("\n"), 1):
        for column, char in enumerate(line, 1):
            at = lines.at(number, column)
            assert clean(text[at:])[:1] == char or char == "\u0301"
            assert lines.line_of(at) == number


@pytest.mark.parametrize(("encoding", "character"), [(Encoding.UTF8, 6), (Encoding.UTF16, 3), (Encoding.UTF32, 2)])
def test_what_is_counted(encoding: Encoding, character: int) -> None:
    assert Lines("a\r\nü😀x").position(5, encoding) == (1, character)
    assert Lines("a\r\nü😀x").offset(1, character, encoding) == 5
