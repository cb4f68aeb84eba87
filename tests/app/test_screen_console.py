"""The console: what the one who leads sees and does in the second window, against a session that is led without a screen."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from screen_kit import Driver

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / room) for room in ("study", "link")]

from link_kit import Headless, short_folder  # noqa: E402
from teaching_kit import Ticking, full_plan, go_to_step, library_files, make_material, make_session  # noqa: E402

from edu_tui.app.commands import FOOTER_LIMIT  # noqa: E402
from edu_tui.app.console import ConsoleApp  # noqa: E402
from edu_tui.app.screens.console_following import Following  # noqa: E402
from edu_tui.library.library import Library, open_library  # noqa: E402
from edu_tui.library.walk import plain  # noqa: E402
from edu_tui.link.follower import Follower  # noqa: E402
from edu_tui.progress.sessions import Sessions  # noqa: E402
from edu_tui.progress.sessions_plan import StepKind  # noqa: E402
from edu_tui.study.teaching.material import Material  # noqa: E402
from edu_tui.study.teaching.session import TeachingSession  # noqa: E402
from edu_tui.study.teaching.views import FormView  # noqa: E402

SIZES = [(120, 40), (80, 24), (40, 15)]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("lib"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    from libraries import write_library

    return open_library(write_library(tmp_path_factory.mktemp("lib"), library_files()))


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with short_folder() as folder:
        (folder / "run").mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        yield folder / "data"


@asynccontextmanager
async def console(data: Path, library: Library, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Driver]:
    """A running console for the sessions in `data`."""
    sessions = Sessions(data, Ticking())
    app = ConsoleApp(lambda tell: Following(Follower(data), sessions, library, tell))
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        await pilot.pause()
        driver = Driver(app, pilot)  # type: ignore[arg-type]
        yield driver
    app.finish()


def session_at(data: Path, material: Material, key: str = "") -> TeachingSession:
    session = make_session(data, material, clock=Ticking())
    session.attend(14)
    if key:
        go_to_step(session, key)
    return session


def first(session: TeachingSession, kind: StepKind) -> str:
    return next(step.key for step in session.plan.steps if step.kind is kind)


async def test_it_waits_calmly_and_finds_the_session_when_it_starts(data: Path, library: Library, material: Material) -> None:
    async with console(data, library) as driver:
        await driver.see("Waiting for the audience's screen", "waiting", "extend")
        screen = Headless(data, session_at(data, material))
        await driver.see("A small talk", "following", "Not begun")
        screen.end()


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_notes_present_and_next_slide_and_the_clock(
    data: Path, library: Library, material: Material, size: tuple[int, int]
) -> None:
    session = session_at(data, material, "section:first")
    screen = Headless(data, session)
    async with console(data, library, size) as driver:
        await driver.see("following", "NOTEWORD for the first slide", "of 90 min")
        if size[1] > 15:
            await driver.see("On the screen", "One two three.", "Next", "14 people")
        assert 1 <= len(driver.keys) <= FOOTER_LIMIT
        await driver.press("pagedown")
        await driver.until(lambda: session.state.place.slide == 2 or session.state.place.shown > 1)
    screen.end()


async def test_it_goes_through_the_session_with_the_keys_of_a_clicker(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material)
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("following")
        await driver.press("space")
        await driver.see("0:0")
        places = [session.state.place]
        for key in ("enter", "right", "pagedown", "space"):
            before = session.state.place
            await driver.press(key)
            await driver.until(lambda: session.state.place != before)  # noqa: B023 - used at once
            places.append(session.state.place)
        for key, place in zip(("left", "pageup", "backspace"), reversed(places[:-1]), strict=False):
            await driver.press(key)
            await driver.until(lambda: session.state.place == place)  # noqa: B023 - used at once
        await driver.press("b")
        await driver.see("the screen is blank")
        await driver.press(".")
        await driver.until(lambda: not session.state.blank)
        await driver.press("1", "2")
        await driver.see("step 12: enter")
        await driver.press("backspace", "enter")
        await driver.until(lambda: session.state.place.step == session.plan.steps[0].key)
        await driver.see("1/13")
        await driver.press("o")
        await driver.see("1 ●")
        await driver.press("down", "enter")
        await driver.until(lambda: session.state.place.step == session.plan.steps[1].key)
    screen.end()


_COUNTS = ((3, (2, 2, 2)), (18, (1, 1, 1)))
"""Right ones and others: a room that is divided, and one that is not."""


async def test_it_shows_counts_before_they_are_revealed_and_leads_a_vote(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material, "question:q-plain")
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("not yet opened", "✓", "EXPLANATIONWORD")
        await driver.press("v")
        await driver.see("open: 0 of 14 have voted")
        await driver.press("b", "b", "a", "B")
        await driver.see("open: 2 of 14 have voted")
        assert not session.state.blank
        await driver.press("t")
        await driver.see("Votes for each option")
        assert session.vote is not None
        right = next(place for place, option in enumerate(session.vote.ballot.options) if option.correct)
        before, after = ([share if place == right else rest for place, rest in enumerate(others)] for share, others in _COUNTS)
        await driver.type(" ".join(f"{letter} {count}" for letter, count in zip("ABC", before, strict=True)))
        await driver.press("enter")
        await driver.see(f"open: {sum(before)} of 14 have voted")
        await driver.press("v")
        await driver.see("counts hidden", f"Right: {100 * 3 / sum(before):.0f}%, 3 of {sum(before)}", "let neighbours", "Peer instruction")
        await driver.press("s")
        await driver.see("second vote, open")
        await driver.press("t")
        await driver.type(" ".join(map(str, after)))
        await driver.press("enter")
        await driver.see(f"second vote, open: {sum(after)} have voted")
        await driver.press("v")
        await driver.see("right in the first vote to 90% in the second")
        await driver.press("v")
        await driver.see("counts shown")
        await driver.press("v")
        await driver.see("answer shown")
        await driver.press("u")
        await driver.see("Taken back: showing the answer")
    screen.end()
    assert [(vote.round, vote.counts) for vote in session.state.rounds("q-plain")] == [(1, tuple(before)), (2, tuple(after))]


async def test_what_few_voted_on_something_personal_is_said_to_be_guarded(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material, "question:q-poll")
    session.open_vote()
    session.count([2, 1, 0])
    session.close_vote()
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("3 of 14 have voted", "Few voted on something personal")
    screen.end()


async def test_it_ticks_points_of_a_teach_back_and_asks_again(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material)
    go_to_step(session, first(session, StepKind.TEACH_BACK))
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("0 of 2 points heard", "a [ ] POINTWORD one", "b [ ] POINTWORD two", "NOTEWORD for the teach-back")
        await driver.press("b")
        await driver.see("1 of 2 points heard", "b [x] POINTWORD two")
        assert not session.state.blank
        await driver.press("x")
        await driver.see("round 2")
        await driver.click("POINTWORD one")
        await driver.see("2 of 2 points heard", "after explaining again (1)")
        await driver.press("a")
        await driver.see("1 of 2 points heard")
    screen.end()


def _right_letter(session: TeachingSession) -> str:
    """The letter of the right option of the form's question on the audience's screen."""
    view = session.audience()
    assert isinstance(view, FormView)
    (right,) = [place for place, option in enumerate(view.options) if plain(option).startswith("Choice 1 ")]
    return "ABC"[right]


async def test_it_takes_forms_attendance_and_notes(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material)
    go_to_step(session, "form:pre")
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("0 of 2 entered", f"{_right_letter(session)} is right in the question shown")
        await driver.press("f")
        await driver.type("2 9/14")
        await driver.press("enter")
        await driver.see("1 of 2 entered", "9 of 14 right")
        await driver.press("f")
        await driver.type("4/14")
        await driver.press("enter")
        await driver.see("2 of 2 entered", "4 of 14 right")
        await driver.press("f")
        await driver.type("blue7 +-")
        await driver.press("enter")
        await driver.see("The sheet blue7 is entered.", "Sheets entered: blue7")
        await driver.press("i")
        await driver.type("AB CD")
        await driver.press("enter")
        await driver.see("2: AB, CD")
        await driver.press("w")
        await driver.type("Louder.")
        await driver.press("enter")
        await driver.see("Last note Louder.")
        await driver.press("i")
        await driver.type("Annabella")
        await driver.press("enter")
        await driver.see("names are not kept")
        await driver.press("w", "escape")
        await driver.gone("A note for the report")
    screen.end()


async def test_when_the_screen_is_gone_it_shows_where_the_session_stood_and_goes_on_with_it(
    data: Path, library: Library, material: Material
) -> None:
    session = session_at(data, material, "question:q-plain")
    session.open_vote()
    session.tap("A")
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("1 of 14 have voted")
        screen.end()
        await driver.see("the other screen is gone", "it will go on where it was", "1 of 14 have voted")
        await driver.press("a", "pagedown")
        await driver.see("nothing was done")
        again = TeachingSession(Sessions(data, Ticking()).open(session.store.id), material, now=Ticking())
        screen = Headless(data, again)
        await driver.see("following")
        await driver.gone("gone")
        assert again.vote is not None
        assert again.vote.voters == 1
        await driver.press("a")
        await driver.see("2 of 14 have voted")
    screen.end()


async def test_started_alone_it_shows_the_session_that_was_cut_off(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material, "section:call")
    session.store.close()
    async with console(data, library) as driver:
        await driver.see("waiting", "A small talk", "When to call", "This session is not led now")


async def test_of_several_sessions_it_asks_which(data: Path, library: Library, material: Material) -> None:
    clock = Ticking()
    screens = []
    for _ in range(2):
        session = make_session(data, material, full_plan(material), clock)
        screens.append(Headless(data, session))
        clock.time = clock.time.replace(hour=19)
    async with console(data, library) as driver:
        await driver.see("Which session", "18:0", "19:0")
        await driver.press("2")
        await driver.see("following")
        await driver.press("pagedown")
        await driver.until(lambda: screens[1].session.state.started_at)
        assert not screens[0].session.state.started_at
    for screen in screens:
        screen.end()


async def test_help_and_palette_know_every_command(data: Path, library: Library, material: Material) -> None:
    screen = Headless(data, session_at(data, material, "section:first"))
    async with console(data, library) as driver:
        await driver.see("following")
        await driver.press("?")
        await driver.see("The audience sees nothing of this window", "pgdn, space, enter")
        await driver.press("escape")
        await driver.gone("The audience sees nothing")
        await driver.press(":")
        await driver.type("pause")
        await driver.see("Let the clock stand still")
        await driver.press("escape")
        await driver.gone("Let the clock stand still")
        await driver.press("z")
        await driver.see("paused")
    screen.end()


async def test_a_session_that_ends_is_told_and_can_be_opened_again(data: Path, library: Library, material: Material) -> None:
    session = session_at(data, material, "section:last")
    session.end()
    screen = Headless(data, session)
    async with console(data, library) as driver:
        await driver.see("Ended after", "The closing page")
        session.reopen()
        screen.caster.publish(session.presenter())
        await driver.see("ahead", "Goodbye.")
    screen.end()
