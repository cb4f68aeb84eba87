"""Where a reader is on a page, said so that it survives another line width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from edu_tui.render.lines import Line


class Position(NamedTuple):
    """A place in a document: the source line of what stands there, and how far (0 to 1) into what was made of that source line."""

    source: int = 0
    part: float = 0.0


def sources(lines: Sequence[Line]) -> list[int]:
    """For each line the highest source line up to there, so that lines without a source belong to what came before; rising."""
    highest = 0
    found: list[int] = []
    for line in lines:
        highest = max(highest, line.source)
        found.append(highest)
    return found


def position_at(rising: Sequence[int], line: int) -> Position:
    """The position of screen line `line`, given `sources(lines)`."""
    if not 0 <= line < len(rising):
        return Position()
    source = rising[line]
    first, end = bisect_left(rising, source), bisect_right(rising, source)
    return Position(source, (line - first) / (end - first))


def line_at(rising: Sequence[int], position: Position) -> int:
    """The screen line of `position`; a source line that drew nothing counts as the one before it, the top of the page if there is none."""
    end = bisect_right(rising, position.source)
    if end == 0:
        return 0
    first = bisect_left(rising, rising[end - 1])
    if rising[first] < position.source:
        return first
    return min(first + round(position.part * (end - first)), end - 1)
