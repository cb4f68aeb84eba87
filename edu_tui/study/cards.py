"""Cards: what is kept in memory. A card is one question, or two that ask for the same in another guise.

Twins (parallel forms) share one card: an answer to either counts for both, and a review asks the guise that was seen longer ago.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import RETENTION, SAFETY_RETENTION, Due, replay
from edu_tui.progress.state import LearnerState


class Card(msgspec.Struct, frozen=True):
    """A card: the id of its first question, all questions that ask for it, and where it belongs."""

    id: str
    guises: tuple[str, ...]
    module: str
    audience: Audience
    objective: str
    safety: bool = False


def cards(catalogue: Catalogue) -> dict[str, Card]:
    """All cards by id, in the order of the modules and their questions. Polls are no cards: there is nothing to remember in them."""
    found: dict[str, Card] = {}
    quizzes = [quiz for entry in catalogue.modules if (quiz := catalogue.quiz_for(entry.id, entry.audience)) and not quiz.broken]
    for quiz in quizzes:
        scored = {question.id: question for question in quiz.questions if question.scored}
        for question in scored.values():
            first = question.twin if question.twin in scored else question.id
            card = found.get(first)
            guises = (*(card.guises if card else (first,)), *((question.id,) if question.id != first else ()))
            safety = question.safety or bool(card and card.safety)
            found[first] = Card(first, guises, quiz.module, quiz.audience, scored[first].objective, safety)
    return found


def card_history(card: Card, state: LearnerState) -> tuple[Answered, ...]:
    """All answers to the questions of a card in order of time."""
    histories = [state.history(guise) for guise in card.guises]
    if sum(map(bool, histories)) <= 1:
        return max(histories, key=len)
    return tuple(sorted((answer for history in histories for answer in history), key=_when))


def _when(answer: Answered) -> tuple[float, str]:
    return moment(answer.at).instant, answer.id


def memories(deck: Iterable[Card], state: LearnerState, today: date) -> dict[str, Due]:
    """The memory of every card that was answered, by the card's id."""
    return {card.id: memory for card in deck if (memory := memory_of(card, state, today)) is not None}


def memory_of(card: Card, state: LearnerState, today: date) -> Due | None:
    """The memory of one card; None when none of its answers counts."""
    history = card_history(card, state)
    memory = replay(history, today, SAFETY_RETENTION if card.safety else RETENTION, state.judgement) if history else None
    return memory._replace(question=card.id) if memory else None


def guise_to_ask(card: Card, state: LearnerState) -> str:
    """The question of a card that was not asked yet, or else longest ago."""
    asked = {guise: _when(history[-1]) for guise in card.guises if (history := state.history(guise))}
    fresh = next((guise for guise in card.guises if guise not in asked), "")
    return fresh or min(asked.items(), key=lambda item: item[1])[0]


class Memories:
    """The memories of a deck, kept: only cards with new answers or judgements are replayed again."""

    def __init__(self, deck: Iterable[Card]) -> None:
        self.deck = tuple(deck)
        self._known: dict[str, tuple[object, Due | None]] = {}

    def of(self, state: LearnerState, today: date) -> dict[str, Due]:
        """The memory of every card that was answered, by the card's id, as it stands in `state` on `today`."""
        found: dict[str, Due] = {}
        for card in self.deck:
            history = card_history(card, state)
            if not history:
                continue
            stamp = (today, tuple((answer.id, state.judgement(answer.id)) for answer in history))
            known = self._known.get(card.id)
            if known is None or known[0] != stamp:
                known = self._known[card.id] = stamp, memory_of(card, state, today)
            if known[1] is not None:
                found[card.id] = known[1]
        return found
