"""One way through a document, for every target: depth first, footnotes last, without recursion (authors may nest as deep as they like)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias

from edu_tui.library.blocks import (
    Block,
    Definition,
    DefinitionList,
    Footnote,
    Item,
    ItemList,
    Paragraph,
    Quote,
)

Node: TypeAlias = Block | Item | Definition

# Written down once: a union that is made anew at every node costs more than the look at the node.
_HOLD_ITEMS = (ItemList, DefinitionList)
_HOLD_BLOCKS = (Item, Definition, Quote, Footnote)


class Move(Enum):
    """What the walker does at a node: enter a container, leave it, or meet a node that holds no others."""

    OPEN = "open"
    CLOSE = "close"
    LEAF = "leaf"


class Step(NamedTuple):
    """One move at `node`, number `place` (from 0) among its siblings; `gap` says whether an empty line parts it from its elder sibling."""

    move: Move
    node: Node
    parent: Node | None
    place: int
    gap: bool


def children(node: Node) -> Sequence[Node] | None:
    """The nodes inside `node`, None if it is of a kind that holds none."""
    if isinstance(node, _HOLD_ITEMS):
        return node.items
    if isinstance(node, _HOLD_BLOCKS):
        return node.blocks
    return None


def walk(blocks: Sequence[Block], *, show_notes: bool = False) -> Iterator[Step]:
    """Every node of `blocks`; footnotes come at the end wherever they stand, facilitator's notes only with `show_notes`."""
    footnotes: list[Footnote] = []
    yield from _descend(blocks, None, footnotes, show_notes)
    for place, footnote in enumerate(footnotes):  # grows as it is read: a footnote may hold another one
        step = Step(Move.OPEN, footnote, None, place, gap=place > 0)
        yield step
        yield from _descend(footnote.blocks, footnote, footnotes, show_notes)
        yield Step(Move.CLOSE, *step[1:])


class _Frame:
    """A container under way: what is still to come in it, and the last node that was taken from it."""

    def __init__(self, parent: Node | None, nodes: Iterable[Node], opened: Step | None) -> None:
        self.parent = parent
        self.nodes = iter(nodes)
        self.opened = opened
        self._tight = isinstance(parent, ItemList) and is_tight(parent)
        self._before: Node | None = None
        self._place = 0

    def step(self, node: Node, move: Move) -> Step:
        """The step at the next child."""
        step = Step(move, node, self.parent, self._place, self._gap(node))
        self._before, self._place = node, self._place + 1
        return step

    def _gap(self, node: Node) -> bool:
        """No empty line in a list of short items, nor between an item's text and the list under it."""
        if self._before is None or self._tight:
            return False
        return not (isinstance(self.parent, Item) and isinstance(node, ItemList) and isinstance(self._before, Paragraph))


def _descend(blocks: Sequence[Node], parent: Node | None, footnotes: list[Footnote], show_notes: bool) -> Iterator[Step]:
    """Walk `blocks`, put the footnotes among them aside, leave out what is hidden."""
    frames = [_Frame(parent, blocks, None)]
    while frames:
        frame = frames[-1]
        node = next(frame.nodes, None)
        if node is None:
            frames.pop()
            if frame.opened:
                yield Step(Move.CLOSE, *frame.opened[1:])
        elif isinstance(node, Footnote):
            footnotes.append(node)
        elif show_notes or not is_notes(node):
            inside = children(node)
            step = frame.step(node, Move.LEAF if inside is None else Move.OPEN)
            yield step
            if inside is not None:
                frames.append(_Frame(node, inside, step))


def is_notes(node: Node) -> bool:
    """Whether `node` holds the leader's notes."""
    return isinstance(node, Quote) and node.label == "notes"


def is_tight(items: ItemList) -> bool:
    """Whether each item is at most a paragraph with lists under it."""
    return all(_is_short(item) for item in items.items)


def _is_short(item: Item) -> bool:
    """Whether nothing in the item calls for empty lines."""
    return all(isinstance(block, ItemList) or (index == 0 and isinstance(block, Paragraph)) for index, block in enumerate(item.blocks))


def item_number(items: ItemList, index: int) -> str:
    """The number of an item, "3.", set flush right in its list; "" in a bullet list."""
    if items.start is None:
        return ""
    widest = len(str(items.start + len(items.items) - 1))
    return f"{items.start + index}.".rjust(widest + 1)


def task_box(item: Item) -> str:
    """`[x] ` or `[ ] ` for a task, "" for a plain item: a sign that needs no colour."""
    if item.checked is None:
        return ""
    return "[x] " if item.checked else "[ ] "


LABELS = {
    "key point": "Key point",
    "caution": "Caution",
    "call now": "CALL NOW",
    "not known": "Not known",
    "teach-back": "Teach-back",
    "ask": "Ask",
    "hint": "Hint",
    "explanation": "Explanation",
    "notes": "Notes",
}
"""The labels of quotes as readers see them."""
