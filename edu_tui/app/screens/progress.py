"""The progress screen."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.progress import ProgressView, progress_layout
from edu_tui.app.routes import Ask, Read
from edu_tui.app.screens.deeds import DeedsScreen
from edu_tui.app.screens.single import BACK, FIND
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.places import Position
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import study_day
from edu_tui.study.sayings import sayings
from edu_tui.study.statistics import statistics


class ProgressScreen(DeedsScreen):
    """What the learner has done."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        BACK,
        FIND,
        Command(id="progress.next", keys=("n", "right"), action="part(1)", label="Next part", help="Go to the next part.", footer=4),
        Command(id="progress.previous", keys=("p", "left"), action="part(-1)", label="Part before", help="Go to the part before."),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Progress")

    def draw(self, *, keep: bool) -> None:
        """Show the progress as it is now."""
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
