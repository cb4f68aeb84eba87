"""What the quiz screen shows, gathered from library, progress and session."""

from __future__ import annotations

from edu_tui.app.context import Context
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.app.pages.quiz import CoverView, EndView, OpenRun
from edu_tui.library.blocks import Block
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.ledger import Ledger
from edu_tui.library.questions import Case, Choices, Numeric, Question, Quiz, Short
from edu_tui.progress.schedule import CONFIDENCES, OVERRIDES
from edu_tui.progress.state import LearnerState
from edu_tui.render.layout import LayoutContext
from edu_tui.render.numbering import number_citations
from edu_tui.study.overview import progress_in
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase
from edu_tui.study.runs import left, open_run, review_audience


def cover_view(quiz: Quiz, context: Context) -> CoverView:
    """A quiz before it begins, with the runs that were left in the middle."""
    entry = context.catalogue.module(quiz.module, quiz.audience)
    done = progress_in(context.catalogue, entry, context.state) if entry and not entry.broken else None
    known = {question.id for question in quiz.questions}
    runs = [run for mode in ("study", "test") if (run := open_run(quiz, context.quiz_state, mode))]
    return CoverView(
        quiz=quiz,
        open_runs=tuple(
            OpenRun(run.started.run, run.started.mode, len(run.started.questions) - len(left(run, known)), len(run.started.questions))
            for run in runs
        ),
        answered=done.questions_answered if done else 0,
        mastery=done.mastery if done else 0.0,
    )


def question_view(
    session: QuizSession,
    catalogue: Catalogue,
    look: LayoutContext,
    state: LearnerState,
    *,
    active: int,
    hint: bool,
    news: tuple[str, ...] = (),
) -> QuestionView:
    """The question that is open, or that was just answered."""
    question, quiz = session.question, session.quiz
    assert question is not None
    answered = session.phase is Phase.FEEDBACK
    return QuestionView(
        question=question,
        case=quiz.case(question.case) if question.case else None,
        shown=session.shown,
        draft=session.draft,
        context=look,
        marking=session.marking if answered else None,
        active=active,
        hint=hint,
        sections=sections_for(quiz, catalogue, question) if answered else (),
        last=session.is_last,
        said=said_of(session, state) if answered else frozenset(),
        news=news,
        flag=state.flags().get(question.id, ""),
        note=state.notes().get(question.id, "") if answered else "",
    )


def said_of(session: QuizSession, state: LearnerState) -> frozenset[str]:
    """What the learner said of her last answer, as words of `CONFIDENCES` and `OVERRIDES`."""
    judged = state.judgement(session.last_answer.id) if session.last_answer else None
    if judged is None:
        return frozenset()
    sure = {word for word, value in CONFIDENCES.items() if value == judged.confidence}
    return frozenset(sure | {word for word, value in OVERRIDES.items() if value == judged.override})


def end_view(session: QuizSession, catalogue: Catalogue, state: LearnerState) -> EndView:
    """What came of a run, each answer of which had its feedback at once."""
    quiz, results, summary = session.quiz, session.results(), session.summary()
    again = dict.fromkeys(pair for result in results if result.missed for pair in sections_for(quiz, catalogue, result.question))
    return EndView(
        title=quiz.title,
        summary=summary,
        results=results,
        again=tuple(again),
        review=review_audience(quiz.name) is not None,
        flags=state.flags(),
    )


def sections_for(quiz: Quiz, catalogue: Catalogue, question: Question) -> tuple[tuple[str, str], ...]:
    """ "MODULE:SECTION" and title of the sections that serve the objective of a question of `quiz`, which may be a review."""
    module = quiz.module or _module_of(catalogue, question)
    entry = catalogue.module(module, quiz.audience)
    if entry is None or entry.broken or not question.objective:
        return ()
    return tuple((f"{module}:{section.id}", section.title) for section in entry.sections if question.objective in section.objectives)


def _module_of(catalogue: Catalogue, question: Question) -> str:
    """The module whose quiz holds a question, "" if none does."""
    return next((quiz.module for quiz in catalogue.quizzes for one in quiz.questions if one.id == question.id), "")


def question_look(question: Question, case: Case | None, ledger: Ledger, *, answered: bool) -> LayoutContext:
    """How a question is laid out. Before the answer only what is on the page then has a number: no evidence gives the answer away."""
    vignette = case.blocks if case else ()
    blocks = (*vignette, *question.stem, *question.hint, *(_after(question) if answered else ()))
    return LayoutContext(numbering=number_citations(blocks, ledger.references))


def _after(question: Question) -> tuple[Block, ...]:
    """Everything that is shown only after the answer."""
    body = question.body
    feedback: list[Block] = []
    if isinstance(body, Choices):
        feedback = [block for option in body.options for block in option.feedback]
    elif isinstance(body, Numeric):
        feedback = [block for part in body.ranges for block in part.feedback]
    elif isinstance(body, Short):
        feedback = [block for part in body.answers for block in part.feedback]
    return (*feedback, *question.explanation)
