"""What to review today: what is most at risk first, no more than fits a day, and some new questions.

Who comes back from leave finds no mountain: what does not fit today waits, the most at risk going first, day after day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import islice

import msgspec

from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import MODES, PASS, Confidence, Due, confidence_of, due_today, retrievability
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Card, card_history


class Settings(msgspec.Struct, frozen=True):
    """How much a learner wants: reviews and new questions a day, and the day of an exam if there is one."""

    reviews_a_day: int = 40
    new_a_day: int = 10
    exam: date | None = None


class Plan(msgspec.Struct, frozen=True):
    """Today's review: what to ask in order (`new` of it never asked before), how many due cards wait for another day, how many are done."""

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
    memories: Mapping[str, Due],
    state: LearnerState,
    today: date,
    settings: Settings,
    changed: Collection[str] = (),
) -> Plan:
    """The review of `today` over the cards of `deck`; `memories` are those of its cards that were answered.

    The cards in `changed` rest on evidence that changed since they were answered: they are due now, and come first.
    """
    known = {card.id: card for card in deck}
    done = [known[memory.question] for memory in memories.values() if memory.last == today and memory.question in known]
    begun = sum(_first_day(card, state) == today for card in done)
    at_risk = due_today({ident: memory._replace(due=today) if ident in changed else memory for ident, memory in memories.items()}, today)
    due = [memory for memory in at_risk if memory.question in known]
    if settings.exam is not None and settings.exam > today:
        exam = settings.exam
        due.sort(key=lambda memory: (retrievability(memory, exam), memory.question))
    # Stable sorts: the order within each group stays.
    due.sort(key=lambda memory: not sure_and_wrong(known[memory.question], state))
    due.sort(key=lambda memory: memory.question not in changed)
    room = max(0, settings.reviews_a_day - (len(done) - begun))
    never = (card for card in known.values() if not any(state.history(guise) for guise in card.guises))
    fresh = list(islice(never, max(0, settings.new_a_day - begun)))
    ask = (*(known[memory.question] for memory in due[:room]), *fresh)
    return Plan(ask, len(fresh), max(0, len(due) - room), len(done))


def sure_and_wrong(card: Card, state: LearnerState) -> bool:
    """Whether the latest answer to a card was wrong and its learner sure of it: what harms most on a ward."""
    answer = next((answer for answer in reversed(card_history(card, state)) if answer.score is not None), None)
    if answer is None or answer.score is None or answer.score >= PASS:
        return False
    return confidence_of(answer, state.judgement(answer.id)) == Confidence.SURE


def _first_day(card: Card, state: LearnerState) -> date | None:
    """The study day of the first answer to a card that counted."""
    days = (moment(answer.at).day for answer in card_history(card, state) if answer.mode in MODES and answer.score is not None)
    return next((day for day in days if day is not None), None)
