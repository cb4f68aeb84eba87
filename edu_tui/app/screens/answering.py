"""`AnsweringScreen`: one question of a session, from the first key to its feedback."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.widgets import Input

from edu_tui.app.context import Context
from edu_tui.app.pages.question import question_layout
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.app.quiz_views import question_look, question_view
from edu_tui.app.screens.saving import SavingScreen
from edu_tui.app.screens.saying import Subject
from edu_tui.app.widgets.answer_field import AnswerField
from edu_tui.app.widgets.question_page import QuestionPage, Stage
from edu_tui.library.marks import Marking
from edu_tui.library.questions import Cloze, Match
from edu_tui.library.walk import plain
from edu_tui.render.layout import LayoutContext
from edu_tui.render.lines import Layout
from edu_tui.render.numbering import Numbering
from edu_tui.study import answering
from edu_tui.study import draft as drafts
from edu_tui.study.answering import Step
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase

_MARKED = ("option", "pair", "up", "down")


class AnsweringScreen(SavingScreen):
    """A page on which a question is answered. Subclasses say what comes after the last question."""

    DEFAULT_CSS = """
    AnsweringScreen.-typed #answer { display: block; }
    AnsweringScreen.-narrow #answer { height: 1; border: none; margin: 0; padding: 0 2; background: $panel; }
    """

    page: QuestionPage

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.answer = AnswerField(id="answer")
        self.session: QuizSession | None = None
        self._look = LayoutContext()
        self._active = 0
        self.hint_shown = self._insist = False
        self._news: tuple[str, ...] = ()
        self._view: QuestionView | None = None

    def make_page(self) -> QuestionPage:
        """The page widget."""
        return QuestionPage(id="page")

    def below(self) -> ComposeResult:
        """What asks for attention, and the line for typed answers."""
        yield self.notice
        yield self.answer
        yield from super().below()

    def show_end(self, session: QuizSession) -> None:
        """Show what came of the run."""
        raise NotImplementedError

    def time_is_up(self, session: QuizSession) -> None:
        """The clock of the test has run down."""
        raise NotImplementedError

    # --- what is said of a question --------------------------------------------------------------------------------------------

    @property
    def subject(self) -> Subject | None:
        """The question that is shown; no note is shown before its answer, which it might give away."""
        session = self.session
        question = session.question if session else None
        if session is None or question is None:
            return None
        return Subject(question.id, plain(question.title), question.rev, open=session.phase is Phase.ASKING)

    def said(self) -> None:
        """Show what was said."""
        if self.session and self.session.question:
            self.page.draw_again(self._source)

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def show_question(self) -> None:
        """Show the question that is open now, or the end."""
        session = self.session
        assert session is not None
        question = session.question
        if question is None:
            self.show_end(session)
            return
        self._active, self.hint_shown, self._insist = 0, False, False
        self.close_note_line()
        self._news = self.context.news.behind(question.id, self.context.quiz_state)
        self.hide_evidence()
        self.notice.tell("")
        self._number(session, answered=False)
        typed = answering.is_typed(question)
        self.set_class(typed, "-typed")
        self.page.enter(Stage.ASKING, listed=not typed)
        first = answering.first_marked(question, session.draft, session.shown)
        self.page.show(self._source, focus=self._target(first))
        if typed:
            self._fill_field()
        self.focus_main()
        self.tell()

    def _show_feedback(self, session: QuizSession) -> None:
        self.notice.tell("")
        self._number(session, answered=True)
        self.remove_class("-typed")
        self.page.enter(Stage.ANSWERED, listed=False)
        self.page.show(self._source, "verdict")
        self.page.focus()
        self.tell()

    def _number(self, session: QuizSession, *, answered: bool) -> None:
        """Number what the page cites."""
        question = session.question
        assert question is not None
        self._look = question_look(question, session.quiz.case(question.case), self.context.library.ledger, answered=answered)
        self.numbering = self._look.numbering or Numbering()

    def _source(self, width: int) -> Layout:
        """The question as it stands. While an answer is being saved it stays as it was: feedback comes with the keys that go on from it."""
        session = self.session
        if session is None or session.question is None:
            return Layout(())
        if self.saving and self._view is not None:
            return question_layout(self._view, width)
        news = self._news if session.mode != "test" else ()
        catalogue = self.context.catalogue
        state = self.context.quiz_state
        self._view = question_view(session, catalogue, self._look, state, active=self._active, hint=self.hint_shown, news=news)
        return question_layout(self._view, width)

    def focus_main(self) -> None:
        """Go to where the answer is given."""
        (self.answer if self.has_class("-typed") else self.page).focus()

    # --- changing the answer ---------------------------------------------------------------------------------------------------

    @property
    def open_session(self) -> QuizSession | None:
        """The session, while a question waits for an answer that can still be changed."""
        session = self.session
        return session if session and session.phase is Phase.ASKING and not self.saving else None

    @property
    def _marked(self) -> str:
        """What the learner has under the cursor, in the terms of `study.answering`."""
        kind, _, value = self.page.focused_target.partition(":")
        return value if kind in _MARKED else ""

    def _target(self, marked: str) -> str:
        """The target of what is marked."""
        question = self.session.question if self.session else None
        if not marked or question is None:
            return ""
        return f"pair:{marked}" if isinstance(question.body, Match) else f"option:{marked}"

    def _take(self, step: Step | None) -> None:
        """Take a step, and draw what came of it."""
        session = self.open_session
        if session is None or step is None:
            return
        kind = self.page.focused_target.partition(":")[0]
        self._insist = False
        self.notice.tell("")
        session.edit(step.draft)
        self.page.draw_again(self._source)
        self.page.focus_target(f"{kind}:{step.marked}" if kind in ("up", "down") else self._target(step.marked))

    def action_pick(self, number: int) -> None:
        """Choose the answer with this number, or put the marked item there."""
        if (session := self.open_session) and session.question:
            self._take(answering.pick(session.question, session.draft, session.shown, self._marked, number))

    def action_tick(self) -> None:
        """Choose the marked answer."""
        self.choose(self._marked)

    def choose(self, marked: str) -> None:
        """Choose an option, or take that back; give a pair its next right side."""
        if (session := self.open_session) and session.question:
            self._take(answering.tick(session.question, session.draft, session.shown, marked))

    def action_strike(self) -> None:
        """Rule the marked answer out, or in again."""
        if (session := self.open_session) and session.question:
            self._take(answering.strike(session.question, session.draft, self._marked))

    def action_shift(self, by: int) -> None:
        """Move the marked step."""
        self.shift(self._marked, by)

    def shift(self, marked: str, by: int) -> None:
        """Move a step."""
        if (session := self.open_session) and session.question:
            self._take(answering.shift(session.question, session.draft, marked, by))

    def action_turn(self, by: int) -> None:
        """Give the marked line another match."""
        if (session := self.open_session) and session.question:
            self._take(answering.turn(session.question, session.draft, session.shown, self._marked, by))

    def action_hint(self) -> None:
        """Show the hint; that it was looked at is noted."""
        session = self.open_session
        if session and not self.hint_shown and session.hint():
            self.hint_shown = True
            self.page.draw_again(self._source)
            self.page.reveal_anchor("hint")
            self.refresh_bindings()

    # --- typed answers ---------------------------------------------------------------------------------------------------------

    def _fill_field(self) -> None:
        """Put what was typed for the active gap into the field."""
        if self.session:
            typed = self.session.draft.response
            label = f"Gap {self._active + 1} of {len(typed)}" if len(typed) > 1 else "Your answer"
            self.answer.ask(label, typed[self._active])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take what is typed into the draft."""
        event.stop()
        session = self.open_session
        if session is None or session.question is None or not answering.is_typed(session.question):
            self._fill_field_again()
            return
        self._insist = False
        self.notice.tell("")
        session.edit(drafts.write(session.draft, self._active, event.value))
        if isinstance(session.question.body, Cloze):
            self.page.draw_again(self._source)

    def _fill_field_again(self) -> None:
        """While an answer is being saved it stays what it is."""
        if self.saving and self.session and self._active < len(self.session.draft.response):
            self.answer.put(self.session.draft.response[self._active])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: go to the next gap, or give the answer."""
        event.stop()
        if not self.go_to_gap(self._active + 1):
            self.enter()

    def on_answer_field_left(self, event: AnswerField.Left) -> None:
        """Tab: go to the next gap or the one before, or to the page."""
        if not self.go_to_gap(self._active + event.step):
            self.page.focus()

    async def on_answer_field_paged(self, event: AnswerField.Paged) -> None:
        """Scroll the page from the field."""
        await self.page.run_action(event.how)

    def go_to_gap(self, index: int) -> bool:
        """Fill this gap now; False if there is none of that number."""
        session = self.open_session
        if session is None or not 0 <= index < len(session.draft.response):
            return False
        self._active = index
        self._fill_field()
        self.answer.focus()
        self.page.draw_again(self._source)
        self.page.focus_target(f"gap:{index}")
        return True

    # --- giving the answer -----------------------------------------------------------------------------------------------------

    def on_question_page_entered(self) -> None:
        """Enter on the page."""
        self.enter()

    def enter(self) -> None:
        """Go on after feedback; choose what is only marked; or give the answer."""
        session = self.session
        if session is None or session.question is None or self.saving:
            return
        if session.phase is Phase.FEEDBACK:
            self.proceed()
        elif answering.only_marked(session.question, session.draft, self._marked):
            self.action_tick()
        else:
            self.give()

    def proceed(self) -> None:
        """Go on after feedback."""
        if self.session and not self.saving:
            self.session.proceed()
            self.show_question()

    def give(self) -> None:
        """Save the answer, then show what came of it."""
        session = self.open_session
        if session is None or session.question is None:
            return
        if session.time_is_up:
            self.time_is_up(session)
        elif sentence := answering.missing(session.question, session.draft):
            self.notice.tell(sentence)
            self.focus_main()
        elif not self._insist and (sentence := answering.unmatched(session.question, session.draft)):
            self._insist = True
            self.notice.tell(sentence)
        else:
            self.save(partial(session.submit, insist=self._insist), partial(self._given, session))

    def _given(self, session: QuizSession, marking: Marking) -> None:
        if marking.ask_again:
            self._insist = True
            self.notice.tell(marking.ask_again)
        elif session.phase is Phase.FEEDBACK:
            self._show_feedback(session)
        else:
            self.show_question()
