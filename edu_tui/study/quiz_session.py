"""A learner and a quiz: one question after the other, saved before it is acknowledged, resumable at any moment."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Answered, Event, Reported, RunEnded, RunStarted, Voided, new_id, stamp
from edu_tui.progress.state import LearnerState, Run
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft


class Store(Protocol):
    """What a session needs of the progress store: events in arrival order, small latest-wins values, and a durable append."""

    @property
    def events(self) -> Sequence[Event]:
        """All events."""

    @property
    def marks(self) -> Mapping[str, Any]:
        """Latest-wins values by key."""

    def append(self, *events: Event) -> None:
        """Save events durably, or raise `progress.errors.NotSaved`."""

    def set_mark(self, key: str, value: Any) -> None:
        """Set a latest-wins value; None forgets it."""


class Phase(StrEnum):
    """Where a session stands: a question is open, its feedback is shown, or the run is over."""

    ASKING = "asking"
    FEEDBACK = "feedback"
    DONE = "done"


class Result(msgspec.Struct, frozen=True):
    """One answered question of a run, marked again for showing."""

    question: Question
    answer: Answered
    marking: Marking


class Summary(msgspec.Struct, frozen=True):
    """The end of a run: points of the scored questions that were answered, how many were not, and the objectives to read again."""

    points: float
    possible: int
    unanswered: int
    again: tuple[str, ...]


class _Saved(msgspec.Struct, frozen=True):
    """The open question as it is kept between two programs; times in ms."""

    run: str
    question: str
    draft: Draft
    question_ms: int
    run_ms: int


class QuizSession:
    """A state machine between one quiz and the store.

    Every method that saves may raise `progress.errors.NotSaved`; nothing has then changed.
    """

    def __init__(
        self,
        quiz: Quiz,
        store: Store,
        run: Run,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.quiz, self._store, self._now, self._monotonic = quiz, store, now, monotonic
        self.started = run.started
        self.answers = {answer.question: answer for answer in run.answers}
        self._ended = run.ended
        self.phase = Phase.ASKING
        self.marking: Marking | None = None
        self._questions = {question.id: question for question in quiz.questions}
        self._current = ""
        self.draft = Draft(())
        saved = self._saved()
        self._run_ms = saved.run_ms if saved else sum(answer.ms for answer in run.answers)
        self._run_since = monotonic()
        self._question_ms = 0
        self._question_since = monotonic()
        self._open_next(saved)

    # --- beginning -------------------------------------------------------------------------------------------------------------

    @classmethod
    def begin(
        cls,
        quiz: Quiz,
        store: Store,
        *,
        mode: str = "study",
        questions: tuple[str, ...] = (),
        limit_ms: int = 0,
        seed: int | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> QuizSession:
        """Start a new run over `questions` (all if empty). `limit_ms` is the clock of a test, 0 for none."""
        chosen = questions or tuple(question.id for question in quiz.questions)
        started = RunStarted(
            id=new_id(),
            at=stamp(now()),
            run=new_id(),
            quiz=quiz.name,
            mode=mode,
            questions=chosen,
            seed=random.SystemRandom().randrange(2**32) if seed is None else seed,
            limit_ms=limit_ms,
        )
        store.append(started)
        return cls(quiz, store, Run(started, (), None), now=now, monotonic=monotonic)

    @classmethod
    def resume(
        cls,
        quiz: Quiz,
        store: Store,
        state: LearnerState,
        *,
        mode: str = "study",
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> QuizSession | None:
        """Go on with the latest run of this quiz that was left unfinished; None if there is none or nothing of it is left to answer."""
        run = open_run(quiz, state, mode)
        return cls(quiz, store, run, now=now, monotonic=monotonic) if run else None

    # --- where we are ----------------------------------------------------------------------------------------------------------

    @property
    def mode(self) -> str:
        """ "study" (feedback at once) or "test" (feedback at the end)."""
        return self.started.mode

    @property
    def question(self) -> Question | None:
        """The question that is open or whose feedback is shown; None at the end."""
        return self._questions.get(self._current)

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the open question's options, steps or right sides in the order on the screen."""
        question = self.question
        return shuffle_options(question, self.started.seed) if question else ()

    @property
    def place(self) -> tuple[int, int]:
        """The number of the open question in this run, from 1, and how many there are."""
        asked = [question for question in self.started.questions if question in self._questions]
        return (asked.index(self._current) + 1 if self._current in asked else len(asked)), len(asked)

    @property
    def elapsed_ms(self) -> int:
        """Time spent in this run, over all sittings, in ms."""
        return self._run_ms + round((self._monotonic() - self._run_since) * 1000)

    @property
    def left_ms(self) -> int | None:
        """What the clock of a test has left, in ms; None without a clock."""
        limit = self.started.limit_ms
        return max(0, limit - self.elapsed_ms) if limit else None

    # --- answering -------------------------------------------------------------------------------------------------------------

    def edit(self, draft: Draft) -> None:
        """Replace the draft of the open question; it survives a crash."""
        if self.phase is Phase.ASKING and self.question is not None:
            self.draft = draft
            self.keep()

    def hint(self) -> bool:
        """Count a look at the hint; False if there is none."""
        question = self.question
        if question is None or not question.hint or self.phase is not Phase.ASKING:
            return False
        self.edit(msgspec.structs.replace(self.draft, hints=self.draft.hints + 1))
        return True

    def submit(self, *, insist: bool = False) -> Marking:
        """Mark the draft and save the answer. With `ask_again` in the marking nothing was saved and the question stays open.

        With `insist` the learner stands by an answer that looked like a slip of the keys.
        """
        question = self.question
        if question is None or self.phase is not Phase.ASKING:
            raise RuntimeError("no question is open")
        marking = mark(question, self.draft.response, insist=insist)
        if marking.ask_again:
            return marking
        answer = Answered(
            id=new_id(),
            at=stamp(self._now()),
            question=question.id,
            rev=question.rev,
            run=self.started.run,
            response=self.draft.response,
            score=None if marking.score is None else float(marking.score),
            shown=self.shown,
            ms=self._question_elapsed(),
            hints=self.draft.hints,
            mode=self.mode,
        )
        self._store.append(answer)
        self.answers[question.id] = answer
        self.marking = marking
        self.phase = Phase.FEEDBACK
        if self.mode == "test":
            self.proceed()
        return marking

    def proceed(self) -> None:
        """From feedback to the next question, or to the end."""
        if self.phase is Phase.FEEDBACK:
            self._open_next(None)

    def undo(self) -> bool:
        """Take back the last answer of this run and open its question again; False if there is none."""
        if not self.answers:
            return False
        last = max(self.answers.values(), key=lambda answer: (answer.at, answer.id))
        if last.question not in self._questions:
            return False
        voided = [last.id] + ([self._ended.id] if self._ended else [])
        self._store.append(*(Voided(id=new_id(), at=stamp(self._now()), event=event) for event in voided))
        del self.answers[last.question]
        self._ended = None
        self._open(last.question, None)
        return True

    def finish(self, how: str = "finished") -> None:
        """End the run; unanswered questions stay unanswered."""
        if self._ended is None:
            ended = RunEnded(id=new_id(), at=stamp(self._now()), run=self.started.run, how=how)
            self._store.append(ended)
            self._ended = ended
        self.phase, self._current, self.marking = Phase.DONE, "", None
        self._set_mark(None)

    def report(self, text: str = "") -> None:
        """Note that the learner thinks the open question is faulty."""
        if self.question is not None:
            self._store.append(Reported(id=new_id(), at=stamp(self._now()), subject=self.question.id, rev=self.question.rev, text=text))

    def keep(self) -> None:
        """Write the open question, its draft and both clocks down, so that even a killed program comes back to them."""
        if self._current and self.phase is Phase.ASKING:
            saved = _Saved(self.started.run, self._current, self.draft, self._question_elapsed(), self.elapsed_ms)
            self._set_mark(msgspec.to_builtins(saved))

    def _set_mark(self, value: Any) -> None:
        """Best effort: a draft that cannot be kept must not keep the learner from answering; the answer itself will say so."""
        with contextlib.suppress(NotSaved):
            self._store.set_mark(self._mark_key, value)

    # --- the end ---------------------------------------------------------------------------------------------------------------

    def results(self) -> tuple[Result, ...]:
        """The answered questions in the order of the run, marked again for showing."""
        found = ((self._questions.get(ident), self.answers.get(ident)) for ident in self.started.questions)
        return tuple(
            Result(question, answer, mark(question, answer.response, insist=True)) for question, answer in found if question and answer
        )

    def summary(self) -> Summary:
        """Points, what is missing, and the objectives in which something was not right, in the order of the run."""
        scored = [result for result in self.results() if result.answer.score is not None]
        weak = dict.fromkeys(result.question.objective for result in scored if (result.answer.score or 0) < 1 and result.question.objective)
        return Summary(
            points=sum(result.answer.score or 0 for result in scored),
            possible=len(scored),
            unanswered=len(self._remaining()),
            again=tuple(weak),
        )

    # --- inside ----------------------------------------------------------------------------------------------------------------

    @property
    def _mark_key(self) -> str:
        return f"run:{self.quiz.name}:{self.mode}"

    def _saved(self) -> _Saved | None:
        try:
            saved = msgspec.convert(self._store.marks.get(self._mark_key), _Saved)
        except msgspec.ValidationError:
            return None
        return saved if saved.run == self.started.run else None

    def _remaining(self) -> list[str]:
        return [ident for ident in self.started.questions if ident in self._questions and ident not in self.answers]

    def _question_elapsed(self) -> int:
        return self._question_ms + round((self._monotonic() - self._question_since) * 1000)

    def _open_next(self, saved: _Saved | None) -> None:
        remaining = self._remaining()
        if not remaining:
            self.finish()
            return
        self._open(saved.question if saved and saved.question in remaining else remaining[0], saved)

    def _open(self, ident: str, saved: _Saved | None) -> None:
        self._current, self.phase, self.marking = ident, Phase.ASKING, None
        question = self._questions[ident]
        self.draft = drafts.empty_draft(question, self.shown)
        self._question_ms, self._question_since = 0, self._monotonic()
        if saved and saved.question == ident and drafts.fits(question, saved.draft):
            self.draft, self._question_ms = saved.draft, saved.question_ms
        self.keep()


def open_run(quiz: Quiz, state: LearnerState, mode: str) -> Run | None:
    """The latest run of `quiz` in `mode` that has not ended and has questions left; None if there is none."""
    known = {question.id for question in quiz.questions}
    for run in reversed(state.runs()):
        if run.started.quiz == quiz.name and run.started.mode == mode and run.ended is None:
            answered = {answer.question for answer in run.answers}
            if any(ident in known and ident not in answered for ident in run.started.questions):
                return run
    return None
