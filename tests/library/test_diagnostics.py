"""Findings: a sentence, whatever an author wrote that it quotes."""

from __future__ import annotations

import msgspec
import pytest

from edu_tui.library.diagnostics import LONGEST, Diagnostic, Severity


def finding(message: str, hint: str = "") -> Diagnostic:
    return Diagnostic("a.md", 1, 1, "X01", Severity.ERROR, message, hint)


@pytest.mark.parametrize("words", ["", "a sentence", "two  spaces, \u00a0 kept", "x" * LONGEST])
def test_a_sentence_stays_as_it_is(words: str) -> None:
    assert (finding(words, words).message, finding(words, words).hint) == (words, words)


def test_a_long_one_loses_its_middle() -> None:
    for told in (finding(f'"{"x" * 20_000}" is no key').message, finding("", f'"{"x" * 20_000}" is no key').hint):
        assert len(told) == LONGEST
        assert told.startswith('"xxx')
        assert " … " in told
        assert told.endswith('xxx" is no key')


def test_it_is_on_one_line() -> None:
    assert finding("a\tb\nc", "d\n\ne") == finding("a b c", "d e")


def test_what_a_cache_gives_back_is_the_same() -> None:
    found = finding("y" * 5_000 + "\t")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Diagnostic) == found
