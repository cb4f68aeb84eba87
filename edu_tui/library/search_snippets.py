"""What is shown of a text that was found: the stretch of it that holds the most of what was looked for."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import msgspec

from edu_tui.library.search_words import MAX_WORDS, Sought, tokens

SNIPPET = 180
"""Characters of a snippet, about two lines."""

_LEAD = 50
"""Characters that may stand in a snippet before the first word that was found."""

_END_OF_SENTENCE = re.compile(r"(?<=[.!?]) +")


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a text; `found` if it is what was looked for."""

    text: str
    found: bool = False


def snippet(text: str, folded: str, wanted: Sequence[Sought], length: int = SNIPPET) -> tuple[Piece, ...]:
    """The stretch of `text`, about `length` characters, that holds the most of what is wanted: its beginning if it holds none.

    `folded` is what `search_words.folded` makes of `text`; it is given because it costs more than all the rest.
    """
    hits = _hits(text, folded, wanted)
    start, end = (0, len(text)) if len(text) <= length else _window(text, hits, len(wanted), length)
    pieces = _pieces(text, start, end, hits)
    if start:
        pieces.insert(0, Piece("… "))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _window(text: str, hits: Sequence[_Hit], kinds: int, length: int) -> tuple[int, int]:
    """Where a snippet begins and ends: around the first place where the most different words, of `kinds`, stand close together."""
    best = most = first = different = 0
    near = [0] * kinds
    for at, hit in enumerate(hits):
        different += not near[hit.which]
        near[hit.which] += 1
        while first < at and hit.end - hits[first].start > length - _LEAD:
            left = hits[first].which
            near[left] -= 1
            different -= not near[left]
            first += 1
        if different > most:
            best, most = hits[first].start, different
            if most == kinds:
                break
    start = _beginning(text, best)
    end = min(len(text), start + length)
    space = text.rfind(" ", best, end + 1) if end < len(text) else -1
    return start, space if space > best else end


def _beginning(text: str, at: int) -> int:
    """Where to begin so that `at` is seen with what leads to it: at its sentence, or else at a word a little before."""
    if at <= _LEAD:
        return 0
    sentences = [match.end() for match in _END_OF_SENTENCE.finditer(text, at - _LEAD, at)]
    if sentences:
        return sentences[-1]
    space = text.find(" ", at - _LEAD, at)
    return space + 1 if space >= 0 else at


def _pieces(text: str, start: int, end: int, hits: Sequence[_Hit]) -> list[Piece]:
    """The stretch of `text` from `start` to `end`, with what was hit in pieces of its own."""
    pieces: list[Piece] = []
    at = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            if at < hit.start:
                pieces.append(Piece(text[at : hit.start]))
            pieces.append(Piece(text[hit.start : hit.end], True))
            at = hit.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


# --- where the words stand -------------------------------------------------------------------------------------------------------


class _Hit(NamedTuple):
    """Where something stands in a text, and which of what is wanted it is."""

    start: int
    end: int
    which: int


_Mark: TypeAlias = tuple[int, int, int, int]
"""Where something stands among folded words: its last word, which of what is wanted it is, and from where to where all its words go."""


def _hits(text: str, folded: str, wanted: Sequence[Sought]) -> list[_Hit]:
    """Where `wanted` stands in `text`, in rising order and without overlaps."""
    line = f" {folded} "  # so that each word stands between two spaces, and `line.find(" x")` is where x stands in `folded`
    marks: list[_Mark] = []
    for which, one in enumerate(wanted):
        marks += _marks(line, which, one)
    marks.sort()
    hits: list[_Hit] = []
    done = 0
    for _, which, start, end in marks if len(folded) == len(text) else _written(text, marks):
        if start >= done:
            hits.append(_Hit(start, end, which))
            done = end
    return hits


def _written(text: str, marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """The same marks where they stand in `text`: its words were folded to others of another length, with one space between each two."""
    there = list(tokens(text))
    begins = list(accumulate((len(token.word) + 1 for token in there), initial=0))
    for last, which, start, end in marks:
        yield last, which, there[bisect(begins, start) - 1].start, there[bisect(begins, end - 1) - 1].end


def _marks(line: str, which: int, one: Sought) -> list[_Mark]:
    """Where one word of a query stands in a line of words. Only words that begin as all its forms do are looked at."""
    sign = f" {_stem(one)}"
    marks: list[_Mark] = []
    at = line.find(sign)
    while 0 <= at < len(line) - 1:
        end = line.index(" ", at + 1)
        if one.fits(line[at + 1 : end]):
            start = _start(line, at, one.before) if one.before else at
            if start >= 0:
                marks.append((at, which, start, end - 1))
        at = line.find(sign, end)
    return marks


@lru_cache(maxsize=MAX_WORDS)
def _stem(one: Sought) -> str:
    """With what all that fits begins."""
    stem = min(one.forms, key=len)
    while not all(form.startswith(stem) for form in one.forms):
        stem = stem[:-1]
    return stem


def _start(line: str, at: int, before: Sequence[str]) -> int:
    """Where the words begin that end with the one at `at`, if those `before` it stand there; else -1."""
    for word in reversed(before):
        while at and line[at - 1] == " ":
            at -= 1
        at -= len(word) + 1
        if at < 0 or not line.startswith(f" {word} ", at):
            return -1
    return at
