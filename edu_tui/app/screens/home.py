"""Home."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.home import WHO, HomeView, Resume, home_layout
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Ask, Progress, Read, Route
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout


class HomeScreen(RoutedScreen):
    """Where the learner stopped, and what there is."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="home.audience",
            keys=("t",),
            action="flip",
            label="Audience",
            help="Show the modules for the other audience.",
            group="Home",
            footer=2,
        ),
        Command(
            id="home.progress", keys=("p",), action="progress", label="Progress", help="See what you have done.", group="Home", footer=3
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.title_bar = TitleBar("edu-tui", context.learner)
        self.page = PageView(self._layout, navigate="targets", prefer=("resume", "go", "read"))

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield self.title_bar
        yield self.page
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the page."""
        self.page.focus()

    def open(self, _route: Route) -> None:
        """Show Home as it is now."""
        self.page.show(self._layout, keep=True)

    def _layout(self, width: int) -> Layout:
        return home_layout(self._view(), width)

    def _view(self) -> HomeView:
        context = self.context
        return HomeView(
            catalogue=context.catalogue,
            audience=context.preferences.audience,
            progress=context.progress(),
            resume=self._resume(),
            notices=context.store.notices,
        )

    def _resume(self) -> list[Resume]:
        """The page and the quiz that were left in the middle."""
        return [item for item in (self._reading(), self._asking()) if item]

    def _reading(self) -> Resume | None:
        place = self.context.reading()
        entry = self.context.catalogue.module(place.module, place.audience) if place else None
        if place is None or entry is None or entry.broken:
            return None
        section = entry.section(place.section)
        note = f"{section.title}, " if section else ""
        return Resume(f"Read {entry.title}", f"{note}{WHO[place.audience]}", f"resume:{entry.id}:{entry.audience}")

    def _asking(self) -> Resume | None:
        run = self.context.state.run_to_resume()
        quiz = self.context.catalogue.quiz(run.started.quiz) if run else None
        if run is None or quiz is None:
            return None
        asked = len(run.started.questions)
        answered = len({answer.question for answer in run.answers})
        if answered >= asked:
            return None
        return Resume(
            f"Questions: {quiz.title}", f"question {answered + 1} of {asked}, {WHO[quiz.audience]}", f"go:{quiz.name}:{run.started.mode}"
        )

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go where the target leads."""
        kind, *rest = event.target.split(":")
        match kind, rest:
            case "read", [module, audience]:
                self.app.go(Read(module, Audience(audience)))
            case "resume", [module, audience]:
                self.app.go(Read(module, Audience(audience), resume=True))
            case "quiz", [name]:
                self.app.go(Ask(name))
            case "go", [name, mode]:
                self.app.go(Ask(name, mode))
            case "audience", [audience]:
                self._show_audience(Audience(audience))

    def action_flip(self) -> None:
        """Show the modules for the other audience."""
        self._show_audience(self.context.preferences.audience.other)

    def action_progress(self) -> None:
        """Go to the progress screen."""
        self.app.go(Progress())

    def _show_audience(self, audience: Audience) -> None:
        self.context.prefer(audience=audience)
        self.page.show(self._layout)
