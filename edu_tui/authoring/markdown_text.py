"""From blocks back to Markdown. What is written here, our parser reads as the same blocks.

An image becomes a blank that asks for its words: what did not come along leaves a gap that the author must fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from edu_tui.authoring.escaping import escaped, guarded_start
from edu_tui.library import blocks as b
from edu_tui.library.blanks import blank

_SIMPLE_ADDRESS = re.compile(r"[^\s()<>\\&]+")


def inline_text(parts: Iterable[b.Inline]) -> str:
    """Inlines as source; a line break is a backslash at the end of a line."""
    return "".join(_inline(part) for part in parts)


def _inline(part: b.Inline) -> str:
    match part:
        case b.Text(text):
            return escaped(text)
        case b.Strong(children):
            return f"**{inline_text(children)}**"
        case b.Emphasis(children):
            return f"*{inline_text(children)}*"
        case b.Strike(children):
            return f"~~{inline_text(children)}~~"
        case b.Code(text):
            return _code(text)
        case b.Link(href, children):
            return f"[{inline_text(children)}]({_address(href)})"
        case b.Image(_, words):
            return blank(words)
        case b.Blank(variants):
            return f"[[{'|'.join(variants)}]]"
        case b.LineBreak():
            return "\\\n"
        case b.Cite() | b.NoteRef():
            raise TypeError("nothing that comes from elsewhere cites our facts or refers to our footnotes")


def _code(text: str) -> str:
    """A code span, with more backticks around it than stand in a row inside."""
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _address(href: str) -> str:
    if _SIMPLE_ADDRESS.fullmatch(href):
        return href
    return f"<{_SPECIAL.sub(lambda found: _SPELT[found[0]], href)}>"


_SPELT = {"<": "\\<", ">": "\\>", "&": "&amp;", "\\": "\\\\"}
_SPECIAL = re.compile(r"[<>&\\]")


def text_lines(parts: Iterable[b.Inline]) -> list[str]:
    """The lines of a paragraph, each fit to begin a line of the file."""
    return [guarded_start(line) for line in inline_text(parts).split("\n")]


def block_lines(blocks: Sequence[b.Block]) -> list[str]:
    """Blocks as lines of source, parted by empty lines."""
    lines: list[str] = []
    turned = False
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        turned = not turned and _are_same_lists(before, block)
        lines += [""] if number else []
        lines += _block(block, turned=turned)
    return lines


def _are_same_lists(one: b.Block | None, two: b.Block) -> bool:
    """Whether two neighbours would run together into one list."""
    return isinstance(one, b.ItemList) and isinstance(two, b.ItemList) and (one.start is None) == (two.start is None)


def _block(block: b.Block, *, turned: bool) -> list[str]:
    match block:
        case b.Paragraph(_, parts):
            return text_lines(parts)
        case b.ItemList(_, items, start):
            return list(_list(items, start, turned=turned))
        case b.Quote(_, inner):
            return quoted(block_lines(inner))
        case b.CodeBlock(_, text):
            fence = "`" * max(3, _longest_run(text) + 1)
            return [fence, *text.split("\n"), fence]
        case b.Table():
            return _table(block)
        case _:
            raise TypeError(f"{type(block).__name__} comes from nowhere else")


def _list(items: Sequence[b.Item], start: int | None, *, turned: bool) -> Iterator[str]:
    """Items under an asterisk: hyphens are kept for answers. A turned list has the other sign."""
    for number, item in enumerate(items, start or 0):
        sign = f"{number}{')' if turned else '.'} " if start is not None else ("+ " if turned else "* ")
        yield from indented(block_lines(item.blocks), sign)


def indented(lines: Iterable[str], sign: str) -> Iterator[str]:
    """Lines of an item under its sign."""
    gap = " " * len(sign)
    for number, line in enumerate(lines):
        yield f"{gap if number else sign}{line}".rstrip()


def quoted(lines: Iterable[str]) -> list[str]:
    """Lines of a quote."""
    return [f"> {line}".rstrip() for line in lines]


def _table(table: b.Table) -> list[str]:
    return [_row(table.header), "|" + "---|" * len(table.header.cells), *map(_row, table.rows)]


def _row(row: b.TableRow) -> str:
    return "| " + " | ".join(inline_text(cell).replace("|", "\\|") for cell in row.cells) + " |"
