"""`ConsoleApp`: the app in the second window of a teaching session. It opens no learner, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from edu_tui.app.runner import run
from edu_tui.app.screens.console import ConsoleScreen
from edu_tui.app.screens.console_following import Following, Situation
from edu_tui.app.screens.console_keys import ABOUT
from edu_tui.app.window import WindowApp
from edu_tui.library.opening import Opening
from edu_tui.link.follower import Follower
from edu_tui.progress.sessions import Sessions


class ConsoleApp(WindowApp):
    """Shows the console; `follow` makes what follows the audience's screen, given where it tells."""

    ABOUT = ABOUT

    def __init__(self, follow: Callable[[Callable[[Situation], object]], Following]) -> None:
        self.window = ConsoleScreen(follow)
        super().__init__(self.window)

    def finish(self) -> None:
        """Follow no more."""
        self.window.finish()


def start_console(opening: Opening, data: Path, *, log_dir: Path | None = None) -> int:
    """Run the console for the sessions below the data folder. The exit code."""
    library = opening.finish()
    sessions = Sessions(data, lambda: datetime.now(UTC).astimezone())
    return run(lambda: ConsoleApp(lambda tell: Following(Follower(data), sessions, library, tell)), log_dir)
