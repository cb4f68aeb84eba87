"""What a slide leaves out of its text, and says once at its foot: where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from edu_tui.library import blocks as b
from edu_tui.library.ledger import Ledger
from edu_tui.render.inlines import one_line
from edu_tui.render.lines import Span
from edu_tui.render.rows import Row
from edu_tui.render.wrap import NO_BREAK, wrap

LONG_NAME = 30
"""Characters of a source's name above which a line may break inside it."""


def bare_blocks(blocks: Sequence[b.Block]) -> tuple[b.Block, ...]:
    """`blocks` without citation marks, and with links as emphasis: a room reads words, not keys, and follows no link."""
    return tuple(_bare(block) for block in blocks)


def _bare(block: b.Block) -> b.Block:
    match block:
        case b.Paragraph() | b.Heading():
            return replace(block, inlines=bare_inlines(block.inlines))
        case b.ItemList():
            return replace(block, items=tuple(replace(item, blocks=bare_blocks(item.blocks)) for item in block.items))
        case b.DefinitionList():
            items = (replace(item, term=bare_inlines(item.term), blocks=bare_blocks(item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case b.Table():
            return replace(block, header=_bare_row(block.header), rows=tuple(map(_bare_row, block.rows)))
        case b.Quote() | b.Footnote():
            return replace(block, blocks=bare_blocks(block.blocks))
        case b.ChartBlock():
            return replace(block, chart=replace(block.chart, cite=()))
        case _:
            return block


def _bare_row(row: b.TableRow) -> b.TableRow:
    return replace(row, cells=tuple(map(bare_inlines, row.cells)))


def bare_inlines(inlines: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
    """A run of inlines without citations, and with its links as emphasis."""
    kept: list[b.Inline] = []
    for inline in inlines:
        match inline:
            case b.Cite():
                if kept and isinstance(kept[-1], b.Text):
                    kept[-1] = b.Text(kept[-1].text.rstrip(" "))
            case b.Link(href, children):
                kept.append(b.Emphasis(bare_inlines(children) or (b.Text(href),)))
            case b.Strong(children) | b.Emphasis(children) | b.Strike(children):
                kept.append(replace(inline, children=bare_inlines(children)))
            case _:
                kept.append(inline)
    return tuple(kept)


def source_spans(keys: Sequence[str], ledger: Ledger) -> list[Span]:
    """The short form of each source behind the cited `keys`, each once; a key that the ledger lacks stands for itself."""
    found: dict[str, str] = {}
    for key in keys:
        fact = ledger.facts.get(key)
        for ident in fact.sources if fact else (key,):
            reference = ledger.references.get(ident)
            found.setdefault(one_line(reference.short if reference else ident).strip(), f"ref:{ident}" if reference else "")
    return [
        Span(words if len(words) > LONG_NAME else words.replace(" ", NO_BREAK), "muted", target) for words, target in found.items() if words
    ]


def source_rows(sources: Sequence[Span], room: int, most: int) -> list[Row]:
    """ "Sources: Hogan 2025; Locatelli 2021" in at most `most` rows of `room` cells: those for which there is no room are counted."""
    if not sources:
        return []
    for shown in range(len(sources), 0, -1):
        rows = wrap(_listed(sources, shown), room)
        if len(rows) <= most:
            return rows
    return wrap([Span("1 source" if len(sources) == 1 else f"{len(sources)} sources", "muted")], room)[:most]


def _listed(sources: Sequence[Span], shown: int) -> list[Span]:
    """The first sources, and how many more there are."""
    spans = [Span("Source: " if len(sources) == 1 else "Sources: ", "muted")]
    for index, source in enumerate(sources[:shown]):
        spans += [Span("; ", "muted"), source] if index else [source]
    if shown < len(sources):
        spans.append(Span(f" and{NO_BREAK}{len(sources) - shown}{NO_BREAK}more", "muted"))
    return spans
