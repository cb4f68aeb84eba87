"""What to review today: what is most at risk first, no more than fits a day, and some new questions.

Who comes back from leave finds no mountain: what does not fit today waits, the most at risk going first, day after day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

import msgspec

from edu_tui.progress.schedule import Due, by_risk
from edu_tui.study.cards import Card, Remembered


class Settings(msgspec.Struct, frozen=True):
    """How much a learner wants: reviews and new questions a day, and the day of an exam if there is one."""

    reviews_a_day: int = 40
    new_a_day: int = 10
    exam: date | None = None


class Amount(msgspec.Struct, frozen=True):
    """How many cards there are to review today, `due` ones and `new` ones (never asked but in tests); how many due ones wait for another
    day, and how many are done."""

    due: int
    new: int
    waiting: int
    done: int


class Plan(Amount, frozen=True, kw_only=True):
    """Today's review: what to ask in order, and how much that is."""

    ask: tuple[Card, ...]


class _Standing(NamedTuple):
    """What is due of a deck: by its memory, or because its learner was sure and wrong in a test; what is new today; what is done, and for
    how many due ones there is `room`."""

    at_risk: list[Due]
    tested: list[Card]
    fresh: list[Card]
    slips: set[str]
    done: int
    room: int

    @property
    def amount(self) -> Amount:
        """How much of this is for today."""
        waiting = len(self.at_risk) + len(self.tested)
        asked = min(self.room, waiting)
        return Amount(asked, len(self.fresh), waiting - asked, self.done)


def amount(
    deck: Iterable[Card],
    remembered: Mapping[str, Remembered],
    today: date,
    settings: Settings,
    changed: Collection[str] = (),
) -> Amount:
    """How much the `plan` of today holds: it costs less than the plan, for nothing is put in order."""
    return _standing({card.id: card for card in deck}, remembered, today, settings, changed).amount


def plan(
    deck: Iterable[Card],
    remembered: Mapping[str, Remembered],
    today: date,
    settings: Settings,
    changed: Collection[str] = (),
) -> Plan:
    """The review of `today` over the cards of `deck`; `remembered` is what is remembered of those that were answered.

    The cards in `changed` rest on evidence that changed since they were answered: they are due now, and come first. Next come those whose
    learner was sure and wrong, be it in a test, which says nothing to the schedule.
    """
    known = {card.id: card for card in deck}
    found = _standing(known, remembered, today, settings, changed)
    due = by_risk(found.at_risk, settings.exam if settings.exam is not None and settings.exam > today else today)
    # A stable sort: the order within each group stays.
    due.sort(key=lambda memory: (memory.question not in changed, memory.question not in found.slips))
    waiting = [known[memory.question] for memory in due]
    first = sum(card.id in changed for card in waiting)
    waiting[first:first] = found.tested
    much = found.amount
    return Plan(much.due, much.new, much.waiting, much.done, ask=(*waiting[: much.due], *found.fresh))


def _standing(
    known: Mapping[str, Card], remembered: Mapping[str, Remembered], today: date, settings: Settings, changed: Collection[str]
) -> _Standing:
    memories = [found.due for ident, found in remembered.items() if found.due is not None and ident in known]
    scheduled = {memory.question for memory in memories}
    done = [memory for memory in memories if memory.last == today]
    begun = sum(memory.first == today for memory in done)
    slips = {ident for ident, found in remembered.items() if found.slip}
    never = (card for card in known.values() if card.id not in scheduled and card.id not in slips)
    return _Standing(
        at_risk=[one for one in memories if one.due <= today or one.question in changed or _was_a_slip(one, slips, today)],
        tested=[card for card in known.values() if card.id in slips and card.id not in scheduled],
        fresh=list(islice(never, max(0, settings.new_a_day - begun))),
        slips=slips,
        done=len(done),
        room=max(0, settings.reviews_a_day - (len(done) - begun)),
    )


def _was_a_slip(memory: Due, slips: Collection[str], today: date) -> bool:
    """Whether a question whose learner was sure and wrong is to come before its time: on the next day, and no sooner."""
    return memory.question in slips and memory.last < today
