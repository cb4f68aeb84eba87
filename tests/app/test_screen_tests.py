"""Tests in the app: put together, gone through in any order, handed in, looked at again, set side by side."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from right_answers import answer_to
from screen_kit import Driver, FakeClock, running
from screen_library import screen_library

from edu_tui.app.routes import Ask
from edu_tui.library.library import Library, open_library
from edu_tui.progress.events import RunEnded, RunStarted
from edu_tui.study.draft import Draft
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.run_state import Phase
from edu_tui.study.slips import REPEAT

THREE = ("q-single", "q-truefalse", "q-short")
SIZES = [(120, 40), (80, 24), (40, 15)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


@pytest.fixture
async def test_of_three(library: Library, tmp_path: Path) -> AsyncIterator[Driver]:
    async with running(library, tmp_path, Ask("timing", "test", THREE)) as driver:
        await asked(driver, "q-single")
        yield driver


def exam_of(driver: Driver) -> ExamSession:
    exam = driver.app.screen.session
    assert isinstance(exam, ExamSession)
    return exam


async def asked(driver: Driver, question: str) -> None:
    await driver.until(
        lambda: (exam := getattr(driver.app.screen, "session", None)) and exam.question and exam.question.id == question, question
    )
    await driver.until(lambda: not driver.app.screen.saving)


async def overview(driver: Driver, words: str) -> None:
    await driver.see(words, "Hand in?")
    await driver.until(lambda: not driver.app.screen.saving)


def started(driver: Driver) -> RunStarted:
    return [event for event in driver.app.context.store.events if isinstance(event, RunStarted)][-1]


# --- putting one together --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_starts_a_mixed_test(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, size=size, clock=FakeClock()) as driver:
        await driver.focus("go:test")
        await driver.press("enter")
        await driver.see("Test yourself", "Start 7 questions, 30 minutes;", "There are only 7 questions")
        assert driver.focused == "start:"
        await driver.press("s")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        run = started(driver)
        assert (run.quiz, run.mode, run.limit_ms, run.soft, run.scope.number) == ("test-clinician", "test", 1_800_000, True, 20)
        assert "q-poll" not in run.questions
        assert len({"q-single", "q-truefalse"} & set(run.questions)) == 1
        await driver.see("1/7 · test · 30:00")
        assert len(driver.keys) <= 7
        await driver.press("escape")
        await driver.see("Go on: question 1 of 7")
        await driver.press("h")
        await driver.until(lambda: "run:test-clinician:" in "".join(driver.app.screen.page.targets))


async def test_the_palette_leads_to_a_test(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await driver.press("ctrl+p")
        await driver.type("test yourself")
        await driver.see("Put a test together")
        await driver.press("enter")
        await driver.see("Start 7 questions")


async def test_what_is_chosen_is_drawn_and_remembered(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "test", size=(80, 40)) as driver:
        for target in ("number:10", "minutes:15", "clock:hard", "module:timing"):
            await driver.focus(target)
            await driver.press("enter")
        await driver.see("◉ 10", "◉ 15 min", "◉ the test ends", "[x] The time of relapse", "all of its objectives, or only:")
        await driver.focus("objective:timing:explain")
        await driver.press("enter")
        await driver.see(
            "There are only 2 questions of this choice.", "2 questions, 15 minutes, then it ends; The time of relapse (1 objective)"
        )
        await driver.press("s")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        run = started(driver)
        assert set(run.questions) == {"q-truefalse", "q-cloze"}
        assert (run.limit_ms, run.soft, run.scope.objectives) == (900_000, False, ("timing:explain",))
    async with running(library, tmp_path, "test", size=(80, 40)) as driver:
        await driver.see("◉ 10", "◉ the test ends", "[x] Explain a remission", "Go on: question 1 of 2")
        await driver.focus("minutes:0")
        await driver.press("enter")
        await driver.gone("the test ends")
        await driver.focus("module:")
        await driver.press("enter")
        await driver.see("[x] all modules")
        await driver.focus("pool:flagged")
        await driver.press("enter", "s")
        await driver.see("There is no question of this choice.")
        await driver.press("t")
        await driver.see("◉ families", "No test yet.")


async def test_a_new_test_gives_up_the_open_one(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "test") as driver:
        await driver.press("s")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        first = started(driver).run
        await driver.press("escape")
        await driver.see("Start a new test, and give up the one you left")
        await driver.press("s")
        await driver.until(lambda: started(driver).run != first)
        assert driver.app.context.state.run(first).ended.how == "abandoned"


# --- going through it ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_in_any_order_marked_changed_and_handed_in(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, Ask("timing", "test", THREE), size=size) as driver:
        await asked(driver, "q-single")
        assert {"Overview", "Mark"} <= set(driver.keys)
        await driver.press("m", "2", "n")
        await asked(driver, "q-truefalse")
        await driver.press("n")
        await asked(driver, "q-short")
        assert driver.app.screen.answer.has_focus
        await driver.press("f4", "f6")
        await asked(driver, "q-truefalse")
        await driver.press("p")
        await asked(driver, "q-single")
        exam = exam_of(driver)
        assert exam.draft.response == exam.answers["q-single"].response == (exam.shown[1],)
        third = exam.shown[2]
        await driver.press("home")
        await driver.see("◆ marked for review")
        await driver.press("3", "o")
        await overview(driver, "1 answered, 2 open, 2 marked for review.")
        assert exam.answers["q-single"].response == (third,)
        assert driver.focused == "question:1"
        await driver.press("escape")
        await asked(driver, "q-single")
        await driver.press("m", "o")
        await overview(driver, "1 answered, 2 open, 1 marked for review.")
        await driver.focus("question:2")
        await driver.press("enter")
        await asked(driver, "q-truefalse")
        await driver.press("1", "s", "enter")
        await asked(driver, "q-short")
        await driver.press("f5")
        await overview(driver, "2 answered, 1 open, 1 marked for review.")
        await driver.press("H")
        await driver.see("1 question is open and 1 is marked for review. Press enter")
        await driver.press("enter")
        await driver.see("Your result:")
        (end,) = [event for event in driver.app.context.store.events if isinstance(event, RunEnded)]
        assert end.how == "finished"
        assert driver.app.context.state.answers == 2
        assert driver.app.context.state.history("q-truefalse")[0].confidence == 3


async def test_by_mouse(test_of_three: Driver) -> None:
    driver = test_of_three
    await driver.click("( ) 1")
    await driver.click("Mark for review")
    await driver.see("◆ marked for review")
    await driver.click("c fairly")
    await driver.see("◉ c fairly")
    await driver.click("Overview  all questions")
    await overview(driver, "1 answered, 2 open, 1 marked for review.")
    await driver.click("  2 ○")
    await asked(driver, "q-truefalse")


async def test_a_killed_program_comes_back_with_marks_and_drafts(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path, Ask("timing", "test", THREE), clock=clock) as driver:
        await asked(driver, "q-single")
        await driver.press("1", "m", "n")
        await asked(driver, "q-truefalse")
        await driver.press("n")
        await asked(driver, "q-short")
        await driver.type("resi")
        run, marked = exam_of(driver).run, exam_of(driver).marked
    async with running(library, tmp_path, clock=clock) as driver:
        await driver.press("enter")
        await asked(driver, "q-short")
        assert (exam_of(driver).run, exam_of(driver).marked) == (run, marked)
        assert driver.app.screen.answer.value == "resi"
        await driver.press("f5")
        await overview(driver, "2 answered, 1 open, 1 marked for review.")


async def test_undo_brings_the_former_answer_back(test_of_three: Driver) -> None:
    driver = test_of_three
    await driver.press("1", "n")
    await asked(driver, "q-truefalse")
    first = exam_of(driver).answers["q-single"]
    await driver.press("p")
    await asked(driver, "q-single")
    await driver.press("2", "o")
    await overview(driver, "1 answered")
    await driver.press("u")
    await asked(driver, "q-single")
    assert exam_of(driver).draft.response == first.response
    assert driver.app.context.state.history("q-single") == (first,)
    await driver.press("u")
    await driver.until(lambda: exam_of(driver).answers == {})


# --- the clock -------------------------------------------------------------------------------------------------------------------


async def test_a_soft_clock_tells_and_goes_on(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path, "test", size=(80, 30), clock=clock) as driver:
        await driver.press("s")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        exam = exam_of(driver)
        clock.seconds += 1801
        await driver.see("test · time is up")
        assert any("you can go on" in toast.lower() for toast in driver.toasts)
        exam.edit(Draft(answer_to(exam.question, exam.shown)))
        driver.app.screen.give()
        await driver.until(lambda: len(exam.answers) == 1)
        await driver.press("f5")
        await overview(driver, "1 answered, 6 open.")
        await hand_in_here(driver)
        await driver.see("Your result: 0%, 0 of 7 (0 to 35%) right.", "After the time: 1 of 1 right; with these 14%, 1 of 7 (3 to 51%).")
        await driver.see("Time: 30 min of 30 min.")


async def test_a_hard_clock_takes_what_stands_there_and_ends(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path, Ask("timing", "test", THREE, limit_ms=60_000), clock=clock) as driver:
        await asked(driver, "q-single")
        await driver.press("1")
        clock.seconds += 61
        await driver.see("Your result:", "2 questions not answered.")
        assert list(exam_of(driver).answers) == ["q-single"]


async def test_the_clock_stands_still_while_the_app_is_suspended(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path, Ask("timing", "test", THREE, limit_ms=60_000), clock=clock) as driver:
        await asked(driver, "q-single")
        clock.seconds += 10
        driver.app.app_suspend_signal.publish(driver.app)
        clock.seconds += 500
        assert exam_of(driver).left_ms == 50_000
        driver.app.app_resume_signal.publish(driver.app)
        clock.seconds += 5
        assert exam_of(driver).left_ms == 45_000


# --- the result ------------------------------------------------------------------------------------------------------------------


async def hand_in(driver: Driver) -> None:
    await driver.press("f5")
    await hand_in_here(driver)


async def hand_in_here(driver: Driver) -> None:
    """From the overview, whatever is open."""
    await driver.until(lambda: "hand-in:" in driver.app.screen.page.targets and not driver.app.screen.saving)
    await driver.focus("hand-in:")
    await driver.press("enter")
    await driver.until(lambda: exam_of(driver).is_over or "once more" in driver.text)
    if not exam_of(driver).is_over:
        await driver.press("enter")
    await driver.see("Your result:")


@pytest.mark.parametrize("size", SIZES)
async def test_the_result_leads_to_what_to_read_and_to_every_question(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, Ask("timing", "test", THREE), size=size) as driver:
        await asked(driver, "q-single")
        exam = exam_of(driver)
        wrong = next(option.key for option in exam.question.body.options if not option.correct)
        await driver.press(str(exam.shown.index(wrong) + 1), "s")
        await hand_in(driver)
        targets = driver.app.screen.page.targets
        assert {"look:q-single", "missed:", "module:", "cover:", "section:timing:clocks"} <= set(targets)
        await driver.press("enter")
        await driver.until(lambda: exam.phase is Phase.FEEDBACK)
        await driver.see("✗ Not right.")
        await driver.press("n")
        await driver.see("○ Not answered.")
        assert "How sure were you?" not in driver.text
        await driver.press("p", "enter", "enter", "enter")
        await driver.until(lambda: exam.phase is Phase.DONE)
        await driver.see("Your result:")
        await driver.focus("look:q-short")
        await driver.press("enter")
        await driver.until(lambda: exam.phase is Phase.FEEDBACK)
        await driver.press("escape")
        await driver.until(lambda: exam.phase is Phase.DONE)
        await driver.focus("section:timing:clocks")
        await driver.press("enter")
        await driver.see("Two clocks")
        await driver.press("escape")
        await driver.see("By objective")


async def test_sure_and_wrong_comes_before_all_objectives(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "test", ("q-truefalse",)), size=(80, 40)) as driver:
        await asked(driver, "q-truefalse")
        await driver.press("2", "s")
        await hand_in(driver)
        await driver.see("Sure, and not right", "Explain a remission 0 of 1 (0 to 79%)", "Read: Remission")
        assert driver.text.index("Sure, and not right") < driver.text.index("By objective")


async def test_the_wrong_ones_again_with_feedback_from_a_drawn_test(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "test", size=(80, 40)) as driver:
        await driver.press("s")
        await driver.until(lambda: getattr(driver.app.screen, "session", None) is not None)
        asked_first = started(driver).questions
        await hand_in(driver)
        await driver.focus("missed:")
        await driver.press("enter")
        await driver.until(lambda: started(driver).mode == REPEAT)
        assert started(driver).questions == asked_first
        await driver.until(lambda: (session := driver.app.screen.session) and session.run == started(driver).run)
        session = driver.app.screen.session
        session.edit(Draft(answer_to(session.question, session.shown)))
        driver.app.screen.give()
        await driver.see("✓ Right.")


async def test_two_tests_of_the_same_choice_side_by_side(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "test", size=(80, 40)) as driver:
        for number in range(2):
            await driver.until(lambda: "start:" in driver.app.screen.page.targets)
            await driver.press("s")
            await driver.until(lambda number=number: len(driver.app.context.state.runs()) == number + 1)
            await driver.until(lambda: (exam := getattr(driver.app.screen, "session", None)) and exam.run == started(driver).run)
            exam = exam_of(driver)
            if number:
                exam.edit(Draft(answer_to(exam.question, exam.shown)))
            await hand_in(driver)
            if not number:
                await driver.focus("cover:")
                await driver.press("enter")
        await driver.focus(next(target for target in driver.app.screen.page.targets if target.startswith("beside:")))
        await driver.press("enter")
        await driver.see("Two tests side by side", "The difference may be chance.", "→")
        await driver.press("escape")
        await driver.see("Your result:")
        await driver.focus("cover:")
        await driver.press("enter")
        await driver.see("Past tests", "14%, 1 of 7 (3 to 51%)")
        past = [target for target in driver.app.screen.page.targets if target.startswith("past:")]
        assert len(past) == 2
        await driver.focus(past[1])
        await driver.press("enter")
        await driver.see("Your result:")
        assert not any(target.startswith("beside:") for target in driver.app.screen.page.targets)
