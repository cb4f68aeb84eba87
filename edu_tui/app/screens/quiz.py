"""The quiz: a cover, one question at a time, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.quiz import cover_layout, end_layout, limit_ms
from edu_tui.app.pages.review import review_layout
from edu_tui.app.quiz_views import cover_view, end_view, said_of
from edu_tui.app.review_views import asked_in_review, corrections_for, review_view, seen
from edu_tui.app.routes import Ask, ChooseTest, Read, Route
from edu_tui.app.screens.exam_steps import ExamScreen
from edu_tui.app.screens.quiz_commands import QUIZ_COMMANDS, is_possible
from edu_tui.app.screens.saying import OF_SUBJECTS
from edu_tui.library.questions import Quiz
from edu_tui.progress.schedule import CONFIDENCES, OVERRIDES
from edu_tui.progress.state_values import TEST, Run
from edu_tui.progress.timeline import Deed
from edu_tui.render.layout import LayoutContext
from edu_tui.render.lines import Layout
from edu_tui.render.numbering import number_citations
from edu_tui.study.exam.draw import drawn_quiz
from edu_tui.study.exam.session import KEEP_SECONDS, ExamSession, session_class
from edu_tui.study.exam.words import left_words
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase
from edu_tui.study.runs import REVIEW, drawn_audience, open_run, review_audience
from edu_tui.study.slips import REPEAT

_OWN = frozenset(command.action.partition("(")[0] for command in QUIZ_COMMANDS)


class QuizScreen(ExamScreen):
    """One quiz."""

    COMMANDS: ClassVar[tuple[Command, ...]] = QUIZ_COMMANDS  # type: ignore[assignment]  # see `CommandScreen`

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._quiz: Quiz | None = None
        self._time_told = self._was_late = False

    def on_mount(self) -> None:
        """Watch the clock of a test."""
        super().on_mount()
        self.set_interval(1, self._tick)
        self.set_interval(KEEP_SECONDS, self._keep)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.leave(), immediate=True)
        self.app.app_resume_signal.subscribe(self, lambda _: self._resume(), immediate=True)

    def on_unmount(self) -> None:
        """The app ends."""
        self.leave()

    # --- coming and going ------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show a quiz: its cover, or a run of it."""
        assert isinstance(route, Ask)
        quiz = self._find(route)
        if quiz is None:
            self.app.say(f"This library has no quiz called “{route.quiz}”.", "warning")
            self.app.back()
            return
        self._quiz, self.session = quiz, None
        self.path, self.audience = quiz.path, quiz.audience
        run = self._wanted(quiz, route)
        if route.mode == REVIEW and corrections_for(self.context, quiz.audience):
            self.app.note_route(Ask(quiz.name))
            self._show_cover()
        elif run is not None and route.beside:
            self.show_beside(route.run, route.beside)
        elif run is not None:
            self._opened(self._session_of(quiz, run))
        elif route.mode and quiz.questions:
            self._begin(quiz, route)
        else:
            self._show_cover()

    def _find(self, route: Ask) -> Quiz | None:
        """The quiz that a route names, or the questions of a review or of a test that was drawn; None if there is none."""
        if audience := review_audience(route.quiz):
            return asked_in_review(self.context, audience, route)
        if audience := drawn_audience(route.quiz):
            run = self.context.quiz_state.run(route.run) if route.run else None
            return drawn_quiz(self.context.library, run.started.questions if run else route.questions, audience)
        return self.context.library.quiz(route.quiz)

    def come_back(self, route: Route) -> None:
        """Show the run as the learner left it."""
        if self.session is not None and isinstance(route, Ask) and route.run == self.session.run:
            self.session.go_on()
            if not self._stay_in_step():
                self.tell()
        else:
            self.open(route)

    def leave(self) -> None:
        """The clocks stand still."""
        if self.session is not None:
            self.session.pause()

    def _resume(self) -> None:
        """The app comes back from the shell."""
        if self.session is not None and self.is_active:
            self.session.go_on()

    def _wanted(self, quiz: Quiz, route: Ask) -> Run | None:
        """The run that a route goes on with."""
        if route.run:
            run = self.context.quiz_state.run(route.run)
            return run if run and run.started.quiz == quiz.name else None
        if route.fresh or not route.mode:
            return None
        return open_run(quiz, self.context.quiz_state, route.mode, route.questions)

    def _session_of(self, quiz: Quiz, run: Run) -> QuizSession:
        take_up = session_class(run.started.mode)
        return take_up(quiz, self.context.quiz_store, run, now=self.context.now, monotonic=self.context.monotonic)

    def _begin(self, quiz: Quiz, route: Ask) -> None:
        """Begin a run. One over the same questions that was left in the middle is given up for it."""
        context = self.context
        questions = route.questions or tuple(question.id for question in quiz.questions)
        begin = partial(
            session_class(route.mode).begin,
            quiz,
            context.quiz_store,
            mode=route.mode,
            questions=questions,
            limit_ms=route.limit_ms,
            instead=open_run(quiz, context.quiz_state, route.mode, questions),
            now=context.now,
            monotonic=context.monotonic,
        )
        self.show_list(lambda _: Layout(()))
        self.save(begin, self._opened)

    def _opened(self, session: QuizSession) -> None:
        """A run is there."""
        self.session, self._time_told, self._was_late = session, False, session.left_ms == 0
        if self.is_active:
            self.app.note_route(Ask(session.quiz.name, run=session.run))
        self.show_question()

    # --- showing ---------------------------------------------------------------------------------------------------------------

    @property
    def _loaded(self) -> Quiz:
        """The quiz; only called once it is there."""
        assert self._quiz is not None
        return self._quiz

    def _show_cover(self) -> None:
        quiz = self._loaded
        if audience := review_audience(quiz.name):
            awaited = review_view(self.context, audience)
            self.show_list(partial(review_layout, awaited), awaited.first)
            return
        if audience := drawn_audience(quiz.name):
            self.app.replace(ChooseTest(audience))
            return
        view = cover_view(quiz, self.context)
        numbering = number_citations(quiz.intro, self.context.library.ledger.references)
        self.show_list(partial(cover_layout, view, LayoutContext(numbering=numbering)), view.first, numbering)

    def show_end(self, session: QuizSession) -> None:
        """Show what came of the run; of a test that is still open the overview."""
        if isinstance(session, ExamSession):
            self.show_test(session)
        else:
            self.show_list(partial(end_layout, end_view(session, self.context.catalogue, self.context.quiz_state)))

    def tell(self) -> None:
        """Say in the title where the learner is and how things stand."""
        session = self.session
        parts: list[str] = []
        if session and session.phase is not Phase.DONE:
            number, total = session.place
            if session.phase is not Phase.OVERVIEW:
                parts.append(f"{number}/{total}")
            if (exam := self.exam) and not exam.is_over:
                parts += [part for part in ("test", left_words(exam.left_ms, late=exam.is_late)) if part]
        if self.context.store.read_only:
            parts.append("not saved")
        if self.saving_told:
            parts.append("saving …")
        self.title_bar.tell(self._loaded.title, self.context.signed(*parts))
        self.refresh_bindings()

    # --- what can be done ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what means nothing now; while an answer is being saved it cannot be changed."""
        if action == "evidence":
            after = self.session is None or self.session.phase is not Phase.ASKING
            return self.evidence_open or (after and bool(self.numbering.numbers))
        if action in OF_SUBJECTS:
            return not self.saving and self.may_say(action)
        if action == "back" or action not in _OWN:
            return super().check_action(action, parameters)
        word = str(parameters[0]) if action == "judge" and parameters else ""
        return not self.saving and is_possible(action, self.session, hint_shown=self.hint_shown, word=word)

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of the cover, of a question or of the end."""
        if self.saving or (self.exam and self.follow_test(self.exam, kind, value)):
            return
        quiz = self._loaded
        match kind:
            case "go":
                self.app.replace(Ask(quiz.name, run=value))
            case "fresh" if value == REVIEW:
                self.app.replace(Ask(quiz.name, REVIEW, fresh=True))
            case "fresh":
                limit = limit_ms(quiz) if value == "clock" else 0
                self.app.replace(Ask(quiz.name, "study" if value == "study" else "test", fresh=True, limit_ms=limit))
            case "form":
                asked = tuple(question.id for question in quiz.form(value))
                self.app.replace(Ask(quiz.name, TEST, asked))
            case "tests":
                self.app.go(ChooseTest(quiz.audience))
            case "seen":
                read = seen(self.context, quiz.audience, value)
                self.save(partial(self.context.quiz_store.append, *read), lambda _: self._show_cover())
            case "missed" if self.session:
                mode = REPEAT if review_audience(quiz.name) or self.session.mode == TEST else self.session.mode
                self.app.replace(Ask(quiz.name, mode, self.session.missed(), fresh=True))
            case "cover":
                self.app.replace(Ask(quiz.name))
            case "module":
                self.app.go(Read(quiz.module, quiz.audience))
            case "section":
                module, _, section = value.partition(":")
                self.app.go(Read(module, quiz.audience, section))
            case "option" | "pair":
                self.page.focus_target(f"{kind}:{value}")
                self.choose(value)
            case "up" | "down":
                self.shift(value, -1 if kind == "up" else 1)
            case "gap":
                self.go_to_gap(int(value))
            case "give":
                self.give()
            case "next":
                self.proceed()
            case "judge":
                self.action_judge(value)
            case "say":
                self.follow_saying(value)
            case "stop":
                self.action_stop()
            case _:
                super().follow(kind, value)

    def action_judge(self, word: str) -> None:
        """Note what the learner says of her answer; the same again takes an override back."""
        if self.exam and self.exam.phase is Phase.ASKING:
            self.be_sure(self.exam, word)
            return
        session, state = self.session, self.context.quiz_state
        answer = session.last_answer if session and session.phase is Phase.FEEDBACK else None
        if session is None or answer is None:
            return
        taken_back = word in OVERRIDES and word in said_of(session, state)
        override = ("" if taken_back else OVERRIDES[word]) if word in OVERRIDES else None
        say = partial(self.keeping.judge, answer, state.judgement(answer.id), confidence=CONFIDENCES.get(word), override=override)
        self.save(say, lambda _: self.page.draw_again(self._source))

    def take_back(self, deed: Deed) -> bool:
        """Take the last answer of this run back as its own key does, so that its question stands there again."""
        session = self.session
        last = session.last_answer if session else None
        over = self.exam is not None and self.exam.is_over
        if session is None or last is None or last.id != deed.id or over:
            return False
        self.action_undo()
        return True

    def progress_changed(self) -> None:
        """Something was said, or the run was changed elsewhere. What is being saved is drawn when it is saved, with keys that work."""
        if not self.saving and not self._stay_in_step():
            self.said()

    def _stay_in_step(self) -> bool:
        """Take the run up anew if an undo or another window has changed it; whether that was so."""
        session = self.session
        run = self.context.quiz_state.run(session.run) if session and not self.saving else None
        if session is None or run is None or session.is_in_step(run):
            return False
        session.pause()
        self._opened(self._session_of(self._loaded, run))
        return True

    def action_undo(self) -> None:
        """Take the last answer back and ask its question again."""
        if self.session:
            self.save(self.session.undo, lambda _: self.show_question())

    def action_stop(self) -> None:
        """End the run; a test is looked over first."""
        if self.exam:
            self.action_overview()
        elif self.session:
            self.save(self.session.finish, lambda _: self.show_question())

    # --- the clock -------------------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Show the clock of a test, and end the test when it has run down, unless it goes on."""
        session = self.session
        if session is None or session.left_ms is None or session.phase is Phase.DONE or self.saving or not self.is_active:
            return
        self.tell()
        if session.left_ms == 0 and not self._time_told:
            self._time_told = True
            if session.time_is_up:
                self.app.say("The time is up.", "information")
                self.time_is_up(session)
            elif not self._was_late:
                self.app.say("The time is up. You can go on: what you answer now is counted apart.", "information")

    def time_is_up(self, session: QuizSession) -> None:
        """End the test; if that cannot be saved, the next enter tries again."""
        self.save(partial(session.finish, "finished"), lambda _: self.show_question())

    def _keep(self) -> None:
        """Write a running clock down."""
        if self.exam and self.is_active:
            self.exam.keep()
