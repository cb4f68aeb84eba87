"""HTML as a tree. Text becomes markup in one place only, where the tree is written, so nothing that an author wrote can be a tag."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from edu_tui.library.text import clean

NO_BREAK = "\u00a0"
"""The blank that keeps a mark with the word before it."""


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child of `parent` that holds `text`."""
    child = SubElement(parent, tag, dict(attributes or {}))
    child.text = text or None
    return child


def say(parent: Element, text: str) -> None:
    """Add characters at the end of `parent`."""
    if not text:
        return
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def glue(parent: Element) -> None:
    """Make the blank with which `parent` ends one that no line breaks at."""
    last = parent[-1] if len(parent) else None
    said = (parent.text if last is None else last.tail) or ""
    if not said.endswith(" "):
        return
    kept = said.rstrip(" ") + NO_BREAK
    if last is None:
        parent.text = kept
    else:
        last.tail = kept


def to_html(root: Element) -> str:
    """The document as HTML text, with no control character and none that shows nothing, whatever the tree holds.

    The text of `style` is written as it is, so only our own may stand there.
    """
    return "<!DOCTYPE html>\n" + clean(tostring(root, encoding="unicode", method="html")) + "\n"
