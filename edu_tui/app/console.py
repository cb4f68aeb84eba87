"""`ConsoleApp`: the app in the second window of a teaching session. It opens no learner, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.command import CommandPalette
from textual.events import Resize

from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import Command, bindings
from edu_tui.app.pages.help import help_layout
from edu_tui.app.runner import run
from edu_tui.app.screens.console import ConsoleScreen
from edu_tui.app.screens.console_dialogs import TextDialog
from edu_tui.app.screens.console_following import Following, Situation
from edu_tui.app.screens.console_keys import ABOUT
from edu_tui.app.screens.help import keys_of
from edu_tui.app.screens.too_small import TooSmallScreen, is_too_small
from edu_tui.app.themes import THEMES
from edu_tui.library.opening import Opening
from edu_tui.link.follower import Follower
from edu_tui.progress.sessions import Sessions


class ConsoleApp(SteadyApp):
    """Shows the console; `follow` makes what follows the audience's screen, given where it tells."""

    TITLE = "edu-tui"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        *SteadyApp.COMMANDS,
        Command(id="app.leave", keys=("q",), action="quit", label="Quit", help="Close this window; the session goes on.", group="App"),
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

    def __init__(self, follow: Callable[[Callable[[Situation], object]], Following]) -> None:
        super().__init__()
        self.window = ConsoleScreen(follow)

    def on_mount(self) -> None:
        """Show the console."""
        self.push_screen(self.window)

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the window is too small."""
        covered = isinstance(self.screen, TooSmallScreen)
        if is_too_small(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not is_too_small(event.size):
            self.pop_screen()

    def finish(self) -> None:
        """Follow no more."""
        self.window.finish()

    def action_help(self) -> None:
        """Show the keys."""
        if self.screen is self.window:
            self.push_screen(TextDialog(partial(help_layout, keys_of(self.window), about=ABOUT)))

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Find a command", id="--command-palette"))

    def action_theme(self) -> None:
        """Go on to the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]


def start_console(opening: Opening, data: Path, *, log_dir: Path | None = None) -> int:
    """Run the console for the sessions below the data folder. The exit code."""
    library = opening.finish()
    sessions = Sessions(data, lambda: datetime.now(UTC).astimezone())
    return run(lambda: ConsoleApp(lambda tell: Following(Follower(data), sessions, library, tell)), log_dir)
