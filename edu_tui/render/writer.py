"""Writing lines inside nested margins: bullets, bars and hanging indents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.rows import Row, row_cells, trimmed
from edu_tui.render.wrap import MIN_ROOM, wrap

MIN_WIDTH = 20
"""The least width that is laid out for, in cells; a narrower window shows the left part."""

MAX_DEPTH = 8
"""How many margins nest visibly; what lies deeper is not indented further."""


class Writer:
    """Collects the lines of a page. A margin has a lead for its first line (a bullet, say) and one for the lines after it."""

    def __init__(self, width: int, *, cut: bool = True) -> None:
        self.width = max(MIN_WIDTH, width)
        self._cut = cut
        self._lines: list[Line] = []
        self._anchors: dict[str, int] = {}
        self._outer: list[Row] = []
        self._first: Row = ()
        self._rest: Row = ()
        self._gap: Row | None = None
        self._waiting: list[str] = []

    @property
    def room(self) -> int:
        """The cells of a line inside the margin."""
        return self.width - row_cells(self._rest)

    def open(self, marker: Row, hang: Row, source: int = 0) -> None:
        """Begin a margin: `marker` before its first line, `hang` before the others."""
        if self._first != self._rest and row_cells(self._first) + row_cells(marker) > self.width // 2:
            self._flush(source)
        first = (*self._first, *marker)
        inner = (*self._rest, *hang)
        self._outer.append(self._rest)
        if len(self._outer) <= MAX_DEPTH and row_cells(inner) <= self.width // 3:
            self._rest = inner
        self._first = first if row_cells(first) <= self.width - MIN_ROOM else marker

    def indent(self, hang: Row) -> None:
        """Begin a margin whose lines all start alike."""
        self.open((), hang)
        self._first = self._rest

    def close(self, source: int = 0) -> None:
        """End the innermost margin; a marker that nothing followed gets a line of its own."""
        if self._first != self._rest:
            self._flush(source)
        self._first = self._rest = self._outer.pop()

    def gap(self) -> None:
        """Leave an empty line before whatever is written next, if anything is."""
        if self._first == self._rest:
            self._gap = self._rest

    def anchor(self, name: str) -> None:
        """Name the next line."""
        self._waiting.append(name)

    def write(self, spans: Sequence[Span], source: int) -> None:
        """Write flowing text; without a word in it nothing is written."""
        if not any(span.text.strip() for span in spans):
            return
        self._start()
        self._lines += [Line(row, source) for row in wrap(spans, self.width, self._first, self._rest, cut=self._cut)]
        self._first = self._rest

    def put(self, lines: Iterable[Line]) -> None:
        """Write finished lines no wider than `room`."""
        if self._first != self._rest and row_cells(self._first) > row_cells(self._rest):
            self._flush(0)
        for line in lines:
            self._start()
            self._lines.append(Line((*self._first, *line.spans), line.source) if self._first else line)
            self._first = self._rest

    def layout(self) -> Layout:
        """What was written; a name that no line followed stands at the last line."""
        for name in self._waiting:
            self._anchors.setdefault(name, max(0, len(self._lines) - 1))
        return Layout(tuple(self._lines), self._anchors)

    def _start(self) -> None:
        """Settle what waits for the next line: the gap and the names."""
        if self._gap is not None and self._lines:
            self._lines.append(Line(trimmed(self._gap)))
        self._gap = None
        for name in self._waiting:
            self._anchors.setdefault(name, len(self._lines))
        self._waiting.clear()

    def _flush(self, source: int) -> None:
        """Write the first lead without any text."""
        self._start()
        self._lines.append(Line(trimmed(self._first), source))
        self._first = self._rest
