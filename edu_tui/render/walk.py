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


class Move(Enum):
    """What the walker does at a node: enter a container, leave it, or meet a node that holds no others."""

    OPEN = "open"
    CLOSE = "close"
    LEAF = "leaf"


class Step(NamedTuple):
    """One move at `node`: `before` is its elder sibling, if any, `place` its number among its siblings from 0."""

    move: Move
    node: Node
    parent: Node | None
    before: Node | None
    place: int


def children(node: Node) -> Sequence[Node] | None:
    """The nodes inside `node`, None if it is of a kind that holds none."""
    if isinstance(node, ItemList | DefinitionList):
        return node.items
    if isinstance(node, Item | Definition | Quote | Footnote):
        return node.blocks
    return None


def walk(blocks: Sequence[Block], *, show_notes: bool = False) -> Iterator[Step]:
    """Every node of `blocks`; footnotes come at the end wherever they stand, facilitator's notes only with `show_notes`."""
    footnotes: list[Footnote] = []
    yield from _descend(blocks, None, footnotes, show_notes)
    before = None
    for index, footnote in enumerate(footnotes):  # grows as it is read: a footnote may hold another one
        yield Step(Move.OPEN, footnote, None, before, index)
        yield from _descend(footnote.blocks, footnote, footnotes, show_notes)
        yield Step(Move.CLOSE, footnote, None, before, index)
        before = footnote


class _Frame:
    """A container under way: its children that are still to come, and the last step taken among them."""

    def __init__(self, parent: Node | None, nodes: Iterable[Node], step: Step | None) -> None:
        self.parent = parent
        self.nodes = iter(nodes)
        self.step = step  # how the container itself was opened
        self.before: Node | None = None
        self.index = 0


def _descend(blocks: Sequence[Node], parent: Node | None, footnotes: list[Footnote], show_notes: bool) -> Iterator[Step]:
    """Walk `blocks`, put the footnotes among them aside, leave out what is hidden."""
    frames = [_Frame(parent, blocks, None)]
    while frames:
        frame = frames[-1]
        node = next(frame.nodes, None)
        if node is None:
            frames.pop()
            if frame.step:
                yield frame.step._replace(move=Move.CLOSE)
        elif isinstance(node, Footnote):
            footnotes.append(node)
        elif show_notes or not (isinstance(node, Quote) and node.label == "notes"):
            inside = children(node)
            step = Step(Move.LEAF if inside is None else Move.OPEN, node, frame.parent, frame.before, frame.index)
            yield step
            frame.before, frame.index = node, frame.index + 1
            if inside is not None:
                frames.append(_Frame(node, inside, step))


def needs_gap(step: Step) -> bool:
    """Whether an empty line parts a node from its elder sibling: not in a list of short items, nor above a list in an item."""
    if step.before is None:
        return False
    if isinstance(step.node, Item):
        return isinstance(step.parent, ItemList) and not is_tight(step.parent)
    return not (isinstance(step.parent, Item) and isinstance(step.node, ItemList) and isinstance(step.before, Paragraph))


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
