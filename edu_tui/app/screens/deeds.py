"""`DeedsScreen`: one page of what the learner did, which follows what she adds to it."""

from __future__ import annotations

from edu_tui.app.context import Context
from edu_tui.app.routes import Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.page import PageView


class DeedsScreen(SinglePageScreen):
    """A page that is drawn as things are now. Subclasses draw it (`draw`)."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title, PageView(navigate="targets"))

    def draw(self, *, keep: bool) -> None:
        """Show the page; with `keep` where the learner is on it."""
        raise NotImplementedError

    def open(self, route: Route) -> None:  # noqa: ARG002 - as it is asked for
        """Show the page from its beginning."""
        self.draw(keep=False)

    def come_back(self, route: Route) -> None:  # noqa: ARG002 - as it is asked for
        """Show it as things are now, where the learner left it."""
        self.draw(keep=True)

    def progress_changed(self) -> None:
        """Show what was added or taken back, without moving anything under the learner's hands."""
        self.draw(keep=True)
