"""Voting cards A to D: each letter in a shape of its own, so that it is known from afar and without colour."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.document import Document
from edu_tui.export.drawing import INK
from edu_tui.export.material import Material
from edu_tui.export.nodes import add

SIZE = 200.0
"""The side of the square in which a card is drawn."""

_SHAPES: dict[str, tuple[str, dict[str, str]]] = {
    "A": ("circle", {"cx": "100", "cy": "100", "r": "92"}),
    "B": ("rect", {"x": "12", "y": "12", "width": "176", "height": "176"}),
    "C": ("polygon", {"points": "100,6 194,100 100,194 6,100"}),
    "D": ("polygon", {"points": "56,12 144,12 194,100 144,188 56,188 6,100"}),
}
"""A circle, a square, a diamond and a hexagon."""


def write_cards(material: Material) -> str:
    """The cards as HTML: four on a page to fold twice, in large print one on each page."""
    document = Document(material, "Voting cards", "Voting cards A to D")
    whole = material.large
    advice = (
        "Print one set for each person: one letter is on each page."
        if whole
        else "Print one page for each person and fold it twice: one letter shows."
    )
    add(document.header, "p", advice)
    cards = add(document.main, "div", "", {"class": "whole" if whole else "cards"})
    for row in ("AB", "CD"):
        place = cards if whole else add(cards, "div")
        for letter in row:
            _card(add(place, "div", "", {"class": "card"}), letter)
    return document.finish(own=False)


def _card(parent: Element, letter: str) -> None:
    look = {"font-size": "120", "font-weight": "bold", "fill": INK}
    card = add(parent, "svg", "", {"viewBox": f"0 0 {SIZE:g} {SIZE:g}", "role": "img", **look})
    add(card, "title", f"Card {letter}")
    tag, attributes = _SHAPES[letter]
    add(card, tag, "", {**attributes, "fill": "none", "stroke": INK, "stroke-width": "7"})
    add(card, "text", letter, {"x": "100", "y": "142", "text-anchor": "middle"})
