"""Times of events: the instant that orders them, and the study day that they belong to."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

DAY_TURNS = timedelta(hours=4)
"""A study day ends at 04:00: who still learns after midnight is on the evening before."""


def wall_clock() -> datetime:
    """The time by the clock of this computer, with its zone."""
    return datetime.now(UTC).astimezone()


class Moment(NamedTuple):
    """When an event happened: `instant` in seconds since 1970, minus infinity when unknown; `day` the study day, None when unknown."""

    instant: float
    day: date | None


UNKNOWN = Moment(-math.inf, None)


def moment(at: str) -> Moment:
    """The moment behind an ISO 8601 time with offset; UNKNOWN for any other text.

    The day is that of the clock on the learner's wall, by the offset that was recorded: later travel or a change to summer time cannot move
    what was done on Monday to Tuesday.
    """
    try:
        then = datetime.fromisoformat(at)
        if then.tzinfo is None:
            return UNKNOWN
        return Moment(then.timestamp(), (then - DAY_TURNS).date())
    except (ValueError, OverflowError, OSError):
        return UNKNOWN


def study_day(now: datetime) -> date:
    """The study day of `now`, an aware local time."""
    return (now - DAY_TURNS).date()
