"""`ChooseTestScreen`: put a test together, start it, and find past ones."""

from __future__ import annotations

import random
from functools import partial
from typing import ClassVar

import msgspec
from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.exam_choosing import ChoosingView, choosing_layout
from edu_tui.app.pages.quiz import OpenRun
from edu_tui.app.routes import Ask, ChooseTest, Route
from edu_tui.app.screens.saving import SavingScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.progress.state_values import TEST
from edu_tui.render.lines import Layout
from edu_tui.study.exam.choice import Choice, fitted, keep_choice, last_choice, with_module, with_objective
from edu_tui.study.exam.draw import candidates, draw_test, how_many
from edu_tui.study.exam.outcome import past_tests
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.runs import drawn_name, left, open_drawn


class ChooseTestScreen(SavingScreen):
    """What a test is to ask."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        Command(
            id="tests.back", keys=("escape",), action="back", label="Back", help="Go back to where you came from.", group="Test", footer=2
        ),
        Command(
            id="tests.start", keys=("s",), action="start", label="Start", help="Start a new test with this choice.", group="Test", footer=3
        ),
        Command(
            id="tests.audience",
            keys=("t",),
            action="flip",
            label="Audience",
            help="Ask the other audience's questions.",
            group="Test",
            footer=4,
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choice = Choice()
        self._all_past = False

    def make_page(self) -> PageView:
        """The page widget."""
        return PageView(id="page", navigate="targets")

    def below(self) -> ComposeResult:
        """What asks for attention."""
        yield self.notice

    def open(self, route: Route) -> None:
        """Show the last choice."""
        assert isinstance(route, ChooseTest)
        self._all_past = False
        self._choice = last_choice(self.context.marks, self.context.catalogue)
        self._for(route.audience or self.context.preferences.audience)
        self.notice.tell("")
        view = self._view()
        self.page.show(self._layout, focus=view.first)
        self.tell()

    def come_back(self, route: Route) -> None:
        """Show the choice as it was left, and what came since."""
        if self.page.targets:
            self._draw()
            self.tell()
        else:
            self.open(route)

    def progress_changed(self) -> None:
        """Show what was added, without moving anything under the learner's hands."""
        self._draw()

    def tell(self) -> None:
        """Say in the title where the learner is."""
        parts = [part for part, told in (("not saved", self.context.store.read_only), ("saving …", self.saving_told)) if told]
        self.title_bar.tell("Test yourself", self.context.signed(*parts))
        self.refresh_bindings()

    def _view(self) -> ChoosingView:
        context, choice = self.context, self._choice
        state = context.quiz_state
        run = open_drawn(state, choice.audience)
        asked = run.started.questions if run else ()
        return ChoosingView(
            catalogue=context.catalogue,
            choice=choice,
            there=how_many(candidates(context.catalogue, choice.audience, choice.scope, state)),
            left=OpenRun(run.started.run, TEST, len(asked) - len(left(run, asked)), len(asked)) if run else None,
            past=past_tests(context.catalogue, state),
            all_past=self._all_past,
        )

    def _layout(self, width: int) -> Layout:
        return choosing_layout(self._view(), width)

    def _draw(self) -> None:
        self.page.show(self._layout, keep=True)

    def _for(self, audience: Audience) -> None:
        """Choose for an audience; what the other one does not have is not chosen any more."""
        self._choice = fitted(msgspec.structs.replace(self._choice, audience=audience), self.context.catalogue)
        self.chosen_audience(audience)

    # --- choosing --------------------------------------------------------------------------------------------------------------

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of the page."""
        if self.saving:
            return
        match kind:
            case "start":
                self.action_start()
            case "go":
                self.app.go(Ask(drawn_name(self._choice.audience), run=value))
            case "past" if value:
                if run := self.context.quiz_state.run(value):
                    self.app.go(Ask(run.started.quiz, run=value))
            case "past":
                self._all_past = True
                self._draw()
            case _:
                self._choose(kind, value)

    def _choose(self, kind: str, value: str) -> None:
        """Change the choice."""
        choice = self._choice
        match kind:
            case "number":
                self._choice = choice.with_scope(number=int(value))
            case "minutes":
                self._choice = msgspec.structs.replace(choice, minutes=int(value))
            case "clock":
                self._choice = msgspec.structs.replace(choice, soft=value == "soft")
            case "pool":
                self._choice = choice.with_scope(pool=value)
            case "audience":
                self._for(Audience(value))
            case "module":
                self._choice = with_module(choice, value) if value else choice.with_scope(modules=(), objectives=())
            case "objective":
                self._choice = with_objective(choice, value)
        self.notice.tell("")
        self._draw()

    def action_flip(self) -> None:
        """Choose for the other audience."""
        self._choose("audience", self._choice.audience.other)

    # --- starting --------------------------------------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Draw a test, and begin it."""
        context, choice = self.context, self._choice
        if self.saving:
            return
        seed = random.SystemRandom().randrange(2**32)
        quiz = draw_test(context.library, choice, context.quiz_state, seed)
        if not quiz.questions:
            self.notice.tell("There is no question of this choice. Choose other modules, or take all questions.")
            return
        begin = partial(
            ExamSession.begin,
            quiz,
            context.quiz_store,
            mode=TEST,
            limit_ms=choice.limit_ms,
            soft=choice.soft and bool(choice.limit_ms),
            scope=choice.scope,
            seed=seed,
            instead=open_drawn(context.quiz_state, choice.audience),
            now=context.now,
            monotonic=context.monotonic,
        )
        keep_choice(context.quiz_store, choice)
        self.save(begin, self._begun)

    def _begun(self, session: QuizSession) -> None:
        if self.is_active:
            self.app.go(Ask(session.quiz.name, run=session.run))
