"""Short answers: what counts as the same text, and what is so near that it is worth asking again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from edu_tui.library.text import fold

NEAR_LENGTH = 8
"""Letters that a term needs before one wrong letter can pass for a slip of the finger."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x201C: '"', 0x201D: '"'}
_FINAL = ".,;:!? "


def visible(text: str) -> str:
    """`text` without the characters that show nothing: soft hyphens, zero-width characters, direction marks."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def normalise(text: str) -> str:
    """`text` for comparing answers: NFKC, case folded, one kind of dash and quotation mark, single spaces, no final punctuation.

    Characters that show nothing do not count. Normalising twice changes nothing.
    """
    folded = fold(fold(visible(text))).translate(_DASHES).translate(_QUOTES)
    return folded.rstrip(_FINAL)


def near_misses(text: str, terms: Iterable[str]) -> tuple[str, ...]:
    """The terms that `text` misses by one slip: a letter too many, missing, wrong, or two neighbours swapped.

    None if `text` is itself a term. Terms shorter than `NEAR_LENGTH` have no near misses, and a digit is never a slip, because CD19 is not
    CD20. This serves to ask "did you mean ...?" only: likeness earns no credit.
    """
    typed = normalise(text)
    known = {normalise(term): term for term in reversed(tuple(terms))}
    if typed in known:
        return ()
    near = [term for key, term in known.items() if len(key) >= NEAR_LENGTH and _one_slip(typed, key)]
    return tuple(reversed(near))


def _one_slip(one: str, two: str) -> bool:
    """Whether two different texts are one slip apart and share their digits."""
    if abs(len(one) - len(two)) > 1 or _digits(one) != _digits(two):
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    one, two = one[start:], two[start:]
    wrong = one[1:] == two[1:]
    extra = one[1:] == two or one == two[1:]
    swapped = len(one) > 1 and len(two) > 1 and (one[0], one[1]) == (two[1], two[0]) and one[2:] == two[2:]
    return wrong or extra or swapped


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
