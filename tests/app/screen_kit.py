"""Driving the whole app without a terminal: keys and clicks in, the text of the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from resizing import resize
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from edu_tui.app.app import EduApp
from edu_tui.app.commands import footer, offers
from edu_tui.app.context import Context
from edu_tui.app.routes import Route, route_from
from edu_tui.library.library import Library, open_library
from edu_tui.progress.learners import Learners
from edu_tui.progress.store import ProgressStore

ROUNDS = 400
"""How often a condition is looked at before the test gives up."""


class FakeClock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def open_store(folder: Path, **options: object) -> ProgressStore:
    return ProgressStore.open(folder, now=lambda: datetime.now(UTC).astimezone(), **options)


class Driver:
    """A running app, as a person meets it."""

    def __init__(self, app: EduApp, pilot: Pilot) -> None:
        self.app, self.pilot = app, pilot

    # --- seeing ----------------------------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return ["".join(segment.text for segment in strip).rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What stands on the screen, its line ends and blanks folded."""
        return " ".join(" ".join(self.lines).split())

    @property
    def title(self) -> str:
        return self.lines[0].strip()

    @property
    def keys(self) -> list[str]:
        """The labels in the footer."""
        return [offer.command.label for offer in footer(offers(self.app.screen))]

    @property
    def toasts(self) -> list[str]:
        return [str(note.message) for note in self.app._notifications]

    @property
    def focused(self) -> str:
        """The target under the cursor."""
        return self.app.screen.page.focused_target

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until `condition` holds."""
        for _ in range(ROUNDS):
            await self.settle()
            if self.app._exception:
                raise self.app._exception
            if condition():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"never came: {what or condition}\n" + "\n".join(self.lines) + f"\ntoasts: {self.toasts}")

    async def settle(self) -> None:
        """Let every message that is on its way arrive, and what comes of it."""
        for _ in range(3):
            for node in (self.app, self.app.focused, self.app.screen):
                if node is not None and node.is_running:
                    arrived = asyncio.Event()
                    if node.call_later(arrived.set):
                        await self._wait(arrived)

    async def _wait(self, arrived: asyncio.Event) -> None:
        """Wait, but not for an app that has crashed."""
        while not arrived.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), 1)
            if self.app._exception:
                raise self.app._exception

    async def see(self, *texts: str) -> None:
        """Wait until all of these stand on the screen."""
        await self.until(lambda: all(text in self.text for text in texts), str(texts))

    async def gone(self, text: str) -> None:
        """Wait until this no longer stands on the screen."""
        await self.until(lambda: text not in self.text, f"{text} should go")

    # --- doing -----------------------------------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            character = key if len(key) == 1 else key_to_character(key)
            name = key if len(key) > 1 or key.isalnum() else _name(key)
            self.app.post_message(events.Key(name, character))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text into whatever has the focus."""
        for character in text:
            self.app.post_message(events.Key(_name(character), character))
        await self.settle()

    async def click(self, text: str) -> None:
        """Click on the first place where `text` stands."""
        await self.until(lambda: any(text in line for line in self.lines), f"{text} to click")
        y = next(number for number, line in enumerate(self.lines) if text in line)
        await self.pilot.click(offset=(self.lines[y].index(text) + 1, y))
        await self.settle()

    async def focus(self, target: str) -> None:
        """Put the cursor on a target."""
        await self.until(lambda: self.app.screen.page.focus_target(target), f"target {target}")
        await self.settle()

    async def resize(self, columns: int, lines: int) -> None:
        await resize(self.pilot, columns, lines)


def _name(character: str) -> str:
    """Textual's name of a printable key."""
    from textual.keys import _character_to_key

    return _character_to_key(character)


@asynccontextmanager
async def running(
    library: Library | Path,
    folder: Path | ProgressStore,
    at: str | Route = "",
    *,
    size: tuple[int, int] = (80, 24),
    clock: Callable[[], float] | None = None,
    learners: Learners | None = None,
) -> AsyncIterator[Driver]:
    """The app over a library, with the progress in `folder`, and with `learners` who may take over."""
    library = open_library(library) if isinstance(library, Path) else library
    store = open_store(folder) if isinstance(folder, Path) else folder
    context = Context(library, store, "default", **({"monotonic": clock} if clock else {}))
    app = EduApp(context, route_from(at) if isinstance(at, str) else at, learners)
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)
    app.finish()
