"""However often one goes round, no more lives than after the first rounds: counted, not timed."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path
from weakref import ref

from demo_app import DemoApp
from screen_kit import Driver, running
from textual.app import ComposeResult
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from edu_tui.app.commands import CommandScreen
from edu_tui.app.routes import Home, Read, Search
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout, Line, Span

ROOT = Path(__file__).resolve().parents[2]
KINDS = (Widget, Timer, Layout)


async def round_trip(app: Driver) -> None:
    """Pages, the other audience, the evidence, a search, Home, and back to the page."""
    await app.press("n", "n", "p", "t", "t", "e", "e", "ctrl+f")
    await app.until(lambda: isinstance(app.app.route, Search))
    await app.type("relapse")
    await app.until(lambda: app.app.screen.page.targets)
    await app.press("enter")
    await app.until(lambda: not isinstance(app.app.route, Search))
    await app.press("h")
    await app.until(lambda: isinstance(app.app.route, Home))
    app.app.go(Read("relapse-timing", Audience.CLINICIAN))
    await app.until(lambda: isinstance(app.app.route, Read))
    app.app.clear_notifications()  # they leave by the clock, four seconds later
    await app.until(lambda: not app.app.screen.query("Toast"))


def alive() -> Counter[str]:
    """What lives, of the kinds that a leak would be made of."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, KINDS))


async def test_going_round_leaves_nothing_behind(tmp_path: Path) -> None:
    library = open_library(ROOT, tmp_path / "cache")
    async with running(library, tmp_path / "learner", "read:relapse-timing:clinician", size=(120, 40)) as app:
        for _ in range(3):
            await round_trip(app)
        before = alive()
        for _ in range(6):
            await round_trip(app)
        grown = alive() - before
    assert sum(grown.values()) <= 3, grown


class Anchors(dict[str, int]):
    """A layout's anchors, of which it can be asked whether they still live."""


class PageScreen(CommandScreen[None]):
    """A page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PageView()

    def compose(self) -> ComposeResult:
        yield self.page


async def test_a_page_that_was_left_is_gone_without_the_garbage_collector() -> None:
    def show(number: int) -> ref[Anchors]:
        anchors = Anchors()
        layout = Layout((Line((Span(f"page {number}"),)),), anchors)
        screen.page.show(lambda _: layout)
        return ref(anchors)

    app = DemoApp()
    async with app.run_test(size=(80, 20)) as pilot:
        screen = PageScreen()
        await app.push_screen(screen)
        gc.disable()
        try:
            left = []
            for number in range(5):
                left.append(show(number))
                await pilot.pause()
            assert [page() is None for page in left] == [True] * 4 + [False]
        finally:
            gc.enable()


def drawn(text: str) -> int:
    """How many strips there are of lines that begin with `text`, garbage among them."""
    return sum(isinstance(one, Strip) and one.text.lstrip().startswith(text) for one in gc.get_objects())


async def test_the_lines_of_a_page_that_was_left_are_gone_without_the_garbage_collector() -> None:
    def show(number: int) -> None:
        screen.page.show(lambda _: Layout(tuple(Line((Span(f"page {number}, line {line}"),)) for line in range(10))))

    app = DemoApp()
    async with app.run_test(size=(80, 20)) as pilot:
        screen = PageScreen()
        await app.push_screen(screen)
        gc.disable()
        try:
            for number in range(5):
                show(number)
                await pilot.pause()
            assert drawn("page 4") >= 10
            assert [drawn(f"page {number}") for number in range(4)] == [0] * 4
        finally:
            gc.enable()
