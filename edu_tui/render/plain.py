"""From blocks to plain text for screen readers and pipes: words instead of lines, bars and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from edu_tui.library.blocks import (
    Blank,
    Block,
    Chart,
    ChartBlock,
    Cite,
    Code,
    CodeBlock,
    Definition,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
)
from edu_tui.render.figures import chart_figures
from edu_tui.render.inlines import image_text, one_line
from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import Row
from edu_tui.render.walk import LABELS, Move, Node, Step, item_number, task_box, walk
from edu_tui.render.wrap import NO_BREAK
from edu_tui.render.writer import Writer


def to_text(blocks: Sequence[Block], width: int = 80, *, show_notes: bool = False) -> str:
    """`blocks` as plain text in lines of at most `width` cells, except that a longer word, a longer address and code stay whole.

    Citations are ids, charts are their sentence and numbers, tables are "Header: value" lines; footnotes stand at the end. Ends with a
    newline unless empty.
    """
    page = _PlainPage(width)
    for step in walk(blocks, show_notes=show_notes):
        page.take(step)
    return "".join(f"{line.text}\n" for line in page.writer.layout().lines)


def inlines_to_text(inlines: Sequence[Inline]) -> str:
    """One run of inlines as plain text; a hard break is a newline."""
    return _PlainInliner().text(inlines).replace(NO_BREAK, " ")


class _PlainInliner:
    """Turns the inlines of one document into text; it remembers how many blanks there were."""

    def __init__(self) -> None:
        self._blanks = 0

    def text(self, inlines: Sequence[Inline]) -> str:
        """The words of `inlines`, with `NO_BREAK` where a citation follows its word."""
        parts: list[str] = []
        waiting: list[Inline] = list(reversed(inlines))
        while waiting:
            match waiting.pop():
                case Text(text) | Code(text):
                    parts.append(one_line(text))
                case Strong(inside) | Emphasis(inside):
                    waiting += reversed(inside)
                case Strike(inside):
                    waiting += [Text("]"), *reversed(inside), Text("[struck out: ")]
                case Link(href, inside):
                    waiting += [*_address(href, inside), *reversed(inside)]
                case Cite(keys, locators):
                    _glue(parts, _cited(keys, locators))
                case NoteRef(number):
                    if parts and not parts[-1].endswith((" ", "\n")):
                        parts.append(NO_BREAK)
                    _glue(parts, f"[note{NO_BREAK}{number}]")
                case Image(src, alt):
                    parts.append(image_text(src, alt))
                case Blank():
                    self._blanks += 1
                    parts.append(f"____({self._blanks})____")
                case LineBreak():
                    parts.append("\n")
        return "".join(parts)


def _address(href: str, inside: Sequence[Inline]) -> tuple[Inline, ...]:
    """What follows a link's text: its address, unless the text is the address or there is none."""
    if not href or tuple(inside) == (Text(href),):
        return ()
    return (Text(f" ({href})" if inside else href),)


def _cited(keys: Sequence[str], locators: Sequence[str]) -> str:
    """A citation group by its ids: `[RT-13; RT-14, p. 4]`."""
    places = [*locators, *[""] * len(keys)]
    return f"[{'; '.join(f'{key}, {place}' if place else key for key, place in zip(keys, places, strict=False))}]"


def _glue(parts: list[str], mark: str) -> None:
    """Add a mark that no line break parts from the word before it."""
    if parts and parts[-1].endswith(" "):
        parts[-1] = parts[-1].rstrip(" ") + NO_BREAK
    parts.append(one_line(mark))


class _PlainPage:
    """The walker's state: a writer and the inlines' memory."""

    def __init__(self, width: int) -> None:
        self.writer = Writer(width, cut=False)
        self._inliner = _PlainInliner()

    def take(self, step: Step) -> None:
        """Write one step of the walk."""
        if step.move is Move.CLOSE:
            self._close(step.node)
            return
        if step.gap:
            self.writer.gap()
        match step.node:
            case Paragraph(line, inlines):
                self._write(self._inliner.text(inlines), line)
            case Heading(line, _, inlines):
                self._write(self._inliner.text(inlines), line)
            case CodeBlock(line, text):
                self.writer.put(Line(_plain(row), line) for row in text.removesuffix("\n").expandtabs(4).split("\n"))
            case Table() as table:
                self._table(table)
            case ChartBlock(line, chart):
                self._chart(chart, line)
            case _:
                self._open(step)

    def _open(self, step: Step) -> None:
        """Begin a container; a list has no words of its own, and a slide break says nothing to a reader."""
        match step.node:
            case Item() as item if isinstance(step.parent, ItemList):
                marker = f"{item_number(step.parent, step.place).strip() or '-'} {task_box(item)}"
                self.writer.open(_plain(marker), _plain(" " * len(marker)), item.line)
            case Definition(line, term):
                self._write(f"{self._inliner.text(term)}:", line)
                self.writer.indent(_plain("  "))
            case Quote() as quote:
                self._quote(quote)
            case Footnote(line, number):
                self.writer.gap()
                self.writer.open(_plain(f"[note {number}] "), (), line)

    def _close(self, node: Node) -> None:
        """End a container that has a margin."""
        if isinstance(node, Item | Definition | Quote | Footnote):
            self.writer.close(node.line)

    def _quote(self, quote: Quote) -> None:
        """A quote begins with its label, on the same line if it begins with a paragraph."""
        label = f"{LABELS.get(quote.label, quote.label) or 'Quote'}:"
        if quote.blocks and isinstance(quote.blocks[0], Paragraph):
            self.writer.open(_plain(f"{label} "), (), quote.line)
        else:
            self._write(label, quote.line)
            self.writer.open((), (), quote.line)

    def _table(self, table: Table) -> None:
        """One "Header: value" line for each cell, an empty line between rows; a table without rows is its headers."""
        names = [self._inliner.text(cell) for cell in table.header.cells]
        if not table.rows:
            self._write("; ".join(names), table.header.line)
        for row in table.rows:
            self.writer.gap()
            for name, cell in zip_longest(names, map(self._inliner.text, row.cells), fillvalue=""):
                self._write(f"{name}: {cell}" if name else cell, row.line)

    def _chart(self, chart: Chart, line: int) -> None:
        """Title with its citations, the sentence, the numbers."""
        cited = f"{NO_BREAK}{_cited(chart.cite, ())}" if chart.cite else ""
        self._write(one_line(chart.title).strip() + cited, line)
        self._write(one_line(chart.alt), line)
        for figure in chart_figures(chart):
            self.writer.open(_plain("- "), _plain("  "), line)
            self._write(figure, line)
            self.writer.close(line)

    def _write(self, text: str, line: int) -> None:
        """Write flowing text."""
        self.writer.write(_plain(text), line)


def _plain(text: str) -> Row:
    """Text as the one span of a row."""
    return (Span(text),) if text else ()
