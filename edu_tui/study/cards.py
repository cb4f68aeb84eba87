"""Cards: what is kept in memory. A card is one question, or two that ask for the same in another guise.

Twins (parallel forms) share one card: an answer to either counts for both, and a review asks the guise that was seen longer ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import RETENTION, SAFETY_RETENTION, Due, Followed, follow
from edu_tui.progress.state import LearnerState
from edu_tui.study.slips import slip_in
from edu_tui.study.stat_recall import Tally, tallies_of

_tallies = msgspec.msgpack.Decoder(tuple[Tally, ...]).decode


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
            guises = card.guises if card else (first,)
            safety = question.safety or (card is not None and card.safety)
            if question.id != first:
                guises = (*guises, question.id)
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
    so that it holds on that day only. The reviews stay as they are kept until somebody asks for the `tallies`: only statistics do.
    """

    day: date
    guises: tuple[str, ...]
    retention: float
    ahead: bool
    due: Due | None
    reviews: msgspec.Raw
    slip: str

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The reviews by how well the answer was expected to be remembered."""
        return _tallies(self.reviews)

    def holds(self, card: Card, today: date) -> bool:
        """Whether it is what would be worked out of the same answers for `card` on `today`."""
        known = self.guises == card.guises and self.retention == card.retention
        return known and (self.day == today if self.ahead else self.day <= today)


def _worked_out(card: Card, state: LearnerState, today: date) -> Remembered:
    history = card_history(card, state)
    due, reviews, ahead = _followed(card, history, state, today)
    tallies = msgspec.Raw(msgspec.msgpack.encode(tallies_of(reviews)))
    return Remembered(today, card.guises, card.retention, ahead, due, tallies, slip_in(history, state.judgement))


class Memories:
    """The memories of a deck, kept: only cards with new answers or judgements are followed again.

    `before` is what `kept` gave an earlier program, of just those events that the state began with (`ProgressStore.worked_out`).
    """

    def __init__(self, deck: Iterable[Card], before: Mapping[str, Remembered] | None = None) -> None:
        self.deck = tuple(deck)
        self._state: LearnerState | None = None
        self._known = dict(before or {})
        self._changes: dict[str, int] = {}

    def of(self, state: LearnerState, today: date) -> dict[str, Due]:
        """The memory of every card that was answered, by the card's id, as it stands in `state` on `today`."""
        return {ident: found.due for ident, found in self.remembered(state, today).items() if found.due is not None}

    def remembered(self, state: LearnerState, today: date, audience: Audience | None = None) -> dict[str, Remembered]:
        """What is remembered of every card that was answered, or of those for `audience`, by the card's id, as it stands in `state` on
        `today`."""
        known, found = self._known_in(state), dict[str, Remembered]()
        for card in self.deck if audience is None else self.deck_for(audience):
            remembered = known.get(card.id)  # if it still holds, the card was answered
            if remembered is not None and remembered.holds(card, today):
                found[card.id] = remembered
            elif any(map(state.is_answered, card.guises)):
                found[card.id] = known[card.id] = _worked_out(card, state, today)
        return found

    def deck_for(self, audience: Audience) -> list[Card]:
        """The cards for an audience."""
        return [card for card in self.deck if card.audience is audience]

    def kept(self, state: LearnerState) -> dict[str, Remembered]:
        """All that is right for `state` as it is now, by card: what may be given to a later program."""
        return self._known_in(state) if self._state in (None, state) else {}

    def _known_in(self, state: LearnerState) -> dict[str, Remembered]:
        """What is known of the cards and holds in `state`: forgotten is what rests on answers that have changed since the last look.

        It goes into a dict of its own, for another thread may still be writing down what it worked out of answers as they were.
        """
        if self._state is not state:
            if self._state is not None:  # changes are counted anew in each state
                self._known, self._changes = {}, {}
            self._state = state
        changes = {question: state.changes(question) for question in state.changed()}
        if changes != self._changes:
            stale = {question for question, count in changes.items() if count != self._changes.get(question)}
            self._known = {ident: found for ident, found in self._known.items() if stale.isdisjoint(found.guises)}
            self._changes = changes
        return self._known
