"""Places in a text, counted in three ways: ours (an offset), an editor's (a line and a unit in it), a parser's (line and column from 1)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from functools import cached_property

from edu_tui.library.text import clean

_EDITOR_BREAK = re.compile(r"\r\n|\n|\r")
_PARSER_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what `text.clean` makes a line end


class Encoding(StrEnum):
    """In what an editor counts: UTF-16 units, unless both sides agree on something else."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Lines:
    """The lines of `text`, which stands as the author typed it. Every place that is asked for is one in the text: the nearest there is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def offset(self, line: int, character: int, encoding: Encoding = Encoding.UTF16) -> int:
        """The offset of an editor's place: a line from 0, and units into it; in the middle of a sign the one behind it."""
        if line < 0:
            return 0
        if line >= len(self._editor):
            return len(self.text)
        start, end = self._editor[line]
        units = 0
        for at in range(start, end):
            if units >= character:
                return at
            units += _units(self.text[at], encoding)
        return end

    def position(self, offset: int, encoding: Encoding = Encoding.UTF16) -> tuple[int, int]:
        """The editor's line and unit of an offset."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._editor, offset, key=lambda span: span[0]) - 1
        start, end = self._editor[line]
        return line, _length(self.text[start : min(offset, end)], encoding)

    def at(self, line: int, column: int) -> int:
        """The offset of a parser's place. Parsers count in cleaned text, which lacks what cannot be seen."""
        start, end = self.line(line)
        raw = self.text[start:end]
        if len(clean(raw)) == len(raw):
            return start + max(0, min(column - 1, len(raw)))
        return start + min(bisect_left(range(len(raw) + 1), column - 1, key=lambda length: len(clean(raw[:length]))), len(raw))

    def line(self, line: int) -> tuple[int, int]:
        """Where a parser's line (from 1) begins and ends, without its line end."""
        return self._parser[max(0, min(line - 1, len(self._parser) - 1))]

    def line_of(self, offset: int) -> int:
        """The parser's line (from 1) on which an offset stands."""
        return max(1, bisect_right(self._parser, offset, key=lambda span: span[0]))

    @cached_property
    def _editor(self) -> list[tuple[int, int]]:
        return _spans(self.text, _EDITOR_BREAK)

    @cached_property
    def _parser(self) -> list[tuple[int, int]]:
        return _spans(self.text, _PARSER_BREAK)


def _spans(text: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in ends.finditer(text):
        spans.append((start, found.start()))
        start = found.end()
    return [*spans, (start, len(text))]


def _length(text: str, encoding: Encoding) -> int:
    """The units of a text: of a long line they are asked for hundreds of times."""
    if text.isascii() or encoding is Encoding.UTF32:
        return len(text)
    units = text.encode("utf-8" if encoding is Encoding.UTF8 else "utf-16-le", "surrogatepass")
    return len(units) // (1 if encoding is Encoding.UTF8 else 2)


def _units(char: str, encoding: Encoding) -> int:
    match encoding:
        case Encoding.UTF8:
            return 1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff")
        case Encoding.UTF16:
            return 2 if char > "\uffff" else 1
        case Encoding.UTF32:
            return 1
