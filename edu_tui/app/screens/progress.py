"""The progress screen."""

from __future__ import annotations

from functools import partial

from edu_tui.app.context import Context
from edu_tui.app.pages.progress import ProgressView, progress_layout
from edu_tui.app.routes import Read, Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience

DAYS = 7
"""Study days that "lately" goes back."""


class ProgressScreen(SinglePageScreen):
    """What the learner has done."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Progress", PageView(navigate="targets"))

    def open(self, _route: Route) -> None:
        """Show the progress as it is now."""
        context, state = self.context, self.context.state
        days = state.days()
        view = ProgressView(
            answers=state.answers,
            sections_read=len(state.sections_read()),
            days_active=len(days),
            modules=tuple(context.progress().values()),
            recent=tuple((day, state.day_count(day)) for day in reversed(days[-DAYS:])),
        )
        self.page.show(partial(progress_layout, view))

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go to the module."""
        _, module, audience = event.target.split(":")
        self.app.go(Read(module, Audience(audience)))
