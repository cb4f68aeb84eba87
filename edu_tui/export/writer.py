"""Blocks as HTML: one walk over the document, one element for each node."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import msgspec

from edu_tui.export.figures import write_figure
from edu_tui.export.inlines import Inliner, Scope
from edu_tui.export.nodes import add, say
from edu_tui.library.blocks import (
    Block,
    ChartBlock,
    CodeBlock,
    Definition,
    DefinitionList,
    Footnote,
    Heading,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Table,
    TableRow,
)
from edu_tui.library.walk import plain
from edu_tui.render.walk import LABELS, Move, Step, walk

DEEPEST = 6
"""HTML has no smaller heading."""


class BlockWriter:
    """Writes the blocks of one document; `write_lines` adds a line to write on under each question in a list to tick."""

    def __init__(self, inliner: Inliner, *, letter: float, write_lines: bool = False) -> None:
        self.inliner = inliner
        self._letter = letter
        self._write_lines = write_lines
        self._written = 0

    def write(self, parent: Element, blocks: Sequence[Block], scope: Scope, *, level: int = 3, notes: bool = False) -> None:
        """Add `blocks` at the end of `parent`; the headings among them begin with `level`. With `notes` the leader's notes are shown."""
        self._written += 1
        steps = tuple(walk(blocks, show_notes=notes))
        numbers = frozenset(step.node.number for step in steps if isinstance(step.node, Footnote))
        here = msgspec.structs.replace(scope, notes=numbers, anchor=f"note-{self._written}-")
        _Walk(self, parent, here, level).take(steps)

    def inlines(self, parent: Element, inlines: Sequence[Inline], scope: Scope) -> None:
        """Add inlines that stand in no block."""
        self.inliner.write(parent, inlines, scope)

    def leaf(self, parent: Element, step: Step, scope: Scope, level: int) -> None:
        """Add a block that holds no others; a heading gets `level`."""
        match step.node:
            case Paragraph(_, inlines):
                self._paragraph(parent, step, inlines, scope)
            case Heading(_, _, inlines):
                self.inlines(add(parent, f"h{level}"), inlines, msgspec.structs.replace(scope, mark=False))
            case Table() as table:
                self._table(parent, table, scope)
            case CodeBlock(_, text):
                add(add(parent, "pre"), "code", text)
            case ChartBlock(_, chart):
                caption = write_figure(parent, chart, self._letter)
                self.inliner.cites(caption, chart.cite, (), scope)
            case _:  # a slide break: on paper one page follows the other anyway
                pass

    def _paragraph(self, parent: Element, step: Step, inlines: Sequence[Inline], scope: Scope) -> None:
        paragraph = add(parent, "p")
        item = step.parent if isinstance(step.parent, Item) else None
        task = item is not None and item.checked is not None and item.blocks[0] is step.node
        if item and task:
            box(paragraph, ticked=bool(item.checked))
        self.inlines(paragraph, inlines, scope)
        if task and self._write_lines and plain(inlines).endswith("?"):
            line(parent)

    def _table(self, parent: Element, table: Table, scope: Scope) -> None:
        """The first cell of a row names it, as long as there are others."""
        element = add(parent, "table")
        self._row(add(element, "thead"), table.header, table.aligns, scope, head=True)
        if table.rows:
            body = add(element, "tbody")
            for row in table.rows:
                self._row(body, row, table.aligns, scope)

    def _row(self, parent: Element, row: TableRow, aligns: Sequence[str], scope: Scope, *, head: bool = False) -> None:
        element = add(parent, "tr")
        for index, cell in enumerate(row.cells):
            named = plain(cell) and (head or (index == 0 and len(row.cells) > 1))
            attributes = {"scope": "col" if head else "row"} if named else {}
            if index < len(aligns) and aligns[index] in ("right", "center"):
                attributes["class"] = aligns[index]
            self.inlines(add(element, "th" if named else "td", "", attributes), cell, scope)


class _Walk:
    """One walk under way: the element that is open for each container, and the level of the last heading."""

    def __init__(self, writer: BlockWriter, root: Element, scope: Scope, level: int) -> None:
        self._writer = writer
        self._root = root
        self._scope = scope
        self._top = level
        self._level = level - 1
        self._open = [root]
        self._footnotes: Element | None = None
        self._anchors: set[int] = set()

    def take(self, steps: Sequence[Step]) -> None:
        """Write the steps of a whole walk."""
        for step in steps:
            if step.move is Move.CLOSE:
                self._open.pop()
            elif step.move is Move.OPEN:
                self._open.append(self._container(step))
            else:
                self._writer.leaf(self._open[-1], step, self._scope, self._heading(step))

    def _heading(self, step: Step) -> int:
        """The level of a heading: as written, but never two below the one before, whatever the author left out."""
        if not isinstance(step.node, Heading):
            return 0
        wanted = max(self._top, step.node.level - 3 + self._top)
        self._level = min(wanted, self._level + 1, DEEPEST)
        return self._level

    def _container(self, step: Step) -> Element:
        """The element in which the nodes inside the container of `step` will stand."""
        parent = self._open[-1]
        match step.node:
            case ItemList(_, items, start):
                return add(parent, "ul" if start is None else "ol", "", _list_attributes(items, start))
            case Item() as item:
                return _item(parent, item)
            case DefinitionList():
                return add(parent, "dl")
            case Definition(_, term):
                self._writer.inlines(add(parent, "dt"), term, self._scope)
                return add(parent, "dd")
            case Quote(_, _, label) if label:
                return labelled(parent, label)
            case Footnote(_, number):
                return self._footnote(number)
            case _:
                return add(parent, "blockquote")

    def _footnote(self, number: int) -> Element:
        if self._footnotes is None:
            self._footnotes = add(self._root, "div", "", {"class": "footnotes"})
        attributes = {} if number in self._anchors else {"id": f"{self._scope.anchor}{number}"}
        self._anchors.add(number)
        note = add(self._footnotes, "div", "", attributes)
        add(note, "p", f"Note {number}", {"class": "label"})
        return note


def labelled(parent: Element, label: str) -> Element:
    """A box that begins with its label; the boxes differ by border and words, never by colour alone."""
    element = add(parent, "div", "", {"class": f"box {label.replace(' ', '-')}" if label in LABELS else "box", "role": "note"})
    add(element, "p", LABELS.get(label, label), {"class": "label"})
    return element


def box(parent: Element, *, ticked: bool = False) -> None:
    """A square to tick."""
    name = "ticked box" if ticked else "box to tick"
    add(parent, "span", "✓" if ticked else "", {"class": "tick", "role": "img", "aria-label": name})


def letter_mark(parent: Element, letter: str) -> None:
    """The letter by which an answer is called."""
    add(parent, "span", letter, {"class": "letter"})
    say(parent, " ")


def line(parent: Element, count: int = 1) -> None:
    """Lines to write on."""
    for _ in range(count):
        add(parent, "div", "", {"class": "line"})


def _list_attributes(items: Sequence[Item], start: int | None) -> dict[str, str]:
    attributes = {"start": str(start)} if start not in (None, 1) else {}
    if items and all(item.checked is not None for item in items):
        attributes |= {"class": "tasks", "role": "list"}
    return attributes


def _item(parent: Element, item: Item) -> Element:
    element = add(parent, "li")
    if item.checked is not None and not (item.blocks and isinstance(item.blocks[0], Paragraph)):
        box(element, ticked=item.checked)
    return element
