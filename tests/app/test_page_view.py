from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from demo_app import PROSE, DemoApp, DemoScreen, sections
from hostile import PAYLOADS, forbidden
from resizing import resize
from textual import on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import Input

from edu_tui.app.commands import Command, CommandScreen
from edu_tui.app.widgets.page import FOCUS_SIGN, PageView
from edu_tui.app.widgets.places import Position
from edu_tui.render.lines import STYLES, Layout, Line, Span


class PageScreen(CommandScreen[None]):
    """A page, and everything it says."""

    COMMANDS = (Command(id="t.space", keys=("space",), action="heard('space')", label="Space", help="Say so."),)

    def __init__(self, page: PageView) -> None:
        super().__init__()
        self.page = page
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.page

    @on(PageView.Activated)
    def activated(self, event: PageView.Activated) -> None:
        assert event.control is self.page
        self.heard.append(("activated", event.target))

    @on(PageView.Focused)
    def focused_target(self, event: PageView.Focused) -> None:
        self.heard.append(("focused", event.target))

    @on(PageView.Scrolled)
    def scrolled(self, event: PageView.Scrolled) -> None:
        self.heard.append(("scrolled", f"{event.top_line} {event.source_line}"))

    def action_heard(self, what: str) -> None:
        self.heard.append(("key", what))


@asynccontextmanager
async def running(page: PageView, size: tuple[int, int] = (80, 20), **options: bool):
    app = DemoApp()
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        screen = PageScreen(page)
        await app.push_screen(screen)
        await pilot.pause()
        yield pilot, screen


def shown(pilot) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()]


def listing(count: int):
    return lambda _: Layout(tuple(Line((Span(f"item {number}", "text", f"item:{number}"),), number + 1) for number in range(count)))


def style_at(page: PageView, number: int, cell: int):
    end = 0
    for segment in page.render_line(number):
        end += segment.cell_length
        if cell < end:
            return segment.style
    raise IndexError(cell)


# --- layout and scrolling ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "width", "left"), [(200, 88, 55), (80, 75, 2), (40, 35, 2), (20, 15, 2), (12, 11, 0), (5, 10, 0)])
async def test_the_text_column_is_centred_and_no_wider_than_can_be_read(columns, width, left):
    asked = []

    def source(room: int) -> Layout:
        asked.append(room)
        return Layout((Line((Span("x" * room),)),))

    async with running(PageView(source), (columns, 5)) as (pilot, _):
        assert asked == [width]
        row = shown(pilot)[0]
        assert row.index("x") == left
        assert row.count("x") == min(width, columns - 1)


async def test_keys_scroll():
    page = PageView(sections())
    async with running(page) as (pilot, screen):
        tops = []
        for key in ("down", "j", "up", "k", "pagedown", "space", "pageup", "G", "end", "g", "home"):
            await pilot.press(key)
            tops.append(page.scroll_offset.y)
        bottom = page.max_scroll_y
        assert tops == [1, 2, 1, 0, 18, 36, 18, bottom, bottom, 0, 0]
        assert ("scrolled", "18 31") in screen.heard


async def test_space_at_the_end_is_left_to_the_screen():
    page = PageView(sections(1))
    async with running(page) as (pilot, screen):
        await pilot.press("space")
        assert screen.heard == [("key", "space")]


async def test_in_a_list_space_is_left_to_the_screen():
    async with running(PageView(listing(50), navigate="targets")) as (pilot, screen):
        await pilot.press("space")
        assert ("key", "space") in screen.heard


@pytest.mark.parametrize(
    "sizes", [((100, 20), (40, 20)), ((40, 12), (120, 40)), ((80, 20), (1, 1), (80, 20)), ((30, 10), (12, 5), (31, 11))]
)
async def test_another_width_keeps_the_place(sizes):
    page = PageView(sections(60))
    async with running(page, sizes[0]) as (pilot, _):
        page.restore(Position(301))
        for size in sizes[1:]:
            await resize(pilot, *size)
            assert page.position.source == 301


async def test_another_height_keeps_the_layout():
    made = []
    source = sections()
    page = PageView(lambda width: made.append(width) or source(width))
    async with running(page) as (pilot, _):
        await resize(pilot, 80, 33)
        await resize(pilot, 60, 33)
        await resize(pilot, 80, 33)
        assert made == [75, 55]


async def test_show_goes_to_the_top_to_an_anchor_or_stays():
    page = PageView(sections())
    async with running(page):
        page.show(sections(), anchor="part-7")
        assert page.position.source == 71
        page.show(sections(40, PROSE * 9), keep=True)
        assert page.position.source == 71
        page.show(sections())
        assert page.scroll_offset.y == 0
        page.show(sections(), anchor="nowhere")
        assert page.scroll_offset.y == 0
        assert page.scroll_to_anchor("part-9")
        assert not page.scroll_to_anchor("nowhere")
        assert page.position.source == 91


async def test_show_before_the_first_frame_goes_where_it_should():
    page = PageView()
    page.show(sections(), anchor="part-5")
    async with running(page) as (pilot, _):
        assert "Part 5" in shown(pilot)[0]


async def test_places_can_be_saved_and_restored():
    page = PageView(sections())
    async with running(page) as (pilot, _):
        page.restore(Position(52))
        await pilot.press("down", "down")
        saved, line = page.position, page.scroll_offset.y
        page.show(sections(3))
        page.show(sections())
        page.restore(saved)
        assert page.scroll_offset.y == line


async def test_an_empty_page_and_a_short_one_after_a_long_one_are_fine():
    page = PageView()
    async with running(page) as (pilot, _):
        for key in ("down", "end", "tab", "enter", "f", "space"):
            await pilot.press(key)
        page.show(sections())
        await pilot.press("end")
        page.show(lambda _: Layout((Line((Span("short"),)),)), keep=True)
        await pilot.pause()
        assert page.scroll_offset.y == 0
        assert "short" in "".join(shown(pilot))


async def test_no_frame_shows_a_page_that_was_laid_out_for_another_width():
    page = PageView(sections())
    async with running(page, (100, 20)) as (pilot, _):
        rows = []
        pilot.app.post_display_hook = lambda: rows.append(max(len(line.text) for line in page.lines) - page.scrollable_content_region.width)
        await resize(pilot, 50, 20)
        assert rows
        assert all(excess < 0 for excess in rows)


# --- targets ------------------------------------------------------------------------------------------------------------------------


async def test_tab_goes_through_the_targets_and_enter_activates():
    page = PageView(sections())
    async with running(page) as (pilot, screen):
        await pilot.press("enter")
        assert screen.heard == []
        await pilot.press("tab", "tab", "shift+tab", "tab", "enter")
        names = ["fact:F-0", "fact:F-1", "fact:F-0", "fact:F-1"]
        assert screen.heard == [*(("focused", name) for name in names), ("activated", "fact:F-1")]


async def test_the_focused_target_is_scrolled_into_view():
    page = PageView(sections())
    async with running(page) as (pilot, _):
        for _ in range(12):
            await pilot.press("tab")
        assert page.focused_target == "fact:F-11"
        assert any(row.startswith(f"{FOCUS_SIGN} ") for row in shown(pilot))
        assert page.focus_target("fact:F-0")
        await pilot.pause()
        assert page.scroll_offset.y <= 2
        assert not page.focus_target("fact:none")


async def test_the_focus_shows_without_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    page = PageView(sections())
    async with running(page) as (pilot, _):
        assert pilot.app.no_color
        await pilot.press("tab")
        row = next(number for number, text in enumerate(shown(pilot)) if text.startswith(f"{FOCUS_SIGN} "))
        (strip,) = [strip for number, strip in enumerate(pilot.app.screen._compositor.render_strips()) if number == row]
        assert [segment.text for segment in strip.crop(0, 70) if segment.style.reverse] == [page.lines[row].spans[0].text]
        assert all(segment.style.color is None or len(set(segment.style.color.triplet)) == 1 for segment in strip)


async def test_after_the_last_target_the_focus_leaves_the_page():
    page = PageView(sections(1))
    async with running(page) as (pilot, screen):
        await screen.mount(Input())
        await pilot.press("tab", "tab")
        assert isinstance(screen.focused, Input)
        await pilot.press("shift+tab")
        assert screen.focused is page


async def test_a_list_moves_by_up_and_down_and_starts_at_its_first_item():
    page = PageView(listing(50), navigate="targets")
    async with running(page) as (pilot, screen):
        assert page.focused_target == "item:0"
        for _ in range(30):
            await pilot.press("down")
        assert page.focused_target == "item:30"
        assert any("> item 30" in row for row in shown(pilot))
        await pilot.press("k", "enter")
        assert screen.heard[-1] == ("activated", "item:29")
        page.show(listing(40), keep=True)
        assert page.focused_target == "item:29"
        page.show(listing(20), keep=True)
        assert page.focused_target == "item:0"


async def test_a_list_that_was_scrolled_away_goes_on_from_what_is_in_view():
    page = PageView(listing(100), navigate="targets")
    async with running(page) as (pilot, _):
        await pilot.press("pagedown", "pagedown", "down")
        assert page.focused_target == "item:36"


async def test_hint_letters_open_what_they_stand_on():
    page = PageView(sections())
    async with running(page) as (pilot, screen):
        before = shown(pilot)
        await pilot.press("f")
        assert shown(pilot) != before
        assert shown(pilot)[2][2] == "a"
        await pilot.press("s")
        assert screen.heard[-1] == ("activated", "fact:F-1")
        await pilot.press("f", "escape")
        assert not any(row.startswith("  a") for row in shown(pilot))
        count = len(screen.heard)
        await pilot.press("f", "q")
        assert pilot.app.is_running
        assert len(screen.heard) == count


async def test_many_hints_have_two_letters():
    page = PageView(listing(30))
    async with running(page, (80, 40)) as (pilot, screen):
        await pilot.press("f", "s", "d")
        assert screen.heard[-1] == ("activated", "item:11")
        await pilot.press("f", "l", "l")
        assert len([heard for heard in screen.heard if heard[0] == "activated"]) == 1


async def test_the_mouse_activates_and_underlines():
    page = PageView(sections())
    async with running(page) as (pilot, screen):
        await pilot.hover(PageView, offset=(4, 2))
        assert style_at(page, 2, 4).underline
        await pilot.hover(PageView, offset=(60, 2))
        assert not style_at(page, 2, 4).underline
        await pilot.click(PageView, offset=(4, 2))
        assert screen.heard[-1] == ("activated", "fact:F-0")
        count = len(screen.heard)
        await pilot.click(PageView, offset=(60, 2))
        assert len(screen.heard) == count


# --- find -----------------------------------------------------------------------------------------------------------------------------


async def test_find_counts_marks_and_steps():
    page = PageView(sections(14, "A relapse. Another."))
    async with running(page, (80, 10)) as (pilot, _):
        assert page.find("RELAPSE") == 14
        assert page.find_status == "1/14"
        await pilot.pause()
        assert style_at(page, 1, 6).reverse
        for _ in range(3):
            assert page.find_on(1)
        assert page.find_status == "4/14"
        assert page.scroll_offset.y > 0
        for _ in range(3):
            assert page.find_on(-1)
        assert not page.find_on(-1)
        assert page.find_status == "1/14"
        page.find_round(-1)
        assert page.find_status == "14/14"
        assert not page.find_on(1)
        assert page.find("nowhere") == 0
        assert page.find_status == "0/0"
        assert not page.find_on(1)
        assert page.find("") == 0
        assert page.find_status == ""


async def test_find_starts_from_here_and_survives_another_width():
    page = PageView(sections(30))
    async with running(page, (80, 10)) as (pilot, _):
        page.restore(Position(151))
        total = page.find("Part")
        assert page.find_status == f"16/{total}"
        await resize(pilot, 50, 10)
        assert page.find_status == f"16/{total}"


# --- selection --------------------------------------------------------------------------------------------------------------------------


async def test_text_is_selected_by_mouse_and_copied():
    page = PageView(lambda _: Layout((Line((Span("病 first"), Span(" line", "strong"))), Line((Span("second"),)))))
    async with running(page) as (pilot, screen):
        await pilot.mouse_down(PageView, offset=(5, 0))
        await pilot.hover(PageView, offset=(5, 1))
        await pilot.mouse_up(PageView, offset=(5, 1))
        assert screen.get_selected_text() == "first line\nseco"
        assert style_at(page, 0, 6).bgcolor != style_at(page, 0, 30).bgcolor
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == "first line\nseco"


async def test_selecting_over_a_link_does_not_activate_it():
    page = PageView(sections())
    async with running(page) as (pilot, screen):
        await pilot.mouse_down(PageView, offset=(12, 2))
        await pilot.hover(PageView, offset=(4, 2))
        await pilot.mouse_up(PageView, offset=(4, 2))
        assert not [heard for heard in screen.heard if heard[0] == "activated"]
        assert screen.get_selected_text()


async def test_everything_can_be_selected_and_any_selection_is_answered():
    page = PageView(sections(2))
    async with running(page) as (_, screen):
        page.text_select_all()
        assert screen.get_selected_text() == "\n".join(line.text.rstrip() for line in page.lines).rstrip("\n")
        for start, end in (((0, 0), (0, 0)), ((90, 5), (99, 99)), ((3, 50), (4, 60))):
            assert page.get_selection(Selection(Offset(*start), Offset(*end))) is not None


# --- hostile text -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
async def test_hostile_text_is_only_text(payload):
    lines = tuple(Line((Span(payload, style, f"link:{payload}"), Span(payload, payload)), 1) for style in STYLES)
    page = PageView(lambda _: Layout(lines, {payload: 3}))
    async with running(page, (100, 30)) as (pilot, screen):
        page.find(payload)
        page.scroll_to_anchor(payload)
        await pilot.press("tab", "f", "escape", "enter")
        await pilot.hover(PageView, offset=(6, 2))
        page.text_select_all()
        screen.get_selected_text()
        await pilot.pause()
        assert not forbidden("".join(shown(pilot)))
        assert screen.heard[-1] == ("activated", f"link:{payload}")
        assert pilot.app.is_running
        if payload.isprintable():
            assert payload in "".join(shown(pilot))


async def test_unknown_styles_look_like_body_text():
    page = PageView(lambda _: Layout((Line((Span("a", "no such style"), Span("b", "text"))),)))
    async with running(page):
        assert style_at(page, 0, 2).color == style_at(page, 0, 3).color


async def test_a_theme_change_redraws_the_page():
    page = PageView(sections())
    async with running(page) as (pilot, _):
        before = style_at(page, 0, 3).color
        pilot.app.theme = "edu-light"
        await pilot.pause()
        assert style_at(page, 0, 3).color != before


async def test_the_demo_screen_shows_the_place_among_the_hits():
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.screen, DemoScreen)
        assert "1/80" in shown(pilot)[0]
