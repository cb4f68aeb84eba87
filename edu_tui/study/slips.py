"""Slips: questions whose learner was sure and wrong. That harms most on a ward, so they come first in the next review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.events import Answered, Judged
from edu_tui.progress.schedule import PASS, Confidence, confidence_of

REPEAT = "repeat"
"""The mode of short repeats on the same day: they train, but say nothing about memory over days."""


class Slip(msgspec.Struct, frozen=True):
    """A question of `quiz` whose learner was sure and wrong the last time."""

    question: str
    title: str
    quiz: str


def slip_in(history: Sequence[Answered], judgement: Callable[[str], Judged | None]) -> str:
    """The question of the latest answer to a card if it was wrong and its learner sure of it, in a test or not; else "".

    `history` are all answers to the card in order of time, `judgement` gives what was said of an answer. A repeat on the same day does not
    make good for a slip: what one was told a minute ago one knows.
    """
    answer = next((answer for answer in reversed(history) if answer.score is not None and answer.mode != REPEAT), None)
    if answer is None or answer.score is None or answer.score >= PASS:
        return ""
    return answer.question if confidence_of(answer, judgement(answer.id)) == Confidence.SURE else ""


def slips_of(catalogue: Catalogue, wrong: Iterable[str]) -> tuple[Slip, ...]:
    """The slips on the questions `wrong`, in their order; what the library does not hold any more is left out."""
    asked = {one.id: (one.title, quiz.name) for quiz in catalogue.quizzes for one in quiz.questions}
    return tuple(Slip(question, *asked[question]) for question in wrong if question in asked)
