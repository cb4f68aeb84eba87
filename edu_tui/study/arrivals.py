"""Which copy of a library a learner had before her: when each moment of locking first reached the computers on which she learns.

Kept with the learner, not with the computer: what counts is which of her steps were made from an older copy, and her steps travel. A
computer remembers which moments it knows in a mark, which stays where it is. When moments come that it did not know, an event `Arrived`
says after which of her steps; events are merged and exported like all others, so that a merge tells what happened on either computer. Where
two computers tell of one moment the later step counts: in doubt a learner is told once too often. Not the time of the arrival is kept but
that of the last step before it: a computer that lay in a drawer for a year does not make a year of learning elsewhere look old.

What a computer knew when it began to remember counts as arrived when it was locked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from edu_tui.progress.events import Arrived, Event, new_id, stamp
from edu_tui.progress.moments import moment

if TYPE_CHECKING:
    from edu_tui.library.lock_changes import Arrivals
    from edu_tui.study.store import Store

_INSTANT = timedelta(microseconds=1)


class Arrival(NamedTuple):
    """What is to be noted: an event, None if no step can have missed anything, and all moments known now, None if nothing is new."""

    event: Arrived | None = None
    known: list[str] | None = None


def arrival(moments: Collection[datetime], known: object, steps: Callable[[], Iterable[Event]], opened: datetime) -> Arrival:
    """What to note of a library with these `moments` of locking, opened at `opened` by a learner who did what `steps` gives.

    `known` is what was noted last as known here, anything else than a list if nothing was.
    """
    here = {stamp(one.astimezone(UTC)): one for one in moments}
    if not isinstance(known, list):
        return Arrival(None, sorted(here)) if here else Arrival()
    fresh = here.keys() - set(map(str, known))
    if not fresh:
        return Arrival()
    last = max((event for event in steps() if moment(event.at).instant < opened.timestamp()), key=_instant, default=None)
    missed = sorted(one for one in fresh if last is not None and here[one].timestamp() <= _instant(last))
    event = Arrived(id=new_id(), at=stamp(opened), moments=tuple(missed), after=last.at) if last is not None and missed else None
    return Arrival(event, sorted(fresh.union(map(str, known))))


def _instant(event: Event) -> float:
    return moment(event.at).instant


def arrivals_of(told: Iterable[Arrived]) -> Arrivals:
    """When each moment of locking arrived: just after the last step that may not have seen it, whichever computer tells of it."""
    found: dict[datetime, datetime] = {}
    for event in told:
        after = moment(event.after).instant
        for text in event.moments:
            locked = moment(text).instant
            if -math.inf < locked <= after:
                with suppress(OverflowError, ValueError):  # at the very ends of the calendar
                    at = datetime.fromtimestamp(locked, UTC)
                    found[at] = max(found.get(at, at), datetime.fromtimestamp(after, UTC) + _INSTANT)
    return found


class Here(NamedTuple):
    """A library on this computer, opened at `opened`: who it is, with all its moments of locking."""

    library: str
    moments: Collection[datetime]
    opened: datetime

    @property
    def mark(self) -> str:
        """Under which mark this computer remembers the moments that it knows."""
        return f"locks:{self.library}"


def arrivals_now(here: Here, marks: Mapping[str, Any], told: Sequence[Arrived], steps: Callable[[], Iterable[Event]]) -> Arrivals:
    """The arrivals that count for a learner: those that were `told`, and those that are to be noted only now. Nothing is saved.

    `steps` gives all that she did, which is only asked for when something arrived.
    """
    pending = arrival(here.moments, marks.get(here.mark), steps, here.opened).event
    return arrivals_of([*told, pending] if pending else told)


def note_arrivals(here: Here, store: Store, steps: Callable[[], Iterable[Event]]) -> None:
    """Save what reached this computer since the last time. May raise NotSaved; then it is saved another time."""
    found = arrival(here.moments, store.marks.get(here.mark), steps, here.opened)
    if found.event is not None:
        store.append(found.event)
    if found.known is not None:
        store.set_mark(here.mark, found.known)
