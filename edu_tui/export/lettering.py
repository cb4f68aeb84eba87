"""How much room letters take in a drawing. Which font will draw them is not known, so widths are those of a wide one."""

from __future__ import annotations

import unicodedata
from functools import cache

from edu_tui.render.inlines import one_line

_NARROW = frozenset("ijltfrI.,:;'|!()[] \u00a0")
_WIDEST = frozenset("mwMW%@—±")


def text_width(text: str, letter: float) -> float:
    """At most so wide is `text` in letters of the size `letter`, in the same unit."""
    return sum(map(_em, text)) * letter


@cache
def _em(char: str) -> float:
    """The width of a character in letters of size 1 (DejaVu Sans and Verdana are the widest of the common fonts)."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0.0
    if char in _NARROW:
        return 0.42
    if char in _WIDEST or unicodedata.east_asian_width(char) in "WF":
        return 1.02
    if char.isupper() or char.isdigit():
        return 0.76
    return 0.66 if char.isascii() or char.islower() else 1.0


def wrap_words(text: str, room: float, letter: float) -> list[str]:
    """`text` in lines no wider than `room`; a word that is wider is cut. [] for no text."""
    lines: list[str] = []
    current = ""
    for word in one_line(text).split():
        for piece in _pieces(word, room, letter):
            longer = f"{current} {piece}" if current else piece
            if current and text_width(longer, letter) > room:
                lines.append(current)
                current = piece
            else:
                current = longer
    return [*lines, current] if current else lines


def _pieces(word: str, room: float, letter: float) -> list[str]:
    """A word in pieces no wider than `room`, one character at least in each."""
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, letter) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces
