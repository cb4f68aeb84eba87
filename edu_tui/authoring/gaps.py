"""Gaps in a text from elsewhere: marks stand for them until the text has become blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from edu_tui.authoring.losses import RefusedError
from edu_tui.authoring.runs import map_inlines
from edu_tui.library import blocks as b

T = TypeVar("T")

_MARKS = range(0xE000, 0xF900)  # characters without a meaning


def free_marks(text: str, number: int) -> list[str]:
    """So many characters that do not stand in `text`. Raises RefusedError if there are not enough."""
    marks = list(islice((sign for sign in map(chr, _MARKS) if sign not in text), number))
    if len(marks) < number:
        raise RefusedError(f"a text with {number} gaps", "that is more than anybody can fill")
    return marks


def gap(words: Sequence[str]) -> b.Blank:
    """The gap that takes these words. Raises RefusedError where a gap of ours cannot hold them."""
    spellings = tuple(spelling for word in words if (spelling := " ".join(word.split())))
    odd = next((spelling for spelling in spellings if set("[]|") & set(spelling)), "")
    if odd or not spellings:
        why = "square brackets and bars mean something in our gaps, and an empty one asks for nothing"
        raise RefusedError(f'a gap for "{odd[:60]}"', why)
    return b.Blank(spellings)


def put_gaps(blocks: T, gaps: Mapping[str, b.Blank]) -> T:
    """Blocks with gaps in the places of their marks. Raises RefusedError if a mark stands in no running text."""
    left = set(gaps)
    pattern = re.compile(f"([{''.join(gaps)}])")

    def pieces(text: str) -> Iterator[b.Inline]:
        for piece in pattern.split(text):
            left.discard(piece)
            if piece:
                yield gaps.get(piece) or b.Text(piece)

    def put_in(parts: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
        return tuple(piece for part in parts for piece in (pieces(part.text) if isinstance(part, b.Text) else (part,)))

    filled = map_inlines(blocks, put_in)
    if left:
        raise RefusedError("a text with gaps", "one of them stands in code, where none can be")
    return filled
