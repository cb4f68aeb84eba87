"""The search screen: from words to a page, a question, a fact, a term, and back."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import forbidden
from screen_kit import Driver, open_store, running
from screen_library import screen_library
from test_screen_hostile import FILES as HOSTILE

from edu_tui.app.commands import FOOTER_LIMIT
from edu_tui.app.routes import Ask, Glossary, Home, Read, Search
from edu_tui.app.screens import search as search_screen
from edu_tui.app.screens.search import SearchScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.search_field import SearchField
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.search_index import NO_FTS5
from edu_tui.progress.events import Answered, new_id, stamp


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")), tmp_path_factory.mktemp("cache"))


async def typed(driver: Driver, words: str) -> None:
    """Replace what stands in the line."""
    await driver.press("ctrl+f")
    await driver.until(lambda: isinstance(driver.app.focused, SearchField))
    await driver.type(words)
    await driver.until(lambda: driver.app.route == Search(words))


async def test_it_opens_from_everywhere_and_leads_back(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        for route, seen in [
            (Read("timing", Audience.CLINICIAN, "clocks"), "Five years later"),
            (Ask("timing", "study", ("q-single",)), "Which share"),
            (Ask("timing", "study", ("q-short",)), "type here"),
            (Glossary(), "Leukaemia below the level"),
        ]:
            driver.app.go(route)
            await driver.see(seen)
            await driver.press("ctrl+f")
            await driver.see("These narrow a search")
            assert driver.title == "Search"
            assert isinstance(driver.app.focused, SearchField)
            assert "Search" not in driver.keys
            await driver.press("escape")
            await driver.see(seen)
        await driver.press("ctrl+p")
        await driver.until(lambda: driver.app.screen.is_modal)
        await driver.press("ctrl+f")
        await driver.see("These narrow a search")
        await driver.press("escape")
        await driver.see("Leukaemia below the level")


async def test_a_typed_answer_is_not_lost_by_looking_something_up(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Ask("timing", "study", ("q-short",))) as driver:
        await driver.see("type here")
        await driver.type("resid")
        await driver.press("ctrl+f")
        await driver.see("These narrow a search")
        await driver.press("escape")
        await driver.see("resid")


async def test_the_palette_offers_it(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: driver.app.screen.is_modal)
        await driver.type("Search")
        await driver.see("Find words in all pages")
        await driver.press("down", "enter")
        await driver.see("These narrow a search")


async def test_each_kind_of_result_opens_its_place(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        for words, shown, opened in [
            ("zebra again", "Long page page The time of relapse, for clinicians", Read("timing", Audience.CLINICIAN, "long")),
            ("66 out of 100 children", "Why the time matters page", Read("timing", Audience.FAMILY, "clocks")),
            ("short lead", "The time of relapse page for clinicians", Read("timing", Audience.CLINICIAN, "")),
            ("MRD morphology", "minimal residual disease term also MRD", Glossary("minimal residual disease")),
        ]:
            await typed(driver, words)
            await driver.see("1 found", shown)
            await driver.press("enter")
            await driver.until(lambda opened=opened: driver.app.route == opened, str(opened))
            await driver.press("escape")
            await driver.see("1 found", shown)
            assert isinstance(driver.app.focused, SearchField)
        await typed(driver, "sky grass")
        await driver.see("Gaps question Every kind, for clinicians", "The sky is ____ and the grass is ____.")
        await driver.press("enter")
        await driver.see("1/1", "The sky is")
        await driver.press("escape")
        await driver.see("1 found")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)])
async def test_a_fact_opens_its_evidence(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, size=size) as driver:
        await typed(driver, "aall1331 reached")
        await driver.see("RI-07", "from the founding", "1 found")
        await driver.press("enter")
        await driver.see("Evidence", "RI-07 Most patients reached a")
        assert driver.app.route == Search("aall1331 reached")
        await driver.press("escape")
        await driver.gone("RI-07 Most patients")
        assert isinstance(driver.app.focused, SearchField)


async def test_one_goes_through_the_results_while_typing(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await typed(driver, "relapse")
        await driver.see("relapse term")
        assert driver.focused == "glossary:relapse"
        assert driver.keys == ["Open", "Back", "Next", "Previous", "Help"]
        await driver.press("down", "down", "up")
        second = driver.app.screen.page.targets[1]
        assert driver.focused == second
        await driver.press("pagedown", "pageup")
        assert isinstance(driver.app.focused, SearchField)
        await driver.type("s")
        await driver.until(lambda: driver.app.route == Search("relapses"))
        await driver.until(lambda: driver.focused == "glossary:relapse")
        await driver.press("tab")
        await driver.until(lambda: isinstance(driver.app.focused, PageView))
        assert driver.keys == ["Open", "Back", "Words", "Help", "Quit"]
        await driver.press("slash")
        assert isinstance(driver.app.focused, SearchField)
        await driver.type("gone")
        await driver.see("Nothing was found", "0 found")
        assert driver.app.route == Search("gone")
        assert driver.keys == ["Back", "Help"]
        await driver.press("enter", "down", "pagedown")
        await driver.see("Nothing was found")


async def test_coming_back_finds_the_results_as_they_were(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await typed(driver, "relapse")
        await driver.see("relapse term")
        await driver.press(*["down"] * 5)
        marked, top = driver.focused, driver.app.screen.page.scroll_offset.y
        assert marked != driver.app.screen.page.targets[0]
        assert top > 0
        await driver.press("enter")
        await driver.until(lambda: not isinstance(driver.app.screen, SearchScreen))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, SearchScreen))
        assert (driver.focused, driver.app.screen.page.scroll_offset.y) == (marked, top)
        driver.app.go(Home())
        await driver.see("Start here")
        await driver.press("ctrl+f")
        await driver.see("relapse term")
        assert driver.app.route == Search("relapse")
        await driver.type("zebra again")
        await driver.see("1 found")


async def test_a_search_can_be_gone_to_with_its_words(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path, Search("zebra again")) as driver:
        await driver.see("1 found", "Long page")
        driver.app.go(Search("sky grass"))
        await driver.see("Gaps question")
        driver.app.back()
        await driver.see("Long page")


async def test_filters_are_explained_and_their_mistakes_told(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path) as driver:
        await typed(driver, "zebra kind:page foo:bar kind:plage")
        await driver.see(
            "There is no filter foo:; there are is:", "There is no kind:plage; did you mean kind:page?", "2 found", "Long page"
        )
        await typed(driver, "kind:")
        await driver.see("There is no kind:; there are kind:page", "These narrow a search", "module: a module")


async def test_states_are_those_of_the_learner_now(library: Library, tmp_path: Path) -> None:
    def wrong(question: str) -> Answered:
        at = stamp(datetime.now(UTC))
        return Answered(id=new_id(), at=at, run="r", question=question, rev=1, response=(), score=0.0, mode="study")

    with open_store(tmp_path / "data") as store:
        store.append(wrong("q-single"))
    async with running(library, tmp_path / "data") as driver:
        await typed(driver, "is:wrong")
        await driver.see("1 found", "A single question Every kind, for clinicians")
        await driver.press("enter")
        await driver.see("1/1", "Which share")
        thread = threading.Thread(target=driver.app.context.append, args=(wrong("q-cloze"),))
        thread.start()
        await driver.until(lambda: not thread.is_alive())
        await driver.press("escape")
        await driver.see("2 found", "Gaps question")
        await typed(driver, "is:due is:flagged")
        await driver.see("Nothing was found")


async def test_without_full_text_search_the_learner_is_told(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edu_tui.library.search_index.has_fts5", lambda: False)
    async with running(library, tmp_path) as driver:
        await typed(driver, "zebra again")
        await driver.see(NO_FTS5[:40], "1 found", "Long page")


async def test_nothing_waits_while_the_index_is_opened(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, may_go_on = [], threading.Event()
    real = search_screen.open_index

    def slow(wanted: Library):
        opened.append(wanted)
        assert may_go_on.wait(30)
        return real(wanted)

    monkeypatch.setattr(search_screen, "open_index", slow)
    async with running(library, tmp_path) as driver:
        await typed(driver, "zebra again")
        await driver.see("searching …")
        await driver.press("f1")
        await driver.see("Help", "Everything you answer")
        await driver.press("escape")
        may_go_on.set()
        await driver.see("1 found", "Long page")
        assert len(opened) == 1


async def test_a_hostile_library_is_searched_without_harm(tmp_path: Path) -> None:
    async with running(screen_library(tmp_path / "library", HOSTILE), tmp_path / "data") as driver:
        for words in ("evilness", "end press", "is:[/foo]", "kind:term", "[link=x] \"' *", "kind:fact", "kind:question end"):
            await typed(driver, words)
            await driver.until(lambda: "found" in driver.title or "narrow" in driver.text)
            assert not forbidden("".join(driver.lines))
        await driver.press("enter")
        await driver.settle()
        assert not forbidden("".join(driver.lines))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15), (30, 8)])
async def test_it_fits(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, size=size) as driver:
        await driver.press("ctrl+f")
        await driver.until(lambda: isinstance(driver.app.focused, SearchField))
        for words in ("", "relapse", "gone"):
            await typed(driver, words)
            await driver.until(lambda: driver.app.screen.page.lines)
            page = driver.app.screen.page
            assert max(len(line.text) for line in page.lines) <= page.size.width
            assert 1 <= len(driver.keys) <= FOOTER_LIMIT
