"""What of a Markdown file is text to its parser: its head, the code in it and its charts are cut out, and every offset stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[^\s`]*)[^`]*")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\r?\n[ \t]*(?:[\r\n#>*+-]|\d+[.)]))[^`]|(?!\1(?!`))`+)*?(?<!`)\1(?!`)")
_IN_AN_ITEM = 2  # spaces before what stands in a list item, at least


class Page(msgspec.Struct, frozen=True):
    """A file with as many characters as were written.

    `body` has blanks where the head, charts and code stand, `head` and `charts` are where those begin and end.
    """

    body: str
    head: tuple[int, int]
    charts: tuple[tuple[int, int], ...]

    def in_head(self, offset: int) -> bool:
        """Whether an offset stands between the two lines of hyphens."""
        return self.head[0] <= offset <= self.head[1] and self.head != (0, 0)

    def in_chart(self, offset: int) -> bool:
        """Whether an offset stands in the body of a chart."""
        return any(start <= offset <= end for start, end in self.charts)


class _Fence(msgspec.Struct, frozen=True):
    """An open fence: where its line begins, its marks and its word, the quote signs before it and how far it is indented behind these."""

    start: int
    marks: str
    word: str
    quotes: int
    indent: int


def mask(text: str) -> Page:
    """The parts of a page or a quiz, finished or not."""
    head, first = _head(text)
    blanked: list[tuple[int, int]] = [(0, first)]
    charts: list[tuple[int, int]] = []
    for fence, until, end in _fences(text, first):
        blanked.append((fence.start, end))
        if fence.word == "chart":
            charts.append((_next_line(text, fence.start), until))
    body = _blanked(text, blanked)
    return Page(_blanked(body, [found.span() for found in _CODE.finditer(body)]), head, tuple(charts))


def _fences(text: str, first: int) -> Iterator[tuple[_Fence, int, int]]:
    """Each fence with the end of its body and its own; one that is never closed ends with what it stands in."""
    fence: _Fence | None = None
    for start, end in _lines(text, first):
        line = text[start:end]
        if fence and _closes(fence, line):
            yield fence, start, end
            fence = None
            continue
        if fence and _is_left(fence, line):
            yield fence, start, start
            fence = None
        if fence is None:
            found = _FENCE.fullmatch(line)
            before = line[: found.start("marks")] if found else ""
            indent = len(before) - before.rfind(">") - 1
            fence = _Fence(start, found["marks"], found["word"], before.count(">"), indent) if found else None
    if fence:
        yield fence, len(text), len(text)


def _is_left(fence: _Fence, line: str) -> bool:
    """Whether a line is outside the quote or the list item in which a fence was opened."""
    before = line[: len(line) - len(line.lstrip(" \t>"))]
    indent = len(before) - before.rfind(">") - 1
    return before.count(">") < fence.quotes or (fence.indent >= _IN_AN_ITEM > indent and len(before) < len(line))


def _closes(fence: _Fence, line: str) -> bool:
    bare = line.strip(" \t>")
    return len(bare) >= len(fence.marks) and set(bare) == {fence.marks[0]} and line.count(">") == fence.quotes


def _head(text: str) -> tuple[tuple[int, int], int]:
    """Where the head begins and ends, (0, 0) if there is none, and where the body begins."""
    lines = _lines(text, 0)
    first = next(lines, (0, 0))
    if text[slice(*first)].lstrip("\ufeff").rstrip() != "---":
        return (0, 0), 0
    begins = _next_line(text, first[0])
    for start, end in lines:
        if text[start:end].rstrip() == "---":
            return (begins, max(begins, start)), _next_line(text, start)
    return (begins, len(text)), len(text)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each line from `start` on begins and ends."""
    for found in _BREAK.finditer(text, start):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _next_line(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.end() if found else len(text)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with blanks in the place of `spans`; line ends stay."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], re.sub(r"[^\r\n\x85\u2028\u2029]", " ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])
