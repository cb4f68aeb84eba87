"""A share of a count, and how far it can be trusted: a share never goes without its n, and a small one not without its interval."""

from __future__ import annotations

import math
from collections.abc import Collection

import msgspec

from edu_tui.progress.state_values import CORRECT

SMALL = 50
"""With fewer than this a share is told with its interval: at 50 answers 60 % may still mean anything from 46 to 72 %."""

_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: intervals hold 95 %."""


class Share(msgspec.Struct, frozen=True):
    """`part` of `of`. What rests on `of` is asked for only where `of` is not 0; ZeroDivisionError otherwise."""

    part: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.part / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.part, self.of)

    @property
    def is_small(self) -> bool:
        """Whether the share rests on so little that its interval must be told."""
        return self.of < SMALL


def share_right(scores: Collection[float]) -> Share:
    """How many of `scores` (0 to 1) are those of wholly right answers."""
    return Share(sum([score >= CORRECT for score in scores]), len(scores))


def wilson(part: float, of: int) -> tuple[float, float]:
    """Wilson's score interval (95 %) of a proportion, both ends 0 to 1 (E. B. Wilson, J Am Stat Assoc 1927; 22: 209-212)."""
    share, square = part / of, _Z * _Z
    centre = share + square / (2 * of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = ((centre + side) / (1 + square / of) for side in (-half, half))
    # At the ends the formula gives the share itself, but for the last digit.
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole per cent; never 100% before everything is there, nor 0% once something is."""
    whole = round(share * 100)
    if share > 0:
        whole = max(1, whole)
    if share < 1:
        whole = min(99, whole)
    return f"{whole}%"
