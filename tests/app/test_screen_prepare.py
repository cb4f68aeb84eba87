"""Preparing a session: the plan as one changes it, what is to be seen to, and what waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from screen_kit import Driver, running
from teaching_kit import make_material
from test_screen_teach import plan_session, steps

from edu_tui.app.plan_files import FOLDER, open_plan, saved_plans
from edu_tui.app.routes import Home, Prepare, Read, Route, Teach
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import Plan

SIZES = [(80, 24), (120, 40), (40, 15)]
TALK = Prepare("talk", Audience.FAMILY)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    make_material(folder)
    return open_library(folder)


@asynccontextmanager
async def preparing(library: Library, data: Path, route: Route = TALK, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    async with running(library, Learners(data).default().folder, route, size=size, learners=Learners(data)) as driver:
        await driver.until(lambda: driver.app.screen.page.targets, "the page")
        yield driver


def plan(driver: Driver) -> Plan:
    return driver.app.screen._draft.plan


def keys(driver: Driver) -> list[str]:
    return [step.key for step in plan(driver).steps]


@pytest.mark.parametrize("size", SIZES)
async def test_from_home_to_a_session_that_began(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with preparing(library, tmp_path, Home(), size) as lead:
        await lead.focus("go:teach")
        await lead.press("enter")
        await lead.see("Teach a group", "no network is needed")
        await lead.until(lambda: lead.focused == "module:talk")
        await lead.press("t", "enter")
        await lead.see("Start", "of 20 minutes are planned")
        await lead.until(lambda: lead.focused == "start:")
        await lead.press("enter")
        await lead.until(lambda: isinstance(lead.app.route, Teach), "the session")
        await lead.see("How many are here?")
        (session,) = Sessions(tmp_path, wall_clock).all()
        assert session.state.plan.audience == "family"
        assert not session.state.started_at


async def test_from_a_page_one_plans_for_its_module(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path, Read("talk", Audience.FAMILY)) as lead:
        lead.app.action_teach()
        await lead.until(lambda: lead.app.route == TALK)
        await lead.see("A small talk", "for families")


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_goes_out_and_comes_back_where_it_was(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with preparing(library, tmp_path, size=size) as lead:
        before = keys(lead)
        await lead.focus("in:section:first")
        await lead.press("enter")
        assert keys(lead) == [key for key in before if key != "section:first"]
        assert lead.focused == f"in:{before[before.index('section:first') + 1]}"
        await lead.focus("out:section:first")
        await lead.press("enter")
        assert keys(lead) == before
        assert lead.focused == "in:section:first"


async def test_a_step_that_is_left_out_twice_goes_once(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path) as lead:
        before = keys(lead)
        await lead.focus("in:section:first")
        page = lead.app.screen.page
        for _ in range(2):
            page.post_message(PageView.Activated(page, "in:section:first"))
        await lead.until(lambda: len(keys(lead)) < len(before))
        await lead.press("down")
        assert len(keys(lead)) == len(before) - 1


async def test_minutes_and_order_are_changed_by_key(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path) as lead:
        await lead.focus("in:section:first")
        had = plan(lead).step("section:first").minutes
        await lead.press("+", "+", "-")
        assert plan(lead).step("section:first").minutes == had + 0.5
        place = keys(lead).index("section:first")
        await lead.press("J")
        assert keys(lead).index("section:first") == place + 1
        assert lead.focused == "in:section:first"
        await lead.press("K", "K")
        assert keys(lead).index("section:first") == place - 1
        await lead.focus("anew:")
        await lead.press("enter")
        assert keys(lead).index("section:first") == place


async def test_the_plan_for_the_other_audience_leaves_this_one_as_it_was(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path) as lead:
        await lead.focus("in:section:first")
        await lead.press("enter")
        changed = plan(lead)
        await lead.press("t")
        assert (plan(lead).audience, keys(lead).count("section:first")) == ("clinician", 1)
        await lead.press("t")
        assert plan(lead) == changed


async def test_time_forms_and_words_of_ones_own(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path) as lead:
        await lead.focus("minutes:60")
        await lead.press("enter")
        assert plan(lead).minutes == 60
        await lead.focus("forms:count")
        await lead.press("enter")
        assert {"form:pre", "form:post"} <= set(keys(lead))
        await lead.focus("forms:none")
        await lead.press("enter")
        assert not {"form:pre", "form:post"} & set(keys(lead))
        await lead.focus("talk:")
        await lead.press("enter")
        await lead.type("Tea for all")
        await lead.press("enter")
        assert keys(lead)[-1] == "talk:Tea for all"
        await lead.press("K")
        assert keys(lead)[-2] == "talk:Tea for all"


async def test_what_is_to_be_seen_to_is_told_in_words(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path, size=(100, 60)) as lead:
        await lead.until(lambda: lead.app.screen._findings is not None, "findings")
        for key in list(keys(lead)):
            await lead.focus(f"in:{key}")
            await lead.press("enter")
        await lead.see("✗ The plan has no steps.")
        await lead.press("s")
        await lead.see("The plan has no steps: put one back")
        assert Sessions(tmp_path, wall_clock).all() == []


async def test_a_plan_is_saved_and_offered_again(library: Library, tmp_path: Path) -> None:
    async with preparing(library, tmp_path) as lead:
        await lead.focus("talk:")
        await lead.press("enter")
        await lead.type("Tea")
        await lead.press("enter")
        await lead.focus("save:")
        await lead.press("enter")
        await lead.see("The plan is in")
        await lead.focus("save:")
        await lead.press("enter")
        await lead.until(lambda: len(saved_plans(tmp_path)) == 2)
        wanted = plan(lead)
    name = saved_plans(tmp_path)[0][0]
    assert open_plan(library, tmp_path / FOLDER / name)[0].steps == wanted.steps
    async with preparing(library, tmp_path, Prepare()) as lead:
        await lead.see("Saved plans", name, "for families, 20 minutes")
        await lead.focus(f"plan:{name}")
        await lead.press("enter")
        await lead.see("Tea")
        assert plan(lead).steps == wanted.steps


async def test_a_plan_with_faults_is_told_by_its_line(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("module: talk\naudience: family\nminutes: 20\nsteps:\n  - section: frist\n")
    async with preparing(library, tmp_path, Prepare(plan=str(path))) as lead:
        await lead.see("line 5", "id you mean first?", "Teach a group")


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_that_was_left_is_the_first_thing_offered(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    ident = plan_session(tmp_path, tmp_path / "library")
    async with preparing(library, tmp_path, Prepare(), size) as lead:
        await lead.see("Begin the session planned")
        await lead.press("enter")
        await lead.until(lambda: lead.app.route == Teach(ident))
        await lead.until(lambda: lead.app.screen.scene is not None)
        await steps(lead, "space", "space")
        lead.app.go(Home())
    async with preparing(library, tmp_path, Prepare(), size) as lead:
        await lead.see("Resume the session of", "step")
        await lead.press("enter")
        await lead.until(lambda: lead.app.route == Teach(ident))
        await lead.see("2/13")


async def test_a_disk_that_refuses_is_told_and_nothing_begins(library: Library, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "sessions").write_text("no folder")
    async with preparing(library, data) as lead:
        await lead.press("s")
        await lead.until(lambda: lead.app.screen.notice.sentence, "the reason")
        assert lead.app.route == TALK
