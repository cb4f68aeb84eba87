"""The screen on which somebody else takes over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.learners import LearnersView, Person, learners_layout
from edu_tui.app.routes import Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.name_line import NameLine
from edu_tui.app.widgets.page import PageView
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.learners import Learner, LearnerError, Learners
from edu_tui.progress.store import ProgressStore


class LearnersScreen(SinglePageScreen):
    """The learners of this computer."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        *SinglePageScreen.COMMANDS,
        Command(
            id="learners.new",
            keys=("n",),
            action="new",
            label="Add a learner",
            help="Add a learner, who takes over.",
            group="Learners",
            footer=4,
        ),
    )

    def __init__(self, context: Context, learners: Learners) -> None:
        super().__init__(context, "Learners", PageView(navigate="targets"))
        self.name_line = NameLine()
        self._learners = learners
        self._people: Sequence[Learner] = ()

    def compose(self) -> ComposeResult:
        """Title, page, the line for finding, the line for a name, keys."""
        yield self.title_bar
        yield self.page
        yield self.find_bar
        yield self.name_line
        yield KeyBar()

    def open(self, _route: Route) -> None:
        """Show who there is now."""
        self._in_thread(self._learners.everyone, self._show)

    def leave(self) -> None:
        """Stop finding and adding."""
        super().leave()
        self._close_name_line()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, keys are letters."""
        if self.name_line.is_open and action in ("find", "new"):
            return False
        return super().check_action(action, parameters)

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Let somebody take over, or ask for a name."""
        kind, _, ident = event.target.partition(":")
        match kind:
            case "learner":
                self._choose(ident)
            case "guest":
                self.app.hand_over(None)
            case "new":
                self.action_new()

    def action_new(self) -> None:
        """Ask for a name."""
        self.close_find()
        self.name_line.ask("name", "Name:")
        self.refresh_bindings()

    def on_name_line_given(self, event: NameLine.Given) -> None:
        """Add the learner, who takes over."""
        event.stop()
        self._in_thread(partial(self._learners.create, event.text), self.app.hand_over)

    def on_name_line_closed(self, event: NameLine.Closed) -> None:
        """Go back to the page."""
        event.stop()
        self._close_name_line()

    def _close_name_line(self) -> None:
        if self.name_line.is_open:
            self.name_line.close()
            self.page.focus()
            self.refresh_bindings()

    def _show(self, people: Sequence[Learner]) -> None:
        self._people = people
        store = self.context.store
        here = store.folder if isinstance(store, ProgressStore) else None
        persons = [Person(one.id, clean_line(one.name), one.folder.resolve() == here) for one in people]
        focus = next((f"learner:{person.id}" for person in persons if person.here), "")
        self.page.show(partial(learners_layout, LearnersView(persons, guest=here is None)), focus=focus)

    def _choose(self, ident: str) -> None:
        """Let the learner with this id take over; who learns already only goes Home."""
        learner = next(one for one in self._people if one.id == ident)
        store = self.context.store
        if isinstance(store, ProgressStore) and learner.folder.resolve() == store.folder:
            self.app.action_visit("home")
        else:
            self.app.hand_over(learner)

    def _in_thread(self, work: Callable[[], Sequence[Learner] | Learner], then: Callable[..., object]) -> None:
        """Do `work`, which waits for the disk, and `then` go on with what it gives; what stands in its way is told."""

        def run() -> None:
            try:
                result = work()
            except (LearnerError, NotSaved) as error:
                self.app.say(str(error), "warning")
            else:
                self.app.call_later(then, result)

        self.app.run_worker(run, thread=True, group="learners")
