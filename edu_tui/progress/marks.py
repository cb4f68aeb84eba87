"""Marks: small values of which only the latest counts, such as the reading position, the open run or the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from edu_tui.progress.records import JSON, Counter


class Stored(msgspec.Struct, frozen=True):
    """A mark as the snapshot's `marks` table holds it. `n` and `w` say which of two values is the later one."""

    key: str
    value: msgspec.Raw
    n: Counter
    w: str


class _Held(NamedTuple):
    n: int
    w: str
    value: bytes


class Marks:
    """The latest value for each key.

    "Latest" is by Lamport counter, then by writer: every program decides alike, whatever the order in which it hears of the values, and no
    wrong clock can hide a new one. The value None forgets a mark; the fact that it was forgotten is kept, or an older value would return.
    """

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def add(self, key: str, value: bytes, n: int, w: str) -> bool:
        """Take in a value (JSON) that may be the latest; False when a later one is known."""
        held = self._held.get(key)
        if held is not None and (held.n, held.w, held.value) >= (n, w, value):
            return False
        self._held[key] = _Held(n, w, value)
        return True

    def values(self) -> dict[str, JSON]:
        """The present values, decoded; a fresh dict."""
        decoded = ((key, msgspec.json.decode(held.value)) for key, held in self._held.items())
        return {key: value for key, value in decoded if value is not None}

    def value(self, key: str) -> JSON:
        """The present value of one mark; None when it is not set."""
        held = self._held.get(key)
        return None if held is None else msgspec.json.decode(held.value)

    def __iter__(self) -> Iterator[Stored]:
        """All marks by key, those forgotten too."""
        for key, held in sorted(self._held.items()):
            yield Stored(key, msgspec.Raw(held.value), held.n, held.w)

    def table(self) -> dict[str, Stored]:
        """The rows of the snapshot's `marks` table."""
        return {str(number): stored for number, stored in enumerate(self, 1)}

    def rows(self) -> dict[str, dict[str, Any]]:
        """The same rows as plain values, as TinyDB reads them."""
        plain: dict[str, dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(self.table()))
        return plain


class MarksView(Mapping[str, JSON]):
    """A live, read-only view of the marks that are set."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def __getitem__(self, key: str) -> JSON:
        value = self._marks.value(key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._marks.values())

    def __len__(self) -> int:
        return len(self._marks.values())
