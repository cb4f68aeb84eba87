"""Which runs of quizzes can be gone on with."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from edu_tui.library.catalogue import Catalogue, QuizEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import TEST, Run

if TYPE_CHECKING:
    from edu_tui.library.questions import Quiz

REVIEW = "review"
"""The mode of answers in a review; they count for memory."""


def open_run(quiz: Quiz, state: LearnerState, mode: str, questions: tuple[str, ...] = ()) -> Run | None:
    """The latest run of `quiz` in `mode` that has not ended and has questions left: over exactly `questions`, or without them over no form.

    The questions before or after a session are a thing of their own: who goes on with the quiz does not mean them.
    """
    known = {question.id for question in quiz.questions}
    forms = {tuple(question.id for question in quiz.form(name)) for name in ("pre", "post")}
    for run in reversed(state.open_runs()):
        started = run.started
        wanted = started.questions == questions if questions else started.questions not in forms
        if (started.quiz, started.mode) == (quiz.name, mode) and wanted and is_open(run, known):
            return run
    return None


def run_to_resume(catalogue: Catalogue, state: LearnerState) -> tuple[Run, QuizEntry] | None:
    """The run begun last that can be gone on with, and its quiz (of a test its questions, as if they were one); None if there is none."""
    for run in reversed(state.open_runs()):
        audience = drawn_audience(run.started.quiz)
        quiz = _drawn_entry(catalogue, run, audience) if audience else catalogue.quiz(run.started.quiz)
        if quiz is not None and is_open(run, {question.id for question in quiz.questions}):
            return run, quiz
    return None


def review_name(audience: Audience) -> str:
    """What the reviews of an audience are called among the runs."""
    return f"{REVIEW}-{audience}"


def review_audience(name: str) -> Audience | None:
    """Whose review this is the name of; None if it is that of a quiz."""
    return next((audience for audience in Audience if name == review_name(audience)), None)


def open_review(state: LearnerState, audience: Audience) -> Run | None:
    """The latest review (or repeat) for an audience that has not ended and has questions left."""
    for run in reversed(state.open_runs()):
        if run.started.quiz == review_name(audience) and is_open(run, set(run.started.questions)):
            return run
    return None


def drawn_name(audience: Audience) -> str:
    """What the tests of an audience that were drawn from several quizzes are called among the runs."""
    return f"{TEST}-{audience}"


def drawn_audience(name: str) -> Audience | None:
    """Whose drawn tests this is the name of; None if it is that of a quiz or a review."""
    return next((audience for audience in Audience if name == drawn_name(audience)), None)


def open_drawn(state: LearnerState, audience: Audience) -> Run | None:
    """The latest drawn test for an audience that was not handed in."""
    runs = reversed(state.open_runs())
    return next((run for run in runs if (run.started.quiz, run.started.mode) == (drawn_name(audience), TEST)), None)


def is_open(run: Run, known: Collection[str]) -> bool:
    """Whether a run can be gone on with: it has not ended, and some of its questions, as far as they are `known`, wait for an answer.

    A test waits to be handed in when all are answered.
    """
    if run.started.mode == TEST:
        return run.ended is None and any(ident in known for ident in run.started.questions)
    return run.ended is None and bool(left(run, known))


def left(run: Run, known: Collection[str]) -> list[str]:
    """The questions of a run that wait for an answer, as far as they are `known`."""
    answered = {answer.question for answer in run.answers}
    return [ident for ident in run.started.questions if ident in known and ident not in answered]


def _drawn_entry(catalogue: Catalogue, run: Run, audience: Audience) -> QuizEntry:
    """The questions of a run that were drawn from several quizzes, as the catalogue knows them."""
    known = {question.id: question for quiz in catalogue.quizzes if not quiz.broken for question in quiz.questions}
    asked = tuple(known[ident] for ident in run.started.questions if ident in known)
    return QuizEntry(run.started.quiz, "", "", audience, "Test", asked)
