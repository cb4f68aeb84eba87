"""`ExamScreen`: what a test adds to its questions: any order, marks for review, the overview, handing in, and looking at it again."""

from __future__ import annotations

from functools import partial

from edu_tui.app.pages.exam_overview import AroundView, OverviewView, around_layout, overview_layout
from edu_tui.app.pages.exam_result import ResultView, beside_layout, result_layout
from edu_tui.app.routes import Ask
from edu_tui.app.screens.answering import AnsweringScreen
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.question_page import Stage
from edu_tui.library.walk import plain
from edu_tui.progress.schedule import CONFIDENCES
from edu_tui.render.lines import Layout
from edu_tui.render.numbering import Numbering
from edu_tui.study.exam.outcome import former_of, outcome_of, past_tests
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.exam.words import not_ready
from edu_tui.study.run_state import Phase
from edu_tui.study.runs import drawn_audience


class ExamScreen(AnsweringScreen):
    """A page on which a question is answered, of a test or not. Subclasses say how a run is opened."""

    _sure = False

    @property
    def exam(self) -> ExamSession | None:
        """The session, if it is a test."""
        return self.session if isinstance(self.session, ExamSession) else None

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def show_list(self, source: Source, first: str = "", numbering: Numbering | None = None) -> None:
        """Show a page on which up and down move among things to do; `numbering` is that of what it cites."""
        self.numbering = numbering or Numbering()
        self._sure = False
        self.remove_class("-typed")
        self.hide_evidence()
        self.notice.tell("")
        self.page.enter(Stage.LIST, listed=True)
        self.page.show(source, focus=first)
        self.page.focus()
        self.tell()

    def show_test(self, exam: ExamSession) -> None:
        """Show what a test shows between its questions, and after them."""
        if exam.phase is Phase.OVERVIEW:
            view = OverviewView(exam.quiz.title, exam.standings(), exam.number)
            self.show_list(partial(overview_layout, view), f"question:{exam.number}")
        else:
            self.show_list(partial(result_layout, self._result(exam)))

    def show_beside(self, run: str, other: str) -> None:
        """Show two tests that ended side by side."""
        known = {outcome.run: outcome for outcome in past_tests(self.context.catalogue, self.context.quiz_state)}
        if run in known and other in known:
            self.show_list(partial(beside_layout, known[other], known[run]))
        else:
            self.app.say("One of these tests is not there any more.", "warning")

    def _result(self, exam: ExamSession) -> ResultView:
        state, catalogue = self.context.quiz_state, self.context.catalogue
        outcome = outcome_of(exam.record, catalogue, state)
        entry = None if drawn_audience(exam.quiz.name) else catalogue.module(exam.quiz.module, exam.quiz.audience)
        titles = {question.id: plain(question.title) for question in exam.asked}
        former = former_of(outcome, past_tests(catalogue, state))
        return ResultView(outcome, titles, former, entry.title if entry else "", state.flags())

    def _source(self, width: int) -> Layout:
        """The question as it stands, and in a test what can be said of it there."""
        question, exam = super()._source(width), self.exam
        if exam is None or exam.phase is not Phase.ASKING or exam.question is None:
            return question
        return around_layout(question, AroundView(exam.is_marked, exam.draft.confidence, exam.question.scored), width)

    # --- going through it ------------------------------------------------------------------------------------------------------

    def follow_test(self, exam: ExamSession, kind: str, value: str) -> bool:
        """Follow a target that only a test has; False if it is none of these."""
        match kind:
            case "question":
                self.save(partial(exam.go, int(value)), lambda _: self.show_question())
            case "hand-in":
                self.hand_in(exam)
            case "mark":
                self.action_mark()
            case "overview" | "stop":
                self.action_overview()
            case "look":
                exam.look(value)
                self._show_again(exam)
            case "beside":
                self.app.go(Ask(exam.quiz.name, run=exam.run, beside=value))
            case _:
                return False
        return True

    def hand_in(self, exam: ExamSession) -> None:
        """End the test; asked once more where something is open or marked."""
        reasons = "" if self._sure else not_ready(exam.standings())
        self._sure = True
        if reasons:
            self.notice.tell(f"{reasons} Press enter once more to hand in all the same.")
        else:
            self.save(exam.finish, lambda _: self.show_question())

    def action_mark(self) -> None:
        """Mark the open question for review, or take that back."""
        exam = self.exam
        if exam and self.open_session:
            exam.mark_for_review()
            self.page.draw_again(self._source)
            self.tell()

    def action_overview(self) -> None:
        """Look over all questions; from there back to the one that was open."""
        exam = self.exam
        if exam and exam.phase is Phase.OVERVIEW:
            self.save(partial(exam.go, exam.number), lambda _: self.show_question())
        elif exam and exam.phase is Phase.ASKING:
            self.save(exam.survey, lambda _: self.show_question())

    def action_hand_in(self) -> None:
        """Hand the test in; where it asks once more, enter says yes."""
        if self.exam:
            self.page.focus_target("hand-in:")
            self.hand_in(self.exam)

    def action_leaf(self, by: int) -> None:
        """Turn to the next question (1) or the one before (-1)."""
        exam = self.exam
        if exam and exam.phase is Phase.ASKING:
            self.save(partial(exam.turn, by), lambda _: self.show_question())
        elif exam and exam.phase is Phase.FEEDBACK:
            exam.look_on(by)
            self._show_again(exam)

    def be_sure(self, exam: ExamSession, word: str) -> None:
        """Note on the open question how sure she is, a word of `CONFIDENCES`."""
        if word in CONFIDENCES and self.open_session:
            exam.be_sure(CONFIDENCES[word])
            self.page.draw_again(self._source)

    def enter(self) -> None:
        """End the test if its time is up and that could not be saved before; else as for any question."""
        exam = self.exam
        if exam and exam.time_is_up and not exam.is_over:
            self.time_is_up(exam)
        else:
            super().enter()

    def proceed(self) -> None:
        """Go on after feedback."""
        if self.exam and self.exam.phase is Phase.FEEDBACK:
            self.action_leaf(1)
        else:
            super().proceed()

    def action_back(self) -> None:
        """Close what is open, go from the overview to the question, from a question looked at again to the result, or back."""
        exam = self.exam
        if self.evidence_open or exam is None:
            super().action_back()
        elif exam.phase is Phase.OVERVIEW:
            self.action_overview()
        elif exam.phase is Phase.FEEDBACK:
            exam.look_away()
            self._show_again(exam)
        else:
            super().action_back()

    def _show_again(self, exam: ExamSession) -> None:
        """Show the question that is looked at again, or the result."""
        if exam.question is None:
            self.show_question()
        else:
            self._show_feedback(exam)
