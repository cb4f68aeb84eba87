"""How far two wordings are apart: not at all, by marks and spaces, by a slip of the finger, or so far that the meaning may differ.

A program cannot judge meaning, so it errs on one side: what is not plainly a slip may be a change of meaning. Numbers, signs and negations
are never slips, and neither are the first letters of a word, which turn symptomatic into asymptomatic.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import IntEnum

from edu_tui.library.answers import near_misses, visible

_SAME = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-") | dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_NUMBER = rf"(?:(?<![\w)])-)?\d+(?:[.,]\d+)*|[{_RAISED}]+"
_WORD = rf"[^\W\d_{_RAISED}]+(?:'[^\W\d_{_RAISED}]+)*"
_SIGN = r"[%‰<>≤≥±=≠≈~+×*/°→←↑↓&]"
_TOKEN = re.compile(f"{_NUMBER}|{_WORD}|{_SIGN}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ARTICLES = frozenset({"a", "an", "the"})
_NEGATIONS = frozenset({"not", "no", "never", "none", "nor", "neither", "without", "cannot"})
_STEM = 3  # letters at the beginning of a word in which no slip is believed


class Likeness(IntEnum):
    """How far two wordings are apart."""

    SAME = 0
    MARKS = 1  # spaces, capitals, hyphens, punctuation
    SLIP = 2  # a letter wrong, missing, too many or swapped in a long word; an article
    OTHER = 3


def likeness(old: str, new: str) -> Likeness:
    """How far the two are apart. Symmetric but for slips, which lead to a long word."""
    if old == new:
        return Likeness.SAME
    before, after = _tokens(old), _tokens(new)
    if _form(before) == _form(after):
        return Likeness.MARKS
    before, after = _without_articles(before), _without_articles(after)
    slips = len(before) == len(after) and all(_is_slip(one, two) for one, two in zip(before, after, strict=True))
    return Likeness.SLIP if slips or _form(before) == _form(after) else Likeness.OTHER


def form(text: str) -> tuple[str, ...]:
    """What two texts share that differ by marks only."""
    return _form(_tokens(text))


def keeps_numbers(old: str, new: str) -> bool:
    """Whether every number of `old` stands in `new` as well."""
    return not _numbers(old) - _numbers(new)


def keeps_signs(old: str, new: str) -> bool:
    """Whether numbers, signs and negations are the same, whatever the other words."""
    return Counter(_kept_apart(_tokens(old))) == Counter(_kept_apart(_tokens(new)))


def _numbers(text: str) -> Counter[str]:
    return Counter(token for token in _tokens(text) if any(map(str.isnumeric, token)))


def _tokens(text: str) -> list[str]:
    """Numbers, words and signs that mean something, in order. Capitals stay only where a lone letter may be a name (arm A)."""
    plain = unicodedata.normalize("NFC", visible(text)).translate(_SAME)
    found = [token.replace("'", "") for token in _TOKEN.findall(_THOUSANDS.sub("", plain))]
    return [token if token == "A" and place else token.casefold() for place, token in enumerate(found)]


def _without_articles(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token not in _ARTICLES]


def _form(tokens: list[str]) -> tuple[str, ...]:
    """The same wherever words are joined (front-line, frontline), but not for "not able" and "notable"."""
    return ("".join(tokens), *_kept_apart(tokens))


def _kept_apart(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not token.isalpha() or token in _NEGATIONS or token == "A"]


def _is_slip(old: str, new: str) -> bool:
    if old == new:
        return True
    return old.isalpha() and new.isalpha() and old[:_STEM] == new[:_STEM] and bool(near_misses(old, (new,)))
