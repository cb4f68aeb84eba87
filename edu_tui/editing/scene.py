"""Where somebody is typing: the file, the line before and after the cursor, and what part of the file that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from edu_tui.editing.desk import Desk
from edu_tui.library.roles import Role, file_at

_HEADING = re.compile(r" {0,3}#{2,3}[ \t]")
_ID = re.compile(r"[ \t]*id[ \t]*:", re.IGNORECASE)


class Scene:
    """The cursor at `offset` of the file `path`."""

    def __init__(self, desk: Desk, path: str, offset: int) -> None:
        self.desk, self.path = desk, path
        self.offset = max(0, min(offset, len(desk.text(path))))
        self.file = file_at(path)
        self.role: Role | None = self.file.role if self.file else None

    @cached_property
    def before(self) -> str:
        """The line up to the cursor."""
        start, _ = self._line
        return self.desk.text(self.path)[start : self.offset]

    @cached_property
    def after(self) -> str:
        """The line behind the cursor."""
        _, end = self._line
        return self.desk.text(self.path)[self.offset : max(end, self.offset)]

    @property
    def in_head(self) -> bool:
        """Whether this is the head of a page or a quiz."""
        return self.role in (Role.MODULE, Role.QUIZ) and self.desk.page(self.path).in_head(self.offset)

    @property
    def in_chart(self) -> bool:
        """Whether this is the body of a chart."""
        return self.role in (Role.MODULE, Role.QUIZ) and self.desk.page(self.path).in_chart(self.offset)

    @property
    def in_text(self) -> bool:
        """Whether this is Markdown that is read: no head, no chart, no code."""
        if self.role not in (Role.MODULE, Role.QUIZ) or self.in_head or self.in_chart:
            return False
        body = self.desk.page(self.path).body
        return body[self.offset - len(self.before) : self.offset] == self.before

    @cached_property
    def block_keys(self) -> tuple[str, ...] | None:
        """The keys above the cursor in the id block of a question, as far as it is typed; None outside one."""
        if self.role is not Role.QUIZ or not self.in_text:
            return None
        above: list[str] = []
        for line in self._lines_above():
            if not line.strip():
                break
            if _HEADING.match(line):
                return tuple(above) if not above else None
            above.append(line)
        if not above:
            return () if self._under_heading() else None
        return tuple(line.split(":")[0].strip() for line in reversed(above)) if _ID.match(above[-1]) else None

    def _under_heading(self) -> bool:
        """Whether only empty lines stand between the cursor's line and a heading."""
        first = next((line for line in self._lines_above() if line.strip()), "")
        return bool(_HEADING.match(first))

    def _lines_above(self) -> Iterator[str]:
        """The lines above the cursor's, the nearest first."""
        lines = self.desk.lines(self.path)
        for number in range(lines.line_of(self.offset) - 1, 0, -1):
            start, end = lines.line(number)
            yield self.desk.text(self.path)[start:end]

    @cached_property
    def _line(self) -> tuple[int, int]:
        lines = self.desk.lines(self.path)
        return lines.line(lines.line_of(self.offset))
