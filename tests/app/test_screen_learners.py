"""Several learners at one computer: switching, adding, and a guest of whom nothing is kept."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event as Gate

import pytest
from screen_kit import Driver, open_store, running
from screen_library import screen_library
from textual.widgets import Input

from edu_tui.app.routes import Ask, Progress, Read
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import not_saved
from edu_tui.progress.events import Answered, Event
from edu_tui.progress.files import RealFiles
from edu_tui.progress.learners import Learner, Learners
from edu_tui.progress.presence import is_attended

WAIT = 20
"""Seconds that a gate may stay shut before the thread behind it gives up."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


@pytest.fixture
def learners(tmp_path: Path) -> Learners:
    return Learners(tmp_path / "data")


@asynccontextmanager
async def home_of(library: Library, learners: Learners, at: object = "") -> AsyncIterator[Driver]:
    """The app of the learner who gave no name."""
    async with running(library, learners.default().folder, at, learners=learners) as driver:
        yield driver


def answers(learner: Learner) -> list[Answered]:
    """What is on the disk of one learner."""
    with open_store(learner.folder, read_only=True) as store:
        return [event for event in store.events if isinstance(event, Answered)]


async def test_somebody_else_takes_over_and_comes_back(library: Library, learners: Learners) -> None:
    anna = learners.create("Anna")
    async with home_of(library, learners, Ask("timing", "study", ("q-single",))) as app:
        await app.see("Which share")
        await app.press("1", "enter")
        await app.see("Why")
        await app.press("h")
        await app.see("1/9 answered", "Learner: default")
        await app.focus("go:learners")
        await app.press("enter")
        await app.see("Who learns?", "○ Anna", "◉ default learns now", "○ Guest nothing is kept")
        assert app.focused == "learner:default"
        await app.click("Anna")
        await app.see("0/9 answered", "Learner: Anna")
        assert app.title.endswith("Anna")
        app.app.go(Ask("timing", "study", ("q-single",)))
        await app.see("Which share")
        await app.press("2", "enter")
        await app.see("Why")
        assert app.title.endswith("Anna")
        await app.press("h")
        await app.see("1/9 answered")
        await app.until(lambda: app.app.context.state.answers == 1)
        app.app.action_visit("learners")
        await app.see("◉ Anna learns now")
        await app.click("default")
        await app.see("Learner: default", "1/9 answered")
    assert [len(answers(one)) for one in (anna, learners.default())] == [1, 1]
    assert answers(anna)[0].id != answers(learners.default())[0].id


async def test_the_choice_is_kept_for_the_next_start(library: Library, learners: Learners) -> None:
    anna = learners.create("Anna")
    async with home_of(library, learners) as app:
        app.app.hand_over(anna)
        await app.see("Learner: Anna")
        await app.until(lambda: learners.chosen() == anna)
        app.app.hand_over(None)
        await app.see("Learner: guest")
        await app.until(lambda: app.app._leaving_learner is None)
    assert learners.chosen() == anna


async def test_what_is_pending_is_saved_first(library: Library, learners: Learners) -> None:
    """A draft, the reading place and an answer on a slow disk: all of them are the former learner's."""
    anna = learners.create("Anna")
    async with home_of(library, learners, Ask("timing", "study", ("q-short", "q-single"))) as app:
        await app.see("What is left in the marrow")
        await app.type("half a wor")
        app.app.go(Read("timing", Audience.CLINICIAN, "long"))
        await app.see("Long page")
        app.app.hand_over(anna)
        await app.see("Learner: Anna", "0/3 read")
        assert "Go on" not in app.text
        await app.until(lambda: app.app._leaving_learner is None)
    with open_store(learners.default().folder) as store:
        assert store.marks["reading"]["section"] == "long"
        assert "half a wor" in str(dict(store.marks))
    assert not open_store(anna.folder).events
    async with home_of(library, learners, Ask("timing", "study", ("q-short", "q-single"))) as app:
        await app.see("half a wor")


async def test_an_answer_on_its_way_is_waited_for(library: Library, learners: Learners) -> None:
    anna, gate = learners.create("Anna"), Gate()
    async with home_of(library, learners, Ask("timing", "study", ("q-single",))) as app:
        await app.see("Which share")
        store = app.app.context.store
        append = store.append

        def slow(*events: Event) -> None:
            assert gate.wait(WAIT)
            append(*events)

        store.append = slow
        await app.press("1", "enter")
        await app.see("saving …")
        app.app.hand_over(anna)
        await app.press("h")
        await app.see("Learner: default")
        gate.set()
        await app.see("Learner: Anna", "0/9 answered")
    assert len(answers(learners.default())) == 1
    assert answers(anna) == []


async def test_who_cannot_save_stays(library: Library, learners: Learners) -> None:
    anna = learners.create("Anna")
    async with home_of(library, learners) as app:
        store = app.app.context.store
        whole = store.set_mark

        def full(*_: object, **__: object) -> None:
            raise not_saved(OSError(errno.ENOSPC, "full"), store.folder)

        store.set_mark = full
        await app.press("t")
        app.app.hand_over(anna)
        await app.until(lambda: any("is full" in toast for toast in app.toasts))
        await app.until(lambda: app.app._leaving_learner is None)
        assert "Learner: default" in app.text
        store.set_mark = whole
        app.app.hand_over(anna)
        await app.see("Learner: Anna", "◉ for clinicians")
    with open_store(learners.default().folder) as store:
        assert store.marks["preferences"]["audience"] == "family"


async def test_a_learner_whose_folder_cannot_be_read_does_not_take_over(library: Library, learners: Learners) -> None:
    anna = learners.create("Anna")
    for path in anna.folder.iterdir():
        path.unlink()
    anna.folder.rmdir()
    anna.folder.write_text("no folder")
    async with home_of(library, learners) as app:
        app.app.hand_over(anna)
        await app.until(lambda: any("cannot be read" in toast for toast in app.toasts))
        assert "Learner: default" in app.text


async def test_a_new_learner_is_added_and_takes_over(library: Library, learners: Learners) -> None:
    learners.create("Anna")
    async with home_of(library, learners) as app:
        app.app.action_visit("learners")
        await app.see("Add a learner")
        await app.press("n")
        await app.see("Name:")
        assert app.keys[:2] == ["Add", "Cancel"]
        await app.type("n/Zoë")
        await app.press("escape")
        await app.gone("Name:")
        await app.press("n")
        await app.type("Anna")
        await app.press("enter")
        await app.until(lambda: any("There is a learner called Anna already" in toast for toast in app.toasts))
        assert app.title.startswith("Learners")
        await app.type("-Lena")
        await app.press("enter")
        await app.see("Learner: Anna-Lena")
    assert [learner.name for learner in learners.everyone()] == ["Anna", "Anna-Lena", "default"]


async def test_a_name_is_refused_rather_than_changed(library: Library, learners: Learners) -> None:
    async with home_of(library, learners) as app:
        app.app.action_visit("learners")
        await app.see("Add a learner")
        await app.press("n")
        await app.see("Name:")
        app.app.screen.query_one("NameLine Input", Input).value = "An\u202ena"
        await app.press("enter")
        await app.until(lambda: any("control characters" in toast for toast in app.toasts))
        app.app.screen.query_one("NameLine Input", Input).value = "\U0001f469\u200d\U0001f52c Lena"
        await app.press("enter")
        await app.until(lambda: app.app.context.learner.endswith("Lena") and app.app._leaving_learner is None)
    assert [learner.name for learner in learners.everyone()] == ["default", "\U0001f469\u200d\U0001f52c Lena"]


async def test_of_a_guest_nothing_is_kept(library: Library, learners: Learners, tmp_path: Path) -> None:
    async with home_of(library, learners) as app:
        app.app.action_visit("learners")
        await app.click("Guest")
        await app.see("You are a guest", "Learner: guest")
        before = sorted(path for path in tmp_path.rglob("*"))
        app.app.go(Ask("timing", "study", ("q-single",)))
        await app.see("Which share")
        assert app.title.endswith("guest")
        await app.press("1", "enter")
        await app.see("Why")
        app.app.go(Read("timing", Audience.CLINICIAN, "clocks"))
        await app.see("Two clocks")
        await app.press("n", "h")
        await app.see("1/9 answered", "1/3 read")
        app.app.action_visit("learners")
        await app.see("◉ Guest nothing is kept learns now")
        await app.click("default")
        await app.see("Learner: default", "0/9 answered")
        assert [path for path in tmp_path.rglob("*") if path not in before] == []
        await app.press("t")
        app.app.hand_over(None)
        await app.see("0/2 answered", "Learner: guest", "◉ for families")
    assert answers(learners.default()) == []


async def test_screens_of_the_former_learner_are_gone(library: Library, learners: Learners) -> None:
    anna = learners.create("Anna")
    async with home_of(library, learners) as app:
        for route in (Progress(), Read("timing", Audience.CLINICIAN), Ask("timing", "study", ("q-single",))):
            app.app.go(route)
            await app.settle()
        former = list(app.app._made.values())
        app.app.hand_over(anna)
        await app.see("Learner: Anna")
        await app.until(lambda: not any(screen.is_running for screen in former))
        await app.press("escape", "p")
        await app.see("Nothing yet")
        await app.press("escape")
        await app.see("Learner: Anna")
        assert len(app.app.screen_stack) == 1


async def test_the_palette_leads_there_too(library: Library, learners: Learners, tmp_path: Path) -> None:
    async with home_of(library, learners) as app:
        await app.press("ctrl+p")
        await app.type("switch learner")
        await app.see("Let somebody else learn here")
        await app.press("enter")
        await app.see("Who learns?")
    async with running(library, tmp_path / "alone") as app:
        await app.see("Start here")
        assert "Learner:" not in app.text
        assert app.app.check_action("visit", ("learners",)) is False


async def test_who_learns_is_seen_by_a_deletion(library: Library, learners: Learners) -> None:
    anna, files = learners.create("Anna"), RealFiles()
    async with home_of(library, learners) as app:
        assert not is_attended(files, anna.folder)
        app.app.hand_over(anna)
        await app.see("Learner: Anna")
        assert is_attended(files, anna.folder)
        await app.until(lambda: app.app._leaving_learner is None)
        app.app.hand_over(None)
        await app.see("Learner: guest")
        await app.until(lambda: app.app._leaving_learner is None)
        assert not is_attended(files, anna.folder)
