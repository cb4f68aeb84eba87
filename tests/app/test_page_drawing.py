"""What we draw faster than Textual looks as if Textual had drawn it, and is drawn no oftener than it changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from demo_app import DemoApp
from rich.console import RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from edu_tui.app.commands import CommandScreen
from edu_tui.app.widgets.bars import TitleBar
from edu_tui.app.widgets.page import PageView
from edu_tui.render.lines import Layout, Line, Span

BORDERS = ("", "border-left: solid", "border-right: solid", "border-top: solid", "border-bottom: solid", "border: solid", "padding: 1")


def page_of(count: int) -> PageView:
    """A page of `count` lines."""
    lines = tuple(Line((Span(f"line {number} "), Span("of many", "cite", f"fact:F-{number}"))) for number in range(count))
    return PageView(lambda _: Layout(lines))


class WatchedApp(DemoApp):
    """Notes which rows of the window are written."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: set[int] = set()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, ChopsUpdate):
            self.rows |= {row for row, _, _ in renderable.spans}
        elif isinstance(renderable, LayoutUpdate):
            self.rows |= set(renderable.region.line_range)
        super()._display(screen, renderable)


class TwoPages(CommandScreen[None]):
    """Two pages under a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = TitleBar("Two pages")
        self.pages = page_of(100), page_of(100)

    def compose(self) -> ComposeResult:
        yield self.bar
        yield from self.pages

    def on_mount(self) -> None:
        for page in self.pages:
            page.styles.height = "1fr"


def cells(strips: Iterable[Strip]) -> list[list[tuple[object, ...]]]:
    """Each cell of some strips: its letter, how it looks, and what the mouse does there."""
    return [[cell(letter, segment.style or Style()) for segment in strip for letter in segment.text] for strip in strips]


def cell(letter: str, style: Style) -> tuple[object, ...]:
    """A letter with its look; a blank shows no colour of its own unless it is reversed."""
    colour = None if letter == " " and not style.reverse else style.color
    return (letter, colour, style.bgcolor, bool(style.bold), bool(style.reverse), style.meta.get("@mouse.down"))


@pytest.mark.parametrize("count", [5, 100])
@pytest.mark.parametrize("border", BORDERS)
async def test_a_page_is_drawn_as_textual_would_draw_it(border: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(count)

    class BorderApp(DemoApp):
        CSS = f"PageView {{ {border + (' $edu-rule;' if 'border' in border else ';') if border else ''} }}"

    async with BorderApp().run_test(size=(60, 12)) as pilot:
        await pilot.app.mount(page)
        page.styles.height = 10
        await pilot.pause()
        part = Region(3, 2, 20, 5)
        ours, our_part = cells(pilot.app.screen._compositor.render_strips()), cells(page.render_lines(part))
        monkeypatch.setattr(PageView, "render_lines", ScrollView.render_lines)
        assert ours == cells(pilot.app.screen._compositor.render_strips())
        assert our_part == cells(page.render_lines(part))


@pytest.mark.parametrize(("count", "covered"), [(5, 0), (100, 1)])
async def test_what_the_scroll_bar_covers_is_not_drawn(count: int, covered: int) -> None:
    page = page_of(count)
    async with DemoApp().run_test(size=(60, 12)) as pilot:
        await pilot.app.mount(page)
        page.styles.height = 10
        await pilot.pause()
        assert {strip.cell_length for strip in page.render_lines(Region(0, 0, page.region.width, 10))} == {page.region.width - covered}


async def test_neighbours_that_look_alike_are_one_segment() -> None:
    line = Line((Span("of "), Span("many", "text", "term:many"), Span(""), Span("[1]", "cite"), Span("."), Span("")))
    page = PageView(lambda _: Layout((line,)))
    async with DemoApp().run_test(size=(60, 12)) as pilot:
        await pilot.app.mount(page)
        page.styles.height = 10
        await pilot.pause()
        (strip,) = page.render_lines(Region(0, 0, page.region.width, 1))
        assert [segment.text.strip() for segment in strip] == ["of many", "[1]", "."]


async def test_a_page_is_whole_before_its_scroll_bar_has_come() -> None:
    page = page_of(100)
    async with DemoApp().run_test(size=(60, 12)) as pilot:
        await pilot.app.mount(page)
        page.styles.height = 10
        await pilot.pause()
        page.styles.scrollbar_visibility = "hidden"
        await pilot.pause()
        assert page.show_vertical_scrollbar
        assert {strip.cell_length for strip in page.render_lines(Region(0, 0, page.region.width, 10))} == {page.region.width}


async def test_what_comes_too_late_for_a_page_is_no_fault() -> None:
    page = page_of(5)
    async with DemoApp().run_test() as pilot:
        await pilot.app.mount(page)
        await pilot.pause()
        await page.remove()
        page.show(lambda width: Layout((Line((Span("late"),)),)))
        await pilot.pause()
        assert pilot.app.is_running


@pytest.mark.parametrize("count", [5, 15, 100, 5000])
async def test_the_scroll_bar_is_textuals_cell_for_cell(count: int) -> None:
    page = page_of(count)
    async with DemoApp().run_test(size=(60, 12)) as pilot:
        await pilot.app.mount(page)
        page.styles.height = 10
        await pilot.pause()
        bar = page.vertical_scrollbar
        for line in (0, 1, count // 3, count):
            page.scroll_to(y=line, animate=False)
            await pilot.pause()
            whole = Region(0, 0, bar.size.width, bar.size.height)
            assert cells(bar.render_lines(whole)) == cells(Widget.render_lines(bar, whole))


async def test_moving_the_focus_draws_nothing_but_who_loses_and_who_gets_it() -> None:
    app = WatchedApp()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = TwoPages()
        await app.push_screen(screen)
        first, second = screen.pages
        first.focus()
        await pilot.pause()
        app.rows.clear()
        second.focus()
        await pilot.pause()
        assert screen.focused is second
        assert app.rows == {*first.region.line_range, *second.region.line_range}
        assert screen.bar.region.y not in app.rows
