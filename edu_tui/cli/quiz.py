"""`quiz`: in the app, or as plain text on standard output with answers on standard input."""

from __future__ import annotations

from edu_tui.cli.app import open_app
from edu_tui.cli.arriving import noting_arrivals
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.exam_sitting import ExamSitting
from edu_tui.cli.output import did_you_mean
from edu_tui.cli.places import Places
from edu_tui.cli.sitting import Sitting
from edu_tui.library.library import Library
from edu_tui.library.questions import Quiz
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.state import LearnerState
from edu_tui.study.exam.session import ExamSession, session_class
from edu_tui.study.keeping import Keeping
from edu_tui.study.practice import PracticeStore
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.store import Store


def quiz(places: Places, name: str, mode: str, form: str, *, plain: bool, question: str = "") -> int:
    """Ask the questions of the quiz `name`, going on with an unfinished run; every answer is saved before it is acknowledged.

    `form` "pre" or "post" asks the questions of that form only, `question` the one with that id.
    """
    library = places.open_library()
    found = _quiz(library, name)
    questions = _only(found, question) if question else _in_form(found, form)
    if not plain:
        return open_app(places, f"quiz:{name}:{mode}" + (f":{','.join(questions)}" if questions else ""))
    with places.open_store(places.find_learner(create=True)) as store:
        for notice in store.notices:
            tell(notice)
        try:
            paper = PracticeStore() if store.read_only else store
            state = paper.fold()
            session = _session(found, paper, state, mode, questions)
            with noting_arrivals(library, store):
                if isinstance(session, ExamSession):
                    ExamSitting(session, Keeping(paper), state, library.catalogue, saved=not store.read_only).run()
                else:
                    Sitting(session, Keeping(paper), state, saved=not store.read_only).run()
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
    return 0


def _quiz(library: Library, name: str) -> Quiz:
    """The quiz with this name. Raises CommandError if there is none, or nothing to ask."""
    entry = library.catalogue.quiz(name)
    found = library.quiz(name) if entry else None
    if entry is None or found is None:
        raise CommandError(did_you_mean("quiz", name, (one.name for one in library.catalogue.quizzes)))
    if entry.broken or not found.questions:
        raise CommandError(entry.broken or f"{entry.path} has no questions that can be asked; edu-tui check says why.", TROUBLE)
    return found


def _only(found: Quiz, question: str) -> tuple[str, ...]:
    """The id of one question. Raises CommandError if the quiz has none with it."""
    if found.question(question) is None:
        raise CommandError(did_you_mean("question", question, (one.id for one in found.questions)))
    return (question,)


def _in_form(found: Quiz, form: str) -> tuple[str, ...]:
    """The ids of the questions of a form, () for "". Raises CommandError if it has none."""
    questions = tuple(question.id for question in found.form(form)) if form else ()
    if form and not questions:
        raise CommandError(f"The quiz {found.name} has no questions of the form {form}.")
    return questions


def _session(found: Quiz, store: Store, state: LearnerState, mode: str, questions: tuple[str, ...]) -> QuizSession:
    """The run to go on with, or a new one."""
    kind = session_class(mode)
    return kind.resume(found, store, state, mode=mode, questions=questions) or kind.begin(found, store, mode=mode, questions=questions)
