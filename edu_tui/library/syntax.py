"""The one Markdown syntax of the project: CommonMark with tables, footnotes, definitions, citations and blanks, and without HTML.

What the parser would drop is marked here, so that `markdown.py` can report it: no word of an author is lost in silence.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from edu_tui.library.text import clean_line

MAX_NESTING = 48
"""Levels that the parser follows (a list in a list takes two); it drops what lies deeper, which is reported as N10."""

MAX_INLINE_NESTING = 16
"""Levels of emphasis and links in one another; the words of deeper ones are kept, their marks are not."""

CITE = re.compile(r"\[(-?@[^\[\]\n]{1,400})\]")
"""A group of citations; what it holds is split at semicolons."""

CITE_PART = re.compile(r"-?@([A-Za-z0-9][\w:./-]*?)[.,]?(?:,\s*(.*))?")
"""One citation of a group: its key, and its locator."""

_BLANK = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


@cache
def parser() -> MarkdownIt:
    """CommonMark without HTML and underlined headings, with tables, strike-through, footnotes, definitions, citations, blanks."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"]).disable(["lheading", "html_block", "html_inline"])
    md.use(footnote_plugin, inline=False).use(deflist_plugin)
    md.inline.ruler.before("link", "cite", _cite_rule)
    md.inline.ruler.before("link", "blank", _blank_rule)
    md.core.ruler.after("block", "surplus_cells", _mark_surplus_cells)
    md.core.ruler.before("footnote_tail", "nested_footnotes", _lift_nested_footnotes)
    md.core.ruler.before("footnote_tail", "unused_footnotes", _mark_unused_footnotes)
    md.core.ruler.push("flat_inlines", _flatten_inlines)
    # Addresses must reach the link gate exactly as the author wrote them.
    md.validateLink = _any_link  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def _any_link(url: str) -> bool:  # noqa: ARG001 - markdown-it names it
    """Whether the parser takes an address: any; the link gate alone decides what a link may do."""
    return True


def _cite_rule(state: StateInline, silent: bool) -> bool:
    """`[@key]`, `[@a; @b, p. 4]`."""
    found = CITE.match(state.src, state.pos)
    if not found or state.src.startswith("(", found.end()):
        return False
    parts = [CITE_PART.fullmatch(part.strip()) for part in found.group(1).split(";")]
    if not all(parts):
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.meta = {
            "keys": [part.group(1) for part in parts if part],
            "locators": [clean_line(part.group(2) or "") for part in parts if part],
        }
    state.pos = found.end()
    return True


def _blank_rule(state: StateInline, silent: bool) -> bool:
    """`[[answer|variant]]`."""
    found = _BLANK.match(state.src, state.pos)
    if not found:
        return False
    variants = [clean_line(part) for part in found.group(1).split("|")]
    if not any(variants):
        return False
    if not silent:
        state.push("blank", "", 0).meta = {"variants": [part for part in variants if part]}
    state.pos = found.end()
    return True


def _mark_surplus_cells(state: StateCore) -> None:
    """Note in `meta["lost"]` of a table row the words of cells beyond those of the header: the parser drops them."""
    lines = state.src.split("\n")
    columns = 0
    for token in state.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns and token.map:
            cells = _CELL_BORDER.split(lines[token.map[0]].lstrip(" \t>").removeprefix("|"))
            token.meta["lost"] = " ".join(cells[columns:]).strip()


def _lift_nested_footnotes(state: StateCore) -> None:
    """Move footnotes that stand inside another one behind it: the plugin cannot take them apart."""
    if "footnotes" not in state.env:
        return
    tokens: list[Token] = []
    open_notes: list[list[Token]] = [tokens]
    lifted: list[Token] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_notes.append([])
        open_notes[-1].append(token)
        if token.type == "footnote_reference_close":
            note = open_notes.pop()
            if len(open_notes) > 1:
                lifted += note
            else:
                tokens += note + lifted
                lifted = []
    state.tokens = tokens


def _mark_unused_footnotes(state: StateCore) -> None:
    """Put a `lost` token where a footnote stands to which nothing refers, or which is written again below: the parser drops it."""
    if "footnotes" not in state.env:
        return
    numbers = state.env["footnotes"]["refs"]
    below: set[str] = set()
    for at, token in reversed(list(enumerate(state.tokens))):
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in below or numbers[f":{label}"] < 0:
                state.tokens.insert(at, Token("lost", "", 0, map=token.map, meta={"label": label, "again": label in below}))
            below.add(label)


def _flatten_inlines(state: StateCore) -> None:
    """Drop the marks that nest too deeply, and turn what stands in the brackets of an image into its words."""
    for token in state.tokens:
        children = token.children or []
        if any(child.level >= MAX_INLINE_NESTING for child in children):
            token.children = [child for child in children if not child.nesting or child.level < MAX_INLINE_NESTING]
        for child in children:
            if child.type == "image":
                child.content, child.children = "".join(part.content for part in child.children or []), None
