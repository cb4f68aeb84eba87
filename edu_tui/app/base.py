"""`SteadyApp`: what the app is before it has any screen: themes, guard, driver, and a quiet end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.filter import ANSIToTruecolor
from textual.theme import Theme
from textual.worker import WorkerFailed

from edu_tui.app import themes
from edu_tui.app.collector import Pauses
from edu_tui.app.commands import QUIT, Command, bindings
from edu_tui.app.guard import TerminalGuard

CRASHED = 70
"""Exit code after a fault in the program (EX_SOFTWARE of sysexits.h)."""

HUNG_UP = 129
"""Exit code when the terminal is gone, as after SIGHUP."""

_THEMES = {theme.name: theme for theme in themes.THEMES}


class SteadyApp(App[int]):
    """An app that never shows a traceback. Run it with `runner.run`.

    Subclasses list their own commands in `COMMANDS` (beginning with `SteadyApp.COMMANDS`) and override `finish`.
    """

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        QUIT,
        Command(
            id="app.suspend",
            keys=("ctrl+z",),
            action="suspend_process",
            label="Suspend",
            help="Go back to the shell; fg comes back here.",
            group="App",
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)

    def __init__(self, theme: str = themes.DEFAULT_THEME) -> None:
        """An app in the theme called `theme` (the default one if there is none of that name)."""
        # Before everything else: the stylesheet is made from it, and would be made again for another one.
        self.set_reactive(App.theme, theme if theme in _THEMES else themes.DEFAULT_THEME)
        super().__init__()
        self.fault: BaseException | None = None
        self.on_leaving: Callable[[int], object] | None = None
        self._pauses = Pauses()
        # Our colours are true colours already; to translate each line of each frame would cost as much as to draw it.
        self._filters = [line_filter for line_filter in self._filters if not isinstance(line_filter, ANSIToTruecolor)]
        self._filters.append(TerminalGuard())
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our themes only: the contrast of Textual's is not checked, and they lack our variables."""
        return dict(_THEMES)

    def get_driver_class(self) -> type[Driver]:
        """Our driver; Textual's own on Windows, where ours cannot be imported."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from edu_tui.app.driver import SteadyDriver

        return SteadyDriver

    def post_display_hook(self) -> None:
        """A frame was drawn: what no key should wait for can be done now."""
        self._pauses.frame_drawn()

    def finish(self) -> None:
        """Called once after the terminal is restored, however the app ended: put on disk what must be there, and close it."""

    def terminal_gone(self) -> None:
        """Leave, because the terminal was closed. Called from the input thread: this one may be stuck in a write that never ends."""
        self._leaving(HUNG_UP)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit, None, HUNG_UP)

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave with `return_code`."""
        self._leaving(return_code)
        super().exit(result, return_code, message)

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - they may hold what nobody should read
        """Leave without showing anything."""
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        """Leave because of a fault: Textual would print a traceback with the values of variables."""
        if self.fault is None:
            self.fault = error.error if isinstance(error, WorkerFailed) else error
        if self._exception is None:
            # Tests that drive the app raise this one again.
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End the message loop with the exit code of a crash."""
        self._return_code = CRASHED
        self._leaving(CRASHED)
        self._close_messages_no_wait()

    def _leaving(self, code: int) -> None:
        """Tell the runner that the end has begun."""
        if self.on_leaving is not None:
            self.on_leaving(code)
