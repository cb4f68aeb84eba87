"""From HTML to our blocks: the words stay, bold, italics, lists, tables, code and web links with them; the rest is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from edu_tui.authoring.html_tree import BLOCKS, Element, read_html
from edu_tui.authoring.losses import Dropped, RefusedError
from edu_tui.authoring.runs import EMPHASIS, STRIKE, STRONG, Run, one_line, paragraphs
from edu_tui.library import blocks as b
from edu_tui.library.links import WebLink, resolve
from edu_tui.library.roles import REFERENCES_FILE
from edu_tui.library.text import clean_inline

MAX_TEXT = 100_000
"""Characters of the longest text that is read as HTML or Markdown: a lenient reader may need time beyond all measure for a hostile one."""

_MARKS = {
    "b": STRONG,
    "strong": STRONG,
    "i": EMPHASIS,
    "em": EMPHASIS,
    "dfn": EMPHASIS,
    "cite": EMPHASIS,
    "var": EMPHASIS,
    "s": STRIKE,
    "del": STRIKE,
    "strike": STRIKE,
    **{f"h{level}": STRONG for level in range(1, 7)},
}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_HIDDEN = frozenset({"head", "script", "style", "template", "title"})
_MEDIA = {
    "img": ("picture", "shows"),
    "svg": ("picture", "shows"),
    "canvas": ("picture", "shows"),
    "object": ("picture", "shows"),
    "embed": ("picture", "shows"),
    "math": ("formula", "says"),
    "iframe": ("page", "shows"),
    "video": ("film", "shows"),
    "audio": ("recording", "says"),
}
_SHIFTED = {
    "sup": ("^", str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")),
    "sub": ("_", str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")),
}
_ROWS = ("thead", "tbody", "tfoot", "tr", "colgroup", "col")
_CELLS = ("td", "th")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_LOOKS = re.compile(r"(?:color|size|background)\s*:")
_ANY_PAGE = REFERENCES_FILE  # from where the link gate sees an address: only web pages pass

_Pieces: TypeAlias = Iterator[Run | tuple[b.Block, ...]]


class Found(msgspec.Struct, frozen=True):
    """The blocks of a text, and what it loses on the way."""

    blocks: tuple[b.Block, ...]
    dropped: tuple[Dropped, ...] = ()


def html_blocks(text: str) -> Found:
    """The blocks that the HTML in `text` shows. What was media becomes a gap (`blocks.Image`) that asks for its words.

    Raises RefusedError if the text is too long.
    """
    refuse_long(text)
    converter = _Converter()
    blocks = converter.flow(read_html(text).children)
    return Found(blocks, tuple(dict.fromkeys(converter.dropped)))


def refuse_long(text: str) -> None:
    """Raise RefusedError if the text is too long to be given to a reader of HTML or Markdown."""
    if len(text) > MAX_TEXT:
        raise RefusedError(f"a text of {len(text):,} characters", f"at most {MAX_TEXT:,} are read")


class _Converter:
    """Turns elements into blocks and collects what is dropped."""

    def __init__(self) -> None:
        self.dropped: list[Dropped] = []

    def flow(self, nodes: Sequence[Element | str], marks: frozenset[str] = frozenset()) -> tuple[b.Block, ...]:
        """The blocks of nodes in a row: running text between blocks becomes paragraphs."""
        blocks: list[b.Block] = []
        runs: list[Run] = []
        for piece in self._pieces(nodes, marks):
            if isinstance(piece, Run):
                runs.append(piece)
            else:
                blocks += (*paragraphs(runs), *piece)
                runs = []
        return (*blocks, *paragraphs(runs))

    def _pieces(self, nodes: Sequence[Element | str], marks: frozenset[str]) -> _Pieces:
        """Runs, and the blocks that stand between them."""
        for node in nodes:
            if isinstance(node, str):
                yield Run(b.Text(node), marks)
            elif node.tag in BLOCKS:
                yield self._block(node, marks | self._marks(node))
            else:
                yield from self._inline(node, marks | self._marks(node))

    def _marks(self, node: Element) -> frozenset[str]:
        """The marks that an element puts on its text; other looks are lost."""
        style = node.attributes.get("style", "").casefold()
        if node.tag in ("u", "ins") or "underline" in style:
            self._drop("underlining", "our pages know bold and italics only")
        if node.tag == "font" or _LOOKS.search(style):
            self._drop("colours and sizes of letters", "our pages have one look")
        found = {_MARKS.get(node.tag, ""), STRONG if _BOLD.search(style) else "", EMPHASIS if "italic" in style else ""}
        return frozenset(found - {""})

    def _drop(self, what: str, why: str) -> None:
        self.dropped.append(Dropped(what, why))

    # --- inlines -----------------------------------------------------------------------------------------------------------------

    def _inline(self, node: Element, marks: frozenset[str]) -> _Pieces:
        tag, is_text = node.tag, all(isinstance(child, str) for child in node.children)
        if tag == "br":
            yield Run(b.LineBreak())
        elif tag in _MEDIA:
            yield Run(self._gap(node), marks)
        elif tag in _HIDDEN:
            self._drop(f"a {tag} element", "our pages run no programs and have one look")
        elif tag in _CODE and is_text and _words(node):
            yield Run(b.Code(_words(node)), marks)
        elif tag in _SHIFTED and is_text:
            yield Run(b.Text(_shifted(_words(node), tag)), marks)
        elif tag == "a":
            yield from self._link(node, marks)
        else:
            yield from self._pieces(node.children, marks)

    def _gap(self, node: Element) -> b.Image:
        kind, does = _MEDIA[node.tag]
        name = _file_name(node)
        self._drop(f"the {kind} {name}".strip(), "media are not carried along; a blank asks for its words")
        told = node.attributes.get("alt", "")
        return b.Image(name, f"what the {kind} {name} {does}" + (f" ({told[:80]})" if told else ""))

    def _link(self, node: Element, marks: frozenset[str]) -> _Pieces:
        address = node.attributes.get("href", "")
        target = resolve(address, _ANY_PAGE)
        if isinstance(target, WebLink):
            words = flattened(self.flow(node.children))
            yield from (Run(b.Link(target.url, words), marks),) if words else ()
            return
        if address:
            self._drop(f"the address {clean_inline(address)[:60]}", "only links to web pages are carried along; their words stay")
        yield from self._pieces(node.children, marks)

    # --- blocks ------------------------------------------------------------------------------------------------------------------

    def _block(self, node: Element, marks: frozenset[str]) -> tuple[b.Block, ...]:
        match node.tag:
            case "ul" | "ol":
                return self._list(node, marks)
            case "blockquote":
                inner = self.flow(node.children, marks)
                return (b.Quote(0, inner),) if inner else ()
            case "pre":
                return self._code_block(node)
            case "table":
                return self._table(node, marks)
            case _:
                return self.flow(node.children, marks)

    def _list(self, node: Element, marks: frozenset[str]) -> tuple[b.Block, ...]:
        """A list; what stands in it outside of its items counts as one."""
        bodies = (self.flow([child] if isinstance(child, str) or child.tag != "li" else child.children, marks) for child in node.children)
        items = tuple(b.Item(0, body) for body in bodies if body)
        return (b.ItemList(0, items, 1 if node.tag == "ol" else None),) if items else ()

    def _code_block(self, node: Element) -> tuple[b.Block, ...]:
        for inner in _elements(node):
            if inner.tag in _MEDIA:
                self._gap(inner)
        text = "\n".join(line.rstrip() for line in _text(node).split("\n")).strip("\n")
        return (b.CodeBlock(0, text),) if text else ()

    def _table(self, node: Element, marks: frozenset[str]) -> tuple[b.Block, ...]:
        """A table whose first row is its head, and before it what stands outside of its cells. Short rows are filled up."""
        outside = self.flow([child for child in node.children if isinstance(child, str) or child.tag not in _ROWS], marks)
        rows = [cells for row in _rows(node) if (cells := self._cells(row, marks))]
        width = max(map(len, rows), default=0)
        if not width:
            return outside
        header, *rest = (b.TableRow(0, (*row, *[()] * (width - len(row)))) for row in rows)
        return (*outside, b.Table(0, header, tuple(rest), ("",) * width))

    def _cells(self, row: Element, marks: frozenset[str]) -> list[tuple[b.Inline, ...]]:
        """The cells of a row; words outside of them make cells of their own."""
        cells = [child if isinstance(child, Element) and child.tag in _CELLS else _holding(child, "") for child in row.children]
        texts = [(cell.tag, self._cell(cell, marks)) for cell in cells]
        return [text for tag, text in texts if tag or text]

    def _cell(self, node: Element, marks: frozenset[str]) -> tuple[b.Inline, ...]:
        """The running text of a cell; lists and further tables in it become words."""
        if {"colspan", "rowspan"} & set(node.attributes):
            self._drop("joined cells of a table", "each cell of our tables stands in one column of one row")
        return flattened(self.flow(node.children, marks))


# --- elements --------------------------------------------------------------------------------------------------------------------


def _elements(node: Element) -> Iterator[Element]:
    """Every element inside."""
    for child in node.children:
        if isinstance(child, Element):
            yield child
            yield from _elements(child)


def _rows(node: Element) -> Iterator[Element]:
    """The rows of a table, not those of a table inside it; what stands between the rows of a part makes a row of its own."""
    for child in node.children:
        if isinstance(child, Element) and child.tag == "tr":
            yield child
        elif isinstance(child, Element) and child.tag in _ROWS:
            yield from _rows(child)
        elif node.tag != "table":
            yield _holding(child, "tr")


def _holding(child: Element | str, tag: str) -> Element:
    """An element that holds only `child`."""
    element = Element(tag)
    element.children.append(child)
    return element


def _text(node: Element) -> str:
    """All characters inside, a line break as a line end."""
    parts = (child if isinstance(child, str) else "\n" if child.tag == "br" else _text(child) for child in node.children)
    return "".join(parts)


def _words(node: Element) -> str:
    return " ".join(_text(node).split())


def _shifted(text: str, tag: str) -> str:
    """Raised or lowered characters: as such where they exist, else behind ^ or _."""
    sign, table = _SHIFTED[tag]
    return text.translate(table) if all(ord(char) in table for char in text) else f"{sign}{text}"


def _file_name(node: Element) -> str:
    """The last part of the address of a medium."""
    address = node.attributes.get("src") or node.attributes.get("data") or ""
    return "" if address.startswith("data:") else re.split(r"[/\\]", clean_inline(address))[-1][-60:]


# --- blocks as running text ------------------------------------------------------------------------------------------------------


def flattened(blocks: Sequence[b.Block]) -> tuple[b.Inline, ...]:
    """Blocks as running text on one line."""
    return one_line([run for block in blocks for run in (Run(b.LineBreak()), *map(Run, _inlines_of(block)))])


def _inlines_of(block: b.Block) -> tuple[b.Inline, ...]:
    match block:
        case b.Paragraph(_, parts):
            return parts
        case b.ItemList(_, items):
            return _joined([flattened(item.blocks) for item in items], "; ")
        case b.Quote(_, inner):
            return flattened(inner)
        case b.Table(_, header, rows):
            return _joined([cell for row in (header, *rows) for cell in row.cells if cell], "; ")
        case b.CodeBlock(_, text):
            return (b.Code(" ".join(text.split())),)
        case _:
            return ()


def _joined(texts: Sequence[tuple[b.Inline, ...]], gap: str) -> tuple[b.Inline, ...]:
    return tuple(part for number, parts in enumerate(texts) for part in ((b.Text(gap), *parts) if number else parts))
