"""What a benchmark found, one bar a row, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One bar: `value` must not exceed `bar`, both in `unit`; `ours` and `peer` are the measurements behind a ratio, as text."""

    what: str
    value: float
    bar: float
    unit: str = "x"
    ours: str = ""
    peer: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bar holds."""
        return self.value <= self.bar

    @property
    def verdict(self) -> str:
        """That the bar holds, or by how much of itself it is missed."""
        if self.holds:
            return "holds"
        return f"missed by {self.value / self.bar - 1:.0%}" if self.bar else "missed"


def ratio_row(what: str, ours: Sequence[float], peer: Sequence[float], bar: float) -> Row:
    """The medians of seconds that were measured in turn, and the median of their paired ratios."""
    ratio = median(one / other for one, other in zip(ours, peer, strict=True))
    return Row(what, ratio, bar, "x", milliseconds(median(ours)), milliseconds(median(peer)))


def table(rows: Sequence[Row]) -> str:
    """The rows as plain text."""
    width = max((len(row.what) for row in rows), default=0)
    lines = [f"{'':{width}}  {'ours':>10}  {'peer':>10}  {'measured':>11}  {'at most':>11}"]
    for row in rows:
        value, bar = (f"{number:.2f} {row.unit}" for number in (row.value, row.bar))
        lines.append(f"{row.what:{width}}  {row.ours:>10}  {row.peer:>10}  {value:>11}  {bar:>11}  {row.verdict}")
    return "\n".join(lines)


def milliseconds(seconds: float) -> str:
    """A time as it stands in a table."""
    return f"{seconds * 1000:.1f} ms"
