"""What a learner's state tells of: sections, questions and runs."""

from __future__ import annotations

from typing import NamedTuple

from edu_tui.progress.events import Answered, RunEnded, RunStarted

CORRECT = 1.0
"""The score from which an answer counts as correct."""

FINISHED = "finished"
"""How a run ended that was gone through to its end, or handed in."""

TEST = "test"
"""The mode of a run whose answers may be changed until it is handed in."""


class Section(NamedTuple):
    """What `Read` names: one section of one module as told to one audience."""

    module: str
    audience: str
    section: str


class QuestionState(NamedTuple):
    """One question that was answered at least once.

    `times` answered and `correct` among them; `score` (0 to 1) of the latest marked answer, None when all were polls; `at`, `event` and
    `rev` are of the latest answer.
    """

    question: str
    times: int
    correct: int
    score: float | None
    at: str
    event: str
    rev: int


class Run(NamedTuple):
    """A quiz run: its start, its answers in order of time, and its end, None while it is open; in `replaced` those that were changed."""

    started: RunStarted
    answers: tuple[Answered, ...]
    ended: RunEnded | None
    replaced: tuple[Answered, ...] = ()
