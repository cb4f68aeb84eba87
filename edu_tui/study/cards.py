"""Cards: what is kept in memory. A card is one question, or two that ask for the same in another guise.

Twins (parallel forms) share one card: an answer to either counts for both, and a review asks the guise that was seen longer ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import RETENTION, SAFETY_RETENTION, Due, Followed, follow
from edu_tui.progress.state import LearnerState
from edu_tui.study.slips import slip_in
from edu_tui.study.stat_recall import Tally, tallies_of


class Card(msgspec.Struct, frozen=True):
    """A card: the id of its first question, all questions that ask for it, and where it belongs."""

    id: str
    guises: tuple[str, ...]
    module: str
    audience: Audience
    objective: str
    safety: bool = False

    @property
    def retention(self) -> float:
        """The probability of recall at which it falls due."""
        return SAFETY_RETENTION if self.safety else RETENTION


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


def guise_to_ask(card: Card, state: LearnerState) -> str:
    """The question of a card that was not asked yet, or else longest ago."""
    asked = {guise: _when(last) for guise in card.guises if (last := next(state.backwards(guise), None))}
    fresh = next((guise for guise in card.guises if guise not in asked), "")
    return fresh or min(asked.items(), key=lambda item: item[1])[0]


def memories(deck: Iterable[Card], state: LearnerState, today: date) -> dict[str, Due]:
    """The memory of every card that was answered, by the card's id."""
    return Memories(deck).of(state, today)


def _followed(card: Card, history: Sequence[Answered], state: LearnerState, today: date) -> Followed:
    found = follow(history, today, card.retention, state.judgement) if history else Followed(None)
    return found._replace(due=found.due._replace(question=card.id)) if found.due else found


class Remembered(msgspec.Struct, frozen=True, array_like=True):
    """What was worked out of the answers to one card: its memory (None when none of them counts), its reviews, summed up, and the
    question of a slip ("" if there is none; see `slips`).

    It was worked out on the study day `day` for questions `guises` and a `retention`; `ahead` if a clock ran ahead in one of the answers,
    so that it holds on that day only.
    """

    day: date
    guises: tuple[str, ...]
    retention: float
    ahead: bool
    due: Due | None
    tallies: tuple[Tally, ...]
    slip: str

    def holds(self, card: Card, today: date) -> bool:
        """Whether it is what would be worked out of the same answers for `card` on `today`."""
        known = self.guises == card.guises and self.retention == card.retention
        return known and (self.day == today if self.ahead else self.day <= today)


class _Known(NamedTuple):
    """What is remembered, and how often the answers to each question of the card had changed by then."""

    changes: tuple[int, ...]
    remembered: Remembered


class Memories:
    """The memories of a deck, kept: only cards with new answers or judgements are followed again.

    `before` is what `kept` gave an earlier program, of just those events that the state began with (`ProgressStore.worked_out`).
    """

    def __init__(self, deck: Iterable[Card], before: Mapping[str, Remembered] | None = None) -> None:
        self.deck = tuple(deck)
        self._state: LearnerState | None = None
        self._known = {ident: _Known((0,) * len(found.guises), found) for ident, found in (before or {}).items()}

    def of(self, state: LearnerState, today: date) -> dict[str, Due]:
        """The memory of every card that was answered, by the card's id, as it stands in `state` on `today`."""
        return {ident: found.due for ident, found in self.remembered(state, today).items() if found.due is not None}

    def remembered(self, state: LearnerState, today: date) -> dict[str, Remembered]:
        """What is remembered of every card that was answered, by the card's id, as it stands in `state` on `today`."""
        if self._state is not state:
            if self._state is not None:  # changes are counted anew in each state
                self._known = {}
            self._state = state
        answered = frozenset(state.answered())
        return {card.id: self._of_card(card, state, today) for card in self.deck if not answered.isdisjoint(card.guises)}

    def _of_card(self, card: Card, state: LearnerState, today: date) -> Remembered:
        changes = tuple([state.changes(guise) for guise in card.guises])
        known = self._known.get(card.id)
        if known is None or known.changes != changes or not known.remembered.holds(card, today):
            history = card_history(card, state)
            due, reviews, ahead = _followed(card, history, state, today)
            slip = slip_in(history, state.judgement)
            remembered = Remembered(today, card.guises, card.retention, ahead, due, tallies_of(reviews), slip)
            known = self._known[card.id] = _Known(changes, remembered)
        return known.remembered

    def kept(self, state: LearnerState) -> dict[str, Remembered]:
        """All that is right for `state` as it is now, by card: what may be given to a later program."""
        if self._state is not None and self._state is not state:
            return {}
        return {
            ident: known.remembered
            for ident, known in self._known.items()
            if known.changes == tuple(state.changes(guise) for guise in known.remembered.guises)
        }
