"""A quiz session without any screen: what is saved, when, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from exam_kit import NOW, Clock, Store
from libraries import write_library

from edu_tui.library.library import open_library
from edu_tui.library.questions import Quiz
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Answered, RunEnded, RunStarted, Voided
from edu_tui.progress.state import fold
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase
from edu_tui.study.runs import open_run, run_to_resume


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return open_library(write_library(tmp_path_factory.mktemp("library")))


@pytest.fixture
def quiz(library) -> Quiz:
    return library.quiz("timing")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begin(quiz: Quiz, store: Store, clock: Clock | None = None, **options: object) -> QuizSession:
    """A run that begins a minute after whatever is there."""
    now = NOW + timedelta(minutes=len(store.events))
    return QuizSession.begin(quiz, store, seed=1, now=lambda: now, monotonic=clock or Clock(), **options)


def again(quiz: Quiz, store: Store, clock: Clock | None = None) -> QuizSession | None:
    return QuizSession.resume(quiz, store, fold(store.events), now=lambda: NOW, monotonic=clock or Clock())


def give(session: QuizSession, *response: str):
    session.edit(session.draft.__class__(response or session.shown[:1]))
    return session.submit()


def test_study_shows_feedback_and_the_last_answer_ends_the_run_in_one_step(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    assert (session.place, session.phase, session.is_last) == ((1, 2), Phase.ASKING, False)
    give(session)
    assert session.phase is Phase.FEEDBACK
    session.proceed()
    assert session.is_last
    give(session, *(step.key for step in session.question.body.steps))
    assert session.phase is Phase.FEEDBACK
    assert session.marking.verdict == "right"
    assert store.kinds() == ["RunStarted", "Answered", "Answered", "RunEnded"]
    assert store.marks == {}
    session.proceed()
    assert session.phase is Phase.DONE
    assert session.question is None
    assert again(quiz, store) is None


def test_in_study_only_what_was_answered_counts(quiz: Quiz) -> None:
    store = Store()
    study = begin(quiz, store)
    give(study)
    study.finish()
    assert (study.summary().possible, study.summary().unanswered) == (1, 1)


def test_nothing_changes_when_the_store_refuses(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    store.refuses = True
    with pytest.raises(NotSaved):
        give(session)
    assert (session.phase, session.answers, session.marking) == (Phase.ASKING, {}, None)
    with pytest.raises(NotSaved):
        session.finish()
    assert session.phase is Phase.ASKING
    store.refuses = False
    session.submit()
    store.refuses = True
    with pytest.raises(NotSaved):
        session.undo()
    assert session.phase is Phase.FEEDBACK
    assert len(session.answers) == 1


def test_what_is_asked_again_is_not_saved(library, tmp_path: Path) -> None:
    store = Store()
    session = begin(library.quiz("timing"), store)
    assert session.submit().ask_again
    assert store.kinds() == ["RunStarted"]


def test_undo_opens_the_question_as_it_was_answered_also_after_the_end(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    assert session.undo() is False
    give(session)
    session.proceed()
    give(session, *session.shown)
    session.proceed()
    assert session.undo()
    assert session.draft.response == session.shown
    assert [event.event for event in store.events if isinstance(event, Voided)] == [
        next(event.id for event in store.events if isinstance(event, Answered) and event.question == "rt-order-01"),
        next(event.id for event in store.events if isinstance(event, RunEnded)),
    ]
    assert session.undo()
    assert session.place == (1, 2)
    assert fold(store.events).answers == 0
    assert again(quiz, store).place == (1, 2)


def test_clocks_stand_still_in_a_pause_and_come_back_with_the_draft(quiz: Quiz, clock: Clock) -> None:
    store = Store()
    session = begin(quiz, store, clock, limit_ms=60_000)
    clock.seconds = 10
    session.edit(session.draft.__class__(session.shown[1:2]))
    session.pause()
    clock.seconds = 500
    assert (session.elapsed_ms, session.left_ms) == (10_000, 50_000)
    session.go_on()
    clock.seconds = 505
    session.pause()
    later = again(quiz, store, clock)
    assert later.left_ms == 45_000
    assert (later.shown, later.draft) == (session.shown, session.draft)
    clock.seconds = 506
    later.submit()
    assert store.events[-1].ms == 16_000
    clock.seconds = 9_999
    assert later.left_ms == 0


def test_another_run_leaves_the_kept_question_of_the_first_alone(quiz: Quiz) -> None:
    store = Store()
    first = begin(quiz, store, questions=("rt-time-01",))
    give(first)
    second = begin(quiz, store)
    second.edit(second.draft.__class__(second.shown[:1]))
    kept = dict(store.marks)
    QuizSession(quiz, store, fold(store.events).run(first.run), now=lambda: NOW).finish()
    assert dict(store.marks) == kept


def test_a_run_is_found_by_its_questions_and_given_up_for_a_new_one(quiz: Quiz, library) -> None:
    store = Store()
    whole = begin(quiz, store)
    part = begin(quiz, store, questions=("rt-order-01",))
    state = fold(store.events)
    assert open_run(quiz, state, "study").started.run == part.run
    assert open_run(quiz, state, "study", ("rt-time-01", "rt-order-01")).started.run == whole.run
    assert open_run(quiz, state, "test") is None
    fresh = begin(quiz, store, instead=state.run(whole.run))
    state = fold(store.events)
    assert state.run(whole.run).ended.how == "abandoned"
    run, entry = run_to_resume(library.catalogue, state)
    assert (run.started.run, entry.name) == (fresh.run, "timing")
    part_ended = QuizSession(quiz, store, fold(store.events).run(part.run))
    part_ended.finish()
    fresh.finish()
    assert run_to_resume(library.catalogue, fold(store.events)) is None


def test_questions_that_an_author_took_away_do_not_stop_a_run(quiz: Quiz, library) -> None:
    store = Store()
    store.append(
        RunStarted(
            id="a", at="2026-11-22T10:00:00.000+00:00", run="r", quiz="timing", mode="study", questions=("gone", "rt-time-01"), seed=1
        )
    )
    session = again(quiz, store)
    assert session.place == (1, 1)
    store.append(RunStarted(id="b", at="2026-11-22T11:00:00.000+00:00", run="s", quiz="timing", mode="study", questions=("gone",), seed=1))
    run, _ = run_to_resume(library.catalogue, fold(store.events))
    assert run.started.run == "r"
    assert QuizSession(quiz, store, fold(store.events).run("s")).phase is Phase.DONE


def started(run: str, hour: int, *questions: str) -> RunStarted:
    at = f"2026-11-22T{hour}:00:00.000+00:00"
    return RunStarted(id=run, at=at, run=run, quiz="timing", mode="study", questions=questions, seed=1)
