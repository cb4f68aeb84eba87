"""Runs of a quiz: tests and their clock, leaving and coming back, undoing, stopping, asking again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from right_answers import answer_to
from screen_kit import Driver, FakeClock, open_store, running
from screen_library import screen_library

from edu_tui.app.quiz_views import said_of
from edu_tui.app.routes import Ask
from edu_tui.library.library import Library, open_library
from edu_tui.progress.events import RunEnded
from edu_tui.study.draft import Draft
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase
from edu_tui.study.slips import REPEAT

THREE = ("q-single", "q-multiple", "q-truefalse")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


def session_of(driver: Driver) -> QuizSession:
    session = driver.app.screen.session
    assert session is not None
    return session


async def opened(driver: Driver, question: str) -> None:
    await driver.until(lambda: (session := driver.app.screen.session) and session.question and session.question.id == question, question)
    await driver.until(lambda: session_of(driver).phase is Phase.ASKING)


def wrong(driver: Driver) -> str:
    session = session_of(driver)
    wrong = {option.key for option in session.question.body.options if not option.correct}
    return next(str(number) for number, key in enumerate(session.shown, 1) if key in wrong)


def ended(driver: Driver) -> list[str]:
    return [event.how for event in driver.app.context.store.events if isinstance(event, RunEnded)]


async def test_a_test_tells_nothing_before_its_end(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "test", (*THREE, "q-short")), size=(100, 90)) as quiz:
        for question in THREE:
            await opened(quiz, question)
            assert "test" in quiz.title
            await quiz.press(wrong(quiz), "enter")
            assert "Not right" not in quiz.text
        await opened(quiz, "q-short")
        await quiz.type("nothing")
        await quiz.press("enter")
        await quiz.see("4 answered, 0 open.")
        assert ended(quiz) == []
        await quiz.press("u")
        await opened(quiz, "q-short")
        assert quiz.app.screen.answer.value == ""
        await quiz.type("residual disease")
        await quiz.press("enter")
        await quiz.see("4 answered, 0 open.")
        await quiz.focus("hand-in:")
        await quiz.press("enter")
        await quiz.see("Your result: 25%, 1 of 4 (5 to 70%) right.", "✗ A single not right", "✓ A word right")
        assert ended(quiz) == ["finished"]
        assert "Undo" not in quiz.keys
        await quiz.focus("missed:")
        await quiz.press("enter")
        await opened(quiz, "q-single")
        assert session_of(quiz).started.questions == THREE
        assert session_of(quiz).mode == REPEAT


async def test_the_questions_before_a_session_are_asked_alone_and_gone_on_with(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "quiz:timing") as quiz:
        await quiz.see("Before a session 1 question, feedback at the end", "After a session 1 question")
        await quiz.focus("form:pre")
        await quiz.press("enter")
        await opened(quiz, "q-single")
        assert (session_of(quiz).mode, session_of(quiz).started.questions) == ("test", ("q-single",))
        run = session_of(quiz).run
    async with running(library, tmp_path, "quiz:timing:test:q-single") as quiz:
        await opened(quiz, "q-single")
        assert session_of(quiz).run == run


async def test_the_clock_runs_stands_still_and_ends_the_test(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path, "quiz:timing", clock=clock) as quiz:
        await quiz.see("Test with a clock 13 minutes, feedback at the end")
        await quiz.focus("fresh:clock")
        await quiz.press("enter")
        await opened(quiz, "q-single")
        await quiz.see("1/9 · test · 13:00")
        clock.seconds += 60
        await quiz.see("12:00")
        await quiz.press("f1")
        await quiz.see("Help")
        clock.seconds += 600
        await quiz.press("escape")
        await quiz.see("12:00")
        await quiz.press("1", "h")
        await quiz.see("question 1 of 9")
        clock.seconds += 600
    async with running(library, tmp_path, clock=clock) as quiz:
        await quiz.press("enter")
        await opened(quiz, "q-single")
        await quiz.see("12:00")
        assert session_of(quiz).draft.response == session_of(quiz).shown[:1]
        await quiz.press("enter")
        await opened(quiz, "q-multiple")
        clock.seconds += 720
        await quiz.see("7 questions not answered.")
        assert "The time is up." in quiz.toasts
        assert ended(quiz) == ["finished"]
        assert "Undo" not in quiz.keys
        answer = quiz.app.context.state.history("q-single")[0]
        assert 60_000 <= answer.ms <= 61_000


async def test_leaving_and_coming_back_finds_everything_as_it_was(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("1", "enter")
        await quiz.until(lambda: session_of(quiz).phase is Phase.FEEDBACK)
        await quiz.press("enter")
        await opened(quiz, "q-multiple")
        await quiz.press("2", "3", "x")
        order, draft = session_of(quiz).shown, session_of(quiz).draft
        await quiz.press("escape")
        await quiz.see("question 2 of 9")
        await quiz.press("enter")
        await opened(quiz, "q-multiple")
        assert (session_of(quiz).shown, session_of(quiz).draft) == (order, draft)
    async with running(library, tmp_path, Ask("timing", "study"), size=(40, 15)) as quiz:
        await opened(quiz, "q-multiple")
        assert (session_of(quiz).shown, session_of(quiz).draft) == (order, draft)
        await quiz.press("escape")
        await quiz.see("Go on")
    async with running(library, tmp_path, "quiz:timing") as quiz:
        await quiz.see("Go on: question 2 of 9", "Study from the beginning")
        await quiz.focus("fresh:study")
        await quiz.press("enter")
        await opened(quiz, "q-single")
        assert ended(quiz) == ["abandoned"]
        assert "1/9" in quiz.title


async def test_a_run_on_a_section_does_not_hide_the_one_before(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study")) as quiz:
        await opened(quiz, "q-single")
        quiz.app.go(Ask("timing", "study", ("q-truefalse",)))
        await opened(quiz, "q-truefalse")
        await quiz.press("1", "enter")
        await quiz.see("To the result")
        await quiz.press("enter")
        await quiz.see("Your result")
        await quiz.press("escape")
        await opened(quiz, "q-single")
        assert "1/9" in quiz.title
        await quiz.press("h")
        await quiz.see("question 1 of 9")


async def test_undo_goes_back_step_by_step_and_from_the_end(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study", THREE)) as quiz:
        await opened(quiz, "q-single")
        assert "Undo" not in quiz.keys
        for question in THREE:
            await opened(quiz, question)
            await quiz.press("1", "enter")
            await quiz.until(lambda: session_of(quiz).phase is Phase.FEEDBACK)
            await quiz.press("enter")
        await quiz.see("Your result")
        for question in reversed(THREE):
            await quiz.press("u")
            await opened(quiz, question)
        assert quiz.app.context.state.answers == 0
        assert quiz.app.context.state.run(session_of(quiz).run).ended is None


async def test_stopping_keeps_what_was_answered(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "test", THREE)) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("1", "enter")
        await opened(quiz, "q-multiple")
        await quiz.click("Overview")
        await quiz.click("Hand in  then")
        await quiz.see("2 questions are open. Press enter once more")
        await quiz.click("Hand in  then")
        await quiz.see("2 questions not answered.", "of 3")
        assert ended(quiz) == ["finished"]
        await quiz.press("escape")
        await quiz.see("Start here", "1/9 answered")
        assert "Questions: Every kind" not in quiz.text


async def test_two_windows_of_one_learner(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study", THREE)) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("1")
        other = open_store(tmp_path)
        run = session_of(quiz).run
        second = QuizSession.begin(library.quiz("timing"), other, questions=("q-short",))
        second.edit(second.draft.__class__(("residual disease",)))
        await asyncio.to_thread(second.submit)
        other.close()
        await quiz.press("enter")
        await quiz.until(lambda: session_of(quiz).phase is Phase.FEEDBACK)
        await quiz.press("h")
        await quiz.see("2/9 answered", "question 2 of 3")
        await quiz.press("enter")
        await opened(quiz, "q-multiple")
        assert session_of(quiz).run == run
    with open_store(tmp_path) as store:
        answered = [event.question for event in store.events if type(event).__name__ == "Answered"]
    assert sorted(answered) == ["q-short", "q-single"]


async def test_a_quiz_that_is_not_there_or_empty_is_no_dead_end(tmp_path: Path) -> None:
    bare = "---\nmodule: timing\naudience: family\ntitle: Bare\n---\n"
    library = open_library(screen_library(tmp_path / "library", {"quizzes/timing-family.md": bare}))
    async with running(library, tmp_path / "data", "quiz:gone:study") as quiz:
        await quiz.see("Start here")
        assert "This library has no quiz called “gone”." in quiz.toasts
        quiz.app.go(Ask("timing-family", "study"))
        await quiz.see("There is no question here that can be asked.")
        await quiz.press("enter", "1", "u", "x", "e", "escape")
        await quiz.see("Start here")


async def test_a_review_asks_what_is_due_and_repeats_what_was_missed(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await driver.focus("go:review")
        await driver.press("enter")
        await driver.see("Today: 0 due, 7 new.", "Begin", "A day holds at most 40 reviews and 10 new questions.")
        await driver.press("enter")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        first = session_of(driver)
        assert (first.mode, first.started.quiz) == ("review", "review-clinician")
        first.edit(Draft(answer_to(first.question, first.shown)))
        driver.app.screen.give()
        await driver.see("✓ Right.")
        await driver.press("s")
        await driver.until(lambda: said_of(first, driver.app.context.state) == {"sure"} and not driver.app.screen.saving)
        await driver.press("greater_than_sign")
        await driver.until(lambda: said_of(first, driver.app.context.state) == {"sure", "easy"} and not driver.app.screen.saving)
        await driver.press("greater_than_sign")
        await driver.until(lambda: said_of(first, driver.app.context.state) == {"sure"})
    async with running(library, tmp_path, "review:clinician") as driver:
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        assert session_of(driver).run == first.run
        assert session_of(driver).place[0] == 2
        driver.app.go(Ask("review-clinician"))
        await driver.see("Go on: question 2 of 7", "Done: 1.")
