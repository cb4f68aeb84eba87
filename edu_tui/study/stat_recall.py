"""Memory: what the schedule expected to be recalled, against what was; and what will fall due.

An answer counts as a review if its card was answered before, on an earlier study day: that a learner remembers on the same day says nothing
of memory. Recalled is what earns more than AGAIN.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from edu_tui.progress.forgetting import forgetting
from edu_tui.progress.schedule import MAXIMUM_DAYS, Grade
from edu_tui.study.stat_answers import Given
from edu_tui.study.stat_share import Share

BANDS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The ends of the bands in which expected and true recall are compared; the upper end belongs to the last one only."""

DAYS_AHEAD = 30
"""Days of the forecast, today included."""


class Review(msgspec.Struct, frozen=True, gc=False):
    """One review: the recall (0 to 1) that was expected the moment before, and whether the answer was recalled."""

    expected: float
    recalled: bool


class Memory(msgspec.Struct, frozen=True):
    """A card's reviews, and the study day on which it falls due; None when none of its answers counts."""

    reviews: tuple[Review, ...]
    due: date | None


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


def follow(answers: Iterable[Given], retention: float) -> Memory:
    """Follow the memory of one card through its answers, given in order of time; `retention` is the recall at which it falls due."""
    formulas = forgetting()
    reviews: list[Review] = []
    stability = difficulty = 0.0
    last: date | None = None
    for given in answers:
        if given.grade is None or given.day is None:
            continue
        if last is None:
            stability, difficulty = formulas.first(given.grade)
        else:
            days = (given.day - last).days
            expected = formulas.recall(stability, days)
            if days > 0:
                reviews.append(Review(expected, given.grade != Grade.AGAIN))
            stability, difficulty = formulas.after(stability, difficulty, days, expected, given.grade)
        last = given.day
    due = last + timedelta(days=formulas.interval(stability, retention, MAXIMUM_DAYS)) if last else None
    return Memory(tuple(reviews), due)


def recall_of(reviews: Sequence[Review]) -> Recall:
    """Expected recall against true recall."""
    bands: list[list[Review]] = [[] for _ in BANDS[1:]]
    for review in reviews:
        bands[bisect_right(BANDS, review.expected, 1, len(bands)) - 1].append(review)
    return Recall(
        all=_retention(BANDS[0], BANDS[-1], reviews) if reviews else None,
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


def _retention(low: float, high: float, reviews: Sequence[Review]) -> Retention:
    expected = sum(review.expected for review in reviews) / len(reviews)
    return Retention(low, high, expected, Share(sum(review.recalled for review in reviews), len(reviews)))
