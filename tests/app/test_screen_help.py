"""Help, palette, windows of any size, and a terminal without colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from monkey_kit import is_over
from screen_kit import Driver, running
from screen_library import screen_library
from textual.command import CommandList

from edu_tui.app.commands import own_commands
from edu_tui.app.links import LinkDialog
from edu_tui.app.routes import Ask, Read
from edu_tui.app.screens.too_small import TooSmallScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library, open_library
from edu_tui.library.links import WebLink
from edu_tui.library.modules import Audience


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


async def test_help_tells_the_keys_of_the_screen_one_comes_from(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Read("timing", Audience.CLINICIAN, "clocks"), size=(100, 60)) as driver:
        await driver.see("1/3")
        reader = [command for command in own_commands(driver.app.screen) if command.keys]
        await driver.press("f1")
        await driver.see("Help", "n, →, space", "Reader")
        assert all(command.help in driver.text for command in reader)
        assert "Help" not in driver.keys
        await driver.press("escape")
        await driver.see("1/3")
        driver.app.go(Ask("timing", "study", ("q-single",)))
        await driver.see("1/1")
        await driver.press("f1")
        await driver.see("Rule the marked answer out", "1-9")
        assert "Go to the next section." not in driver.text
        await driver.press("backspace")
        await driver.see("1/1", "Which share")


async def palette(driver: Driver, query: str) -> None:
    await driver.press("ctrl+p")
    await driver.until(lambda: driver.app.screen.is_modal)
    await driver.type(query)


async def chosen(driver: Driver) -> None:
    await driver.press("down")
    await driver.press("enter")
    await driver.until(lambda: not driver.app.screen.is_modal)


async def test_two_quick_clicks_close_the_palette_and_nothing_below_it(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await palette(driver, "glossary")
        await driver.see("Look a word up.")
        found = driver.app.screen.query_one(CommandList)
        for _ in range(2):
            driver.app.screen.post_message(CommandList.OptionSelected(found, found.get_option_at_index(0), 0))
        await driver.see("minimal residual disease")
        assert driver.title == "Glossary"
        assert len(driver.app.screen_stack) == 2


@pytest.mark.parametrize("over", ["palette", "link", "too small"])
async def test_the_app_can_be_left_from_whatever_lies_over_a_screen(library: Library, tmp_path: Path, over: str) -> None:
    async with running(library, tmp_path) as driver:
        match over:
            case "palette":
                await palette(driver, "glossary")
            case "link":
                driver.app.push_screen(LinkDialog(WebLink("https://example.org/", "example.org")))
                await driver.see("example.org")
            case _:
                await driver.resize(20, 5)
                await driver.until(lambda: isinstance(driver.app.screen, TooSmallScreen))
        await driver.press("ctrl+q")
        await driver.until(lambda: is_over(driver.app))


async def test_the_palette_finds_pages_questions_terms_and_commands(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        for query, about, seen in [
            ("Long page", "The time of relapse, for clinicians", "2/3"),
            ("Two clocks", "for clinicians", "Five years later"),
            ("In order", "Question: Every kind", "Put the three in order."),
            ("Every kind", "Questions for clinicians", "Read each one."),
            ("minimal res", "Glossary", "Leukaemia below the level"),
            ("When leuk", "Module for families", "for families"),
        ]:
            await palette(driver, query)
            await driver.see(about)
            await chosen(driver)
            await driver.see(seen)
        await palette(driver, "se")
        await driver.see("Search (^f)", "Several")
        assert driver.text.index("Search (^f)") < driver.text.index("Several")
        await driver.press("escape")
        before = driver.app.theme
        await palette(driver, "colours")
        await driver.see("Light, dark or high contrast.")
        await chosen(driver)
        await driver.until(lambda: driver.app.theme != before)
        await palette(driver, "Progress")
        await driver.see("See what you have done.")
        await driver.press("escape")
        await driver.until(lambda: not driver.app.screen.is_modal)
        assert isinstance(driver.app.focused, PageView)


async def test_the_theme_is_remembered(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await driver.app.run_action("theme")
        theme = driver.app.theme
        await driver.see("Colours:")
    async with running(library, tmp_path) as driver:
        assert driver.app.theme == theme


async def test_a_window_that_is_too_small_says_so_and_takes_no_keys(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study"), size=(80, 24)) as driver:
        await driver.see("1/9")
        for size in ((29, 24), (80, 7), (1, 1), (10, 3)):
            await driver.resize(*size)
            await driver.until(lambda: isinstance(driver.app.screen, TooSmallScreen))
            await driver.press("1", "enter", "h")
        driver.app.go(driver.app.route)
        await driver.until(lambda: isinstance(driver.app.screen, TooSmallScreen))
        await driver.resize(29, 7)
        await driver.see("window larger")
        await driver.resize(80, 24)
        await driver.see("1/9", "Which share")
        assert driver.app.screen.session.draft.response == ()
        assert isinstance(driver.app.focused, PageView)
        await driver.resize(30, 8)
        assert not isinstance(driver.app.screen, TooSmallScreen)
        await driver.press("1")
        assert driver.app.screen.session.draft.response


async def test_starting_in_a_window_that_is_too_small(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, "read:timing:clinician", size=(20, 5)) as driver:
        await driver.see("window larger")
        await driver.resize(80, 24)
        await driver.see("After this module you can")
        await driver.press("n")
        await driver.see("1/3")


async def test_everything_is_told_without_colour(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(library, tmp_path, Ask("timing", "study", ("q-multiple", "q-single"))) as driver:
        assert driver.app.no_color
        await driver.see("1/2", "> [ ] 1")
        session = driver.app.screen.session
        number = {key: index for index, key in enumerate(session.shown, 1)}
        await driver.press(str(number["gamma"]), str(number["alpha"]))
        await driver.see(f"> [x] {number['alpha']}", f"[x] {number['gamma']}", f"[ ] {number['beta']}")
        await driver.press("enter")
        await driver.see("✗ Not right.", "Alpha ✓ right", "Beta ✓ this was right", "Gamma ✗ not right")
        await driver.press("enter")
        await driver.see("( ) 1")
        await driver.press("x")
        await driver.see("(ruled out)")
        await driver.press("h")
        await driver.see("◉ for clinicians", "○ for families", ">")
