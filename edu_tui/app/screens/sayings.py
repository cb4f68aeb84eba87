"""The screen of flags, notes and reports: all that was said, each with the way to what it is about."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.sayings import SayingsView, Told, sayings_layout
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.screens.deeds import DeedsScreen
from edu_tui.app.screens.single import BACK, FIND
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.moments import study_day
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_of
from edu_tui.study.keeping import Keeping
from edu_tui.study.sayings import Kind, Saying, find_question, find_section, sayings

_KINDS = (None, *Kind)


class SayingsScreen(DeedsScreen):
    """What the learner said of questions and sections."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        BACK,
        FIND,
        Command(id="sayings.next", keys=("n", "right"), action="kind(1)", label="Next kind", help="Show the next kind only.", footer=4),
        Command(id="sayings.previous", keys=("p", "left"), action="kind(-1)", label="Kind before", help="Show the kind before only."),
        Command(id="sayings.delete", keys=("x", "delete"), action="delete", label="Delete", help="Delete what is marked.", footer=5),
        Command(
            id="sayings.take_back",
            keys=("u",),
            action="app.take_back",
            label="Undo",
            help="Take back what you did last.",
            footer=6,
            palette=False,
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Flags and notes")
        self._kind: Kind | None = None
        self._told: tuple[Told, ...] = ()

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show everything that was said."""
        self._kind = None
        super().open(route)

    def draw(self, *, keep: bool) -> None:
        """Show what was said, of one kind or of all."""
        self._told = tuple(self._tell(saying) for saying in sayings(self.context.quiz_state))
        view = SayingsView(self._told, study_day(self.context.now()), self._kind)
        first = next(((f"open:{one.saying.event}" if one.title else f"delete:{one.saying.event}") for one in view.shown), "")
        self.page.show(partial(sayings_layout, view), keep=keep, focus="" if keep else first)
        self.refresh_bindings()

    def _tell(self, saying: Saying) -> Told:
        """A saying with the title of what it is about, and where that stands."""
        catalogue = self.context.catalogue
        section = self._section(saying)
        entry = find_section(catalogue, section) if section else None
        if section is not None and entry is not None:
            module = catalogue.module(section.module, Audience(section.audience))
            return Told(saying, entry.title, f"Section of “{module.title}”, {WHO[module.audience]}" if module else "")
        found = find_question(catalogue, saying.subject)
        return Told(saying, found[1].title, f"Question of “{found[0].title}”, {WHO[found[0].audience]}") if found else Told(saying, "")

    def _section(self, saying: Saying) -> Section | None:
        """Where the section that was spoken of is now; None for a question, and for a section that is gone."""
        noted = self.context.quiz_state.noted().get(saying.subject)
        return self.context.whereabouts.of(saying.subject, noted.landmark if noted else None) if section_of(saying.subject) else None

    # --- what can be done ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types what to find, keys are letters; without anything there is nothing to choose from."""
        if action in ("kind", "delete") and (self.find_bar.is_open or not self._told):
            return False
        return super().check_action(action, parameters)

    def action_kind(self, step: int) -> None:
        """Show another kind only."""
        self._choose(_KINDS[(_KINDS.index(self._kind) + step) % len(_KINDS)])

    def action_delete(self) -> None:
        """Delete what is marked."""
        kind, _, event = self.page.focused_target.partition(":")
        if kind in ("open", "delete"):
            self._delete(event)

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Open what was spoken of, delete what was said, or show another kind."""
        kind, _, value = event.target.partition(":")
        match kind:
            case "kind":
                self._choose(Kind(value) if value else None)
            case "open":
                self._go(value)
            case "delete":
                self._delete(value)

    def _choose(self, kind: Kind | None) -> None:
        self._kind = kind
        self.draw(keep=False)

    def _saying(self, event: str) -> Saying | None:
        return next((one.saying for one in self._told if one.saying.event == event), None)

    def _go(self, event: str) -> None:
        """Go to the question or the section."""
        saying = self._saying(event)
        if saying is None:
            return
        section, found = self._section(saying), find_question(self.context.catalogue, saying.subject)
        if section is not None:
            self.app.go(Read(section.module, Audience(section.audience), section.section))
        elif found is not None:
            self.app.go(Ask(found[0].name, "study", (saying.subject,)))

    def _delete(self, event: str) -> None:
        """Delete what was said, in a thread; what is shown follows from that."""
        saying = self._saying(event)
        if saying is None:
            return
        delete = partial(Keeping(self.context.quiz_store, self.context.now).delete, saying)

        def work() -> None:
            try:
                delete()
            except NotSaved as error:
                self.app.say(str(error), "error")

        self.app.run_worker(work, thread=True, group="saving")
