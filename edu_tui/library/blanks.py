"""Blanks to fill: what a new file leaves to its author, such as `<what the reader will be able to do>`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

MAX_LENGTH = 200
"""Characters of the longest blank, brackets not counted."""

_BLANK = re.compile(rf"(?<!\\)<([a-z][^<>=\"/@:\\]{{0,{MAX_LENGTH - 1}}})>")
_NO_WORDS = re.compile(r"[^\w,.;'()-]+")


class FoundBlank(msgspec.Struct, frozen=True):
    """A blank with its angle brackets, and the line (from 1) on which it stands."""

    line: int
    text: str


def blank(words: str) -> str:
    """The blank that asks for `words`: two words or more, the first in small letters.

    Signs that could not stand in a blank become spaces.
    """
    told = " ".join(_NO_WORDS.sub(" ", words).split())[:MAX_LENGTH].strip()
    return f"<{told[:1].lower()}{told[1:]}>"


def find_blanks(text: str) -> Iterator[FoundBlank]:
    """The blanks in a file. Two words at least tell a blank from a tag, and a small first letter from `<CD19>`.

    A backslash before the bracket makes it text.
    """
    for number, line in enumerate(text.split("\n") if "<" in text else (), 1):
        if "<" in line:
            yield from (FoundBlank(number, found[0]) for found in _BLANK.finditer(line) if " " in found[1].strip() == found[1])
