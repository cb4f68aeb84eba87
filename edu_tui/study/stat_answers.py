"""A learner's answers as statistics need them: taken apart once, for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeAlias

import msgspec

from edu_tui.progress.events import Answered, Judged
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import COUNT_AS_WRONG, MODES, Grade, confidence_of, grade
from edu_tui.progress.state import LearnerState


class Given(msgspec.Struct, frozen=True, gc=False):
    """One answer with what the learner said of it.

    `instant` and `id` order answers. `day` is its study day, None if the time cannot be read; one after today was given by a clock that ran
    ahead, and is today's. `score` is 0 to 1, 0 for what the learner counts as wrong, None for a poll. `grade` is what it earns in the
    schedule, None if it does not count there: a poll, a timed test, a time that cannot be read.
    """

    instant: float
    id: str
    day: date | None
    score: float | None
    grade: Grade | None
    confidence: int | None
    ms: int


Answers: TypeAlias = Mapping[str, Sequence[Given]]
"""Answers in order of time, by the id of their question."""


def answers_of(state: LearnerState, today: date) -> dict[str, list[Given]]:
    """All answers of a learner by question."""
    return {
        question: [_given(answer, state.judgement(answer.id), today) for answer in state.history(question)] for question in state.answered()
    }


def merged(answers: Answers, questions: Sequence[str]) -> Sequence[Given]:
    """The answers to several questions in order of time."""
    found = [given for question in questions if (given := answers.get(question))]
    return found[0] if len(found) == 1 else sorted(chain.from_iterable(found), key=_when)


def _given(answer: Answered, judged: Judged | None, today: date) -> Given:
    instant, day = moment(answer.at)
    if day is not None and day > today:
        day = today
    score = answer.score
    if judged is not None and judged.override == COUNT_AS_WRONG and score is not None:
        score = 0.0
    earned = grade(answer, judged) if day is not None and answer.mode in MODES else None
    # By place, not by name: this is done for every answer ever given.
    return Given(instant, answer.id, day, score, earned, confidence_of(answer, judged), answer.ms)


def _when(given: Given) -> tuple[float, str]:
    return given.instant, given.id
