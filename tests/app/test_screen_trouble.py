"""When progress cannot be saved: the learner is told, nothing is shown as saved, and everything else works."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event as Gate

import pytest
from screen_kit import Driver, FakeClock, open_store, running
from screen_library import screen_library

from edu_tui.app.routes import Ask
from edu_tui.library.library import Library, open_library
from edu_tui.progress.errors import not_saved
from edu_tui.progress.events import Answered, Event
from edu_tui.progress.store import ProgressStore
from edu_tui.study.run_state import Phase

WAIT = 20
"""Seconds that a gate may stay shut before the thread behind it gives up."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


class Disk:
    """What stands between the app and the store: a fault, or a gate that is shut."""

    def __init__(self, store: ProgressStore) -> None:
        self.store, self.code = store, 0
        self.gate = Gate()
        self.gate.set()
        self._append, self._mark = store.append, store.set_mark
        store.append, store.set_mark = self.append, self.set_mark  # type: ignore[method-assign]

    def append(self, *events: Event) -> None:
        assert self.gate.wait(WAIT)
        self._check()
        self._append(*events)

    def set_mark(self, key: str, value: object, **options: object) -> None:
        self._check()
        self._mark(key, value, **options)

    def _check(self) -> None:
        if self.code:
            raise not_saved(OSError(self.code, "no"), self.store.folder)

    @property
    def answers(self) -> list[Answered]:
        return [event for event in self.store.events if isinstance(event, Answered)]


@pytest.fixture
async def quiz(library: Library, tmp_path: Path) -> AsyncIterator[tuple[Driver, Disk]]:
    store = open_store(tmp_path / "data")
    disk = Disk(store)
    async with running(library, store, Ask("timing", "study", ("q-single", "q-short"))) as driver:
        await driver.see("1/2", "Which share")
        yield driver, disk


FAULTS = [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written"), (errno.EIO, "reported a fault")]


@pytest.mark.parametrize(("code", "words"), FAULTS)
async def test_an_answer_that_is_not_saved_says_so_and_can_be_given_again(quiz: tuple[Driver, Disk], code: int, words: str) -> None:
    driver, disk = quiz
    disk.code = code
    await driver.press("1", "enter")
    await driver.see("! Your last step is NOT saved", words, "Everything before it is safe.")
    assert driver.app.screen.session.phase is Phase.ASKING
    assert "right." not in driver.text.lower()
    assert disk.answers == []
    disk.code = 0
    await driver.press("enter")
    await driver.see("Why")
    await driver.gone("NOT saved")
    assert len(disk.answers) == 1
    disk.code = code
    await driver.press("u")
    await driver.see("NOT saved")
    assert driver.app.screen.session.phase is Phase.FEEDBACK
    await driver.press("enter")
    await driver.see("What is left in the marrow")
    await driver.type("nothing")
    await driver.press("enter")
    await driver.see("NOT saved")
    assert driver.app.screen.answer.value == "nothing"
    await driver.press("escape")
    await driver.see("1/9 answered")
    disk.code = 0


async def test_a_full_disk_is_told_once_while_reading(library: Library, tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    disk = Disk(store)
    disk.code = errno.ENOSPC
    async with running(library, store, "read:timing:clinician") as reader:
        for _ in range(3):
            await reader.press("n")
            reader.app.screen._look_around()
        await reader.see("3/3")
        await reader.until(lambda: any("NOT saved" in toast for toast in reader.toasts))
        await reader.press("h")
        await reader.see("0/3 read")
        assert sum("NOT saved" in toast for toast in reader.toasts) == 1


async def test_keys_stay_alive_on_a_slow_disk_and_feedback_waits_for_it(quiz: tuple[Driver, Disk]) -> None:
    driver, disk = quiz
    session = driver.app.screen.session
    await driver.press("1")
    disk.gate.clear()
    await driver.press("enter")
    await driver.see("saving …")
    chosen = session.draft.response
    await driver.press("2", "x", "u", "enter", "enter", "exclamation_mark")
    assert session.draft.response == chosen
    assert "Why" not in driver.text
    assert "Undo" not in driver.keys
    await driver.press("f1")
    await driver.see("Help")
    await driver.press("escape", "h")
    await driver.see("Start here", "0/9 answered")
    await driver.press("enter")
    await driver.see("Go on") if "Go on" in driver.text else await driver.see("Which share")
    disk.gate.set()
    await driver.until(lambda: len(disk.answers) == 1)
    await driver.until(lambda: driver.app.context.state.answers == 1)
    assert disk.answers[0].response == chosen


async def test_feedback_comes_when_the_slow_disk_is_done(quiz: tuple[Driver, Disk]) -> None:
    driver, disk = quiz
    await driver.press("1")
    disk.gate.clear()
    await driver.press("enter")
    await driver.see("1/2 · saving …")
    disk.gate.set()
    await driver.see("Why", "1/2")
    await driver.press("enter")
    await driver.see("2/2")
    disk.gate.clear()
    await driver.type("resi")
    await driver.press("enter")
    await driver.see("saving …")
    await driver.type("zzz")
    await driver.until(lambda: driver.app.screen.answer.value == "resi")
    disk.gate.set()
    await driver.see("Your answer: resi")


async def test_a_test_whose_end_cannot_be_saved_can_be_ended_again(library: Library, tmp_path: Path) -> None:
    store, clock = open_store(tmp_path / "data"), FakeClock()
    disk = Disk(store)
    async with running(library, store, Ask("timing", "test", ("q-single",), limit_ms=60_000), clock=clock) as driver:
        await driver.see("1:00")
        disk.code = errno.ENOSPC
        clock.seconds += 61
        await driver.see("0:00", "NOT saved")
        assert driver.toasts.count("The time is up.") == 1
        disk.code = 0
        await driver.press("1", "enter")
        await driver.see("1 question not answered.")
        assert disk.answers == []


async def test_a_read_only_store_reads_and_practises(library: Library, tmp_path: Path) -> None:
    open_store(tmp_path / "data").close()
    store = open_store(tmp_path / "data", read_only=True)
    async with running(library, store) as driver:
        await driver.see("Start here")
        await driver.press("t", "t", "enter")
        await driver.see("After this module")
        await driver.press("n", "a")
        await driver.see("1/6 · not saved", "Which share")
        await driver.press("1", "enter")
        await driver.see("Why")
        await driver.press("escape", "escape")
        await driver.see("Start here", "0/9 answered")
        await driver.press("t")
        await driver.see("◉ for families")
        driver.app.go(Ask("timing", "study"))
        await driver.see("2/6 · not saved")
        assert driver.toasts == []


async def test_what_fails_at_the_end_is_told_in_the_shell(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(tmp_path / "data")
    disk = Disk(store)
    async with running(library, store, "read:timing:clinician") as reader:
        await reader.see("cover")
        await reader.press("n")
        await reader.see("1/3")
        disk.code = errno.ENOSPC
        reader.app.screen.leave()
    assert "NOT saved" in capsys.readouterr().err
