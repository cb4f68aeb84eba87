"""The progress screen."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.progress import ProgressView, progress_layout
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.screens.single import BACK, FIND, SinglePageScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.places import Position
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import study_day
from edu_tui.study.sayings import sayings
from edu_tui.study.statistics import statistics


class ProgressScreen(SinglePageScreen):
    """What the learner has done."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        BACK,
        FIND,
        Command(id="progress.next", keys=("n", "right"), action="part(1)", label="Next part", help="Go to the next part.", footer=4),
        Command(id="progress.previous", keys=("p", "left"), action="part(-1)", label="Part before", help="Go to the part before."),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Progress", PageView(navigate="targets"))

    def open(self, _route: Route) -> None:
        """Show the progress as it is now."""
        self._show(keep=False)

    def come_back(self, _route: Route) -> None:
        """Show the progress as it is now, where the learner left it."""
        self._show(keep=True)

    def progress_changed(self) -> None:
        """Show what was added, without moving anything under the learner's hands."""
        self._show(keep=True)

    def _show(self, *, keep: bool) -> None:
        context = self.context
        changed = context.news.changed(context.memories.deck, context.state)
        found = statistics(context.catalogue, context.state, study_day(context.now()), changed, context.digest)
        view = ProgressView(found, context.preferences.audience, len(sayings(context.state)), context.state.last_deed() is not None)
        self.page.show(partial(progress_layout, view), keep=keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types what to find, keys are letters."""
        return not (action == "part" and self.find_bar.is_open) and super().check_action(action, parameters)

    def action_part(self, step: int) -> None:
        """Go to the next part (1), or to the beginning of this one and then to the one before (-1)."""
        number, within = self.page.position
        self.page.restore(Position(number if step < 0 and within else number + step))

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go to the module or the section, or ask the questions."""
        kind, *rest = event.target.split(":")
        match kind, rest:
            case "read", [module, audience]:
                self.app.go(Read(module, Audience(audience)))
            case "read", [module, audience, section]:
                self.app.go(Read(module, Audience(audience), section))
            case "sayings", _:
                self.app.action_visit("sayings")
            case "undo", _:
                self.app.action_take_back()
            case "ask", [quiz, questions]:
                self.app.go(Ask(quiz, "study", tuple(questions.split(","))))
