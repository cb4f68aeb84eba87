"""Walking documents: every block, and every inline, with the block that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edu_tui.library import blocks as b
from edu_tui.library.text import fold_space

# Written down once, since a union that is made anew at every inline costs more than the look at the inline.
_HOLD_NO_BLOCKS = (b.Paragraph, b.Heading, b.Table, b.ChartBlock, b.CodeBlock, b.SlideBreak)
_HOLD_INLINES = (b.Strong, b.Emphasis, b.Strike, b.Link)


def walk_blocks(blocks: Iterable[b.Block], *, notes: bool = True) -> Iterator[b.Block]:
    """Every block, outer before inner, in reading order; without `notes` not those of the leader's notes, which stand on no page."""
    for block in blocks:
        if not notes and isinstance(block, b.Quote) and block.label == "notes":
            continue
        yield block
        if isinstance(block, _HOLD_NO_BLOCKS):
            continue
        match block:
            case b.ItemList():
                for item in block.items:
                    yield from walk_blocks(item.blocks, notes=notes)
            case b.DefinitionList():
                for definition in block.items:
                    yield from walk_blocks(definition.blocks, notes=notes)
            case b.Quote() | b.Footnote():
                yield from walk_blocks(block.blocks, notes=notes)


def own_inlines(block: b.Block) -> Iterator[tuple[int, tuple[b.Inline, ...]]]:
    """The runs of inlines that `block` itself holds, each with its line; a table gives its rows cell by cell."""
    match block:
        case b.Paragraph() | b.Heading():
            yield block.line, block.inlines
        case b.DefinitionList():
            for definition in block.items:
                yield definition.line, definition.term
        case b.Table():
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield row.line, cell


def walk_inlines(parts: Iterable[b.Inline]) -> Iterator[b.Inline]:
    """Every inline, outer before inner, in reading order."""
    for part in parts:
        yield part
        if isinstance(part, _HOLD_INLINES):
            yield from walk_inlines(part.children)


def all_inlines(blocks: Iterable[b.Block]) -> Iterator[tuple[int, b.Inline]]:
    """Every inline below `blocks` with the line of the run that holds it."""
    for block in walk_blocks(blocks):
        for line, parts in own_inlines(block):
            for part in walk_inlines(parts):
                yield line, part


def note_numbers(blocks: Iterable[b.Block]) -> frozenset[int]:
    """The numbers of the footnotes that `blocks` refer to."""
    return frozenset(part.number for _, part in all_inlines(blocks) if isinstance(part, b.NoteRef))


def cited_keys(blocks: Iterable[b.Block]) -> tuple[str, ...]:
    """The keys that `blocks` cite, in text and in charts, in order of first appearance."""
    found: dict[str, None] = {}
    for block in walk_blocks(blocks):
        if isinstance(block, b.ChartBlock):
            found.update(dict.fromkeys(block.chart.cite))
        for _, parts in own_inlines(block):
            for part in walk_inlines(parts):
                if isinstance(part, b.Cite):
                    found.update(dict.fromkeys(part.keys))
    return tuple(found)


def plain(parts: Sequence[b.Inline]) -> str:
    """The words of inlines on one line: no marks, no citations."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, b.Text):  # most are
            words.append(part.text)
            continue
        match part:
            case b.Code():
                words.append(part.text)
            case b.Strong() | b.Emphasis() | b.Strike() | b.Link():
                words.append(plain(part.children))
            case b.Image():
                words.append(part.alt)
            case b.LineBreak():
                words.append(" ")
            case b.Blank():
                words.append("____")
            case b.Cite() if words:
                words[-1] = words[-1].rstrip()
    return fold_space("".join(words))
