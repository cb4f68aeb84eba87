"""Inlines as HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.etree.ElementTree import Element

import msgspec

from edu_tui.export.nodes import add, glue, say
from edu_tui.export.sources import Sources
from edu_tui.export.words import Words
from edu_tui.library.blocks import Blank, Cite, Code, Emphasis, Image, Inline, LineBreak, Link, NoteRef, Strike, Strong, Text
from edu_tui.library.links import PageLink, WebLink, resolve
from edu_tui.render.inlines import image_text, one_line

_TAGS = {Strong: "strong", Emphasis: "em", Strike: "s"}


class Scope(msgspec.Struct, frozen=True):
    """Where a run of inlines stands: in which file, with which footnotes on the page, inside a link or not.

    `notes` names the footnotes that exist, `anchor` begins their ids, `filled` is what stands in each blank.
    """

    path: str = ""
    notes: Collection[int] = ()
    anchor: str = ""
    linked: bool = False
    mark: bool = True
    filled: Sequence[str] = ()


class Inliner:
    """Writes the inlines of one document. It collects the pages that they lead to, and counts blanks until it is told to `restart`."""

    def __init__(self, sources: Sources, words: Words | None) -> None:
        self._sources = sources
        self._words = words
        self._anchors: dict[PageLink, str] = {}
        self._blanks = 0
        self.pages: dict[PageLink, None] = {}

    def link_to(self, anchors: dict[PageLink, str]) -> None:
        """Let links to pages that are on this paper lead to their `anchors`."""
        self._anchors = anchors

    def restart(self) -> None:
        """Count blanks from 1 again."""
        self._blanks = 0

    def write(self, parent: Element, inlines: Sequence[Inline], scope: Scope) -> None:
        """Add `inlines` at the end of `parent`."""
        for inline in inlines:
            self._one(parent, inline, scope)

    def cites(self, parent: Element, keys: Sequence[str], locators: Sequence[str], scope: Scope) -> None:
        """Add the mark of a citation group, `[1, 3]`. It is not raised: beside figures like 10⁻⁴ a raised number is one to misread."""
        if not keys:
            return
        glue(parent)
        places: dict[int, list[str]] = {}
        for index, key in enumerate(keys):
            place = one_line(locators[index]).strip() if index < len(locators) else ""
            for number in self._sources.numbers(key):
                places.setdefault(number, []).extend([place] if place else [])
        mark = add(parent, "span", "[", {"class": "cite"})
        for index, number in enumerate(sorted(places)):
            say(mark, ", " if index else "")
            self._number(mark, number, scope)
            say(mark, "".join(f"\u00a0({place})" for place in places[number]))
        say(mark, "]")

    def _number(self, mark: Element, number: int, scope: Scope) -> None:
        if scope.linked:
            say(mark, str(number))
        else:
            add(mark, "a", str(number), {"href": f"#source-{number}", "aria-label": f"Source {number}"})

    def _one(self, parent: Element, inline: Inline, scope: Scope) -> None:
        match inline:
            case Text(text):
                self._text(parent, one_line(text), scope)
            case Strong(inside) | Emphasis(inside) | Strike(inside):
                self.write(add(parent, _TAGS[type(inline)]), inside, scope)
            case Code(text):
                add(parent, "code", one_line(text))
            case LineBreak():
                add(parent, "br")
            case Link(href, inside):
                self._link(parent, href, inside, scope)
            case Image(src, alt):
                add(parent, "span", image_text(src, alt), {"class": "quiet"})
            case Cite(keys, locators):
                self.cites(parent, keys, locators, scope)
            case NoteRef(number):
                self._note(parent, number, scope)
            case Blank():
                self._blank(parent, scope)

    def _text(self, parent: Element, text: str, scope: Scope) -> None:
        if self._words and scope.mark and not scope.linked:
            self._words.say(parent, text)
        else:
            say(parent, text)

    def _link(self, parent: Element, href: str, inside: Sequence[Inline], scope: Scope) -> None:
        """A link is followed by its address, because paper cannot be pressed. A page that is not on this paper is noted for its end."""
        target = resolve(href, scope.path)
        within = msgspec.structs.replace(scope, linked=True)
        shown = inside or (Text(href),)
        if scope.linked:
            self.write(parent, shown, within)
        elif isinstance(target, WebLink):
            self.write(add(parent, "a", "", {"href": target.url, "rel": "noopener noreferrer"}), shown, within)
            say(parent, "" if tuple(shown) == (Text(href),) else f" ({target.url})")
        elif isinstance(target, PageLink) and target in self._anchors:
            self.write(add(parent, "a", "", {"href": f"#{self._anchors[target]}"}), shown, within)
        else:
            if isinstance(target, PageLink):
                self.pages[target] = None
            self.write(parent, shown, scope)

    def _note(self, parent: Element, number: int, scope: Scope) -> None:
        glue(parent)
        words = f"[note\u00a0{number}]"
        if scope.linked or number not in scope.notes:
            add(parent, "span", words, {"class": "cite"})
        else:
            mark = add(parent, "span", "", {"class": "cite"})
            add(mark, "a", words, {"href": f"#{scope.anchor}{number}"})

    def _blank(self, parent: Element, scope: Scope) -> None:
        """A gap to write in, or what belongs there."""
        self._blanks += 1
        if self._blanks <= len(scope.filled):
            add(parent, "strong", scope.filled[self._blanks - 1])
            return
        say(parent, f"({self._blanks})\u00a0")
        add(parent, "span", "", {"class": "gap", "role": "img", "aria-label": "gap to fill"})
