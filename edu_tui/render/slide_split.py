"""Where a slide is split: into as few screenfuls as can be, these as even as can be, and nothing torn that belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from edu_tui.library.blocks import Footnote, Heading, Paragraph, Quote, Table
from edu_tui.library.ledger import Ledger
from edu_tui.library.slide_pieces import piece_count
from edu_tui.library.slides import MOST_WORDS
from edu_tui.library.walk import plain
from edu_tui.render.rows import Row
from edu_tui.render.slide_body import SlideBody
from edu_tui.render.slide_frame import foot_rows, room_for
from edu_tui.render.slide_text import source_spans

MOST_TEXT = 12
"""Lines of running text on one screenful. Ten are the aim; two more are better than a screenful with two lines."""

MOST_FOOT = 2
"""Rows for the sources, where there is room."""

Range: TypeAlias = tuple[int, int]
"""From which piece of a slide, up to which (not included)."""


class Splitter:
    """Finds where to split a slide whose title takes `title` rows."""

    def __init__(self, body: SlideBody, ledger: Ledger, title: int) -> None:
        self._body, self._ledger, self._title = body, ledger, title
        self.foot = cache(self._find_foot)

    def is_whole(self) -> bool:
        """Whether the slide need not be split."""
        return not self._body.pieces or self._fits(0, len(self._body.pieces))

    def ranges(self) -> list[Range]:
        """The pieces of each screenful of a slide that has pieces."""
        atoms = self._glued(self._atoms())
        best = _packed(atoms, self._fits)
        joined = (self._body.rows(*one) for one in set(best).difference(atoms))
        for limit in range(max(joined, default=0) - 1, 0, -1):  # a limit that no screenful reaches changes nothing
            trial = _packed(atoms, self._within(limit))
            if len(trial) > len(best):
                break
            best = trial
        return best

    def room(self, start: int, stop: int) -> int:
        """The rows for a range."""
        return room_for(self._title, len(self.foot(start, stop)), self._body.height)

    def _find_foot(self, start: int, stop: int) -> list[Row]:
        """The sources of a range, in one row where the text needs the other."""
        sources = source_spans(self._body.cited(start, stop), self._ledger)
        foot = foot_rows(sources, self._body.width, MOST_FOOT)
        if len(foot) > 1 and self._body.rows(start, stop) > room_for(self._title, len(foot), self._body.height):
            return foot_rows(sources, self._body.width, 1)
        return foot

    def _fits(self, start: int, stop: int) -> bool:
        """Whether a range can stand on one screenful without crowding it."""
        return self._body.text_rows(start, stop) <= MOST_TEXT and self._holds(start, stop)

    def _within(self, limit: int) -> Callable[[int, int], bool]:
        """Whether a range fits and has at most `limit` rows."""
        return lambda start, stop: self._body.rows(start, stop) <= limit and self._fits(start, stop)

    def _holds(self, start: int, stop: int) -> bool:
        """Whether a range is no higher than the screen and has no more words than a room can read."""
        return self._body.words(start, stop) <= MOST_WORDS and self._body.rows(start, stop) <= self.room(start, stop)

    def _atoms(self) -> Iterator[Range]:
        """Ranges that should not be split: items, definitions and blocks; of a table or quote that is too large its parts."""
        start = 0
        for block in self._body.blocks:
            stop = start + piece_count(block)
            whole = isinstance(block, Table | Quote) and self._holds(start, stop)
            yield from [(start, stop)] if whole else [(at, at + 1) for at in range(start, stop)]
            start = stop

    def _glued(self, atoms: Iterable[Range]) -> list[Range]:
        """Atoms, with a heading or a line that ends in a colon held to what it leads to, and a footnote to its text, if both fit."""
        glued: list[Range] = []
        for start, stop in atoms:
            if glued and self._belong(start) and self._holds(glued[-1][0], stop):
                glued[-1] = (glued[-1][0], stop)
            else:
                glued.append((start, stop))
        return glued

    def _belong(self, index: int) -> bool:
        """Whether a piece should not be parted from the one before it."""
        if isinstance(self._body.blocks[self._body.pieces[index].block], Footnote):
            return True
        (before,) = self._body.cut(index - 1, index)
        while isinstance(before, Quote) and before.blocks:
            before = before.blocks[-1]
        return isinstance(before, Heading) or (isinstance(before, Paragraph) and plain(before.inlines).endswith(":"))


def _packed(atoms: Sequence[Range], fits: Callable[[int, int], bool]) -> list[Range]:
    """Neighbouring ranges joined as long as they fit."""
    packed = [atoms[0]]
    for start, stop in atoms[1:]:
        if fits(packed[-1][0], stop):
            packed[-1] = (packed[-1][0], stop)
        else:
            packed.append((start, stop))
    return packed
