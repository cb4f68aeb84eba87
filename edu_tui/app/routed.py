"""`RoutedScreen`: a screen that can be gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edu_tui.app.commands import CommandScreen
from edu_tui.app.routes import Route
from edu_tui.progress.timeline import Deed

if TYPE_CHECKING:
    from edu_tui.app.app import EduApp


class RoutedScreen(CommandScreen[None]):
    """A screen of the app, with what it needs of it."""

    app: EduApp
    # Widgets cover all of it: its own lines are nothing but ground.
    BLANK = True

    @property
    def keeps_to_itself(self) -> bool:
        """Whether no command of the app leads away from here: a key hit by chance must not show a room anything else."""
        return False

    def open(self, route: Route) -> None:
        """Show what `route` leads to. It may be called before the screen is mounted."""
        raise NotImplementedError

    def come_back(self, route: Route) -> None:
        """Show `route` again, where the learner has been before: as she left it, if the screen can."""
        self.open(route)

    def leave(self) -> None:
        """The learner goes somewhere else."""

    def take_back(self, deed: Deed) -> bool:  # noqa: ARG002 - for screens that hold what was done
        """Take back what was done last, if this screen is where it was done; False leaves that to the app."""
        return False

    def progress_changed(self) -> None:
        """Events were added while this screen is shown."""
