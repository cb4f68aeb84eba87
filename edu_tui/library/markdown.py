"""From Markdown to our blocks, by way of the syntax tree."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edu_tui.library import blocks as b
from edu_tui.library.charts import read_chart
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.slugs import slug, unique
from edu_tui.library.syntax import MAX_NESTING, parser
from edu_tui.library.text import clean, clean_inline, clean_line
from edu_tui.library.tree import Node, tree
from edu_tui.library.walk import plain

LABELS = ("key point", "caution", "call now", "not known", "teach-back", "ask", "notes", "hint", "explanation")
"""The labels that make a quote a labelled quote."""

_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
_CONTAINERS = ("blockquote", "list_item", "dd", "footnote")


def parse(text: str) -> Node:
    """The syntax tree of `text` (cleaned, LF line ends)."""
    return tree(parser().parse(text))


class BlockBuilder:
    """Turns syntax nodes into blocks and collects what is wrong; `first_line` is the line of the file on which the parsed text began."""

    def __init__(self, path: str, first_line: int = 1) -> None:
        self.path, self.offset = path, first_line
        self.diagnostics: list[Diagnostic] = []
        self._idents: dict[str, int] = {}

    def line(self, node: Node) -> int:
        """The line of the file on which `node` starts."""
        return (node.map[0] if node.map else 0) + self.offset

    def blocks(self, nodes: Iterable[Node]) -> tuple[b.Block, ...]:
        """The blocks of `nodes`, in order."""
        return tuple(block for node in nodes if (block := self._block(node)) is not None)

    def report(self, line: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Note a finding."""
        self.diagnostics.append(Diagnostic(self.path, line, 1, code, severity, message, hint))

    def report_depth(self, tree: Node) -> None:
        """Note N10 where the parser stopped following the nesting: what lies deeper is lost to the reader."""
        for node in tree.walk():
            if node.type in _CONTAINERS and node.level >= MAX_NESTING - 1:
                message = "what stands here is nested so deeply that it cannot be shown"
                self.report(self.line(node), "N10", message, "Keep lists and quotes to eight levels.")
                return

    def _block(self, node: Node) -> b.Block | None:
        match node.type:
            case "paragraph":
                return b.Paragraph(self.line(node), inlines(node))
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                return b.ItemList(self.line(node), tuple(self._item(child) for child in node.children), start)
            case "blockquote":
                return self._quote(node)
            case "fence" | "code_block":
                return self._fence(node)
            case "table":
                return self._table(node)
            case "dl":
                return self._definitions(node)
            case "hr":
                return b.SlideBreak(self.line(node))
            case "lost":
                label = f"[^{clean_line(node.meta['label'])[:40]}]"
                message = (
                    f"the footnote {label} is written again below" if node.meta["again"] else f"nothing refers to the footnote {label}"
                )
                self.report(self.line(node), "N11", f"{message}, so this is not shown", "Give it a name of its own and refer to it.")
                return None
            case _:
                return None

    def _heading(self, node: Node) -> b.Heading:
        parts, ident, _ = heading_parts(inlines(node))
        return b.Heading(self.line(node), max(3, int(node.tag[1])), parts, unique(ident or slug(plain(parts)), self._idents))

    def _item(self, node: Node) -> b.Item:
        content = self.blocks(node.children)
        first = content[0] if content else None
        if isinstance(first, b.Paragraph) and first.inlines and isinstance(first.inlines[0], b.Text):
            found = _TASK.match(first.inlines[0].text)
            if found:
                text = first.inlines[0].text[found.end() :]
                rest = (b.Text(text), *first.inlines[1:]) if text else first.inlines[1:]
                body = (b.Paragraph(first.line, rest), *content[1:])
                return b.Item(self.line(node), body, found.group(1) in "xX")
        return b.Item(self.line(node), content)

    def _quote(self, node: Node) -> b.Quote:
        content = self.blocks(node.children)
        label, rest = split_label(content)
        return b.Quote(self.line(node), rest, label)

    def _fence(self, node: Node) -> b.Block:
        words = clean_line(node.info).split() if node.type == "fence" else []
        language = words[0] if words else ""
        if language == "chart":
            chart, faults = read_chart(node.content, self.path, self.line(node) + 1)
            self.diagnostics += faults
            if chart is not None:
                return b.ChartBlock(self.line(node), chart)
        return b.CodeBlock(self.line(node), clean(node.content).rstrip("\n"), language)

    def _table(self, node: Node) -> b.Table:
        rows = [self._row(row) for part in node.children for row in part.children]
        aligns = tuple(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in node.children[0].children[0].children)
        return b.Table(self.line(node), rows[0], tuple(rows[1:]), aligns)

    def _row(self, node: Node) -> b.TableRow:
        lost = clean_line(node.meta.get("lost", ""))
        if lost:
            message = f'this row has more cells than the table has columns, so "{lost[:40]}" is not shown'
            self.report(self.line(node), "N12", message, "Add a column, or write a bar inside a cell as \\|.")
        return b.TableRow(self.line(node), tuple(inlines(cell) for cell in node.children))

    def _definitions(self, node: Node) -> b.DefinitionList:
        items: list[b.Definition] = []
        for child in node.children:
            if child.type == "dt":
                items.append(b.Definition(self.line(child), inlines(child), ()))
            elif items:
                last = items[-1]
                items[-1] = b.Definition(last.line, last.term, last.blocks + self.blocks(child.children))
        return b.DefinitionList(self.line(node), tuple(items))

    def footnotes(self, tree: Node) -> tuple[b.Footnote, ...]:
        """The footnotes of a whole document, in the order of their numbers."""
        notes: list[b.Footnote] = []
        for node in tree.children:
            if node.type == "footnote_block":
                for note in node.children:
                    content = self.blocks(note.children)
                    notes.append(b.Footnote(content[0].line if content else self.offset, int(note.meta["id"]) + 1, content))
        return tuple(notes)


def inlines(node: Node) -> tuple[b.Inline, ...]:
    """The inlines below a block node (paragraph, heading, table cell, term)."""
    return tuple(part for child in node.children if child.type == "inline" for part in _inlines(child.children or ()))


def _inlines(nodes: Iterable[Node]) -> list[b.Inline]:
    """The inlines that `nodes` are; a run of texts is one, joined at its end: joining at each would take hours for a million lines."""
    found: list[b.Inline] = []
    texts: list[str] = []
    for node in nodes:
        part = _inline(node)
        if isinstance(part, b.Text):
            texts.append(part.text)
        elif part is not None:
            if texts:
                found.append(b.Text("".join(texts)))
                texts = []
            found.append(part)
    if texts:
        found.append(b.Text("".join(texts)))
    return found


def _inline(node: Node) -> b.Inline | None:
    match node.type:
        case "text":
            return b.Text(clean_inline(node.content)) if node.content else None
        case "softbreak":
            return b.Text(" ")
        case "hardbreak":
            return b.LineBreak()
        case "code_inline":
            return b.Code(clean_inline(node.content))
        case "strong":
            return b.Strong(tuple(_inlines(node.children)))
        case "em":
            return b.Emphasis(tuple(_inlines(node.children)))
        case "s":
            return b.Strike(tuple(_inlines(node.children)))
        case "link":
            return b.Link(clean_line(str(node.attrs.get("href", ""))), tuple(_inlines(node.children)))
        case "image":
            return b.Image(clean_line(str(node.attrs.get("src", ""))), clean_line(node.content))
        case "cite":
            return b.Cite(tuple(node.meta["keys"]), tuple(node.meta["locators"]))
        case "blank":
            return b.Blank(tuple(node.meta["variants"]))
        case "footnote_ref":
            return b.NoteRef(int(node.meta["id"]) + 1)
        case "footnote_anchor":
            return None
        case _:
            return b.Text(clean_inline(node.content)) if node.content else None


_ATTRIBUTES = re.compile(r"\s*\{((?:[#.][\w-]+\s*)+)\}\s*$")


def heading_parts(parts: tuple[b.Inline, ...]) -> tuple[tuple[b.Inline, ...], str, tuple[str, ...]]:
    """A heading's inlines without its `{#id .class}`, its id ("" if none), and the classes."""
    if not parts or not isinstance(parts[-1], b.Text):
        return parts, "", ()
    found = _ATTRIBUTES.search(parts[-1].text)
    if not found:
        return parts, "", ()
    words = re.findall(r"[#.][\w-]+", found.group(1))
    ident = next((word[1:] for word in words if word[0] == "#"), "")
    rest = parts[-1].text[: found.start()]
    kept = (*parts[:-1], b.Text(rest)) if rest else parts[:-1]
    return kept, ident, tuple(word[1:] for word in words if word[0] == ".")


def split_label(content: tuple[b.Block, ...]) -> tuple[str, tuple[b.Block, ...]]:
    """The label of a quote that begins with `**Label:**` ("" if it has none that is known), and its blocks without the label."""
    first = content[0] if content else None
    if not isinstance(first, b.Paragraph) or not first.inlines or not isinstance(first.inlines[0], b.Strong):
        return "", content
    words = plain(first.inlines[0].children)
    rest = first.inlines[1:]
    if not words.endswith((":", ".")):
        head = rest[0] if rest else None
        if not (isinstance(head, b.Text) and head.text.startswith(":")):
            return "", content
        rest = (b.Text(head.text[1:]), *rest[1:])
    label = words.rstrip(":. ").casefold()
    label = "notes" if label == "note" else label
    if label not in LABELS:
        return "", content
    while rest and (isinstance(rest[0], b.LineBreak) or (isinstance(rest[0], b.Text) and not rest[0].text.strip())):
        rest = rest[1:]
    if rest and isinstance(rest[0], b.Text):
        rest = (b.Text(rest[0].text.lstrip()), *rest[1:])
    return label, ((b.Paragraph(first.line, rest), *content[1:]) if rest else content[1:])
