"""The reader: moving, evidence, links, find, and what counts as read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from screen_kit import Driver, FakeClock, running
from screen_library import screen_library

from edu_tui.app import links
from edu_tui.app.commands import offers
from edu_tui.app.screens import keeping
from edu_tui.app.screens.reader import ReaderScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(screen_library(tmp_path / "library"))


@pytest.fixture
async def reader(library: Library, tmp_path: Path) -> AsyncIterator[Driver]:
    async with running(library, tmp_path / "data", "read:timing:clinician", size=(100, 30)) as driver:
        await driver.see("cover", "After this module you can")
        yield driver


def is_read(driver: Driver, section: str) -> bool:
    return driver.app.context.state.is_read("timing", Audience.CLINICIAN, section)


async def test_moving_through_a_module(reader: Driver) -> None:
    assert reader.keys == ["Next", "Back", "Questions", "Audience", "Outline", "Help", "Search"]
    await reader.press("n")
    await reader.see("1/3", "Five years later")
    assert reader.keys == ["Next", "Back", "Evidence", "Questions", "Audience", "Outline", "Help"]
    await reader.press("p")
    await reader.see("cover", "not reviewed", "Not yet reviewed by a clinician.")
    await reader.press("right", "n")
    await reader.see("2/3", "Paragraph 0")
    screens = 0
    while "2/3" in reader.title:
        await reader.press("space")
        screens += 1
    assert screens > 3
    assert "3/3" in reader.title
    await reader.until(lambda: is_read(reader, "long"))
    await reader.press("n")
    await reader.until(lambda: "This was the last section." in reader.toasts)
    await reader.click("To the beginning of the module")
    await reader.see("cover")
    await reader.click("Remission")
    await reader.see("3/3", "second remission")
    await reader.press("escape")
    await reader.see("Start here")


async def test_flipping_the_audience(reader: Driver) -> None:
    await reader.press("n", "t")
    await reader.see("1/1", "for families", "About 66 out of 100")
    await reader.press("t")
    await reader.see("1/3", "for clinicians")
    await reader.press("n", "t")
    await reader.see("cover", "for families", "Why the time matters")
    assert "This section is not told for families; here is the module." in reader.toasts
    await reader.press("escape")
    await reader.see("Start here")


async def test_flipping_where_there_is_no_other_telling(tmp_path: Path) -> None:
    library = screen_library(tmp_path / "library", {"content/timing/family.md": None})
    async with running(library, tmp_path / "data", "read:timing:clinician:clocks") as driver:
        await driver.see("1/3")
        await driver.press("t")
        await driver.until(lambda: "This module is not told for families yet." in driver.toasts)
        assert "1/3" in driver.title


async def test_outline_evidence_and_terms(reader: Driver) -> None:
    await reader.press("o")
    await reader.see("○ Two clocks", "▶")
    await reader.press("down", "enter")
    await reader.see("1/3")
    assert reader.app.screen.page.has_focus
    await reader.press("o")
    await reader.gone("▶")
    await reader.press("e")
    await reader.see("Evidence: 1 source cited here", "Survival after relapse rises")
    await reader.press("n")
    await reader.see("2/3", "This page cites nothing.")
    await reader.press("n")
    await reader.see("3/3", "Most patients reached a second remission")
    await reader.press("escape")
    await reader.gone("Evidence:")
    await reader.press("p", "p")
    await reader.see("1/3")
    await reader.focus("fact:RT-13")
    await reader.press("enter")
    await reader.see("Survival after relapse rises")
    await reader.press("e")
    await reader.gone("Evidence:")
    await reader.click("MRD")
    await reader.see("Leukaemia below the level of morphology")
    await reader.press("escape")
    await reader.gone("Leukaemia below the level")
    assert reader.app.screen.page.has_focus
    assert "1/3" in reader.title


async def test_a_footnote_is_shown(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician:clocks", size=(60, 8)) as driver:
        await driver.see("1/3")
        assert "A note at the foot." not in driver.text
        await driver.focus("note:1")
        await driver.press("enter")
        await driver.see("A note at the foot.")


async def test_links_inside_outside_and_refused(reader: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(links, "open_address", lambda link: opened.append(link.url) or True)
    await reader.press("n")
    await reader.focus("link:#remission")
    await reader.press("enter")
    await reader.see("3/3")
    await reader.press("escape")
    await reader.see("1/3")
    assert reader.focused == "link:#remission" or reader.focused == ""
    await reader.click("the family page")
    await reader.see("1/1", "for families")
    await reader.press("escape")
    await reader.see("1/3", "for clinicians")
    await reader.focus("link:file:///etc/passwd")
    await reader.press("enter")
    await reader.until(lambda: any("Links of the type file: are not followed" in toast for toast in reader.toasts))
    await reader.focus("link:../nowhere/clinician.md")
    await reader.press("enter")
    await reader.until(lambda: any("This library has no page of “nowhere”" in toast for toast in reader.toasts))
    assert "1/3" in reader.title
    await reader.focus("link:https://example.org/paper")
    await reader.press("enter")
    await reader.see("Open a page outside this library?", "It is on", "example.org", "https://example.org/paper")
    await reader.press("escape")
    await reader.gone("Open a page outside")
    assert opened == []
    await reader.press("enter")
    await reader.see("Open a page outside")
    await reader.press("o")
    await reader.until(lambda: opened == ["https://example.org/paper"])
    await reader.gone("Open a page outside")


async def test_find_goes_round_the_module_with_a_count(reader: Driver) -> None:
    await reader.press("slash")
    await reader.see("Find:")
    assert {"Next", "Previous", "Close"} <= set(reader.keys)
    await reader.type("zebra")
    await reader.press("enter")
    await reader.see("1/2 here, on 2 pages")
    assert "2/3" in reader.title
    await reader.press("enter")
    await reader.see("2/2 here, on 2 pages")
    await reader.press("enter")
    await reader.see("1/1 here, on 2 pages")
    assert "3/3" in reader.title
    await reader.press("down")
    await reader.see("1/2 here")
    await reader.press("up")
    await reader.see("1/1 here")
    await reader.press("up")
    await reader.see("2/2 here")
    await reader.type("x")
    await reader.press("enter")
    await reader.see("not in this module")
    await reader.press("escape")
    await reader.gone("Find:")
    assert "2/3" in reader.title
    assert reader.app.screen.page.has_focus


async def test_reading_is_counted_by_time_at_the_end_of_the_page(library: Library, tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(library, tmp_path / "data", "read:timing:clinician:remission", clock=clock) as driver:
        screen = driver.app.screen
        assert isinstance(screen, ReaderScreen)
        await driver.see("3/3")
        clock.seconds += 2
        screen._look_around()
        assert not is_read(driver, "remission")
        clock.seconds += 2
        screen._look_around()
        await driver.until(lambda: is_read(driver, "remission"))
        await driver.press("p")
        await driver.see("2/3")
        clock.seconds += 60
        screen._look_around()
        await driver.pilot.pause()
        assert not is_read(driver, "long")
        await driver.press("f1")
        await driver.see("Help")
        clock.seconds += 60
        await driver.press("escape", "end")
        await driver.until(lambda: screen.page.at_end)
        screen._look_around()
        await driver.until(lambda: is_read(driver, "long"))
        assert not is_read(driver, "clocks")
        events = [event for event in driver.app.context.store.events if event.section == "long"]
        assert [60_000 <= event.ms < 70_000 for event in events] == [True]


@pytest.mark.parametrize("width", [80, 44])
async def test_reading_goes_on_at_the_same_place_after_a_restart(library: Library, tmp_path: Path, width: int) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician:long", size=(80, 24)) as driver:
        await driver.press("pagedown", "pagedown")
        top = next(line for line in driver.lines[1:] if "Paragraph" in line).split()[1]
    assert top != "0"
    async with running(library, tmp_path / "data", size=(width, 24)) as driver:
        await driver.see("“Long page”")
        await driver.press("enter")
        await driver.see("2/3")
        await driver.until(lambda: f"Paragraph {top} " in " ".join(driver.lines[:6]), f"Paragraph {top}")
        assert "Paragraph 0 " not in driver.text


async def test_questions_and_back_to_the_same_place(reader: Driver) -> None:
    await reader.press("n", "n", "pagedown")
    place = reader.lines[1:5]
    assert "Paragraph 0" not in reader.text
    await reader.press("a")
    await reader.see("Every kind", "Study")
    await reader.press("escape")
    await reader.see("2/3")
    assert reader.lines[1:5] == place
    await reader.press("p")
    await reader.see("Answer 6 questions on this section")
    await reader.press("a")
    await reader.see("1/6", "Which share was alive")
    await reader.press("escape")
    await reader.see("1/3", "Five years later")
    await reader.press("a")
    await reader.see("1/6")
    runs = reader.app.context.state.runs()
    assert len(runs) == 1


async def test_an_unknown_section_or_module_is_no_dead_end(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician:gone") as driver:
        await driver.see("cover", "After this module you can")
    async with running(library, tmp_path / "data", "read:gone:family") as driver:
        await driver.see("Start here")
        assert "This library has no page of “gone” for families." in driver.toasts
        assert isinstance(driver.app.focused, PageView)


async def test_no_hidden_key_works_in_the_outline_on_a_narrow_screen(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician", size=(40, 15)) as driver:
        await driver.see("cover")
        await driver.press("o")
        await driver.see("○ Long page")
        await driver.press("escape")
        await driver.gone("○ Long page")
        assert driver.app.screen.page.has_focus
        await driver.press("o")
        await driver.click("Long page")
        await driver.see("2/3", "Paragraph 0")
        assert driver.app.screen.page.has_focus


async def test_the_key_bar_reads_no_words_of_the_section(reader: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(keeping, "landmark_of", lambda *section: read.append(section))
    await reader.press("n")
    await reader.see("1/3", "Five years later")
    assert {"flag", "note", "report", "bookmark"} <= {offer.command.action for offer in offers(reader.app.screen)}
    assert not read
