"""Inlines as styled spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edu_tui.library.blocks import (
    Blank,
    Cite,
    Code,
    Emphasis,
    Image,
    Inline,
    Link,
    NoteRef,
    Strike,
    Strong,
    Text,
)
from edu_tui.library.terms import TermMatcher
from edu_tui.render.lines import Span
from edu_tui.render.numbering import Numbering
from edu_tui.render.terms import mark_terms
from edu_tui.render.wrap import NO_BREAK

_SPACES = re.compile(r"[ \t\n]+")
_STRONG_ALREADY = frozenset({"heading", "subheading", "label"})
_SHADES = {Strong: "strong", Emphasis: "emphasis", Strike: "strike"}


class Inliner:
    """Turns the inlines of one page into spans; it remembers which terms are marked and how many blanks there were.

    `filled` is what stands in each blank, "" or too short where nothing does yet.
    """

    def __init__(self, numbering: Numbering, terms: TermMatcher | None = None, filled: Sequence[str] = ()) -> None:
        self._numbering = numbering
        self._terms = terms
        self._filled = filled
        self._marked: set[str] = set()
        self._blanks = 0

    def spans(self, inlines: Sequence[Inline], style: str = "text", *, mark: bool = True) -> list[Span]:
        """The spans of `inlines` in `style`; `mark`: whether glossary terms are marked. A hard break is a newline."""
        found: list[Span] = []
        terms = self._terms if mark else None
        waiting: list[tuple[Inline, str, str]] = [(inline, style, "") for inline in reversed(inlines)]
        while waiting:
            node, style, target = waiting.pop()
            match node:
                case Text(text):
                    found += self._text(one_line(text), style, target, terms)
                case Strong(inside) | Emphasis(inside) | Strike(inside):
                    shade = style if style in _STRONG_ALREADY or target else _SHADES[type(node)]
                    waiting += [(child, shade, target) for child in reversed(inside)]
                case Link(href, inside):
                    waiting += [(child, "link", _link(href)) for child in reversed(inside or (Text(href),))]
                case Cite(keys, locators):
                    glue(found, self.cites(keys, locators))
                case NoteRef(number):
                    if found and not found[-1].text.endswith((" ", "\n")):
                        found.append(Span(NO_BREAK))
                    glue(found, [Span(f"[note{NO_BREAK}{number}]", "cite", f"note:{number}")])
                case _:
                    found.append(self._sign(node, style, target))
        return found

    def cites(self, keys: Sequence[str], locators: Sequence[str] = ()) -> list[Span]:
        """The marks of a citation group, one for each key."""
        marks: list[Span] = []
        for index, key in enumerate(keys):
            locator = one_line(locators[index]) if index < len(locators) else ""
            mark = self._numbering.mark(one_line(key), locator).replace(" ", NO_BREAK)
            marks.append(Span(mark, "cite", self._numbering.target(key)))
        return marks

    def _text(self, text: str, style: str, target: str, terms: TermMatcher | None) -> list[Span]:
        """Plain characters, with glossary terms set off where they may be."""
        if terms is None or target:
            return [Span(text, style, target)]
        return mark_terms(text, style, terms, self._marked)

    def _sign(self, node: Inline, style: str, target: str) -> Span:
        """The inlines that become one span."""
        match node:
            case Code(text):
                return Span(one_line(text), style if target else "code", target)
            case Image(src, alt):
                return Span(image_text(src, alt), "muted", target or _link(src))
            case Blank():
                self._blanks += 1
                filled = self._filled[self._blanks - 1] if self._blanks <= len(self._filled) else ""
                return Span(filled or f"____({self._blanks})____", "accent", f"blank:{self._blanks}")
            case _:
                return Span("\n")


def one_line(text: str) -> str:
    """`text` with each run of blanks and line ends as one space."""
    return _SPACES.sub(" ", text) if "\n" in text or "\t" in text or "  " in text else text


def image_text(src: str, alt: str) -> str:
    """An image in words: `[image: alt] (address)`."""
    shown = f"[image: {one_line(alt).strip() or 'no description'}]"
    return f"{shown} ({one_line(src)})" if src else shown


def glue(spans: list[Span], marks: Sequence[Span]) -> None:
    """Add `marks` to `spans` so that no line breaks between a mark and the word before it."""
    if spans and spans[-1].text.endswith(" "):
        last = spans[-1]
        spans[-1] = Span(last.text.rstrip(" ") + NO_BREAK, last.style, last.target)
    spans.extend(marks)


def _link(href: str) -> str:
    """The target of an author's address."""
    return f"link:{href}" if href else ""
