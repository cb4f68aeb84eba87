"""The quiz: every kind of question, answered by keyboard alone and by mouse alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_kit import Driver, running
from screen_library import screen_library

from edu_tui.app.routes import Ask
from edu_tui.library.library import Library, open_library
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


def asking(*questions: str, mode: str = "study") -> Ask:
    return Ask("timing", mode, questions)


def session_of(driver: Driver) -> QuizSession:
    session = driver.app.screen.session
    assert session is not None
    return session


def number(driver: Driver, key: str) -> str:
    """The number that stands before the answer with this key."""
    return str(session_of(driver).shown.index(key) + 1)


def option(driver: Driver, right: bool) -> str:
    """The number of the first right (or wrong) option."""
    question = session_of(driver).question
    keys = {option.key: option.correct for option in question.body.options}
    return next(number(driver, key) for key in session_of(driver).shown if keys[key] is right)


def rights(driver: Driver) -> list[str]:
    return [pair.right_key for pair in session_of(driver).question.body.pairs]


async def opened(driver: Driver, question: str) -> None:
    await driver.until(lambda: session_of(driver).question and session_of(driver).question.id == question, question)
    await driver.until(lambda: session_of(driver).phase is Phase.ASKING)


def last_answer(driver: Driver):
    return driver.app.context.state.history(list(session_of(driver).answers)[-1])[-1]


async def test_choices_by_keyboard(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single", "q-multiple", "q-truefalse", "q-poll")) as quiz:
        await opened(quiz, "q-single")
        assert quiz.keys == ["Answer", "Back", "Hint", "Rule out", "Choose", "Help", "Search"]
        await quiz.press("enter", "enter")
        await quiz.until(lambda: session_of(quiz).phase is Phase.FEEDBACK)
        await quiz.press("u")
        await opened(quiz, "q-single")
        await quiz.press(option(quiz, False), "enter")
        await quiz.see("✗ Not right.", "✗ not right", "✓ this was right", "Why", "25.8%")
        assert quiz.keys == ["Next", "Back", "Evidence", "Undo", "Help", "Search", "Flag"]
        assert last_answer(quiz).score == 0
        await quiz.press("enter")
        await opened(quiz, "q-multiple")
        await quiz.press(number(quiz, "alpha"), number(quiz, "gamma"), "enter")
        await quiz.see("✗ Not right.", "Gamma it is not.", "Alpha it is.")
        await quiz.press("u")
        await opened(quiz, "q-multiple")
        await quiz.press(number(quiz, "gamma"), number(quiz, "beta"), "enter")
        await quiz.see("✓ Right.")
        assert set(last_answer(quiz).response) == {"alpha", "beta"}
        await quiz.press("space", "enter")
        await opened(quiz, "q-truefalse")
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.", "So it is.")
        await quiz.press("enter")
        await opened(quiz, "q-poll")
        await quiz.see("A girl of six has fever.", "There is no right answer here.")
        await quiz.press("down", "space", "enter")
        await quiz.see("Thank you. Your answer is kept.")
        assert last_answer(quiz).score is None
        await quiz.press("enter")
        await quiz.see("Your result: 2 of 3", "· Her opinion No right or wrong.", "Read again > Two clocks")


async def test_nothing_is_given_that_was_not_chosen(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-multiple", "q-match", "q-short")) as quiz:
        await opened(quiz, "q-multiple")
        await quiz.focus("give:")
        await quiz.press("enter")
        await quiz.see("! Choose an answer first.")
        await quiz.press("1")
        await quiz.gone("Choose an answer first.")
        await quiz.press("x")
        await quiz.see("(ruled out)")
        assert session_of(quiz).draft.response == ()
        await quiz.press("x")
        await quiz.gone("(ruled out)")
        await quiz.press("1", "2", "enter")
        await quiz.see("Why")
        await quiz.press("enter")
        await opened(quiz, "q-match")
        await quiz.press("enter")
        await quiz.see("! Choose an answer first.")
        await quiz.press("right", "enter")
        await quiz.see("! Not every line has a match yet. Enter once more gives the answer as it is.")
        assert session_of(quiz).phase is Phase.ASKING
        await quiz.press("enter")
        await quiz.until(lambda: session_of(quiz).phase is Phase.FEEDBACK)
        await quiz.press("enter")
        await opened(quiz, "q-short")
        await quiz.press("enter")
        await quiz.see("! Type an answer first.")
        await quiz.type("y")
        await quiz.gone("Type an answer first.")
        assert len(session_of(quiz).answers) == 2


async def test_typed_answers_by_keyboard(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-numeric", "q-short", "q-cloze")) as quiz:
        await opened(quiz, "q-numeric")
        await quiz.until(lambda: quiz.keys == ["Answer", "Back", "Help", "Search", "Flag"])
        await quiz.type("many")
        await quiz.press("enter")
        await quiz.see("! “many” is not a number")
        assert session_of(quiz).answers == {}
        await quiz.press("ctrl+u")
        await quiz.type("20 months")
        await quiz.press("enter")
        await quiz.see("✗ Not right.", "Your answer: 20 months", "Right would be: 18 months", "Count again.")
        await quiz.press("u")
        await opened(quiz, "q-numeric")
        assert quiz.app.screen.answer.value == "20 months"
        await quiz.press("ctrl+u")
        await quiz.type("18 months")
        await quiz.press("enter")
        await quiz.see("✓ Right.", "Your answer: 18 months", "Eighteen")
        await quiz.press("enter")
        await opened(quiz, "q-short")
        await quiz.type("minimal residual diseas")
        await quiz.press("enter")
        await quiz.see("! Did you mean “minimal residual disease”?")
        await quiz.press("enter")
        await quiz.see("✗ Not right.", "Your answer: minimal residual diseas", "Right would be: residual disease")
        await quiz.press("u")
        await opened(quiz, "q-short")
        await quiz.type("e")
        await quiz.press("enter")
        await quiz.see("✓ Right.", "Right word.")
        await quiz.press("enter")
        await opened(quiz, "q-cloze")
        await quiz.type("azure")
        await quiz.press("tab")
        await quiz.see("[1: azure]", "Gap 2 of 2")
        await quiz.type("red")
        await quiz.press("shift+tab")
        await quiz.see("Gap 1 of 2")
        await quiz.press("enter", "enter")
        await quiz.see("◐ Partly right.", "1 azure ✓ right", "2 red ✗ right would be: green")
        await quiz.press("enter")
        await quiz.see("Your result: 2.5 of 3")


async def test_order_and_match_by_keyboard(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-order", "q-match")) as quiz:
        await opened(quiz, "q-order")
        assert "Move down" in quiz.keys
        right = [step.key for step in session_of(quiz).question.body.steps]
        await quiz.focus(f"option:{right[2]}")
        await quiz.press("3")
        await quiz.focus(f"option:{right[0]}")
        await quiz.press("K", "K", "enter")
        await quiz.see("✓ Right.", "✓ right place")
        await quiz.press("u")
        await opened(quiz, "q-order")
        await quiz.focus(f"option:{right[0]}")
        await quiz.press("shift+down")
        assert session_of(quiz).draft.response == (right[1], right[0], right[2])
        assert quiz.focused == f"option:{right[0]}"
        await quiz.press("enter")
        await quiz.see("◐ Partly right.", "✗ belongs at 1")
        await quiz.press("enter")
        await opened(quiz, "q-match")
        early, late = rights(quiz)
        await quiz.press(number(quiz, late), number(quiz, early), "enter")
        await quiz.see("✗ Not right.", "✗ belongs to")
        await quiz.press("u")
        await opened(quiz, "q-match")
        await quiz.focus("pair:0")
        await quiz.press(number(quiz, early))
        assert quiz.focused == "pair:1"
        while session_of(quiz).draft.response[1] != late:
            await quiz.press("left")
        await quiz.press("enter")
        await quiz.see("✓ Right.")
        assert last_answer(quiz).response == (early, late)


async def test_all_kinds_by_mouse(library: Library, tmp_path: Path) -> None:
    kinds = ("q-single", "q-multiple", "q-order", "q-match", "q-cloze", "q-numeric")
    async with running(library, tmp_path, asking(*kinds), size=(100, 40)) as quiz:
        await opened(quiz, "q-single")
        await quiz.click("None")
        await quiz.click("About a quarter")
        await quiz.click("Give this answer")
        await quiz.see("✓ Right.")
        await quiz.click("Next question")
        await opened(quiz, "q-multiple")
        await quiz.click("Alpha")
        await quiz.click("Gamma")
        await quiz.click("enter Answer")
        await quiz.see("✗ Not right.")
        await quiz.click("u Undo")
        await opened(quiz, "q-multiple")
        await quiz.click("Gamma")
        await quiz.click("Beta")
        await quiz.click("enter Answer")
        await quiz.see("✓ Right.")
        await quiz.click("enter Next")
        await opened(quiz, "q-order")
        right = [step.key for step in session_of(quiz).question.body.steps]
        for _ in range(2):
            await quiz.pilot.click(offset=_sign(quiz, "before 18 months", "▲"))
        await quiz.pilot.click(offset=_sign(quiz, "later", "▼"))
        await quiz.until(lambda: session_of(quiz).draft.response == tuple(right))
        await quiz.click("Give this answer")
        await quiz.see("✓ Right.")
        await quiz.click("Next question")
        await opened(quiz, "q-match")
        for index, wanted in enumerate(rights(quiz)):
            while session_of(quiz).draft.response[index] != wanted:
                await quiz.click(("early", "late")[index])
                line = next(line for line in quiz.lines if ("early", "late")[index] in line and "→" in line)
                await quiz.pilot.click(offset=(line.index("→") + 3, quiz.lines.index(line)))
                await quiz.pilot.pause()
        await quiz.click("Give this answer")
        await quiz.see("✓ Right.")
        await quiz.click("Next question")
        await opened(quiz, "q-cloze")
        await quiz.click("____(2)____")
        await quiz.type("green")
        await quiz.click("____(1)____")
        await quiz.type("blue")
        await quiz.click("Give this answer")
        await quiz.see("✓ Right.")
        await quiz.click("Next question")
        await opened(quiz, "q-numeric")
        await quiz.type("18 months")
        await quiz.click("enter Answer")
        await quiz.see("✓ Right.")
        await quiz.click("To the result")
        await quiz.see("Your result: 6 of 6 (100%)", "✓ Everything was right.")


def _sign(quiz: Driver, text: str, sign: str) -> tuple[int, int]:
    """Where the arrow of a step stands."""
    y = next(y for y, line in enumerate(quiz.lines) if text in line and sign in line)
    return quiz.lines[y].index(sign), y


async def test_hints_are_counted_and_evidence_comes_after_the_answer(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single", "q-truefalse")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("e")
        assert not quiz.app.screen.evidence_open
        assert "Evidence" not in quiz.keys
        await quiz.press("question_mark")
        await quiz.see("Hint It was not 66.4%.")
        assert "Hint" not in quiz.keys
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.")
        assert last_answer(quiz).hints == 1
        await quiz.press("e")
        await quiz.see("Evidence: 1 source cited here", "Survival after relapse rises")
        await quiz.press("escape")
        await quiz.gone("Evidence: 1")
        await quiz.press("enter")
        await opened(quiz, "q-truefalse")
        await quiz.focus("fact:RI-07")
        await quiz.press("enter")
        await quiz.see("Most patients reached")
        pane = "\n".join(line.text for line in quiz.app.screen.evidence.lines)
        assert "Survival after relapse" not in pane, "what stands behind the explanation would give the answer away"
        await quiz.press("escape")
        await quiz.gone("Most patients reached")
        assert quiz.app.screen.page.has_focus


async def test_f2_hints_while_typing(tmp_path: Path) -> None:
    base = screen_library(tmp_path / "library")
    path = base / "quizzes" / "timing.md"
    path.write_text(path.read_text().replace("  > Right word.\n", "  > Right word.\n\n> **Hint:** Three letters in short.\n"))
    async with running(base, tmp_path / "data", asking("q-short")) as quiz:
        await opened(quiz, "q-short")
        await quiz.until(lambda: quiz.keys == ["Answer", "Back", "Hint", "Help", "Search", "Flag"])
        assert "f2 Hint" in quiz.text
        await quiz.type("minimal residual diseas")
        await quiz.press("enter")
        await quiz.see("! Did you mean", "f2 Hint")
        await quiz.press("f2")
        await quiz.see("Three letters in short.")
        assert quiz.app.screen.answer.has_focus
        await quiz.type("e")
        await quiz.press("enter")
        await quiz.see("✓ Right.")


async def test_reports_and_reading_on_lead_back_to_the_feedback(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single", "q-short")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press(option(quiz, False), "enter")
        await quiz.see("✗ Not right.")
        await quiz.press("exclamation_mark")
        await quiz.type("the share")
        await quiz.press("enter")
        await quiz.until(lambda: any(toast.startswith("Reported") for toast in quiz.toasts))
        quiz.app.clear_notifications()
        assert [(report.subject, report.text) for report in quiz.app.context.state.reports()] == [("q-single", "the share")]
        await quiz.focus("section:timing:clocks")
        await quiz.press("enter")
        await quiz.see("1/3", "Five years later")
        await quiz.press("n", "escape")
        await quiz.see("✗ Not right.", "1/2")
        assert quiz.text.index("How sure were you?") < quiz.text.index("Why")
        assert "Was the marking fair?" not in quiz.text
        await quiz.press("f1")
        await quiz.see("Say that you were not sure of your answer.")
        assert "too easy" not in quiz.text
        await quiz.press("escape")
        await quiz.see("✗ Not right.", "enter Open")
        await quiz.click("Next question")
        await opened(quiz, "q-short")
        await quiz.until(lambda: quiz.app.screen.answer.has_focus)
        assert len(quiz.app.context.state.runs()) == 1
