"""Memory: what the schedule expected to be recalled, against what was; and what will fall due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum

import msgspec

from edu_tui.progress.schedule import Review
from edu_tui.study.stat_share import Share

BANDS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The ends of the bands in which expected and true recall are compared; the upper end belongs to the last one only."""

DAYS_AHEAD = 30
"""Days of the forecast, today included."""


class Tally(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The reviews of one card in one band: how many, how many of them recalled, and the sum of what was expected."""

    reviews: int
    recalled: int
    expected: float


class Retention(msgspec.Struct, frozen=True):
    """Reviews whose expected recall lay from `low` to `high`: the mean of what was expected, 0 to 1, and what was recalled of them."""

    low: float
    high: float
    expected: float
    recalled: Share


class Recall(msgspec.Struct, frozen=True):
    """All reviews together, None without any, and those bands of expected recall that hold reviews, the lowest first."""

    all: Retention | None
    bands: tuple[Retention, ...]


class Forecast(msgspec.Struct, frozen=True):
    """Cards that fall due on each of the next `DAYS_AHEAD` days, today first and with the `overdue` ones, and `later`."""

    days: tuple[int, ...]
    overdue: int
    later: int

    @property
    def total(self) -> int:
        """All cards that were answered."""
        return sum(self.days) + self.later


def tallies_of(reviews: Iterable[Review]) -> tuple[Tally, ...]:
    """The reviews of one card by band, the lowest first; nothing without any."""
    bands: list[list[Review]] = [[] for _ in BANDS[1:]]
    for review in reviews:
        bands[bisect_right(BANDS, review.expected, 1, len(bands)) - 1].append(review)
    found = [Tally(len(band), sum(review.recalled for review in band), fsum(review.expected for review in band)) for band in bands]
    return tuple(found) if any(bands) else ()


def recall_of(cards: Iterable[Sequence[Tally]]) -> Recall:
    """Expected recall against true recall, over the tallies of all cards."""
    bands = [[tally for tally in column if tally.reviews] for column in zip(*(tallies for tallies in cards if tallies), strict=True)]
    everything = [tally for band in bands for tally in band]
    return Recall(
        all=_retention(BANDS[0], BANDS[-1], everything) if everything else None,
        bands=tuple(_retention(low, high, found) for low, high, found in zip(BANDS, BANDS[1:], bands, strict=False) if found),
    )


def forecast_of(due: Iterable[date], today: date) -> Forecast:
    """What falls due when; `due` are the due dates of all cards that were answered."""
    days = [0] * DAYS_AHEAD
    overdue = later = 0
    for day in due:
        ahead = max(0, (day - today).days)
        overdue += day < today
        if ahead < DAYS_AHEAD:
            days[ahead] += 1
        else:
            later += 1
    return Forecast(tuple(days), overdue, later)


def _retention(low: float, high: float, tallies: Sequence[Tally]) -> Retention:
    reviews = sum(tally.reviews for tally in tallies)
    # Summed exactly: the same answers give the same digits, in whatever order the cards come.
    expected = fsum(tally.expected for tally in tallies) / reviews
    return Retention(low, high, expected, Share(sum(tally.recalled for tally in tallies), reviews))
