"""The calendar: on which days a learner studied, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from edu_tui.progress.events import Read
from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState
from edu_tui.study.stat_answers import Answers

WEEKS = 26
"""Weeks of the calendar, the present one included."""

LATELY = (7, 30)
"""Study days, today included, over which time is also summed."""


class Calendar(msgspec.Struct, frozen=True):
    """Answers and sections read on each study day from `first`, a Monday, to today."""

    first: date
    counts: tuple[int, ...]

    @property
    def weeks(self) -> tuple[tuple[int, ...], ...]:
        """The counts by week, from Monday; the last week ends today."""
        return tuple(self.counts[start : start + 7] for start in range(0, len(self.counts), 7))

    @property
    def active(self) -> int:
        """Days with at least one."""
        return sum(map(bool, self.counts))

    def day(self, index: int) -> date:
        """The date of a count."""
        return self.first + timedelta(days=index)


class Spent(msgspec.Struct, frozen=True):
    """Time in ms: with pages, and from each question to its answer."""

    reading: int = 0
    answering: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.reading + self.answering


class Times(msgspec.Struct, frozen=True):
    """Time in all, in the last 7 study days, in the last 30."""

    all: Spent
    week: Spent
    month: Spent


def calendar_of(state: LearnerState, today: date) -> Calendar:
    """The last `WEEKS` weeks."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return Calendar(first, tuple(state.day_count(first + timedelta(days=ahead)) for ahead in range((today - first).days + 1)))


def times_of(answers: Answers, readings: Iterable[Read], today: date) -> Times:
    """The time of all answers and readings, whatever library they belong to. What has no readable time is not lately."""
    answered = [(given.day, given.ms) for history in answers.values() for given in history]
    read = [(moment(reading.at).day, reading.ms) for reading in readings]
    week, month = (today - timedelta(days=days - 1) for days in LATELY)
    return Times(
        all=Spent(sum(ms for _, ms in read), sum(ms for _, ms in answered)),
        week=Spent(_sum_since(read, week), _sum_since(answered, week)),
        month=Spent(_sum_since(read, month), _sum_since(answered, month)),
    )


def _sum_since(spent: Iterable[tuple[date | None, int]], first: date) -> int:
    """The ms on `first` and after it."""
    return sum(ms for day, ms in spent if day is not None and day >= first)
