"""Pieces: where a slide can be cut when it is too high for a screen, and in which steps it is revealed.

Both are counted in pieces, so that a place in a slide ("five pieces are shown") means the same on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from edu_tui.library import blocks as b


class Piece(NamedTuple):
    """Part `child` (from 0) of block number `block` of a slide: an item, a definition, a row of a table, a block of a quote, or a whole."""

    block: int
    child: int


def pieces_of(blocks: Sequence[b.Block]) -> tuple[Piece, ...]:
    """All pieces of `blocks`, in reading order."""
    return tuple(Piece(index, child) for index, block in enumerate(blocks) for child in range(piece_count(block)))


def piece_count(block: b.Block) -> int:
    """Into how many pieces `block` can be cut, at least one."""
    match block:
        case b.ItemList() | b.DefinitionList():
            return max(1, len(block.items))
        case b.Table():
            return max(1, len(block.rows))
        case b.Quote():
            return max(1, sum(map(piece_count, block.blocks)))
        case _:
            return 1


def cut(block: b.Block, start: int, stop: int) -> b.Block:
    """The pieces from `start` up to `stop` (not included) of `block`. What frames them, a table's header or a quote's label, stays."""
    match block:
        case b.ItemList(start=first):
            return msgspec.structs.replace(block, items=block.items[start:stop], start=None if first is None else first + start)
        case b.DefinitionList():
            return msgspec.structs.replace(block, items=block.items[start:stop])
        case b.Table():
            return msgspec.structs.replace(block, rows=block.rows[start:stop])
        case b.Quote():
            return msgspec.structs.replace(block, blocks=_cut_all(block.blocks, start, stop))
        case _:
            return block


def _cut_all(blocks: Sequence[b.Block], start: int, stop: int) -> tuple[b.Block, ...]:
    """The pieces from `start` up to `stop` of several blocks."""
    kept: list[b.Block] = []
    base = 0
    for block in blocks:
        if base >= stop:
            break
        count = piece_count(block)
        first, last = max(0, start - base), min(count, stop - base)
        if first < last:
            kept.append(cut(block, first, last))
        base += count
    return tuple(kept)


def reveal_stops(blocks: Sequence[b.Block]) -> tuple[int, ...]:
    """How many pieces are shown after each step of the reveal; the last shows all.

    The items of a list and the terms of a definition list come one after the other. A chart, a table and a labelled quote come at once:
    half a picture or half a warning misleads. Running text comes with the text before it, or as a step of its own behind anything else,
    so that a conclusion is not read before what leads to it. A footnote comes with what refers to it; what comes first is there from the
    start.
    """
    starts: list[int] = []
    count = 0
    before: b.Block | None = None
    for block in blocks:
        if isinstance(block, b.ItemList | b.DefinitionList):
            starts += range(count, count + piece_count(block))
        elif not isinstance(block, b.Footnote) and not (_is_running(block) and before is not None and _is_running(before)):
            starts.append(count)
        count += piece_count(block)
        before = before if isinstance(block, b.Footnote) else block
    return (*(start for start in starts if start > 0), count)


def _is_running(block: b.Block) -> bool:
    """Whether `block` is text that is read in one go with the text before it."""
    return isinstance(block, b.Paragraph | b.Heading | b.CodeBlock) or (isinstance(block, b.Quote) and not block.label)
