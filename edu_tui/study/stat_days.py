"""The calendar: on which days a learner studied, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState

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


def times_of(answering: int, state: LearnerState, today: date) -> Times:
    """The time of all answers, `answering` ms, and of all readings, whatever library they belong to.

    What has no readable time is not lately.
    """
    read = [(moment(reading.at).day, reading.ms) for reading in state.readings()]

    def since(days: int) -> Spent:
        first = today - timedelta(days=days - 1)
        return Spent(sum(ms for day, ms in read if day is not None and day >= first), state.answering_ms(first))

    week, month = map(since, LATELY)
    return Times(Spent(sum(ms for _, ms in read), answering), week, month)
