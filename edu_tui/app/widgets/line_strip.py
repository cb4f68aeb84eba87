"""`LineStrip`: a strip that goes when its page does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip


class LineStrip(Strip):
    """A strip that is no part of itself. Textual's remembers what it was cut into, and where that is the whole of it, itself.

    That is a ring, which only the garbage collector undoes: a kilobyte for each line of each page that was shown.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The pieces between `cuts`; those behind the strip's end do not count."""
        within = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if within == [self.cell_length] else super().divide(within)

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:
        """The strip as `filter` lets it pass; it is remembered."""
        found = self._filter_cache.get((filter, background))
        if found is None:
            found = self._filter_cache[filter, background] = LineStrip(filter.apply(self._segments, background), self._cell_length)
        return found
