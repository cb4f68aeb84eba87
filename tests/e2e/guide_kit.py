"""A guide in Markdown as steps that can be followed: commands, what one sees, what is put in the place of what, what is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PART = re.compile(r"^```(sh|text)\n([\s\S]*?)^```$|^(?:[^\n]*?`([\w/.-]+\.(?:md|yaml|json))`[^\n]*\n\n)?((?:^\|.*\|\n)+)", re.MULTILINE)
_CELL = re.compile(r"`([^`]+)`")


class Command(NamedTuple):
    """A line that is typed into a terminal."""

    line: str


class Told(NamedTuple):
    """What stands on the terminal after the commands before it."""

    text: str


class Edit(NamedTuple):
    """What is put in the place of the first `old` in a file."""

    path: str
    old: str
    new: str


class Press(NamedTuple):
    """A key that is pressed ("" for none), and words that are then on the screen."""

    key: str
    seen: str


Step = Command | Told | Edit | Press


def steps(guide: str) -> Iterator[Step]:
    """The steps of a guide in their order. Raises ValueError for a table that is neither of edits nor of keys."""
    for kind, body, path, table in _PART.findall(guide):
        if kind == "sh":
            yield from map(Command, body.splitlines())
        elif kind == "text":
            yield Told(body)
        else:
            yield from _rows(path, *table.splitlines())


def _rows(path: str, head: str, rule: str, *rows: str) -> Iterator[Step]:
    for left, right in (_cells(row) for row in rows):
        if head == "| In place of | Write |" and path:
            yield Edit(path, left, right)
        elif head == "| Press | You see |":
            yield Press(left, right)
        else:
            raise ValueError(head)


def _cells(row: str) -> tuple[str, str]:
    left, right = re.split(r"(?<!\\)\|", row)[1:-1]
    found = (_CELL.search(cell) for cell in (left, right))
    first, second = (cell.group(1) if cell else "" for cell in found)
    return first, second
