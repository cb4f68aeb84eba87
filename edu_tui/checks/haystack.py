"""Texts in which many rules look for something.

Most patterns have letters without which they cannot match, and that these are missing is seen many times sooner than by the pattern.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from edu_tui.library.text import fold_space

T = TypeVar("T")

_LETTERS_I = ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "\N{LATIN SMALL LETTER DOTLESS I}")
"""To a pattern without case they are an i, to `casefold` they are not."""


def small(text: str) -> str:
    """`text` in small letters, with one space for each white space: what a pattern without case takes for one letter is one here."""
    for letter in _LETTERS_I:
        text = text.replace(letter, "i")
    return fold_space(text.casefold())


class Haystack(Generic[T]):
    """Things, each with the text in which something is looked for."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        given = tuple(things)
        self._things = tuple(thing for _, thing in given)
        self._texts = tuple(small(text) for text, _ in given)
        self._all = "\n".join((*self._texts, ""))  # a line each, so that no sign reaches from one to the next
        self._starts = tuple(accumulate((len(text) + 1 for text in self._texts), initial=0))

    @cached_property
    def words(self) -> frozenset[str]:
        """All that stands between white spaces in the texts, made `small`."""
        return frozenset(self._all.split())

    def holding(self, first: tuple[str, ...], *others: tuple[str, ...]) -> Iterator[T]:
        """The things in whose text, made `small`, one of `first` stands, and one of each of the `others`, in their order.

        A sign is in small letters, with single spaces; best is if those in `first` are the rarest.
        """
        for number in sorted({number for sign in first for number in self._places(sign)}):
            if all(any(sign in self._texts[number] for sign in signs) for signs in others):
                yield self._things[number]

    def _places(self, sign: str) -> Iterator[int]:
        """Which of the texts hold `sign`."""
        at = self._all.find(sign)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._all.find(sign, self._starts[number + 1])
