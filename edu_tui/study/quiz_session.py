"""A learner and a quiz: one question after the other, saved before it is acknowledged, resumable at any moment.

A test is gone through otherwise: `study.exam.session`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Self

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.events import Answered, RunEnded, RunStarted, Scope, Voided, new_id, stamp
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Run
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft
from edu_tui.study.run_mark import Kept, read_mark, write_mark
from edu_tui.study.run_state import Phase, RunState
from edu_tui.study.runs import open_run
from edu_tui.study.store import Store


class QuizSession(RunState):
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
        super().__init__(quiz, run, monotonic)
        self._store, self._now = store, now
        kept = read_mark(store, self._mark_key, self.run)
        if kept:  # what the answers took is on the disk for certain; a clock that was written down and lost must not give that time back
            self._run_clock.restart(max(kept.run_ms, self.elapsed_ms))
        self._take_up(kept)

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
