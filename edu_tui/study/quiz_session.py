"""A learner and a quiz: one question after the other, saved before it is acknowledged, resumable at any moment.

A test is gone through otherwise: `study.exam.session`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, Self

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.events import Answered, Event, RunEnded, RunStarted, Scope, Voided, new_id, stamp
from edu_tui.progress.moments import moment, wall_clock
from edu_tui.progress.state import LearnerState, Run
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft
from edu_tui.study.results import Result, Summary, results_of, summarise
from edu_tui.study.run_mark import Kept, read_mark, write_mark
from edu_tui.study.runs import open_run
from edu_tui.study.stopwatch import Stopwatch


class Store(Protocol):
    """What a session needs of the progress store: small latest-wins values, and a durable append."""

    @property
    def marks(self) -> Mapping[str, Any]:
        """Latest-wins values by key."""

    def append(self, *events: Event) -> None:
        """Save events durably, all or none, or raise `progress.errors.NotSaved`."""

    def set_mark(self, key: str, value: Any) -> None:
        """Set a latest-wins value; None forgets it."""


class Phase(StrEnum):
    """Where a session stands: a question is open, its feedback is shown, a test is looked over, or the run is over."""

    ASKING = "asking"
    FEEDBACK = "feedback"
    OVERVIEW = "overview"
    DONE = "done"


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
        now: Callable[[], datetime] = wall_clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Go on with `run` where it was left; one that has ended shows its end."""
        self.quiz, self._store, self._now = quiz, store, now
        self.started = run.started
        self._given = sorted((*run.answers, *run.replaced), key=_when)
        known = {question.id: question for question in quiz.questions}
        self._questions = {ident: known[ident] for ident in run.started.questions if ident in known}
        self._ended = run.ended
        self._current = ""
        self.phase, self.marking, self.draft = Phase.DONE, None, Draft(())
        kept = read_mark(store, self._mark_key, run.started.run)
        # What the answers took is on the disk for certain; a clock that was written down and lost must not give that time back.
        self._run_clock = Stopwatch(monotonic, max(kept.run_ms if kept else 0, sum(answer.ms for answer in run.answers)))
        self._question_clock = Stopwatch(monotonic)
        self._take_up(kept)

    phase: Phase
    marking: Marking | None

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
        soft: bool = False,
        scope: Scope | None = None,
        seed: int | None = None,
        instead: Run | None = None,
        now: Callable[[], datetime] = wall_clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> Self:
        """Start a new run over `questions` (all if empty); the run `instead` is given up.

        `limit_ms` is the clock of a test, 0 for none, which with `soft` ends nothing; `scope` says what the test was drawn from.
        """
        started = RunStarted(
            id=new_id(),
            at=stamp(now()),
            run=new_id(),
            quiz=quiz.name,
            mode=mode,
            questions=questions or tuple(question.id for question in quiz.questions),
            seed=random.SystemRandom().randrange(2**32) if seed is None else seed,
            limit_ms=limit_ms,
            soft=soft,
            scope=scope,
        )
        given_up = [RunEnded(id=new_id(), at=stamp(now()), run=instead.started.run, how="abandoned")] if instead else []
        store.append(*given_up, started)
        return cls(quiz, store, Run(started, (), None), now=now, monotonic=monotonic)

    @classmethod
    def resume(
        cls,
        quiz: Quiz,
        store: Store,
        state: LearnerState,
        *,
        mode: str = "study",
        questions: tuple[str, ...] = (),
        now: Callable[[], datetime] = wall_clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> Self | None:
        """Go on with the latest run of this quiz that was left unfinished (over exactly `questions`, if given); None if there is none."""
        run = open_run(quiz, state, mode, questions)
        return cls(quiz, store, run, now=now, monotonic=monotonic) if run else None

    # --- where we are ----------------------------------------------------------------------------------------------------------

    @property
    def run(self) -> str:
        """The id of the run."""
        return self.started.run

    @property
    def mode(self) -> str:
        """ "study" (feedback at once) or "test" (feedback at the end)."""
        return self.started.mode

    @property
    def answers(self) -> dict[str, Answered]:
        """The answer that holds to each question that was answered."""
        return {answer.question: answer for answer in self._given}

    @property
    def asked(self) -> tuple[Question, ...]:
        """All questions of the run, as far as the library has them."""
        return tuple(self._questions.values())

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
        asked = list(self._questions)
        return (asked.index(self._current) + 1 if self._current in asked else len(asked)), len(asked)

    @property
    def is_last(self) -> bool:
        """Whether nothing is left to ask after the open question."""
        return not [ident for ident in self._remaining() if ident != self._current]

    @property
    def elapsed_ms(self) -> int:
        """Time spent in this run, over all sittings, in ms."""
        return self._run_clock.ms

    @property
    def left_ms(self) -> int | None:
        """What the clock of a test has left, in ms; None without a clock."""
        limit = self.started.limit_ms
        return max(0, limit - self.elapsed_ms) if limit else None

    @property
    def time_is_up(self) -> bool:
        """Whether a clock that ends the test has run down."""
        return self.left_ms == 0 and not self.started.soft

    # --- answering -------------------------------------------------------------------------------------------------------------

    def edit(self, draft: Draft) -> None:
        """Replace the draft of the open question; it survives a crash."""
        if self.phase is Phase.ASKING:
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

        With `insist` the learner stands by an answer that looked like a slip of the keys. The last answer also ends the run, in one step.
        """
        question, draft = self.question, self.draft
        if question is None or self.phase is not Phase.ASKING:
            raise RuntimeError("no question is open")
        marking = mark(question, draft.response, insist=insist)
        if marking.ask_again:
            return marking
        answer = self._answered(question, draft, marking, self._question_clock.ms)
        ended = self._end("finished") if self.is_last else None
        self._store.append(answer, *([ended] if ended else []))
        self._given.append(answer)
        self._ended = ended
        self.draft, self.marking, self.phase = draft, marking, Phase.FEEDBACK
        if ended:
            self._forget_mark()
        return marking

    def proceed(self) -> None:
        """From feedback to the next question, or to the end."""
        if self.phase is Phase.FEEDBACK:
            self._open_next()

    def undo(self) -> bool:
        """Take back the last answer of this run and open its question again as it was answered; False if there is none."""
        last = next((answer for answer in reversed(self._given) if answer.question in self._questions), None)
        if last is None:
            return False
        voided = [last.id] + ([self._ended.id] if self._ended else [])
        self._store.append(*(Voided(id=new_id(), at=stamp(self._now()), event=event) for event in voided))
        self._given.remove(last)
        self._ended = None
        self._open(last.question, Draft(last.response, hints=last.hints), last.ms)
        return True

    def finish(self, how: str = "abandoned") -> None:
        """End the run now; unanswered questions stay unanswered. The clock that runs down, too, gives `how` as "finished"."""
        if self._ended is None:
            ended = self._end(how)
            self._store.append(ended)
            self._ended = ended
        self._close()
        self._forget_mark()

    def is_in_step(self, run: Run) -> bool:
        """Whether this is still the run as the learner's events tell it; an undo elsewhere, or another window, may have changed it."""
        told = {answer.id for answer in (*run.answers, *run.replaced)}
        return {answer.id for answer in self._given} == told and (self._ended is None) == (run.ended is None)

    @property
    def last_answer(self) -> Answered | None:
        """The answer given last in this run."""
        return self._given[-1] if self._given else None

    # --- pauses ----------------------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """The learner looks elsewhere: both clocks stand still, and the open question is written down."""
        self._run_clock.pause()
        self._question_clock.pause()
        self.keep()

    def go_on(self) -> None:
        """The learner is back."""
        self._run_clock.go_on()
        self._question_clock.go_on()

    def keep(self) -> None:
        """Write the open question, its draft and both clocks down, so that even a killed program comes back to them."""
        if self.phase is Phase.ASKING:
            kept = Kept(self.run, self._current, self.draft, self._question_clock.ms, self.elapsed_ms)
            write_mark(self._store, self._mark_key, kept)

    # --- the end ---------------------------------------------------------------------------------------------------------------

    def results(self) -> tuple[Result, ...]:
        """The answered questions in the order of the run, marked again for showing."""
        return results_of(self._questions.values(), self.answers)

    def missed(self) -> tuple[str, ...]:
        """The questions of the run that are worth asking again: answered, and not wholly right."""
        return tuple(result.question.id for result in self.results() if result.missed)

    def summary(self) -> Summary:
        """What came of the run."""
        return summarise(self._questions.values(), self.results())

    # --- inside ----------------------------------------------------------------------------------------------------------------

    @property
    def _mark_key(self) -> str:
        return f"run:{self.quiz.name}:{self.mode}"

    def _forget_mark(self) -> None:
        if read_mark(self._store, self._mark_key, self.run):
            write_mark(self._store, self._mark_key, None)

    def _answered(self, question: Question, draft: Draft, marking: Marking, ms: int) -> Answered:
        """The answer that a draft is, `ms` after its question was asked."""
        return Answered(
            id=new_id(),
            at=stamp(self._now()),
            question=question.id,
            rev=question.rev,
            run=self.run,
            response=draft.response,
            score=None if marking.score is None else float(marking.score),
            shown=shuffle_options(question, self.started.seed),
            ms=ms,
            hints=draft.hints,
            mode=self.mode,
        )

    def _end(self, how: str) -> RunEnded:
        return RunEnded(id=new_id(), at=stamp(self._now()), run=self.run, how=how)

    def _remaining(self) -> list[str]:
        return [ident for ident in self._questions if ident not in self.answers]

    def _take_up(self, kept: Kept | None) -> None:
        """Go on with what was kept of the open question."""
        if kept and self._ended is None and kept.question in self._remaining():
            self._open(kept.question, kept.draft, kept.question_ms)
        else:
            self._open_next()

    def _open_next(self) -> None:
        remaining = self._remaining()
        if self._ended or not remaining:
            self._close()
        else:
            self._open(remaining[0])

    def _open(self, ident: str, draft: Draft | None = None, ms: int = 0) -> None:
        """Open a question with what was done of it, if that still fits: its author may have changed it since."""
        self._current, self.phase, self.marking = ident, Phase.ASKING, None
        question = self._questions[ident]
        self.draft = draft if draft and drafts.fits(question, draft) else drafts.empty_draft(question, self.shown)
        self._question_clock.restart(ms)
        self.keep()

    def _close(self) -> None:
        self._current, self.phase, self.marking = "", Phase.DONE, None


def _when(answer: Answered) -> tuple[float, str]:
    return moment(answer.at).instant, answer.id
