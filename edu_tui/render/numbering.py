"""The numbers of a page's citations."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import msgspec

from edu_tui.library.blocks import Block, ChartBlock, Cite, Definition, DefinitionList, Inline, Item
from edu_tui.library.walk import own_inlines, walk_inlines
from edu_tui.render.walk import Move, Node, is_notes, walk

_HOLD_NODES = (Item, DefinitionList)
"""What holds inlines only by way of the nodes inside it."""


class Numbering(msgspec.Struct, frozen=True):
    """The cited keys of a page, numbered from 1 by first appearance; `references` are those that name a reference, not a fact."""

    numbers: dict[str, int] = {}
    references: frozenset[str] = frozenset()

    def mark(self, key: str, locator: str = "") -> str:
        """The mark of a citation: `[3]`, or `[3, p. 4]`; the key itself stands for the number that it lacks on this page."""
        number = str(self.numbers.get(key, key))
        return f"[{number}, {locator}]" if locator else f"[{number}]"

    def target(self, key: str) -> str:
        """What a mark leads to: `ref:KEY` or `fact:KEY`."""
        if not key:
            return ""
        return f"ref:{key}" if key in self.references else f"fact:{key}"


def number_citations(blocks: Sequence[Block], references: Container[str] = ()) -> Numbering:
    """Number what `blocks` cite; keys in `references` (the ledger's) are references, all others facts.

    Footnotes are numbered after the text and facilitator's notes last, so that the numbers are the same with the notes shown and hidden.
    """
    shown: dict[str, None] = {}
    noted: dict[str, None] = {}
    notes: Node | None = None
    for step in walk(blocks, show_notes=True):
        if step.move is Move.CLOSE:
            notes = None if step.node is notes else notes
            continue
        if notes is None and is_notes(step.node):
            notes = step.node
        (noted if notes else shown).update(dict.fromkeys(_cited(step.node)))
    keys = shown | noted
    return Numbering(
        {key: number for number, key in enumerate(keys, start=1)},
        frozenset(key for key in keys if key in references),
    )


def _cited(node: Node) -> Iterator[str]:
    """Each key that a node itself cites, in reading order, as often as it is cited."""
    if isinstance(node, ChartBlock):
        yield from node.chart.cite
    for inlines in _own_inlines(node):
        for inline in walk_inlines(inlines):
            if isinstance(inline, Cite):
                yield from inline.keys


def _own_inlines(node: Node) -> Iterator[Sequence[Inline]]:
    """The runs of inlines that a node itself holds; each definition holds its term."""
    if isinstance(node, Definition):
        yield node.term
    elif not isinstance(node, _HOLD_NODES):
        yield from (parts for _, parts in own_inlines(node))
