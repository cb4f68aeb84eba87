"""What changed between two readings of a file, block by block, and which block a line of the file belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from edu_tui.library.modules import Module
from edu_tui.library.questions import Quiz
from edu_tui.study.preview_parts import Content, LeftOut, Part


class Unit(NamedTuple):
    """A block, list item, row, option: the number of its part from 0, the `line` on which it starts, and its `form`.

    Two units of equal form look alike, wherever in the file they stand.
    """

    part: int
    line: int
    form: Any


def units_of(parts: Sequence[Part]) -> tuple[Unit, ...]:
    """All units of `parts`, outer before inner, in the order of the parts."""
    found: list[Unit] = []
    for number, part in enumerate(parts):
        form, inner = _split(_own(part.content), part.line, number)
        found += [Unit(number, part.line, (part.id, part.title, form)), *inner]
    return tuple(found)


def first_change(before: Sequence[Unit], after: Sequence[Unit]) -> Unit | None:
    """The first unit of `after` that is new or changed; where something was only taken away, what stood before it in its part, or stands
    there now. None if both look the same, or nothing is left.
    """
    same = _common(before, after)
    if same == len(before) == len(after) or not after:
        return None
    tail = min(_common(before[::-1], after[::-1]), len(before) - same, len(after) - same)
    if same < len(after) - tail:
        return after[same]
    gone = before[same]
    if same > 0 and after[same - 1].part == gone.part:
        return after[same - 1]
    return after[min(same, len(after) - 1)]


def homes_of(units: Sequence[Unit], lines: Iterable[int]) -> tuple[Unit, ...]:
    """For each of `lines` of the file the unit in which it stands: the one that starts last before it. There must be a unit."""
    placed = sorted(units, key=lambda unit: unit.line)
    starts = [unit.line for unit in placed]
    found = (starts[max(0, bisect_right(starts, line) - 1)] for line in lines)
    return tuple(placed[bisect_left(starts, start)] for start in found)


def _common(one: Sequence[Unit], other: Sequence[Unit]) -> int:
    """How many units at the beginning are alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left.form != right.form:
            break
        count += 1
    return count


def _own(content: Content) -> Content:
    """`content` without what stands in parts of its own."""
    match content:
        case Module():
            return msgspec.structs.replace(content, sections=(), diagnostics=())
        case Quiz():
            return msgspec.structs.replace(content, questions=(), cases=(), retired=(), diagnostics=())
        case LeftOut():
            return msgspec.structs.replace(content, before=None)
        case _:
            return content


def _split(value: Any, line: int, part: int) -> tuple[Any, list[Unit]]:
    """The form of `value` itself, and the units inside it: whatever has a line of its own. How many they are is no part of the form."""
    forms: list[Any] = []
    if isinstance(value, tuple):
        fields = value
    elif isinstance(value, msgspec.Struct):
        forms.append(type(value).__name__)
        fields = tuple(getattr(value, name) for name in value.__struct_fields__ if name != "line")
    else:
        return value, []
    units: list[Unit] = []
    for field in fields:
        own = getattr(field, "line", None) if isinstance(field, msgspec.Struct) else None
        form, inner = _split(field, own or line, part)
        if own is None:
            forms.append(form)
        else:
            units.append(Unit(part, own or line, form))
        units += inner
    return tuple(forms), units
