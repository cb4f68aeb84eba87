"""Home: where the learner stopped, what there is, and what she must know."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from screen_kit import open_store, running
from screen_library import CLINICIAN, screen_library
from textual._compositor import LayoutUpdate
from textual.css.stylesheet import Stylesheet

from edu_tui.app.app import EduApp
from edu_tui.app.routes import Home
from edu_tui.app.screens.home import HomeScreen
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Read, new_id

LIBRARY = """\
id: small
title: A small library
version: 1
tracks:
  - id: start
    title: Start here
    modules: [timing, torn]
"""


async def test_first_visit_then_going_on(tmp_path: Path) -> None:
    library = open_library(screen_library(tmp_path / "library"))
    async with running(library, tmp_path / "data") as home:
        await home.see("A small library", "Start here", "0/3 read", "0/9 answered")
        assert "Go on" not in home.text
        assert home.focused == "read:timing:clinician"
        assert "does not replace the advice of the treating team" in home.text
        assert "1 page of 2 not yet reviewed by a clinician" in home.text
        assert home.keys == ["Open", "Review", "Audience", "Progress", "Help", "Search", "Quit"]
        await home.press("enter")
        await home.see("After this module you can")
        await home.press("n", "n")
        await home.see("2/3")
        await home.press("h")
        await home.see("Go on", "“Long page”, for clinicians", "1/3 read", "●○○")
        assert home.focused == "resume:timing:clinician"
        await home.press("down")
        assert home.focused != "resume:timing:clinician"
        await home.click("9 questions")
        await home.see("Read each one")
        await home.press("enter")
        await home.see("1/9", "Which share")
        await home.press("escape")
        await home.see("question 1 of 9, for clinicians")
    async with running(library, tmp_path / "data", size=(120, 40)) as home:
        await home.see("Read The time of relapse", "Questions: Every kind")
        assert home.focused == "resume:timing:clinician"
        await home.press("tab", "enter")
        await home.see("1/9", "Which share")


async def test_home_is_drawn_whole_and_once_without_waiting_for_a_tick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    display, tick = EduApp._display, HomeScreen._on_timer_update

    def note_frame(app: EduApp, screen: HomeScreen, update: object) -> None:
        if update is not None and not app._batch_count:
            seen.append(type(update))
        display(app, screen, update)

    def note_tick(screen: HomeScreen) -> None:
        seen.append("tick")
        tick(screen)

    monkeypatch.setattr(EduApp, "_display", note_frame)
    monkeypatch.setattr(HomeScreen, "_on_timer_update", note_tick)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.2)
    async with running(open_library(screen_library(tmp_path / "library")), tmp_path / "data") as home:
        await home.until(lambda: "tick" in seen)
        assert seen == [LayoutUpdate, "tick"]


async def test_the_stylesheet_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[Stylesheet] = []

    def note(sheet: Stylesheet) -> None:
        parsed.append(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", note)
    async with running(open_library(screen_library(tmp_path / "library")), tmp_path / "data") as home:
        await home.see("A small library")
        assert not parsed
        home.app.theme = "edu-light"
        await home.until(lambda: parsed)


async def test_what_is_due_is_seen_at_once(tmp_path: Path) -> None:
    library = open_library(screen_library(tmp_path / "library"))
    async with running(library, tmp_path / "data") as home:
        assert "Go on" not in home.text
        await home.press("r")
        await home.see("Today: 0 due, 7 new")
    store = open_store(tmp_path / "data")
    quiz = library.catalogue.quiz_for("timing", Audience.CLINICIAN)
    assert quiz is not None
    asked = quiz.questions[0].id
    long_ago = "2020-01-05T12:00:00+00:00"
    store.append(Answered(id=new_id(), at=long_ago, question=asked, rev=1, run="r", response=(), score=0.0))
    store.close()
    async with running(library, tmp_path / "data") as home:
        await home.see("Go on", "Review what is due 1 due, 6 new")
        assert home.focused == "go:review"


async def test_what_the_last_program_worked_out_is_told_in_the_first_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the thread that looks for news; who comes with another program, or another library, gets the frame before it."""
    monkeypatch.setattr(HomeScreen, "_fetch_news", lambda _: None)
    root, cache = screen_library(tmp_path / "library"), tmp_path / "cache"
    quiz = open_library(root, cache).catalogue.quiz_for("timing", Audience.CLINICIAN)
    assert quiz is not None
    asked, long_ago = quiz.questions[0].id, "2020-01-05T12:00:00+00:00"
    with open_store(tmp_path / "data") as store:
        store.append(Answered(id=new_id(), at=long_ago, question=asked, rev=1, run="r", response=(), score=0.0))
    for told in (False, True):
        async with running(open_library(root, cache), tmp_path / "data") as home:
            await home.see("Go on", "Review what is due")
            assert ("1 due, 6 new" in home.text) is told
            home.app.context.fetch_news()
            await home.press("r")
            await home.see("Today: 1 due, 6 new")
    (root / "quizzes" / "timing.md").touch()
    async with running(open_library(root, cache), tmp_path / "data") as home:
        await home.see("Review what is due")
        assert "1 due" not in home.text


async def test_the_audience_is_remembered(tmp_path: Path) -> None:
    library = open_library(screen_library(tmp_path / "library"))
    async with running(library, tmp_path / "data") as home:
        await home.see("◉ for clinicians", "○ for families")
        await home.press("t")
        await home.see("○ for clinicians", "◉ for families", "When leukaemia comes back", "0/1 read")
        assert home.focused == "read:timing:family"
        await home.click("for clinicians")
        await home.see("◉ for clinicians")
        await home.press("t")
        await home.see("◉ for families")
    async with running(library, tmp_path / "data") as home:
        await home.see("◉ for families")


async def test_a_broken_module_names_its_reason_and_the_others_work(tmp_path: Path) -> None:
    broken = CLINICIAN.replace("minutes: 10", "minutes: [ten")
    changes = {"content/library.yaml": LIBRARY, "content/torn/clinician.md": broken, "quizzes/torn.md": "---\nmodule: torn\n"}
    library = screen_library(tmp_path / "library", changes)
    async with running(library, tmp_path / "data") as home:
        await home.see("cannot be shown", "content/torn/clinician.md, line")
        await home.focus("read:torn:clinician")
        await home.press("enter")
        await home.see("This page cannot be shown, because its file has a fault. The other pages work.")
        assert home.keys == ["Back", "Help", "Search", "Quit"]
        await home.press("n", "t", "e", "o", "a", "slash", "p")
        await home.see("This page cannot be shown")
        await home.press("escape")
        await home.see("Start here")
        assert home.focused == "read:torn:clinician"
        await home.focus("read:timing:clinician")
        await home.press("enter")
        await home.see("After this module you can")


async def test_an_empty_and_an_unreadable_library_say_what_to_do(tmp_path: Path) -> None:
    empty = screen_library(tmp_path / "empty", {"content/library.yaml": "id: none\ntitle: Nothing\nversion: 1\ntracks: []\n"})
    async with running(empty, tmp_path / "data") as home:
        await home.see("There is no module to show. content/library.yaml, line 4: no track names a module")
        await home.press("enter", "t", "p")
        await home.see("Nothing yet. Read a section")
    torn = screen_library(tmp_path / "torn", {"content/library.yaml": "id: [none\n"})
    async with running(torn, tmp_path / "data") as home:
        await home.see("There is no module to show. content/library.yaml, line")


async def test_what_the_store_found_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        store.set_mark("anything", 1)
    (tmp_path / "data" / "progress.json").write_bytes(b"\0" * 40)
    async with running(screen_library(tmp_path / "library"), tmp_path / "data") as home:
        await home.see("Please note: Your progress file", "restored")


async def test_what_another_window_saves_shows_when_home_opens(tmp_path: Path) -> None:
    other = open_store(tmp_path / "data")
    async with running(screen_library(tmp_path / "library"), tmp_path / "data") as home:
        await home.see("0/3 read")
        event = Read(id=new_id(), at="2026-11-22T10:00:00.000+01:00", module="timing", audience="clinician", section="clocks", ms=9)
        await asyncio.to_thread(other.append, event)
        home.app.go(Home())
        await home.see("1/3 read")
        assert home.app.context.state.is_read("timing", Audience.CLINICIAN, "clocks")
    other.close()


async def test_progress_and_glossary_are_one_key_away_and_lead_back(tmp_path: Path) -> None:
    async with running(screen_library(tmp_path / "library"), tmp_path / "data") as home:
        await home.see("Your progress", "Glossary")
        await home.focus("go:glossary")
        await home.press("enter")
        await home.see("minimal residual disease", "Leukaemia below the level")
        await home.press("slash")
        await home.type("leukaemia")
        await home.press("enter")
        await home.see("1/4")
        await home.press("up")
        await home.see("4/4")
        await home.press("down")
        await home.see("1/4")
        await home.type("x")
        await home.press("enter")
        await home.see("not here")
        await home.press("escape")
        await home.gone("Find:")
        await home.press("escape")
        await home.see("Start here")
        assert home.focused == "go:glossary"
        await home.press("p")
        await home.see("Nothing yet. Read a section or answer a question")
        await home.press("p", "escape")
        await home.see("Start here")
        await home.press("escape")
        await home.see("Start here")
