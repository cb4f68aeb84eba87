"""A clock that ran wrong: noticed, so that the learner can set it right, and never obeyed.

Nothing is ordered by the time of its arrival, and nothing is dropped or redated because of its time; the schedule takes an answer from the
future as given today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from edu_tui.progress import notices
from edu_tui.progress.moments import moment

TOLERANCE = timedelta(hours=2)
"""The newest step may lie so far ahead of the clock before anything is said: two computers never agree to the minute."""

AHEAD = timedelta(days=1)
"""A step further ahead than this was itself dated by a wrong clock, as far as one can tell; nearer ones speak against the clock here."""

_WIDEST_OFFSET = timedelta(days=1)
_LAST = datetime(9999, 12, 30, tzinfo=UTC).timestamp()  # what has a date in every zone
# The `at` of each document in their stored form: a quotation mark inside a text is escaped, so no text can look like one.
_TIME = re.compile(rb'"at":"([^"\\]{10,40})"')


def clock_notice(rows: bytes, now: datetime) -> str:
    """What to tell about the clocks, at `now` (aware) and with the stored documents `rows`; "" when nothing seems wrong.

    The documents are searched, not decoded: this is done at every opening, and there may be 50,000.
    """
    newest = _newest(_TIME.findall(rows), now)
    if newest is None:
        return ""
    ahead = newest - now
    if ahead > AHEAD:
        return notices.from_the_future(newest, ahead, now)
    return notices.clock_behind(ahead, now) if ahead > TOLERANCE else ""


def _newest(times: Iterable[bytes], now: datetime) -> datetime | None:
    """The latest of `times` that lies after `now`. Few need be understood: most are too old by their very text, in any zone."""
    floor = (now - _WIDEST_OFFSET).isoformat()[:10].encode()
    late = {time for time in times if time >= floor}
    newest = min(max((moment(time.decode(errors="replace")).instant for time in late), default=0.0), _LAST)
    return datetime.fromtimestamp(newest, now.tzinfo) if newest > now.timestamp() else None
