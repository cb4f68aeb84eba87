"""A clock that ran wrong: noticed, so that the learner can set it right, and never obeyed.

Nothing is ordered by the time of its arrival, and nothing is dropped or redated because of its time; the schedule takes an answer from the
future as given today.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from edu_tui.progress import notices
from edu_tui.progress.moments import moment

if TYPE_CHECKING:
    from edu_tui.progress.documents import Block

TOLERANCE = timedelta(hours=2)
"""The newest step may lie so far ahead of the clock before anything is said: two computers never agree to the minute."""

AHEAD = timedelta(days=1)
"""A step further ahead than this was itself dated by a wrong clock, as far as one can tell; nearer ones speak against the clock here."""

_WIDEST_OFFSET = timedelta(days=1)
_LAST = datetime(9999, 12, 30, tzinfo=UTC).timestamp()  # what has a date in every zone
# The `at` of each document in their stored form: a quotation mark inside a text is escaped, so no text can look like one.
_TIME = re.compile(rb'"at":"([^"\\]{10,40})"')


def clock_notice(rows: Block, now: datetime, known: float = 0.0) -> str:
    """What to tell about the clocks, at `now` (aware); "" when nothing seems wrong.

    `known` is the latest instant (seconds) of the steps that were looked at already, `rows` holds the documents of all others. They are
    searched, not decoded: this is done at every opening, and there may be 50,000.
    """
    # Few need be understood: most are too old by their very text, in any zone.
    newest = max(known, latest_instant(rows, (now - _WIDEST_OFFSET).date()))
    if newest <= now.timestamp():
        return ""
    then = datetime.fromtimestamp(newest, now.tzinfo)
    ahead = then - now
    if ahead > AHEAD:
        return notices.from_the_future(then, ahead, now)
    return notices.clock_behind(ahead, now) if ahead > TOLERANCE else ""


def latest_instant(rows: Block, since: date = date.min) -> float:
    """The latest instant (seconds) of the steps in `rows`, of those on `since` and later; 0.0 when there is none."""
    floor, latest = since.isoformat().encode(), 0.0
    times = {time for time in _TIME.findall(rows) if time >= floor}
    for time in sorted(times, reverse=True):
        if time < floor:
            break
        instant = min(moment(time.decode(errors="replace")).instant, _LAST)
        if instant > latest:
            latest = instant
            floor = (datetime.fromtimestamp(latest, UTC) - 2 * _WIDEST_OFFSET).date().isoformat().encode()
    return latest
