"""Handouts of the small library and of our own, parsed again as a browser would parse them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from harmless_html import parsed

import edu_tui
from edu_tui.export.handouts import Kind, gather, write_handout
from edu_tui.export.material import Material
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience

ROOT = Path(edu_tui.__file__).parent.parent
TODAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


@cache
def own_library() -> Library:
    """The library that ships."""
    return open_library(ROOT)


@cache
def own(module: str, audience: str, *, large: bool = False) -> Material:
    """The material of one of our own modules."""
    return gather(own_library(), module, Audience(audience), TODAY, large=large)


@cache
def handout(module: str, audience: str, kind: str, *, large: bool = False) -> str:
    """One of our own handouts."""
    return write_handout(own(module, audience, large=large), Kind(kind))


INLINE = {"a", "span", "strong", "em", "s", "code"}


def words(element: Element) -> str:
    """The text inside an element, as one line; blocks are words of their own."""
    return " ".join("".join(_said(element)).split())


def _said(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        gap = "" if child.tag in INLINE else " "
        yield gap
        yield from _said(child)
        yield gap + (child.tail or "")


def shown(html: str) -> str:
    """The text of a document's body, as one line."""
    body = parsed(html).find("body")
    assert body is not None
    return words(body)


def labels_of(tree: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]
