from __future__ import annotations

import gc
import weakref

import pytest
from demo_app import DemoApp
from hostile import PAYLOADS, forbidden
from resizing import resize
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Input

from edu_tui.app.commands import Command, CommandScreen
from edu_tui.app.widgets.bars import KeyBar, TitleBar, cut
from edu_tui.app.widgets.page import PageView


def command(ident: str, key: str, footer: int) -> Command:
    return Command(id=ident, keys=(key,), action=f"note('{ident}')", label=ident.title(), help="Does it.", footer=footer)


class BarScreen(CommandScreen[None]):
    COMMANDS = (command("third", "3", 3), command("first", "1", 1), command("second", "question_mark", 2))

    def __init__(self, title: str = "Title", status: str = "Status") -> None:
        super().__init__()
        self.noted: list[str] = []
        self.texts = (title, status)

    def compose(self) -> ComposeResult:
        yield TitleBar(*self.texts)
        yield PageView()
        yield Input()
        yield KeyBar()

    def action_note(self, what: str) -> None:
        self.noted.append(what)


def row(app: DemoApp, number: int) -> str:
    return "".join(segment.text for segment in app.screen._compositor.render_strips()[number])


@pytest.mark.parametrize(
    ("text", "width", "expected"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("病病", 3, "病…"), ("abc", 1, "…"), ("abc", 0, "")]
)
def test_cut(text, width, expected):
    assert cut(text, width) == expected
    assert cell_len(cut(text, width)) <= width


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, 13, 20, 40, 80, 200])
@pytest.mark.parametrize(("title", "status"), [("Title", "3 due"), ("T" * 99, "S" * 99), ("病" * 50, "数" * 50), ("", "")])
async def test_the_bars_fill_their_line_at_any_width(width, title, status):
    app = DemoApp()
    async with app.run_test(size=(width, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen(title, status))
        await pilot.pause()
        for number in (0, 5):
            assert cell_len(row(app, number)) == width


async def test_the_title_is_cut_before_the_status():
    app = DemoApp()
    async with app.run_test(size=(30, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen("A very long title of a section", "12 due"))
        await pilot.pause()
        assert row(app, 0) == " A very long title of… 12 due "


async def test_a_bar_tells_something_new():
    app = DemoApp()
    async with app.run_test(size=(40, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen())
        app.screen.query_one(TitleBar).tell(status="4/14")
        await pilot.pause()
        assert row(app, 0).split() == ["Title", "4/14"]
        app.screen.query_one(TitleBar).tell(title="Other")
        await pilot.pause()
        assert row(app, 0).split() == ["Other", "4/14"]


async def test_keys_stand_in_the_order_of_their_rank_and_the_last_go_first():
    app = DemoApp()
    async with app.run_test(size=(60, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen())
        await pilot.pause()
        assert row(app, 5).rstrip() == " 1 First  ? Second  3 Third"
        await resize(pilot, 22, 6)
        assert row(app, 5).rstrip() == " 1 First  ? Second"
        await resize(pilot, 5, 6)
        assert row(app, 5).strip() == ""


async def test_keys_follow_the_focus():
    app = DemoApp()
    async with app.run_test(size=(60, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen())
        app.screen.query_one(Input).focus()
        await pilot.pause()
        assert row(app, 5).strip() == ""
        app.screen.query_one(PageView).focus()
        await pilot.pause()
        assert "First" in row(app, 5)


async def test_a_click_gives_the_command():
    app = DemoApp()
    async with app.run_test(size=(60, 6), tooltips=True, notifications=True) as pilot:
        screen = BarScreen()
        await app.push_screen(screen)
        await pilot.pause()
        for cell in (1, 12, 22, 50):
            await pilot.click(KeyBar, offset=(cell, 0))
        assert screen.noted == ["first", "second", "third"]


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
async def test_hostile_titles_are_only_text(payload):
    app = DemoApp()
    async with app.run_test(size=(100, 6), tooltips=True, notifications=True) as pilot:
        await app.push_screen(BarScreen(payload, payload))
        await pilot.pause()
        assert not forbidden(row(app, 0))
        if payload.isprintable():
            assert row(app, 0).count(payload) == 2


async def test_bars_do_not_outlive_their_screen():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        alive = weakref.WeakSet()
        for _ in range(5):
            await app.push_screen(BarScreen())
            await pilot.pause()
            alive.update(app.screen.query("TitleBar, KeyBar"))
            await app.pop_screen()
            await pilot.pause()
        gc.collect()
        assert len(alive) <= 2
