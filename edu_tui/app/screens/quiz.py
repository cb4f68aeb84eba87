"""The quiz: a cover, one question at a time, and what came of it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.question import QuestionView, question_layout
from edu_tui.app.pages.quiz import CoverView, EndView, cover_layout, end_layout, limit_ms
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.screens.document import DocumentScreen
from edu_tui.app.screens.quiz_commands import QUIZ_COMMANDS
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.question_page import QuestionPage
from edu_tui.library.blocks import Block
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Quiz, Short
from edu_tui.progress.errors import NotSaved
from edu_tui.render.layout import LayoutContext
from edu_tui.render.numbering import number_citations
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft
from edu_tui.study.quiz_session import Phase, QuizSession, open_run

KEEP_SECONDS = 5
"""How often the clocks of an open question are written down."""

TYPED_LIMIT = 500
"""Characters of a typed answer."""

_NEEDS = {
    "hint": "asking",
    "strike": "choices",
    "tick": "asking",
    "pick": "asking",
    "shift": "order",
    "turn": "match",
    "report": "open",
    "stop": "open",
    "undo": "answered",
    "evidence": "feedback",
}
"""What must be the case for an action to mean anything."""


class QuizScreen(DocumentScreen):
    """One quiz."""

    COMMANDS: ClassVar[tuple[Command, ...]] = QUIZ_COMMANDS
    DEFAULT_CSS = """
    QuizScreen #answer {
        display: none; dock: bottom; height: 3; margin: 0 2 1 2; border: round $edu-accent; background: $background; color: $edu-text;
    }
    QuizScreen.-typed #answer { display: block; }
    QuizScreen.-narrow #answer { height: 1; border: none; margin: 0 0 1 0; background: $panel; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.answer = Input(id="answer", max_length=TYPED_LIMIT, select_on_focus=False)
        self._quiz: Quiz | None = None
        self._session: QuizSession | None = None
        self._look = LayoutContext()
        self._active = 0
        self._hint = False
        self._notice = ""
        self._insist = False
        self._busy = False

    def make_page(self) -> PageView:
        """The page widget."""
        return QuestionPage(id="page")

    def below(self) -> ComposeResult:
        """The line for typed answers."""
        yield self.answer

    def on_mount(self) -> None:
        """Keep the clocks."""
        super().on_mount()
        self.set_interval(1, self._tick)
        self.set_interval(KEEP_SECONDS, self._keep)

    # --- opening ---------------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show a quiz: its cover, or a run of it."""
        if not isinstance(route, Ask):
            return
        self._keep()
        self._quiz = self.context.library.quiz(route.quiz)
        self._session = None
        if self._quiz is None:
            self.app.say(f"This library has no quiz called {route.quiz}.", "warning")
            self.app.back()
            return
        self.path, self.audience = self._quiz.path, self._quiz.audience
        if route.mode and self._quiz.questions:
            self.run_worker(self._start(self._quiz, route), exclusive=True, group="quiz", exit_on_error=True)
        else:
            self._show_cover()

    async def _start(self, quiz: Quiz, route: Ask) -> None:
        """Go on with the run that is open, or begin one."""
        store, state = self.context.quiz_store, self.context.state
        session = None if route.fresh else QuizSession.resume(quiz, store, state, mode=route.mode)
        try:
            self._session = session or await asyncio.to_thread(
                partial(QuizSession.begin, quiz, store, mode=route.mode, questions=route.questions, limit_ms=route.limit_ms)
            )
        except NotSaved as error:
            self.app.say(str(error), "error")
            self._show_cover()
            return
        self._question_opened()

    # --- showing ---------------------------------------------------------------------------------------------------------------

    @property
    def _loaded(self) -> Quiz:
        """The quiz; only called once it is there."""
        assert self._quiz is not None
        return self._quiz

    @property
    def _phase(self) -> str:
        """ "cover", or the phase of the session."""
        return str(self._session.phase) if self._session else "cover"

    def _show_cover(self) -> None:
        quiz = self._loaded
        done = self.context.progress().get((quiz.module, quiz.audience))
        runs = [run for mode in ("study", "test") if (run := open_run(quiz, self.context.state, mode))]
        view = CoverView(
            quiz=quiz,
            open_runs=tuple(
                (run.started.mode, len({answer.question for answer in run.answers}), len(run.started.questions)) for run in runs
            ),
            answered=done.questions_answered if done else 0,
            mastery=done.mastery if done else 0.0,
        )
        self.numbering = number_citations(quiz.intro, self.context.library.ledger.references)
        self._list(partial(cover_layout, view, LayoutContext(numbering=self.numbering)))

    def _show_end(self) -> None:
        session = self._session
        assert session is not None
        summary = session.summary()
        results = session.results()
        blocks = [block for result in results for block in (*result.question.stem, *result.question.explanation)]
        self.numbering = number_citations(blocks, self.context.library.ledger.references)
        again = dict.fromkeys(pair for objective in summary.again for pair in self._sections(objective))
        view = EndView(
            title=self._loaded.title,
            summary=summary,
            results=results,
            again=tuple(again),
            feedback=session.mode == "test",
            context=LayoutContext(numbering=self.numbering),
        )
        self._list(partial(end_layout, view))

    def _list(self, source: Source) -> None:
        """Show a page on which up and down move among things to do."""
        self.remove_class("-typed")
        assert isinstance(self.page, QuestionPage)
        self.page.list_targets(listed=True)
        self.page.show(source)
        self.page.focus()
        self._tell()

    def _question_opened(self) -> None:
        """Another question is open, or the run is over."""
        session = self._session
        assert session is not None
        self._active, self._hint, self._notice, self._insist = 0, False, "", False
        self.remove_class("-evidence")
        if session.phase is Phase.DONE or session.question is None:
            self._show_end()
            return
        question = session.question
        self.numbering = number_citations((*question.stem, *question.hint, *_after(question)), self.context.library.ledger.references)
        self._look = LayoutContext(numbering=self.numbering)
        typed = isinstance(question.body, Numeric | Short | Cloze)
        self.set_class(typed, "-typed")
        assert isinstance(self.page, QuestionPage)
        self.page.list_targets(listed=not typed)
        self._draw()
        if typed:
            self._fill_field()
            self.answer.focus()
        else:
            self.page.focus()
            self._mark_first(session)

    def _mark_first(self, session: QuizSession) -> None:
        """Put the mark on the chosen answer, or on the first."""
        if session.question and isinstance(session.question.body, Match):
            self.page.focus_target("pair:0")
        elif session.draft.response and isinstance(session.question.body if session.question else None, Choices):
            self.page.focus_target(f"option:{session.draft.response[0]}")
        elif session.shown:
            self.page.focus_target(f"option:{session.shown[0]}")

    def _draw(self, anchor: str | None = None, *, keep: bool = False) -> None:
        """Draw the question as it stands now."""
        session = self._session
        if session is None or session.question is None:
            return
        question = session.question
        view = QuestionView(
            question=question,
            case=self._loaded.case(question.case) if question.case else None,
            shown=session.shown,
            draft=session.draft,
            context=self._look,
            marking=session.marking if session.phase is Phase.FEEDBACK else None,
            active=self._active,
            hint=self._hint,
            notice=self._notice,
            sections=tuple(self._sections(question.objective)) if session.phase is Phase.FEEDBACK else (),
        )
        self.page.show(partial(question_layout, view), anchor, keep)
        self._tell()

    def _sections(self, objective: str) -> list[tuple[str, str]]:
        """Id and title of the sections that serve an objective."""
        entry = self.context.catalogue.module(self._loaded.module, self._loaded.audience)
        return [(section.id, section.title) for section in entry.sections if objective in section.objectives] if entry and objective else []

    def _tell(self) -> None:
        session = self._session
        parts: list[str] = []
        if session and session.phase is not Phase.DONE:
            number, total = session.place
            parts.append(f"{number}/{total}")
            if session.mode == "test":
                parts.append("test")
            if session.left_ms is not None:
                parts.append(_clock(session.left_ms))
        if self.context.store.read_only:
            parts.append("not saved")
        self.title_bar.tell(self._loaded.title, " · ".join(parts))
        self.refresh_bindings()

    # --- answering -------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Hide what means nothing now."""
        need = _NEEDS.get(action)
        if need is None:
            return True
        session = self._session
        question = session.question if session else None
        if session is None or question is None:
            return need == "answered" and session is not None and bool(session.answers)
        asking = session.phase is Phase.ASKING
        return {
            "open": True,
            "asking": asking and (action != "hint" or bool(question.hint)),
            "choices": asking and isinstance(question.body, Choices),
            "order": asking and isinstance(question.body, Order),
            "match": asking and isinstance(question.body, Match),
            "answered": bool(session.answers),
            "feedback": session.phase is Phase.FEEDBACK,
        }[need]

    def _edit(self, draft: Draft) -> None:
        """Take a changed draft and draw it."""
        assert self._session is not None
        self._notice, self._insist = "", False
        self._session.edit(draft)
        self._draw(keep=True)

    @property
    def _marked(self) -> str:
        """What the marked target names: the key of an option or step, the index of a pair; "" if no answer is marked."""
        kind, _, value = self.page.focused_target.partition(":")
        return value if kind in ("option", "pair", "up", "down") else ""

    async def on_question_page_entered(self) -> None:
        """Enter on the page."""
        await self._enter()

    async def _enter(self) -> None:
        """Choose the marked answer; or, if it is chosen, give it; or go on after feedback."""
        session = self._session
        if session is None or session.question is None or self._busy:
            return
        if session.phase is Phase.FEEDBACK:
            self._proceed(session)
            return
        question, draft = session.question, session.draft
        unchosen = isinstance(question.body, Choices) and self._marked and self._marked not in draft.response
        if unchosen and (question.type != "multiple" or not draft.response):
            self._edit(drafts.choose(question, draft, self._marked))
            return
        if drafts.is_empty(question, draft):
            self._notice = "Choose an answer first." if isinstance(question.body, Choices | Match) else "Type an answer first."
            self._draw(keep=True)
            return
        await self._submit(session)

    def _proceed(self, session: QuizSession) -> None:
        """Go on after feedback."""
        try:
            session.proceed()
        except NotSaved as error:
            self.app.say(str(error), "error")
        self._question_opened()

    async def _submit(self, session: QuizSession) -> None:
        """Save the answer, then show what came of it. The keys stay alive while a slow disk saves."""
        self._busy = True
        self.title_bar.tell(status="saving …")
        try:
            marking = await asyncio.to_thread(partial(session.submit, insist=self._insist))
        except NotSaved as error:
            self._notice = str(error)
            self._draw(keep=True)
            self.app.say(str(error), "error")
            return
        finally:
            self._busy = False
        if marking.ask_again:
            self._notice, self._insist = marking.ask_again, True
            self._draw(keep=True)
        elif session.phase is Phase.FEEDBACK:
            self._show_feedback()
        else:
            self._question_opened()

    def _show_feedback(self) -> None:
        assert isinstance(self.page, QuestionPage)
        self._hint, self._notice = False, ""
        self.remove_class("-typed")
        self.page.list_targets(listed=False)
        self.page.focus()
        self._draw("verdict")

    def action_pick(self, number: int) -> None:
        """Choose the answer with this number; for a match, give the marked line this match; for an order, put the marked step there."""
        session = self._session
        if session is None or session.question is None or not 1 <= number <= len(session.shown):
            return
        key = session.shown[number - 1]
        match session.question.body:
            case Choices():
                self._edit(drafts.choose(session.question, session.draft, key))
                self.page.focus_target(f"option:{key}")
            case Match() as body:
                index = int(self._marked or 0)
                self._edit(drafts.write(session.draft, index, key))
                self.page.focus_target(f"pair:{min(index + 1, len(body.pairs) - 1)}")
            case Order() if self._marked in session.draft.response:
                at = session.draft.response.index(self._marked)
                self._move(session, self._marked, number - 1 - at)

    def action_tick(self) -> None:
        """Choose the marked answer."""
        session = self._session
        if session and session.question and self._marked:
            self._choose(self._marked)

    def _choose(self, value: str) -> None:
        session = self._session
        if session is None or session.question is None or session.phase is not Phase.ASKING:
            return
        match session.question.body:
            case Choices():
                self._edit(drafts.choose(session.question, session.draft, value))
            case Match():
                self.page.focus_target(f"pair:{value}")
                self.action_turn(1)

    def action_strike(self) -> None:
        """Rule the marked answer out, or in again."""
        if self._session and self._marked:
            self._edit(drafts.strike(self._session.draft, self._marked))

    def action_shift(self, by: int) -> None:
        """Move the marked step."""
        if self._session and self._marked in self._session.draft.response:
            self._move(self._session, self._marked, by)

    def _move(self, session: QuizSession, key: str, by: int) -> None:
        self._edit(drafts.move(session.draft, session.draft.response.index(key), by))
        self.page.focus_target(f"option:{key}")

    def action_turn(self, by: int) -> None:
        """Give the marked line the next match."""
        if self._session and self._marked:
            self._edit(drafts.cycle(self._session.draft, int(self._marked), self._session.shown, by))

    def action_hint(self) -> None:
        """Show the hint; that it was looked at is noted."""
        if self._session and not self._hint and self._session.hint():
            self._hint = True
            self._draw(keep=True)

    async def action_undo(self) -> None:
        """Take the last answer back and ask its question again."""
        session = self._session
        if session is None or self._busy:
            return
        try:
            if await asyncio.to_thread(session.undo):
                self._question_opened()
        except NotSaved as error:
            self.app.say(str(error), "error")

    async def action_report(self) -> None:
        """Note that the question seems wrong."""
        if self._session and self._session.question:
            try:
                await asyncio.to_thread(self._session.report)
            except NotSaved as error:
                self.app.say(str(error), "error")
                return
            self.app.say("Noted on this computer, for the authors.", "information")

    async def action_stop(self) -> None:
        """End the run."""
        if self._session:
            try:
                await asyncio.to_thread(self._session.finish, "abandoned")
            except NotSaved as error:
                self.app.say(str(error), "error")
                return
            self._question_opened()

    def action_back(self) -> None:
        """Leave the field, the evidence, or the quiz."""
        if self.answer.has_focus and not self.evidence_open:
            self.page.focus()
            return
        self._keep()
        super().action_back()

    # --- typed answers ---------------------------------------------------------------------------------------------------------

    def _fill_field(self) -> None:
        """Put what was typed for the active gap into the field."""
        session = self._session
        assert session is not None
        with self.answer.prevent(Input.Changed):
            self.answer.value = session.draft.response[self._active]
        self.answer.cursor_position = len(self.answer.value)
        gaps = len(session.draft.response)
        self.answer.border_title = f"Gap {self._active + 1} of {gaps}" if gaps > 1 else "Your answer"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take what is typed into the draft."""
        event.stop()
        session = self._session
        if session and session.phase is Phase.ASKING and self._active < len(session.draft.response):
            self._edit(drafts.write(session.draft, self._active, event.value))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: go to the next gap, or give the answer."""
        event.stop()
        session = self._session
        if session and session.phase is Phase.ASKING and self._active + 1 < len(session.draft.response):
            self._go_to_gap(self._active + 1)
        else:
            await self._enter()

    def _go_to_gap(self, index: int) -> None:
        self._active = index
        self._fill_field()
        self.answer.focus()
        self._draw(keep=True)

    # --- targets ---------------------------------------------------------------------------------------------------------------

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of the cover, of a question or of the end."""
        session = self._session
        match kind:
            case "go" | "fresh":
                mode = "study" if value == "study" else "test"
                limit = limit_ms(self._loaded) if value == "clock" else 0
                self.app.replace(Ask(self._loaded.name, mode, fresh=kind == "fresh", limit_ms=limit))
            case "option" | "pair":
                self._choose(value)
            case "up" | "down" if session:
                self._move(session, value, -1 if kind == "up" else 1)
                self.page.focus_target(f"{kind}:{value}")
            case "gap":
                self._go_to_gap(int(value))
            case "next" if session:
                self._proceed(session)
            case "section":
                self.app.go(Read(self._loaded.module, self._loaded.audience, value))
            case "module":
                self.app.go(Read(self._loaded.module, self._loaded.audience))
            case "cover":
                self.app.replace(Ask(self._loaded.name))
            case "missed" if session:
                missed = [result.question.id for result in session.results() if (result.answer.score or 0) < 1 and result.question.scored]
                self.app.replace(Ask(self._loaded.name, session.mode, tuple(missed), fresh=True))
            case _:
                super().follow(kind, value)

    def show_evidence(self, key: str = "") -> None:
        """Open the evidence; before the answer it would give it away."""
        if self._session and self._session.phase is Phase.ASKING and not key:
            self.app.say("The evidence opens after your answer.", "information")
            return
        super().show_evidence(key)

    # --- clocks ----------------------------------------------------------------------------------------------------------------

    async def _tick(self) -> None:
        """Show the clock of a test, and end it when it has run down."""
        session = self._session
        if session is None or session.left_ms is None or session.phase is Phase.DONE or self.app.screen is not self:
            return
        self._tell()
        if session.left_ms == 0 and not self._busy:
            self.app.say("The time is up.", "information")
            try:
                await asyncio.to_thread(session.finish)
            except NotSaved as error:
                self.app.say(str(error), "error")
            self._question_opened()

    def _keep(self) -> None:
        """Write the clocks down."""
        if self._session and self.app.screen is self:
            self._session.keep()


def _after(question: Question) -> tuple[Block, ...]:
    """Everything that is shown after the answer."""
    body = question.body
    feedback: list[Block] = []
    if isinstance(body, Choices):
        feedback = [block for option in body.options for block in option.feedback]
    elif isinstance(body, Numeric):
        feedback = [block for part in body.ranges for block in part.feedback]
    elif isinstance(body, Short):
        feedback = [block for part in body.answers for block in part.feedback]
    return (*feedback, *question.explanation)


def _clock(ms: int) -> str:
    """Time left as minutes and seconds."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"
