"""Slips: questions whose learner was sure and wrong. That harms most on a ward, so they come first in the next review."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.events import Answered
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import PASS, Confidence, confidence_of
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Card
from edu_tui.study.review import REPEAT


class Slip(msgspec.Struct, frozen=True):
    """A question of `quiz` whose learner was sure and wrong the last time."""

    question: str
    title: str
    quiz: str


def slip_of(card: Card, state: LearnerState) -> Answered | None:
    """The latest answer to a card if it was wrong and its learner sure of it, in a test or not; else None.

    A repeat on the same day does not make good for it: what one was told a minute ago one knows.
    """
    given = [answer for guise in card.guises if (answer := _latest(state.backwards(guise))) is not None]
    answer = max(given, key=_when, default=None)
    if answer is None or answer.score is None or answer.score >= PASS:
        return None
    return answer if confidence_of(answer, state.judgement(answer.id)) == Confidence.SURE else None


def slips_of(catalogue: Catalogue, deck: Iterable[Card], state: LearnerState) -> tuple[Slip, ...]:
    """All slips that wait for a review, in the order of the deck."""
    asked = {one.id: (one.title, quiz.name) for quiz in catalogue.quizzes for one in quiz.questions}
    wrong = [answer.question for card in deck if (answer := slip_of(card, state)) is not None]
    return tuple(Slip(question, *asked[question]) for question in wrong if question in asked)


def _latest(answers: Iterable[Answered]) -> Answered | None:
    """The first that counts of answers that begin with the latest."""
    return next((answer for answer in answers if answer.score is not None and answer.mode != REPEAT), None)


def _when(answer: Answered) -> tuple[float, str]:
    return moment(answer.at).instant, answer.id
