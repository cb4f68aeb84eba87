"""Styled lines: what a page is made of before any toolkit sees it.

A style is a name from `STYLES`; the app maps names to colours through its themes, so that content can never restyle anything. A target is
what activating a span means, as `kind:value`; the screen decides what to do with it.
"""

from __future__ import annotations

import msgspec

STYLES = (
    "text",  # body
    "muted",  # secondary text
    "strong",
    "emphasis",
    "strike",
    "code",
    "heading",  # page title and headings inside a page
    "subheading",
    "link",
    "cite",  # a citation mark
    "term",  # the first use of a glossary term
    "label",  # the label of a labelled quote
    "caution",
    "call",  # "Call now"
    "success",  # right, done
    "error",  # wrong, broken
    "bar",  # chart ink
    "bar2",
    "bar3",
    "axis",
    "rule",  # thin lines and borders
    "match",  # a hit of find-in-page
    "accent",  # what asks for attention now
)


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Characters in one style; `target` is "" or `kind:value`: `fact:RT-13`, `ref:hunger2020`, `term:mrd`, `link:https://…`, `note:1`."""

    text: str
    style: str = "text"
    target: str = ""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One screen line, no wider than the width it was laid out for; `source` is the line in the file it comes from, 0 for none."""

    spans: tuple[Span, ...] = ()
    source: int = 0

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(span.text for span in self.spans)


class Layout(msgspec.Struct, frozen=True):
    """A laid-out document: its lines and, for each heading id, footnote (`note-1`) or other anchor, the index of its line."""

    lines: tuple[Line, ...]
    anchors: dict[str, int] = {}
