"""Find in page: hits of a phrase in laid-out lines, line breaks between its words included."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from edu_tui.library.text import fold
from edu_tui.render.lines import Line

_LEAD = re.compile(r"[ ▌│•◦▪]*")
_TAIL = re.compile(r"[ ↩]*$")
_COMBINING = re.compile("[\u0300-\u036f]")
_MARKED = re.compile(".[\u0300-\u036f]*", re.DOTALL)


class Hit(msgspec.Struct, frozen=True):
    """The cells `start` to `end` (not included) of a line; hits with the same `match` (from 0) are one match over several lines."""

    line: int
    start: int
    end: int
    match: int


def find_in_page(lines: Sequence[Line], query: str) -> list[Hit]:
    """Every place of `query`, case and compatibility forms folded; any run of blanks or line ends stands for a space in it."""
    words = fold(query).split()
    if not words:
        return []
    page = _Folded(lines)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [hit for number, match in enumerate(pattern.finditer(page.text)) for hit in page.hits(match.start(), match.end(), number)]


class _Folded:
    """All lines as one folded text, bars and bullets at their beginnings left out, and where each line begins in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for line in lines:
            shown, _ = _body(line.text)
            folded, _ = _fold(shown)
            self._starts.append(at)
            parts.append(folded)
            at += len(folded) + 1
        self.text = "\n".join(parts)

    def hits(self, start: int, end: int, number: int) -> Iterator[Hit]:
        """The cells of the folded text from `start` to `end`, line by line."""
        index = bisect_right(self._starts, start) - 1
        while index < len(self._lines) and self._starts[index] < end:
            text = self._lines[index].text
            shown, skipped = _body(text)
            _, places = _fold(shown)
            base = self._starts[index]
            last = len(places) - 1
            first_char = places[min(max(0, start - base), last)]
            last_char = places[min(end - base, last)]
            if last_char > first_char:
                yield Hit(index, cell_len(text[: skipped + first_char]), cell_len(text[: skipped + last_char]), number)
            index += 1


def _body(text: str) -> tuple[str, int]:
    """A line without the bars, bullets and blanks around it, and how many characters are left out before it."""
    lead = _LEAD.match(text)
    skipped = lead.end() if lead else 0
    return _TAIL.sub("", text[skipped:]), skipped


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """`text` folded, and for each folded character, and for the end, its place in `text`."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if len(folded) == len(text) and not _COMBINING.search(text):
        return folded, range(len(text) + 1)  # one for one
    return _fold_by_character(text)


def _fold_by_character(text: str) -> tuple[str, list[int]]:
    """`_fold` where folding changes the number of characters; combining marks stay with their base."""
    parts: list[str] = []
    places: list[int] = []
    for match in _MARKED.finditer(text):
        folded = unicodedata.normalize("NFKC", match[0]).casefold()
        parts.append(folded)
        places += [match.start()] * len(folded)
    return "".join(parts), [*places, len(text)]
