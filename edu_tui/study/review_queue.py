"""What to review today: what is most at risk first, no more than fits a day, and some new questions.

Who comes back from leave finds no mountain: what does not fit today waits, the most at risk going first, day after day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import islice

import msgspec

from edu_tui.progress.schedule import due_today, retrievability
from edu_tui.study.cards import Card, Remembered


class Settings(msgspec.Struct, frozen=True):
    """How much a learner wants: reviews and new questions a day, and the day of an exam if there is one."""

    reviews_a_day: int = 40
    new_a_day: int = 10
    exam: date | None = None


class Plan(msgspec.Struct, frozen=True):
    """Today's review: what to ask in order, `new` of it never asked but in tests; how many due cards wait; how many are done."""

    ask: tuple[Card, ...]
    new: int
    waiting: int
    done: int

    @property
    def due(self) -> int:
        """How many of what to ask were asked before."""
        return len(self.ask) - self.new


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
    memories = {ident: found.due for ident, found in remembered.items() if found.due is not None}
    done = [memory for memory in memories.values() if memory.last == today and memory.question in known]
    begun = sum(memory.first == today for memory in done)
    slips = {ident for ident, found in remembered.items() if found.slip}
    now = {*changed, *(ident for ident in slips if ident in memories and memories[ident].last < today)}
    at_risk = due_today({ident: memory._replace(due=today) if ident in now else memory for ident, memory in memories.items()}, today)
    due = [memory for memory in at_risk if memory.question in known]
    if settings.exam is not None and settings.exam > today:
        exam = settings.exam
        due.sort(key=lambda memory: (retrievability(memory, exam), memory.question))
    # Stable sorts: the order within each group stays.
    due.sort(key=lambda memory: memory.question not in slips)
    due.sort(key=lambda memory: memory.question not in changed)
    waiting = [known[memory.question] for memory in due]
    tested = [card for card in known.values() if card.id in slips and card.id not in memories]
    first = sum(card.id in changed for card in waiting)
    waiting[first:first] = tested
    room = max(0, settings.reviews_a_day - (len(done) - begun))
    never = (card for card in known.values() if card.id not in memories and card.id not in slips)
    fresh = list(islice(never, max(0, settings.new_a_day - begun)))
    return Plan((*waiting[:room], *fresh), len(fresh), max(0, len(waiting) - room), len(done))
