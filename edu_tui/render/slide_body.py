"""The body of a slide: the lines of any range of its pieces, with more or less air."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from edu_tui.library.blocks import Block, ChartBlock, DefinitionList, Footnote, ItemList, Table
from edu_tui.library.slide_pieces import cut
from edu_tui.library.slides import Slide, word_count
from edu_tui.library.walk import cited_keys
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import trimmed
from edu_tui.render.slide_frame import BodyLine, inner_width, is_low, text_width
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.walk import is_tight


class SlideBody:
    """What stands on a slide between title and foot, on a screen of `width` x `height` cells. Ranges are ranges of the slide's pieces."""

    def __init__(self, slide: Slide, width: int, height: int) -> None:
        self.slide, self.width, self.height = slide, width, height
        self.pieces, self.stops = slide.pieces, slide.stops
        self.blocks = bare_blocks(slide.blocks)
        self._bases = {piece.block: index for index, piece in enumerate(self.pieces) if not piece.child}
        self._block_lines, self._item_lines = cache(self._lay_out), cache(self._lay_out_item)
        self._parted = cache(self._is_parted)

    def cut(self, start: int, stop: int) -> tuple[Block, ...]:
        """The blocks of a range as they are drawn."""
        return self._cut(self.blocks, start, stop)

    def words(self, start: int, stop: int) -> int:
        """The words of a range."""
        return word_count(self.cut(start, stop))

    def cited(self, start: int, stop: int) -> tuple[str, ...]:
        """The keys that a range cites."""
        return cited_keys(self._cut(self.slide.blocks, start, stop))

    def rows(self, start: int, stop: int) -> int:
        """The least rows that a range needs."""
        return len(self.close_lines(start, stop))

    def text_rows(self, start: int, stop: int) -> int:
        """The rows of running text: all but those of charts and tables, and empty ones."""
        text = (group for group in self._groups(start, stop) if not isinstance(self.blocks[group[0]], ChartBlock | Table))
        return sum(bool(entry.line.spans) for group in text for entry in self._block_lines(*group, 0))

    def lines(self, start: int, stop: int, room: int) -> list[BodyLine]:
        """The lines of a range with as much air as `room` rows allow: between blocks first, then between the items of a list."""
        loose = 1 if is_low(self.height) else 2
        for between, inside in ((loose, 1), (1, 1)):
            found = self._lines(start, stop, between, inside)
            if len(found) <= room:
                return found
        return self.close_lines(start, stop)

    def close_lines(self, start: int, stop: int) -> list[BodyLine]:
        """The lines of a range with as little air as there can be."""
        return self._lines(start, stop, 1, 0)

    def _lines(self, start: int, stop: int, between: int, inside: int) -> list[BodyLine]:
        """The lines with so many empty rows between blocks and between items; footnotes stand last, under one rule."""
        body: list[BodyLine] = []
        notes: list[BodyLine] = []
        for group in self._groups(start, stop):
            lines = self._block_lines(*group, inside)
            if isinstance(self.blocks[group[0]], Footnote):
                notes += lines[1:] if notes else lines
            else:
                body += [*_gap(between if body else 0, lines), *lines]
        return [*body, *_gap(1 if body else 0, notes), *notes]

    def _groups(self, start: int, stop: int) -> list[tuple[int, int, int]]:
        """The blocks of a range, each with its own range of pieces."""
        groups: dict[int, tuple[int, int, int]] = {}
        for block, child in self.pieces[start:stop]:
            first = groups[block][1] if block in groups else child
            groups[block] = (block, first, child + 1)
        return list(groups.values())

    def _cut(self, blocks: Sequence[Block], start: int, stop: int) -> tuple[Block, ...]:
        return tuple(cut(blocks[index], first, last) for index, first, last in self._groups(start, stop))

    def _lay_out(self, index: int, first: int, last: int, inside: int) -> list[BodyLine]:
        """The lines of one block from its piece `first` up to `last`; those of a list item by item."""
        block = self.blocks[index]
        base = self._bases[index]
        if not isinstance(block, ItemList | DefinitionList):
            whole = lay_out((cut(block, first, last),), self._room_of(block)).lines
            return [BodyLine(_trimmed(line), base + first) for line in whole]
        gap = 1 if inside or self._parted(index) else 0
        body: list[BodyLine] = []
        for child in range(first, last):
            lines = [BodyLine(_trimmed(line), base + child) for line in self._item_lines(index, child)]
            body += [*_gap(gap if body else 0, lines), *lines]
        return body

    def _is_parted(self, index: int) -> bool:
        """Whether the items of a list are always parted by an empty row."""
        block = self.blocks[index]
        return not (isinstance(block, ItemList) and is_tight(block))

    def _lay_out_item(self, index: int, child: int) -> tuple[Line, ...]:
        """An item of a list, its number set flush right in the whole list."""
        block = self.blocks[index]
        width = self._room_of(block)
        pad = 0
        if isinstance(block, ItemList) and block.start is not None:
            pad = len(str(block.start + len(block.items) - 1)) - len(str(block.start + child))
        lines = lay_out((cut(block, child, child + 1),), width - pad).lines
        return tuple(Line((Span(" " * pad), *line.spans), line.source) for line in lines) if pad > 0 else lines

    def _room_of(self, block: Block) -> int:
        """The cells for a block: charts and tables may fill what is between the margins."""
        return inner_width(self.width) if isinstance(block, ChartBlock | Table) else text_width(self.width)


def _gap(rows: int, lines: Sequence[BodyLine]) -> list[BodyLine]:
    """Empty rows before `lines`, if there are any."""
    return [BodyLine(Line(), lines[0].piece)] * rows if lines else []


def _trimmed(line: Line) -> Line:
    return Line(trimmed(line.spans), line.source)
