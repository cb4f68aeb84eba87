"""What may be kept of the people in a room: numbers, initials and symbols, no names."""

from __future__ import annotations

import unicodedata

from edu_tui.library.text import clean_line, fold

SYMBOL_LENGTH = 8
"""Characters of a self-chosen symbol: enough for "blue 7", too few for most names."""

INITIALS_LENGTH = 3
MOST_PEOPLE = 10_000


class NotNow(Exception):  # noqa: N818 (read where it is raised, it says what it means)
    """A step that cannot be taken now; `str()` is a whole sentence. Nothing was recorded."""


def symbol_of(words: str) -> str:
    """A self-chosen symbol as it is kept, so that the same sign on two sheets is one. Raises NotNow for what may be a name."""
    symbol = fold(clean_line(words))
    if not symbol or len(symbol) > SYMBOL_LENGTH:
        raise NotNow(f"A symbol has 1 to {SYMBOL_LENGTH} characters; a name is not wanted.")
    return symbol


def initials_of(words: str) -> str:
    """Initials as they are kept. Raises NotNow for what may be a name."""
    letters = "".join(char for char in unicodedata.normalize("NFC", clean_line(words)) if char.isalpha())
    if not 1 <= len(letters) <= INITIALS_LENGTH:
        raise NotNow(f"Initials are 1 to {INITIALS_LENGTH} letters; names are not kept.")
    return letters.upper()


def people(number: int) -> int:
    """A number of people as it is kept. Raises NotNow for one that cannot be."""
    if not 0 <= number <= MOST_PEOPLE:
        raise NotNow(f"A number of people is from 0 to {MOST_PEOPLE}.")
    return number
