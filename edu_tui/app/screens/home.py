"""Home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.home import REVIEW, WHO, HomeView, Resume, home_layout, review_words
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.render.lines import Layout
from edu_tui.study.overview import Done
from edu_tui.study.runs import left, review_name, run_to_resume


class HomeScreen(RoutedScreen):
    """Where the learner stopped, and what there is."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
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
            id="home.progress",
            keys=("p",),
            action="app.visit('progress')",
            label="Progress",
            help="See what you have done.",
            group="Home",
            footer=3,
            palette=False,
        ),
        Command(
            id="home.review",
            keys=("r",),
            action="review",
            label="Review",
            help="Answer again what is due.",
            group="Home",
            footer=1,
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.title_bar = TitleBar("edu-tui", context.signed())
        self.page = PageView(navigate="targets")
        self._left_from_here = False
        self._planned: str | None = None
        self._progress: Mapping[str, Done] | None = None

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield self.title_bar
        yield self.page
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the page."""
        self.context.recall_news()
        self.page.show(self._layout, focus=self._first)
        self.page.focus()
        self.call_after_refresh(self._look_for_news)

    def open(self, _route: Route) -> None:
        """Show Home as it is now, at the first thing to go on with."""
        self._planned = self._progress = None
        self.page.show(self._layout, focus=self._first)

    def come_back(self, route: Route) -> None:
        """Show Home as it is now, where the learner left it; who began elsewhere sees it for the first time."""
        if not self.context.news_is_there:
            self._look_for_news()
        if self._left_from_here:
            self.progress_changed()
        else:
            self.open(route)

    def progress_changed(self) -> None:
        """Show what was added, without moving anything under the learner's hands."""
        self._planned = self._progress = None
        self.page.show(self._layout, keep=True)

    def _look_for_news(self) -> None:
        """Find out in a thread, once the page is drawn, what changed since the learner read and answered, and note what arrived here."""
        if not self.context.is_new:
            self.run_worker(self._fetch_news, thread=True, exclusive=True, group="news")

    def _fetch_news(self) -> None:
        told = self.context.news_is_there
        self.context.fetch_news()
        if not told:
            self.app.call_later(self._tell_news)

    def _tell_news(self) -> None:
        """Show the news and what is due, if there is anything of the kind and Home is still what is shown."""
        self._planned = None
        if self.is_current and (any(self._news()) or self._today()):
            self.page.show(self._layout, keep=True)  # how far the learner is, is as it was

    def _news(self) -> tuple[int, int]:
        """How many sections changed, and how many questions were withdrawn, as far as that is known by now."""
        context = self.context
        if not context.news_is_there:
            return 0, 0
        return len(context.page_news.changed(context.state)), len(context.page_news.corrections(context.quiz_state))

    def _layout(self, width: int) -> Layout:
        return home_layout(self._view(), width)

    def _view(self) -> HomeView:
        context = self.context
        changed, corrections = self._news()
        if self._progress is None:
            self._progress = context.progress(context.preferences.audience)
        return HomeView(
            catalogue=context.catalogue,
            audience=context.preferences.audience,
            progress=self._progress,
            resume=self._resume(),
            notices=context.store.notices,
            learner=clean_line(context.learner) if self.app.learners else "",
            changed=changed,
            corrections=corrections,
            today=self._today(),
        )

    def _today(self) -> str | None:
        """What today's review holds, in words; see `HomeView`. It rests on the news, so it is told as soon as these are there."""
        context = self.context
        if not context.quiz_state.answers:
            return None
        if not context.news_is_there:
            return ""
        if self._planned is None:
            from edu_tui.app.review_plan import review_amount

            self._planned = review_words(review_amount(context, context.preferences.audience))
        return self._planned

    def _resume(self) -> list[Resume]:
        """The page and the quiz that were left in the middle."""
        return [item for item in (self._reading(), self._asking()) if item]

    @property
    def _first(self) -> str:
        """The target of what to go on with, or of the first module."""
        resume = self._resume()
        if resume:
            return resume[0].target
        if self._today() is not None:
            return REVIEW[1]
        audience = self.context.preferences.audience
        modules = [ident for track in self.context.catalogue.tracks for ident in track.modules]
        return f"read:{modules[0]}:{audience}" if modules else ""

    def _reading(self) -> Resume | None:
        place = self.context.reading()
        entry = self.context.catalogue.module(place.module, place.audience) if place else None
        if place is None or entry is None or entry.broken:
            return None
        section = entry.section(place.section)
        note = f"“{section.title}”, " if section else ""
        return Resume(f"Read {entry.title}", f"{note}{WHO[place.audience]}", f"resume:{entry.id}:{entry.audience}")

    def _asking(self) -> Resume | None:
        found = run_to_resume(self.context.catalogue, self.context.state)
        if found is None:
            return None
        run, quiz = found
        asked = len(run.started.questions)
        waiting = len(left(run, {question.id for question in quiz.questions}))
        note = f"question {min(asked - waiting + 1, asked)} of {asked}, {WHO[quiz.audience]}"
        return Resume(f"Questions: {quiz.title}", note, f"run:{quiz.name}:{run.started.run}")

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go where the target leads."""
        self._left_from_here = True
        kind, *rest = event.target.split(":")
        match kind, rest:
            case "read", [module, audience]:
                self.app.go(Read(module, Audience(audience)))
            case "resume", [module, audience]:
                self.app.go(Read(module, Audience(audience), resume=True))
            case "quiz", [name]:
                self.app.go(Ask(name))
            case "run", [name, run]:
                self.app.go(Ask(name, run=run))
            case "audience", [audience]:
                self._show_audience(Audience(audience))
            case "go", ["review"]:
                self.action_review()
            case "go", ["corrections"]:
                self.app.go(Ask(review_name(self._audience_to_correct())))
            case "go", ["teach"]:
                self.app.action_teach()
            case "go", [name]:
                self.app.action_visit(name)

    def _audience_to_correct(self) -> Audience:
        """Whose review tells a correction first: that of the learner's audience, if it has any to tell."""
        context, chosen = self.context, self.context.preferences.audience
        return chosen if context.page_news.corrections(context.quiz_state, chosen) else chosen.other

    def action_review(self) -> None:
        """Go to today's review."""
        self._left_from_here = True
        self.app.go(Ask(review_name(self.context.preferences.audience)))

    def action_flip(self) -> None:
        """Show the modules for the other audience."""
        self._show_audience(self.context.preferences.audience.other)

    def _show_audience(self, audience: Audience) -> None:
        self.context.prefer(audience=audience)
        self._planned = self._progress = None
        self.page.show(self._layout, focus=self._first)
