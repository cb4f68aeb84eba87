"""The app itself over a spoilt library, without a terminal: every screen that shows something of the file, with keys, mouse and toasts.

What stands on a screen has passed the app's last wall (`app.guard`); here that wall must find nothing to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any
from unittest import mock

from bench import Bench, target
from learning import concerned
from promises import allowed, clean_words
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from edu_tui.app import guard, links
from edu_tui.app.app import EduApp
from edu_tui.app.context import Context
from edu_tui.app.preview import PreviewApp
from edu_tui.app.routes import Ask, ChooseTest, Glossary, Home, Places, Prepare, Progress, Read, Route, Sayings, Search, SessionTold, Teach
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library, open_library
from edu_tui.library.links import WebLink
from edu_tui.library.text import has_hidden
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.store import ProgressStore
from edu_tui.study.teaching.material import material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.plan_steps import PlanError
from edu_tui.study.teaching.session import begin

PATIENCE = 600
"""Seconds after which a walk through the app is given up: what hangs in a task of the app cannot be interrupted otherwise."""

ANSWERED, FOLLOWED = 4, 8
"""Questions of a quiz that are answered, and targets of a page that are followed."""

Pilots = Pilot[Any]


class Wall:
    """Notes what the last wall had to take away, and which links were to be opened."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.opened: list[WebLink] = []

    def harmless(self, text: str) -> str:
        left = _harmless(text)
        if left != text:
            self.taken.append(text)
        return left

    def open_address(self, link: WebLink) -> bool:
        self.opened.append(link)
        return True


_harmless = guard.harmless


def walk_app(bench: Bench, path: str) -> None:
    """Home, reader, quiz, test, session, search, palette and the other screens, in the app."""
    asyncio.run(_walk(bench, path))


def walk_preview(bench: Bench, path: str) -> None:
    """The preview of the file: its parts, its findings, answers to its questions; then the file is mended."""
    asyncio.run(_preview(bench, path))


async def _walk(bench: Bench, path: str) -> None:
    data = bench.scratch / "walk"
    library = open_library(bench.root)
    store = ProgressStore.open(Learners(data).default().folder, now=wall_clock)
    app = EduApp(Context(library, store, "default"), None, Learners(data))
    async with _shown(app) as pilot:
        for route, steps in _ways(bench, library, path):
            await _go(pilot, route)
            for step in steps:
                await step(pilot)
        await _palette(pilot)


async def _preview(bench: Bench, path: str) -> None:
    spoilt = (bench.root / path).read_bytes()
    data = bench.scratch / "previewed"
    app = PreviewApp(bench.root, target(path), bench.around, data / "cache", data / "log")
    async with _shown(app) as pilot:
        await _presses("f", "escape", "s", "n", "1", "enter", "enter", "s", "t", "n", "end", "n")(pilot)
        (bench.root / path).write_bytes(bench.files[path])
        await _presses("home", "n")(pilot)
        (bench.root / path).write_bytes(spoilt)


@asynccontextmanager
async def _shown(app: EduApp | PreviewApp) -> AsyncIterator[Pilots]:
    wall = Wall()
    with mock.patch.object(links, "open_address", wall.open_address), mock.patch.object(guard, "harmless", wall.harmless):
        async with asyncio.timeout(PATIENCE), app.run_test(size=(90, 28), tooltips=True, notifications=True) as pilot:
            await look(pilot)
            yield pilot
        app.finish()
    assert not wall.taken, f"the last wall took something away: {wall.taken[0][:300]!r}"
    for link in wall.opened:
        allowed(link)


# --- looking -------------------------------------------------------------------------------------------------------------------------


async def look(pilot: Pilots) -> None:
    """Wait until nothing is under way; then nothing on the screen, in a toast or a tooltip, acts or is more than text."""
    await _settle(pilot.app)
    while _is_busy(pilot.app):
        await asyncio.sleep(0.002)
        await _settle(pilot.app)
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            assert not has_hidden(segment.text), repr(segment.text)
            assert segment.style is None or (segment.style.link is None and "@click" not in segment.style.meta), segment
    for note in pilot.app._notifications:
        clean_words(str(note.message))
    for widget in pilot.app.screen.query("*"):
        clean_words(str(widget.tooltip or ""))


async def _settle(app: App[Any]) -> None:
    """Let every message that is on its way arrive, and what comes of it. Raises what ended the app."""
    for _ in range(3):
        for node in (app, app.focused, app.screen):
            if node is not None and node.is_running:
                arrived = asyncio.Event()
                waits = node.call_later(arrived.set)
                while waits and not arrived.is_set() and not app._exception:
                    await asyncio.sleep(0)
    if app._exception:
        raise app._exception
    assert app.is_running


def _is_busy(app: App[Any]) -> bool:
    """Whether something is on its way that will change what is shown."""
    if isinstance(app, PreviewApp) and app.window.is_checking:
        return True
    under_way = any(getattr(app.screen, name, False) for name in ("saving", "_busy", "_orders", "_held"))
    return under_way or any(not worker.is_finished for worker in app.workers)


Step = Callable[[Pilots], Awaitable[None]]


def _presses(*keys: str) -> Step:
    """Press keys, and look after each."""

    async def press(pilot: Pilots) -> None:
        for key in keys:
            pilot.app.post_message(events.Key(key, key_to_character(key)))
            await look(pilot)

    return press


async def _hover(pilot: Pilots) -> None:
    """Move the mouse over the page and the bars, long enough for a tooltip."""
    for offset in ((2, 0), (20, 6), (40, 12), (6, 27)):
        await pilot.hover(offset=offset)
        await look(pilot)


# --- ways through the app ------------------------------------------------------------------------------------------------------------


def _ways(bench: Bench, library: Library, path: str) -> Iterator[tuple[Route, Iterable[Step]]]:
    """Where to go, and what to do there."""
    modules, quizzes = concerned(library, path)
    yield Home(), (_hover, _presses("t", "t"))
    for module in modules:
        yield Read(module.id, module.audience), (_presses("o", "o", "t", "t", "n"),)
        for section in module.sections[:2]:
            route = Read(module.id, module.audience, section.id)
            yield route, (_presses("e", "end", "escape", "end", "home", "slash", "o", "f", "enter", "escape"), _hover, _follow(route))
    for quiz in quizzes:
        yield Ask(quiz.name), (_presses("end"),)
        if asked := tuple(question.id for question in quiz.questions[:ANSWERED]):
            answers = [_presses("question_mark", "1", "x", "enter", "e", "escape", "enter")] * len(asked)
            yield Ask(quiz.name, "study", asked, fresh=True), (*answers, _presses("end"))
            yield Ask(quiz.name, "test", asked, fresh=True), (_presses("1", "m", "n", "2", "o", "end"), _hand_in, _presses("enter", "n"))
    for ident, audience in sorted({(one.id, one.audience) for one in modules} | {(one.module, one.audience) for one in quizzes}):
        yield Prepare(ident, audience), (_presses("down", "end"),)
        if session := _planned(bench, library, ident, audience):
            yield (
                Teach(session),
                (_presses(*["pagedown"] * 6, "v", "A", "v", "pagedown", "pagedown", "o", "escape", "n", "n", "escape", "escape"),),
            )
            yield SessionTold(session), (_presses("end"),)
    for route in (Glossary(), Search("a"), Progress(), Places(), Sayings(), ChooseTest()):
        yield route, (_presses("down", "end"),)


def _follow(route: Route) -> Step:
    """Follow targets of the page, of every kind; a link to the web is opened."""

    async def follow(pilot: Pilots) -> None:
        await _go(pilot, route)
        kinds: dict[str, list[str]] = {}
        for page in _pages(pilot):
            for name in page.targets:
                kinds.setdefault(name.partition(":")[0], []).append(name)
        chosen = [name for kind, names in kinds.items() for name in names[: 4 if kind == "link" else 1]]
        for name in chosen[:FOLLOWED]:
            await _go(pilot, route)
            if any(page.focus_target(name) for page in _pages(pilot)):
                await _presses("enter", "o" if name.startswith("link:http") else "down")(pilot)

    return follow


async def _hand_in(pilot: Pilots) -> None:
    """Hand the test in, whatever is still open."""
    for _ in range(2):
        for page in _pages(pilot):
            page.focus_target("hand-in:")
        await _presses("enter")(pilot)


def _pages(pilot: Pilots) -> list[PageView]:
    """The page of the screen, if it has one."""
    return list(pilot.app.screen.query("#page").results(PageView))


async def _go(pilot: Pilots, route: Route) -> None:
    pilot.app.go(route)  # type: ignore[attr-defined]
    await look(pilot)


async def _palette(pilot: Pilots) -> None:
    """What the palette finds, and where it leads."""
    for typed in ("a", "e"):
        await _presses("ctrl+p", typed)(pilot)
        await _hover(pilot)
        await _presses("down", "enter")(pilot)
        await _go(pilot, Home())


def _planned(bench: Bench, library: Library, ident: str, audience: Any) -> str:
    """The id of a session with a module; "" if none can be planned."""
    material = material_of(library, ident, audience)
    entry = library.catalogue.module(ident, audience)
    if material is None or entry is None or entry.broken:
        return ""
    try:
        session = begin(Sessions(bench.scratch / "walk", wall_clock), material, make_plan(material, 30))
    except PlanError:
        return ""
    session.store.close()
    return session.store.id
