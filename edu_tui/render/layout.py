"""From blocks to the styled lines of a terminal page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len, chop_cells

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
    SlideBreak,
    Table,
)
from edu_tui.library.terms import TermMatcher
from edu_tui.render.charts import chart_lines
from edu_tui.render.inlines import Inliner
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.numbering import Numbering, number_citations
from edu_tui.render.rows import Row, row_cells
from edu_tui.render.tables import table_lines
from edu_tui.render.walk import LABELS, Move, Node, Step, item_number, task_box, walk
from edu_tui.render.wrap import wrap
from edu_tui.render.writer import Writer

BULLETS = "•◦▪"
"""The bullets of nested lists, by depth."""

CUT_MARK = "↩"
"""Ends a line of code that goes on below only because the window is narrow."""

CODE_INDENT = 2
"""Cells before code: what sets it off where there is no colour."""

_QUOTE_STYLES = {"": "rule", "caution": "caution", "call now": "call", "notes": "muted"}


class LayoutContext(msgspec.Struct, frozen=True):
    """What a page knows beyond its blocks.

    `numbering` gives the citation marks (made from the blocks, all keys taken for facts, if None); `terms` marks first uses of glossary
    terms; facilitator's notes are left out unless `show_notes`; `filled` is what stands in the blanks, in order, "" for nothing yet.
    """

    show_notes: bool = False
    numbering: Numbering | None = None
    terms: TermMatcher | None = None
    filled: tuple[str, ...] = ()


def lay_out(blocks: Sequence[Block], width: int, context: LayoutContext | None = None) -> Layout:
    """`blocks` as lines of at most `width` cells (20 if less), with anchors for headings and footnotes (`note-1`)."""
    context = context or LayoutContext()
    page = _Page(width, context, context.numbering or number_citations(blocks))
    for step in walk(blocks, show_notes=context.show_notes):
        page.take(step)
    return page.writer.layout()


def lay_out_inlines(
    inlines: Sequence[Inline],
    width: int,
    context: LayoutContext | None = None,
    *,
    style: str = "text",
    first: Row = (),
    rest: Row = (),
    source: int = 0,
) -> tuple[Line, ...]:
    """One run of inlines (a title, an option) as lines; `first` and `rest` lead its first and its other lines."""
    context = context or LayoutContext()
    inliner = Inliner(context.numbering or Numbering(), context.terms)
    return tuple(Line(row, source) for row in wrap(inliner.spans(inlines, style), width, first, rest))


def stack(layouts: Sequence[Layout]) -> Layout:
    """Layouts set one under another, an empty line between; of two equal anchors the upper one stays."""
    lines: list[Line] = []
    anchors: dict[str, int] = {}
    for layout in layouts:
        if lines and layout.lines:
            lines.append(Line())
        for name, index in layout.anchors.items():
            anchors.setdefault(name, index + len(lines))
        lines += layout.lines
    return Layout(tuple(lines), anchors)


class _Page:
    """The walker's state: a writer, the inlines' memory, and how many lists are open."""

    def __init__(self, width: int, context: LayoutContext, numbering: Numbering) -> None:
        self.writer = Writer(width)
        self._inliner = Inliner(numbering, context.terms, context.filled)
        self._lists = 0

    def take(self, step: Step) -> None:
        """Lay out one step of the walk."""
        if step.move is Move.CLOSE:
            self._close(step.node)
            return
        if step.gap:
            self.writer.gap()
        if step.move is Move.LEAF:
            self._draw(step.node)
        else:
            self._open(step)

    def _draw(self, node: Node) -> None:
        """Write a block that holds no others."""
        match node:
            case Paragraph():
                self._paragraph(node)
            case Heading():
                self._heading(node)
            case Table():
                self._table(node)
            case CodeBlock():
                self._code(node)
            case SlideBreak():
                self._slide_break(node)
            case ChartBlock():
                self._chart(node)
            case _:
                pass  # the walker opens all others

    def _open(self, step: Step) -> None:
        """Begin a container."""
        match step.node:
            case ItemList():
                self._lists += 1
            case Item() as item if isinstance(step.parent, ItemList):
                self._item(item, step.parent, step.place)
            case Definition() as entry:
                self.writer.write(self._inliner.spans(entry.term, "strong", mark=False), entry.line)
                self.writer.indent((Span("  "),))
            case Quote() as quote:
                self._quote(quote)
            case Footnote() as note:
                self._footnote(note, step.place)
            case _:
                pass  # a definition list has no look of its own

    def _close(self, node: Node) -> None:
        """End a container."""
        if isinstance(node, ItemList):
            self._lists -= 1
        elif not isinstance(node, DefinitionList):
            self.writer.close(node.line)

    def _item(self, item: Item, items: ItemList, index: int) -> None:
        """A bullet or number, and a box for a task, before the item's first line."""
        mark = item_number(items, index) or BULLETS[(self._lists - 1) % len(BULLETS)]
        marker = [Span(f"{mark} ", "muted")]
        if box := task_box(item):
            marker.append(Span(box, "success" if item.checked else "muted"))
        self.writer.open(tuple(marker), (Span(" " * row_cells(marker)),), item.line)

    def _quote(self, quote: Quote) -> None:
        """A bar at the left; a labelled quote says in words what it is before its text."""
        style = _QUOTE_STYLES.get(quote.label, "label")
        bar = Span("▌ " if quote.label else "│ ", style)
        if not quote.label:
            self.writer.open((bar,), (bar,), quote.line)
            return
        label = Span(f"{LABELS.get(quote.label, quote.label)}:", style)
        if quote.blocks and isinstance(quote.blocks[0], Paragraph):
            self.writer.open((bar, label, Span(" ")), (bar,), quote.line)
        else:
            self.writer.open((bar,), (bar,), quote.line)
            self.writer.write([label], quote.line)

    def _footnote(self, note: Footnote, index: int) -> None:
        """A footnote under the page's text; a short rule parts the first one from it."""
        if index == 0:
            self.writer.gap()
            self.writer.write([Span("─" * 8, "rule")], note.line)
        self.writer.anchor(f"note-{note.number}")
        self.writer.open((Span(f"[note {note.number}] ", "cite"),), (Span("  "),), note.line)

    def _paragraph(self, block: Paragraph) -> None:
        self.writer.write(self._inliner.spans(block.inlines), block.line)

    def _heading(self, block: Heading) -> None:
        self.writer.anchor(block.ident)
        self.writer.write(self._inliner.spans(block.inlines, "heading" if block.level <= 3 else "subheading", mark=False), block.line)

    def _slide_break(self, block: SlideBreak) -> None:
        self.writer.put([Line((Span("─" * self.writer.room, "rule"),), block.line)])

    def _table(self, block: Table) -> None:
        header = [self._inliner.spans(cell, "strong", mark=False) for cell in block.header.cells]
        rows = [[self._inliner.spans(cell) for cell in row.cells] for row in block.rows]
        sources = [block.header.line, *[row.line for row in block.rows]]
        self.writer.put(table_lines(header, rows, block.aligns, sources, self.writer.room))

    def _code(self, block: CodeBlock) -> None:
        self.writer.put(code_lines(block, self.writer.room))

    def _chart(self, block: ChartBlock) -> None:
        cites = self._inliner.cites(block.chart.cite)
        self.writer.put(Line(row, block.line) for row in chart_lines(block.chart, cites, self.writer.room))


def code_lines(block: CodeBlock, room: int) -> list[Line]:
    """Verbatim text, indented; a line wider than `room` goes on below behind `CUT_MARK`."""
    lines: list[Line] = []
    indent = Span(" " * CODE_INDENT)
    for number, text in enumerate(block.text.removesuffix("\n").split("\n"), start=block.line + 1):
        pieces = _cut(text.expandtabs(4), room - CODE_INDENT)
        lines += [Line((indent, Span(piece, "code"), Span(CUT_MARK, "muted")), number) for piece in pieces[:-1]]
        lines.append(Line((indent, Span(pieces[-1], "code")) if pieces[-1] else (), number))
    return lines


def _cut(text: str, room: int) -> list[str]:
    """`text` in pieces that leave a cell for the mark, or whole if it fits."""
    if cell_len(text) <= room:
        return [text]
    return chop_cells(text, room - cell_len(CUT_MARK))
