"""Targets of a page: the stretches of text that can be activated, in reading order, and the letters that reach them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product
from typing import NamedTuple

from rich.cells import cell_len

from edu_tui.render.lines import Line

HOME_ROW = "asdfghjkl"
"""The letters of hints: those under the fingers."""


class Place(NamedTuple):
    """Cells `start` to `end` (exclusive) of line `line`, all from 0."""

    line: int
    start: int
    end: int


class Target(NamedTuple):
    """One thing to activate (`name` is the `target` of its spans) and where it stands: several places when it runs over line ends."""

    name: str
    places: tuple[Place, ...]


def find_targets(lines: Sequence[Line]) -> tuple[Target, ...]:
    """All targets of `lines` in reading order. Spans with the same target make one as long as only blanks stand between them."""
    found: list[tuple[str, list[Place]]] = []
    open_name = ""
    for number, line in enumerate(lines):
        start = 0
        for span in line.spans:
            end = start + cell_len(span.text)
            if span.target:
                if span.target != open_name:
                    found.append((span.target, []))
                _extend(found[-1][1], Place(number, start, end))
                open_name = span.target
            elif not span.text.isspace():
                open_name = ""
            start = end
        if not line.spans:
            open_name = ""
    return tuple(Target(name, tuple(places)) for name, places in found)


def _extend(places: list[Place], place: Place) -> None:
    """Add `place`, joined to the last one if it goes on in the same line."""
    if places and places[-1].line == place.line:
        place = Place(place.line, places.pop().start, place.end)
    places.append(place)


class Targets:
    """The targets of one layout, by order and by place. An index is a target's place in reading order."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self.all = find_targets(lines)
        self._by_line: dict[int, list[tuple[Place, int]]] = {}
        for index, target in enumerate(self.all):
            for place in target.places:
                self._by_line.setdefault(place.line, []).append((place, index))

    def on_line(self, line: int) -> list[tuple[Place, int]]:
        """The places on one line, each with the index of its target."""
        return self._by_line.get(line, [])

    def at(self, line: int, cell: int) -> int | None:
        """The index of the target that covers this cell."""
        return next((index for place, index in self.on_line(line) if place.start <= cell < place.end), None)

    def seen(self, top: int, end: int) -> list[int]:
        """The indexes of the targets that begin on the lines from `top` to `end` (exclusive)."""
        return [index for index, target in enumerate(self.all) if top <= target.places[0].line < end]

    def named(self, name: str, near: int = 0) -> int | None:
        """The index of the target called `name`; of several the one closest in order to index `near`."""
        found = [index for index, target in enumerate(self.all) if target.name == name]
        return min(found, key=lambda index: abs(index - near), default=None)

    def step(self, current: int | None, step: int, top: int, end: int) -> int | None:
        """Where the focus goes from `current` by `step` (1 or -1) while the lines from `top` to `end` are in view; None for nowhere.

        A focus that was scrolled out of view does not drag the reader back: the next one is then the first (or last) in view.
        """
        seen = self.seen(top, end)
        if current is None or current not in seen:
            if seen:
                return seen[0] if step > 0 else seen[-1]
            current = self._before(top) + (step < 0)
        index = current + step
        return index if 0 <= index < len(self.all) else None

    def _before(self, line: int) -> int:
        """The index of the last target that begins before `line`; -1 if there is none."""
        return len(self.seen(0, line)) - 1


class Hints:
    """Letters for some targets, and how far the learner has typed."""

    def __init__(self, indexes: Sequence[int]) -> None:
        self._labels = dict(zip(hint_labels(len(indexes)), indexes, strict=True))

    def labels(self) -> dict[int, str]:
        """For each target that can still be meant what is left to type."""
        return {index: label for label, index in self._labels.items()}

    def type(self, letter: str) -> int | None:
        """Take one letter; the index of the target if it is now clear. Without any match left, `labels` is empty."""
        self._labels = {label[1:]: index for label, index in self._labels.items() if label[0] == letter}
        return self._labels.get("")


def hint_labels(count: int) -> list[str]:
    """`count` different labels of the same length, as short as possible, made of home-row letters."""
    length = 1
    while len(HOME_ROW) ** length < count:
        length += 1
    return ["".join(letters) for letters in islice(product(HOME_ROW, repeat=length), count)]
