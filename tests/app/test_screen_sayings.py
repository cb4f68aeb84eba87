"""Flags, notes and reports: said of a question while it is asked and afterwards, listed, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_kit import Driver, open_store, running
from screen_library import screen_library
from test_screen_quiz import asking, opened, option, session_of
from textual.events import Key

from edu_tui.app.routes import Home, Progress, Read, Sayings
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.study.keeping import Keeping
from edu_tui.study.run_state import Phase

SIZES = [(120, 40), (80, 24), (40, 15)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


def state(driver: Driver):
    return driver.app.context.state


async def flagged(driver: Driver, subject: str, flag: str | None) -> None:
    await driver.until(lambda: state(driver).flags().get(subject) == flag, f"{subject}: {flag}")


# --- on a question ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_flag_is_one_key_away_and_again_takes_it_away(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, asking("q-single"), size=size) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("F")
        await quiz.see("A single", "u unsure", "d I dispute this", "t teach this", "r Report a fault")
        assert "note" not in quiz.text, "a note might give the answer away"
        await quiz.press("t")
        await quiz.see("Your flag: teach this")
        await quiz.press("F", "d")
        await quiz.see("Your flag: I dispute this")
        await quiz.press("F")
        await quiz.see("◉ d I dispute this")
        await quiz.press("d")
        await quiz.gone("Your flag")
        await flagged(quiz, "q-single", None)
        await quiz.press("F", "escape")
        await quiz.gone("u unsure")
        assert session_of(quiz).phase is Phase.ASKING


async def test_two_quick_presses_close_one_dialog_and_answer_once(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        below = quiz.app.screen
        await quiz.press("F")
        await quiz.see("t teach this")
        for _ in range(3):  # all of them before the first has done anything
            quiz.app.post_message(Key("t", "t"))
            quiz.app.focused.post_message(PageView.Activated(quiz.app.focused, "flag:teach"))
        await quiz.see("Your flag: teach this")
        await flagged(quiz, "q-single", "teach")
        assert quiz.app.screen is below


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_stands_under_the_explanation_and_can_be_changed_and_deleted(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(library, tmp_path, asking("q-single"), size=size) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("w")
        assert not quiz.app.screen.note_line.is_open
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.")
        await quiz.press("w")
        await quiz.type("ask Anna [@RT-13]")
        await quiz.see("Your note: ask Anna [@RT-13]")
        await quiz.press("enter", "G")
        await quiz.until(lambda: state(quiz).notes() == {"q-single": "ask Anna [@RT-13]"})
        assert quiz.app.screen.page.has_focus
        await quiz.press("w")
        await quiz.type("!")
        await quiz.press("enter")
        await quiz.until(lambda: state(quiz).notes() == {"q-single": "ask Anna [@RT-13]!"})
        await quiz.press("w", "ctrl+u", "escape")
        assert state(quiz).notes() == {"q-single": "ask Anna [@RT-13]!"}
        if size[1] >= 24:
            await quiz.see("Your note", "ask Anna [@RT-13]!")
        await quiz.press("w", "ctrl+u", "enter")
        await quiz.until(lambda: state(quiz).notes() == {})
        await quiz.gone("Your note")


async def test_a_note_is_not_shown_while_its_question_is_asked_again(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        Keeping(store).note("q-single", "it is a quarter")
        Keeping(store).flag("q-single", "unsure")
    async with running(library, tmp_path, asking("q-single"), size=(80, 40)) as quiz:
        await opened(quiz, "q-single")
        await quiz.see("Your flag: unsure")
        assert "it is a quarter" not in quiz.text
        await quiz.press("F")
        await quiz.see("r Report a fault")
        assert "n Change" not in quiz.text
        await quiz.press("n", "escape")
        await quiz.press(option(quiz, False), "enter")
        await quiz.see("✗ Not right.", "Why", "Your note it is a quarter")
        await quiz.press("F", "n")
        await quiz.see("Your note: it is a quarter")


async def test_where_one_types_the_flags_have_a_key_too(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-short")) as quiz:
        await opened(quiz, "q-short")
        await quiz.type("Fw!")
        assert quiz.app.screen.answer.value == "Fw!"
        await quiz.press("f3", "u")
        await quiz.see("Your flag: unsure")
        await quiz.until(lambda: quiz.app.screen.answer.has_focus)
        await quiz.press("f3", "r")
        await quiz.type("the word")
        await quiz.press("enter")
        await quiz.until(lambda: [report.text for report in state(quiz).reports()] == ["the word"])
        await quiz.until(lambda: quiz.app.screen.answer.has_focus)
        assert quiz.app.screen.answer.value == "Fw!"


async def test_a_report_needs_no_words_and_says_where_it_stays(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("exclamation_mark")
        await quiz.see("What is wrong?")
        await quiz.press("escape")
        await quiz.gone("What is wrong?")
        await quiz.press("exclamation_mark", "enter")
        await quiz.until(lambda: [(one.subject, one.rev, one.text) for one in state(quiz).reports()] == [("q-single", 1, "")])
        await quiz.until(lambda: any("kept on this computer" in toast for toast in quiz.toasts))


async def test_by_mouse_alone(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single"), size=(80, 45)) as quiz:
        await opened(quiz, "q-single")
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.")
        await quiz.click("Flag it, keep a note")
        await quiz.click("t teach this")
        await quiz.see("Your flag: teach this")
        await quiz.click("Your flag")
        await quiz.click("n Write a private note")
        await quiz.type("mine")
        await quiz.press("enter")
        await quiz.see("Your note mine")


async def test_the_flag_stands_in_the_results(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("F", "t")
        await quiz.see("Your flag")
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.")
        await quiz.press("enter")
        await quiz.see("Your result", "A single Right. Your flag: teach this")


async def test_a_flag_of_a_newer_version_is_told_as_it_is(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        Keeping(store).flag("q-single", "[bold]later\x1b[31m")
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        await quiz.see("Your flag: [bold]later␛[31m")


# --- on a section ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_section_is_flagged_noted_and_reported_by_the_same_keys(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, Read("timing", Audience.CLINICIAN, "clocks"), size=size) as page:
        await page.see("Two clocks")
        await page.press("F", "d")
        await flagged(page, "timing:clinician:clocks", "dispute")
        await page.see("Your flag: I dispute this")
        await page.press("exclamation_mark")
        await page.type("18 or 36?")
        await page.press("enter")
        await page.until(lambda: [one.text for one in state(page).reports()] == ["18 or 36?"])
        await page.press("w")
        await page.type("for the round")
        await page.press("enter")
        await page.until(lambda: state(page).notes() == {"timing:clinician:clocks": "for the round"})
        for _ in range(3):
            await page.press("U")
        await flagged(page, "timing:clinician:clocks", None)
        await page.gone("Your flag")
        assert (state(page).notes(), state(page).reports()) == ({}, ())
        await page.press("p")
        await page.see("A short lead.")
        await page.press("F", "w", "exclamation_mark")
        assert not page.app.screen.is_modal
        assert not page.app.screen.note_line.is_open, "a cover is no section"


async def test_while_one_writes_no_other_saying_can_be_begun(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press("exclamation_mark")
        await quiz.type("F and w and !")
        await quiz.press("f3")
        assert not quiz.app.screen.is_modal
        await quiz.until(lambda: "Keep" in quiz.keys and "Flag" not in quiz.keys)
        await quiz.press("enter")
        await quiz.until(lambda: [one.text for one in state(quiz).reports()] == ["F and w and !"])


# --- the list --------------------------------------------------------------------------------------------------------------------


def said_all(folder: Path) -> None:
    with open_store(folder) as store:
        keeping = Keeping(store)
        keeping.flag("q-single", "teach")
        keeping.note("timing:clinician:remission", "for the ward round")
        keeping.report("gone-01", 3, "what was this?")


@pytest.mark.parametrize("size", SIZES)
async def test_all_that_was_said_is_listed_newest_first_by_kind(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    said_all(tmp_path)
    async with running(library, tmp_path, Sayings(), size=size) as page:
        await page.see("All 3", "Flags 1", "Notes 1", "Reports 1")
        assert page.focused.startswith("delete:"), "what is gone cannot be opened"
        await page.press("n")
        await page.see("A single", "Question of “Every kind”", "Flag: teach this")
        assert "Remission" not in page.text
        await page.press("right")
        await page.see("Remission", "Section of “The time of relapse”", "Your note: for the ward round")
        await page.press("right")
        await page.see("gone-01, which is gone", "Reported: what was this?")
        await page.press("p", "p", "p")
        await page.see("◉ All 3")
        whole = [line.text for line in page.app.screen.page._laid_out.lines]
        order = [next(at for at, line in enumerate(whole) if text in line) for text in ("gone-01", "Remission", "A single")]
        assert order == sorted(order)
        await page.press("escape")
        await page.until(lambda: page.app.route == Home())


async def test_each_opens_what_it_is_about(library: Library, tmp_path: Path) -> None:
    said_all(tmp_path)
    async with running(library, tmp_path, Sayings()) as page:
        await page.see("All 3")
        await page.click("Remission")
        await page.until(lambda: page.app.route == Read("timing", Audience.CLINICIAN, "remission"))
        await page.press("escape")
        await page.see("All 3")
        await page.click("A single")
        await opened(page, "q-single")


async def test_deleting_and_taking_back(library: Library, tmp_path: Path) -> None:
    said_all(tmp_path)
    async with running(library, tmp_path, Sayings(), size=(100, 40)) as page:
        await page.see("All 3")
        for left, target in ((2, "A single"), (1, "for the ward round"), (0, "gone-01")):
            at = page.app.screen.page
            name = next(one for one in at.targets if one.startswith("delete:") and said(page, one) == target)
            await page.focus(name)
            await page.press("x")
            await page.see(f"All {left}" if left else "Nothing yet.")
        assert (state(page).flags(), state(page).notes(), state(page).reports()) == ({}, {}, ())
        await page.press("u")
        await page.see("for the ward round", "All 1")
        await page.until(lambda: "Taken back: that you deleted your note on “Remission”." in page.toasts)
        await page.press("u")
        await page.see("All 2", "Flag: teach this")
        await page.press("u", "u")
        await page.see("Nothing yet.")
        await page.press("u")
        assert page.app.check_action("take_back", ()) is False


def said(driver: Driver, target: str) -> str:
    """A word by which a test knows the saying of a target."""
    event = target.partition(":")[2]
    one = next(one for one in driver.app.screen._told if one.saying.event == event)
    return {"flag": "A single", "note": "for the ward round", "report": "gone-01"}[one.saying.kind]


async def test_the_list_is_reached_from_home_and_from_progress(library: Library, tmp_path: Path) -> None:
    said_all(tmp_path)
    async with running(library, tmp_path, size=(100, 40)) as driver:
        await driver.focus("go:sayings")
        await driver.press("enter")
        await driver.see("All 3")
        driver.app.go(Progress())
        await driver.focus("sayings:")
        await driver.press("enter")
        await driver.see("All 3")
        driver.app.go(Progress())
        await driver.focus("undo:")
        await driver.press("enter")
        await driver.until(lambda: "Taken back: your report on gone-01." in driver.toasts)


# --- taking back, anywhere -------------------------------------------------------------------------------------------------------


async def test_a_run_on_the_screen_notices_what_is_taken_back(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single", "q-short"), size=(80, 40)) as quiz:
        await opened(quiz, "q-single")
        wrong = option(quiz, False)
        await quiz.press(wrong, "enter")
        await quiz.see("✗ Not right.")
        await quiz.press("s")
        await quiz.see("◉ s sure")
        await quiz.press("F", "t")
        await quiz.see("Your flag")
        await quiz.press("U")
        await quiz.gone("Your flag")
        await quiz.press("U")
        await quiz.see("○ s sure")
        await quiz.press("U")
        await opened(quiz, "q-single")
        assert (state(quiz).answers, len(session_of(quiz).draft.response)) == (0, 1)
        await quiz.press("enter")
        await quiz.see("✗ Not right.")
        assert state(quiz).answers == 1


async def test_a_run_that_was_left_notices_what_was_taken_back_elsewhere(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single", "q-short"), size=(80, 40)) as quiz:
        await opened(quiz, "q-single")
        await quiz.press(option(quiz, False), "enter")
        await quiz.see("✗ Not right.")
        quiz.app.go(Progress())
        await quiz.see("1 answer")
        await quiz.press("U")
        await quiz.until(lambda: state(quiz).answers == 0)
        await quiz.press("escape")
        await opened(quiz, "q-single")
        await quiz.press("enter")
        await quiz.see("✗ Not right.")
        assert state(quiz).answers == 1


async def test_what_another_window_takes_back_is_noticed(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, asking("q-single")) as quiz:
        await opened(quiz, "q-single")
        await quiz.press(option(quiz, True), "enter")
        await quiz.see("✓ Right.")
        async with running(library, tmp_path) as other:
            await other.press("U")
            await other.until(lambda: state(other).answers == 0)
        quiz.app.context.refresh()
        await opened(quiz, "q-single")


async def test_yesterdays_last_action_too(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        from datetime import UTC, datetime, timedelta

        Keeping(store, lambda: datetime.now(UTC) - timedelta(days=1)).flag("q-single", "teach")
    async with running(library, tmp_path) as driver:
        await driver.press("U")
        await driver.until(lambda: any("your flag on “A single”, done on" in toast for toast in driver.toasts))
        await flagged(driver, "q-single", None)
