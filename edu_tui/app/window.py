"""`WindowApp`: an app of one screen, beside the one in which somebody learns. It opens no learner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.command import CommandPalette
from textual.events import Resize
from textual.screen import Screen

from edu_tui.app import collector
from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import Command, bindings
from edu_tui.app.pages.help import help_layout
from edu_tui.app.screens.console_dialogs import TextDialog
from edu_tui.app.screens.help import keys_of
from edu_tui.app.screens.too_small import TooSmallScreen, is_too_small
from edu_tui.app.themes import THEMES


class WindowApp(SteadyApp):
    """Shows `window`, with keys, palette and colours around it; `ABOUT` stands over the keys in the help."""

    TITLE = "edu-tui"
    ABOUT: ClassVar[Sequence[str]] = ()
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        *SteadyApp.COMMANDS,
        Command(id="app.leave", keys=("q",), action="quit", label="Quit", help="Close this window.", group="App", footer=8),
        Command(
            id="app.help",
            keys=("f1", "question_mark"),
            action="help",
            label="Keys",
            help="Show the keys of this window.",
            group="App",
            footer=7,
        ),
        Command(
            id="app.palette",
            keys=("ctrl+p", "colon"),
            action="command_palette",
            label="Commands",
            help="Find a command.",
            group="App",
            palette=False,
        ),
        Command(id="app.theme", keys=(), action="theme", label="Change the colours", help="Light, dark or high contrast.", group="App"),
    )
    BINDINGS = bindings(COMMANDS)

    def __init__(self, window: Screen[None]) -> None:
        super().__init__()
        self._window = window

    def on_mount(self) -> None:
        """Show it."""
        self.call_after_refresh(collector.loaded)
        self.push_screen(self._window)

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the window is too small."""
        covered = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not is_too_small(event.size):
            self.pop_screen()

    def action_help(self) -> None:
        """Show the keys."""
        if self.screen is self._window:
            self.push_screen(TextDialog(partial(help_layout, keys_of(self._window), about=self.ABOUT)))

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, CommandPalette):
            from edu_tui.app.palette import Palette

            self.push_screen(Palette(placeholder="Find a command", id="--command-palette"))

    def action_theme(self) -> None:
        """Go on to the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
