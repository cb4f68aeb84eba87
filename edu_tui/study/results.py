"""What came of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Question
from edu_tui.progress.events import Answered
from edu_tui.progress.state_values import CORRECT


class Result(msgspec.Struct, frozen=True):
    """One answered question of a run, marked again for showing."""

    question: Question
    answer: Answered
    marking: Marking

    @property
    def missed(self) -> bool:
        """Whether it was scored and not wholly right."""
        return self.answer.score is not None and self.answer.score < CORRECT


class Summary(msgspec.Struct, frozen=True):
    """The end of a run: points, the most they could be, and how many questions were not answered."""

    points: float
    possible: int
    unanswered: int


def results_of(questions: Collection[Question], answers: Mapping[str, Answered]) -> tuple[Result, ...]:
    """The answered ones of `questions`, in their order."""
    found = ((question, answers.get(question.id)) for question in questions)
    return tuple(Result(question, answer, mark(question, answer.response, insist=True)) for question, answer in found if answer)


def summarise(questions: Collection[Question], results: Collection[Result]) -> Summary:
    """The summary of a run over `questions`: only what was answered counts (of a test otherwise: `study.exam.outcome`)."""
    scored = [result for result in results if result.answer.score is not None]
    unanswered = len(questions) - len(results)
    return Summary(
        points=sum(result.answer.score or 0 for result in scored),
        possible=len(scored),
        unanswered=unanswered,
    )
