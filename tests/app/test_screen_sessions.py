"""The sessions that were led: their list, a report, two side by side, files, and the end of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_kit import Driver, running
from teaching_kit import Ticking, go_to_step, make_material, make_session

from edu_tui.app.commands import footer, offers
from edu_tui.app.routes import Prepare, Sessions, SessionTold, Teach
from edu_tui.progress.learners import Learners
from edu_tui.progress.sessions import Sessions as Kept

SIZES = [(120, 40), (80, 24), (40, 15)]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    make_material(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def learners(tmp_path: Path) -> Learners:
    return Learners(tmp_path / "data")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the app is started in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def lead(tmp_path: Path, day: int, *, end: bool = True, counts: str = "1 2 4", note: str = "The projector failed.") -> str:
    """A session led on this day of March; its id."""
    clock = Ticking(10)
    clock.time = clock.time.replace(day=day)
    session = make_session(tmp_path / "data", make_material(tmp_path / "library"), clock=clock)
    session.attend(count=9)
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count(counts)
    session.close_vote()
    session.note(note)
    if end:
        session.end()
    session.store.close()
    return session.store.id


def ids(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "data" / "sessions").iterdir())


async def scrolled_to(driver: Driver, text: str) -> None:
    """Go down the page until `text` stands there."""
    for _ in range(60):
        if text in driver.text:
            return
        await driver.press("pagedown")
    raise AssertionError(text)


async def answer(driver: Driver, value: str) -> None:
    """Go down to an answer of the dialog, past the words above it, and give it."""
    for _ in range(20):
        if driver.focused == f"answer:{value}":
            await driver.press("enter")
            return
        await driver.press("down")
    raise AssertionError(value)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_leads_to_a_report_and_back(library: Path, learners: Learners, tmp_path: Path, size: tuple[int, int]) -> None:
    lead(tmp_path, 2)
    latest = lead(tmp_path, 3)
    async with running(library, tmp_path / "data" / "me", Sessions(), size=size, learners=learners) as driver:
        await driver.see("Teaching sessions", "A small talk", "3 March 2026")
        await driver.until(lambda: driver.focused == f"told:{latest}")
        await driver.press("enter")
        await driver.see("Session report: A small talk", "3 March 2026")
        assert driver.app.route == SessionTold(latest)
        for words in ("Plan and actual time", "n = 7, 2 did not vote", "The projector failed.", "awards no contact"):
            await scrolled_to(driver, words)
        assert len(footer(offers(driver.app.screen))) <= 7
        await driver.press("escape")
        await driver.see("Teaching sessions")
        await driver.until(lambda: driver.focused == f"told:{latest}")


async def test_without_sessions_the_list_leads_to_preparing_one(library: Path, learners: Learners, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data" / "me", learners=learners) as driver:
        await driver.focus("go:sessions")
        await driver.press("enter")
        await driver.see("No session was led on this computer yet.", "Prepare a session")
        assert not {"Reopen", "Compare", "Export", "Delete"} & set(driver.keys)
        assert not (tmp_path / "data" / "sessions").exists()
        await driver.focus("prepare:")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.route, Prepare))


async def test_where_nothing_can_be_kept_there_is_nothing(library: Path, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data" / "me", Sessions()) as driver:
        await driver.see("No session was led on this computer yet.")


async def test_one_that_has_not_ended_goes_on(library: Path, learners: Learners, tmp_path: Path) -> None:
    ident = lead(tmp_path, 2, end=False)
    async with running(library, tmp_path / "data" / "me", Sessions(), learners=learners) as driver:
        await driver.see("it has not ended")
        await driver.focus(f"teach:{ident}")
        await driver.press("enter")
        await driver.until(lambda: driver.app.route == Teach(ident))


async def test_one_that_has_ended_is_reopened_by_a_key(library: Path, learners: Learners, tmp_path: Path) -> None:
    ident = lead(tmp_path, 2)
    async with running(library, tmp_path / "data" / "me", Sessions(), learners=learners) as driver:
        await driver.until(lambda: "Reopen" in driver.keys)
        await driver.press("o")
        await driver.until(lambda: driver.app.route == Teach(ident))


async def test_what_is_not_there_is_said_on_the_page(library: Path, learners: Learners, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data" / "me", SessionTold("20990101-0000-abcdef"), learners=learners) as driver:
        await driver.see("This cannot be shown", "There is no session 20990101")
        assert not {"Reopen", "Compare", "Export", "Delete"} & set(driver.keys)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_in_a_session_are_words(library: Path, learners: Learners, tmp_path: Path, size: tuple[int, int]) -> None:
    ident = lead(tmp_path, 2, note="[red]not[/] \x1b[2J\u202e \x07end")
    async with running(library, tmp_path / "data" / "me", SessionTold(ident), size=size, learners=learners) as driver:
        await driver.see("Session report")
        await scrolled_to(driver, "[red]not[/]")
        assert not {"\x1b", "\u202e", "\x07"} & set(driver.text)


# --- comparing -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_two_are_set_side_by_side(library: Path, learners: Learners, tmp_path: Path, size: tuple[int, int]) -> None:
    lead(tmp_path, 2, counts="4 0 0")
    lead(tmp_path, 3)
    async with running(library, tmp_path / "data" / "me", Sessions(), size=size, learners=learners) as driver:
        await driver.until(lambda: driver.app.screen.check_action("compare", ()))
        await driver.press("c")
        await driver.see("Two sessions", "Small groups rarely differ")
        await scrolled_to(driver, "n = 7")
        await driver.press("home")
        await scrolled_to(driver, "n = 4")
        assert not {"Reopen", "Delete", "Compare"} & set(driver.keys)
        await driver.press("escape")
        await driver.see("Teaching sessions")


async def test_of_several_one_is_asked_for(library: Path, learners: Learners, tmp_path: Path) -> None:
    first, _, third = (lead(tmp_path, day) for day in (2, 3, 4))
    async with running(library, tmp_path / "data" / "me", SessionTold(third), learners=learners) as driver:
        await driver.until(lambda: "Compare" in driver.keys)
        await driver.press("c")
        await driver.see("Compare with which session?", "3 March 2026", "2 March 2026")
        await driver.press("down", "enter")
        await driver.until(lambda: driver.app.route == SessionTold(third, first))
        await driver.see("Two sessions")


# --- files ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_is_written_beside_others_and_never_over_them(
    library: Path, learners: Learners, tmp_path: Path, elsewhere: Path, size: tuple[int, int]
) -> None:
    ident = lead(tmp_path, 2)
    async with running(library, tmp_path / "data" / "me", SessionTold(ident), size=size, learners=learners) as driver:
        await driver.until(lambda: driver.app.screen.check_action("export", ()))
        for number in (1, 2):
            await driver.press("e")
            await driver.see("Write it into a file?")
            await driver.press("enter")
            await driver.until(lambda wanted=number: len(list(elsewhere.glob("*.html"))) == wanted)
        assert sorted(path.name for path in elsewhere.iterdir()) == [f"session-{ident}-2.html", f"session-{ident}.html"]
        assert (elsewhere / f"session-{ident}.html").read_text().startswith("<!DOCTYPE html>")
        await driver.until(lambda: any("Written to" in told for told in driver.toasts))


async def test_all_steps_can_be_taken_to_another_computer(library: Path, learners: Learners, tmp_path: Path, elsewhere: Path) -> None:
    ident = lead(tmp_path, 2)
    path = elsewhere / f"session-{ident}.json"
    async with running(library, tmp_path / "data" / "me", Sessions(), learners=learners) as driver:
        await driver.until(lambda: "Export" in driver.keys)
        await driver.press("e")
        await driver.see("All steps")
        await driver.press("down", "down", "down", "down", "enter")
        await driver.until(path.exists)
    assert Kept(tmp_path / "other", Ticking()).bring_in(path)[0] == ident


# --- deleting ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_deleting_asks_twice_in_words(library: Path, learners: Learners, tmp_path: Path, size: tuple[int, int]) -> None:
    kept, goes = lead(tmp_path, 2), lead(tmp_path, 3)
    async with running(library, tmp_path / "data" / "me", Sessions(), size=size, learners=learners) as driver:
        await driver.until(lambda: driver.focused == f"told:{goes}" and driver.app.screen.check_action("delete", ()))
        await driver.press("x")
        await driver.see("Delete this session?", "A small talk, 3 March")
        await driver.press("enter")
        await driver.gone("Delete this session?")
        await driver.press("x")
        await driver.see("Delete this session?")
        await driver.press("escape")
        await driver.gone("Delete this session?")
        await driver.press("x")
        await answer(driver, "go on")
        await driver.see("For good?")
        await driver.press("enter")
        await driver.gone("For good?")
        assert ids(tmp_path) == sorted([kept, goes])
        await driver.press("x")
        await answer(driver, "go on")
        await driver.see("For good?")
        await answer(driver, "delete")
        await driver.until(lambda: ids(tmp_path) == [kept])
        await driver.gone("3 March 2026")


async def test_a_report_whose_session_is_deleted_is_left(library: Path, learners: Learners, tmp_path: Path) -> None:
    ident = lead(tmp_path, 2)
    async with running(library, tmp_path / "data" / "me", Sessions(), learners=learners) as driver:
        await driver.see("A small talk")
        await driver.press("enter")
        await driver.see("Session report")
        await driver.until(lambda: "Delete" in driver.keys)
        await driver.press("x", "down", "enter")
        await driver.see("For good?")
        await driver.press("down", "enter")
        await driver.see("No session was led on this computer yet.")
        assert ident not in ids(tmp_path)


async def test_one_that_is_led_just_now_is_not_deleted(library: Path, learners: Learners, tmp_path: Path) -> None:
    ident = lead(tmp_path, 2)
    async with running(library, tmp_path / "data" / "me", Sessions(), learners=learners) as driver:
        await driver.until(lambda: "Delete" in driver.keys)
        with Kept(tmp_path / "data", Ticking()).open(ident):
            await driver.press("x", "down", "enter")
            await driver.see("For good?")
            await driver.press("down", "enter")
            await driver.until(lambda: any("Nothing was deleted" in told for told in driver.toasts))
        assert ids(tmp_path) == [ident]
