"""A review: one run over questions of many quizzes."""

from __future__ import annotations

from collections.abc import Iterable

from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Case, Question, Quiz
from edu_tui.library.roles import quiz_path
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Card, guise_to_ask
from edu_tui.study.runs import review_name


def questions_for(asked: Iterable[Card], state: LearnerState) -> tuple[str, ...]:
    """The ids of the questions to ask for the cards: of twins the one that was seen longer ago."""
    return tuple(guise_to_ask(card, state) for card in asked)


def review_quiz(library: Library, questions: Iterable[str], audience: Audience) -> Quiz:
    """A quiz of these questions in this order, taken from the quizzes of the library; unknown ones are left out."""
    homes = {entry.id: quiz.name for quiz in library.catalogue.quizzes if not quiz.broken for entry in quiz.questions}
    quizzes: dict[str, Quiz | None] = {}
    found: list[Question] = []
    cases: dict[str, Case] = {}
    for ident in questions:
        name = homes.get(ident, "")
        if name and name not in quizzes:
            quizzes[name] = library.quiz(name)
        home = quizzes.get(name)
        question = home.question(ident) if home else None
        if home is None or question is None:
            continue
        found.append(question)
        if case := home.case(question.case):
            cases[case.id] = case
    return Quiz(
        name=review_name(audience),
        path=quiz_path("review"),  # links of all quizzes start from their common folder
        module="",
        audience=audience,
        title="Review",
        intro=(),
        questions=tuple(found),
        cases=tuple(cases.values()),
    )
