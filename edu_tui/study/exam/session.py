"""A learner and a test: questions in any order, answers that can be changed until she hands in, a clock that tells or ends.

How it maps on events: each answer is saved when it is given, and a changed one is simply given again; of the answers to one question in
one test the latest holds (`progress.deeds`). So nothing acknowledged can be lost, whatever happens before the handing in, and an undo
brings the former answer back. What stands on a question when the learner turns to another counts as given, as on paper.

The clock counts the time in which the test is open on the screen. It is written down every few seconds and with every step, so that a
killed program neither charges the time until it is started again nor gives back more than those few seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Order, Question
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.events import Answered, RunEnded, Voided, new_id, stamp
from edu_tui.progress.moments import UNKNOWN, moment
from edu_tui.progress.state_values import CORRECT, FINISHED, TEST, Run
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_mark import Kept, KeptPage, write_mark
from edu_tui.study.run_state import Phase
from edu_tui.study.unanswered import unanswered

KEEP_SECONDS = 5
"""How often a running clock is to be written down."""

_TICK = timedelta(microseconds=1)


class Standing(msgspec.Struct, frozen=True):
    """How one question of a test stands: its number from 1, its id, and whether it is answered and marked for review.

    `begun` says that something stands on it that is not given, because it cannot be taken as it is.
    """

    number: int
    question: str
    answered: bool
    begun: bool
    marked: bool


class ExamSession(QuizSession):
    """A test. (Its name does not begin with Test because pytest collects what does.)

    Its phases: `ASKING`, `OVERVIEW` of all questions, `DONE`; after the end `FEEDBACK` while questions are looked at again.
    """

    marked: tuple[str, ...]
    """The questions marked for review, in their order."""

    # --- where we are ----------------------------------------------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Whether the test was handed in or ended otherwise."""
        return self._ended is not None

    @property
    def record(self) -> Run:
        """The test as it stands, as the learner's state would tell it."""
        return Run(self.started, tuple(self.answers.values()), self._ended)

    @property
    def is_late(self) -> bool:
        """Whether a clock that goes on has run down."""
        return self.left_ms == 0 and self.started.soft

    @property
    def is_last(self) -> bool:
        """Whether the open question is the last one."""
        number, total = self.place
        return number == total

    @property
    def is_marked(self) -> bool:
        """Whether the open question is marked for review."""
        return self._current in self.marked

    @property
    def number(self) -> int:
        """The number of the question that is open, or was open before the overview."""
        asked = list(self._questions)
        return asked.index(self._left) + 1 if self._left in asked else 1

    @property
    def last_answer(self) -> Answered | None:
        """The answer given last; of a question that is looked at again its own."""
        return self.answers.get(self._current) if self.phase is Phase.FEEDBACK else super().last_answer

    def standings(self) -> tuple[Standing, ...]:
        """How each question stands."""
        answers = self.answers
        return tuple(
            Standing(number, ident, ident in answers, self._is_begun(ident), ident in self.marked)
            for number, ident in enumerate(self._questions, 1)
        )

    # --- going through it ------------------------------------------------------------------------------------------------------

    def edit(self, draft: Draft) -> None:
        """Replace the draft of the open question; when a clock that ends the test has run down it stays as it was then."""
        if not self.time_is_up:
            super().edit(draft)

    def submit(self, *, insist: bool = False) -> Marking:
        """Save the answer and turn to the next question, after the last one to the overview.

        With `ask_again` in the marking nothing was saved and the question stays open.
        """
        question = self.question
        if question is None or self.phase is not Phase.ASKING:
            raise RuntimeError("no question is open")
        marking = mark(question, self.draft.response, insist=insist)
        if marking.ask_again:
            return marking
        if not _tells_the_same(self.answers.get(question.id), self.draft):
            self._save(self._answered(question, self.draft, marking, self._question_clock.ms))
        self.turn(1)
        return marking

    def turn(self, by: int) -> None:
        """Turn to the next (1) or previous (-1) question; beyond the ends to the overview. What stands on this one is given."""
        number = self.number + by
        if 1 <= number <= len(self._questions):
            self.go(number)
        else:
            self.survey()

    def go(self, number: int) -> None:
        """Turn to question `number`; what stands on the open one is given. Raises IndexError for a number that is none."""
        if not 1 <= number <= len(self._questions):
            raise IndexError(number)
        self._give_page()
        self._turn_to(list(self._questions)[number - 1])

    def survey(self) -> None:
        """Look over all questions; what stands on the open one is given."""
        self._give_page()
        self._current, self.phase, self.marking = "", Phase.OVERVIEW, None
        self.keep()

    def mark_for_review(self) -> None:
        """Mark the open question for review, or take that back."""
        if self.phase is Phase.ASKING:
            marked = set(self.marked) ^ {self._current}
            self.marked = tuple(ident for ident in self._questions if ident in marked)
            self.keep()

    def be_sure(self, confidence: int) -> None:
        """Note on the open question how sure she is; the same again takes it back."""
        same = self.draft.confidence == confidence
        self.edit(msgspec.structs.replace(self.draft, confidence=None if same else confidence))

    def undo(self) -> bool:
        """Take back the answer given last and turn to its question, on which the former one stands again; False if there is none.

        What was handed in stays.
        """
        last = next((answer for answer in reversed(self._given) if answer.question in self._questions), None)
        if last is None or self.is_over:
            return False
        self._store.append(Voided(id=new_id(), at=stamp(self._now()), event=last.id))
        self._put_away()
        self._given.remove(last)
        self._pages.pop(last.question, None)
        self._turn_to(last.question)
        return True

    def finish(self, how: str = FINISHED) -> None:
        """Hand in: what stands on any question is given and the test ends, in one step."""
        if self._ended is None:
            self._put_away()
            answers, ended = list(self._standing_answers()), self._end(how)
            self._store.append(*answers, ended)
            self._given += answers
            self._ended = ended
        self._close()
        self._forget_mark()

    # --- looking at it again ---------------------------------------------------------------------------------------------------

    def marking_of(self, question: Question) -> Marking:
        """How a question was marked, or what it would have wanted."""
        answer = self.answers.get(question.id)
        return mark(question, answer.response, insist=True) if answer else unanswered(question)

    def look(self, question: str) -> None:
        """After the end: show a question with what was answered and its feedback."""
        shown = self._questions[question]
        answer = self.answers.get(question)
        self._current = self._left = question
        self.marking = self.marking_of(shown)
        self.draft = _draft_of(answer) if answer else drafts.empty_draft(shown, self.shown)
        self.phase = Phase.FEEDBACK

    def proceed(self) -> None:
        """From the feedback on one question to that on the next, or back to the end."""
        if self.phase is Phase.FEEDBACK:
            self.look_on(1)

    def look_away(self) -> None:
        """Back to the end."""
        self._close()

    def look_on(self, by: int) -> None:
        """Look at the next (1) or previous (-1) question; beyond the ends there is the result."""
        asked = list(self._questions)
        number = self.number + by
        if 1 <= number <= len(asked):
            self.look(asked[number - 1])
        else:
            self._close()

    def missed(self) -> tuple[str, ...]:
        """The scored questions that were not right or not answered."""
        right = {ident for ident, answer in self.answers.items() if answer.score is not None and answer.score >= CORRECT}
        return tuple(question.id for question in self.asked if question.scored and question.id not in right)

    # --- pauses ----------------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Write down the open question, all drafts, what is marked for review, and both clocks."""
        if self.phase not in (Phase.ASKING, Phase.OVERVIEW):
            return
        pages = {ident: page for ident, page in self._pages.items() if ident != self._current}
        ms = self._question_clock.ms if self._current else 0
        write_mark(self._store, self._mark_key, Kept(self.run, self._current, self.draft, ms, self.elapsed_ms, self.marked, pages))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    @property
    def _mark_key(self) -> str:
        # Tests of one quiz may be open side by side, such as the whole and a form.
        return f"run:{self.run}"

    def _take_up(self, kept: Kept | None) -> None:
        self.marked = ()
        self._pages: dict[str, KeptPage] = {}
        self._left = ""
        if kept:
            self.marked = tuple(ident for ident in self._questions if ident in kept.marked)
            self._pages = {ident: page for ident, page in kept.pages.items() if ident in self._questions}
            if kept.question in self._questions:
                self._pages[kept.question] = KeptPage(kept.draft, kept.question_ms)
        if self._ended or not self._questions:
            self._close()
        elif kept and not kept.question:
            self.phase = Phase.OVERVIEW
        else:
            first = next(iter(self._remaining()), next(iter(self._questions)))
            self._turn_to(kept.question if kept and kept.question in self._questions else first)

    def _turn_to(self, ident: str) -> None:
        page, given = self._pages.get(ident), self.answers.get(ident)
        self._left = ident
        if page is not None:
            self._open(ident, page.draft, page.ms)
        elif given is not None:
            self._open(ident, _draft_of(given), given.ms)
        else:
            self._open(ident)

    def _as_given(self, ident: str) -> Draft | None:
        """The draft that is wholly given; None without an answer."""
        answer = self.answers.get(ident)
        return _draft_of(answer) if answer else None

    def _put_away(self) -> None:
        """Keep the page of the open question, if more stands on it than was given."""
        if self.phase is not Phase.ASKING:
            return
        if self.draft == self._as_given(self._current):
            self._pages.pop(self._current, None)
        else:
            self._pages[self._current] = KeptPage(self.draft, self._question_clock.ms)

    def _give_page(self) -> None:
        """Give what stands on the open question, and put its page away."""
        if self.phase is Phase.ASKING:
            page = KeptPage(self.draft, self._question_clock.ms)
            if answer := self._standing_answer(self._current, page, insist=False):
                self._save(answer)
            self._put_away()

    def _save(self, answer: Answered) -> None:
        self._store.append(answer)
        self._given.append(answer)

    def _standing_answers(self) -> Iterator[Answered]:
        """What stands on the pages that were put away, and is not given; where it looked like a slip it is taken as it stands."""
        for ident, page in self._pages.items():
            if answer := self._standing_answer(ident, page, insist=True):
                yield answer

    def _standing_answer(self, ident: str, page: KeptPage, *, insist: bool) -> Answered | None:
        """The answer that a page is; None where it is none, or only repeats the one that was given."""
        question, given = self._questions[ident], self.answers.get(ident)
        if not self._says_something(question, page.draft) or _tells_the_same(given, page.draft):
            return None
        marking = mark(question, page.draft.response, insist=insist)
        return None if marking.ask_again else self._answered(question, page.draft, marking, page.ms)

    def _says_something(self, question: Question, draft: Draft) -> bool:
        """Whether the learner did anything that can be an answer; steps as first shown are none before she says so."""
        if isinstance(question.body, Order):
            return question.id in self.answers or draft.response != shuffle_options(question, self.started.seed)
        return drafts.fits(question, draft) and not drafts.is_empty(question, draft)

    def _is_begun(self, ident: str) -> bool:
        """Whether something stands on a question that is not given."""
        page = self._pages.get(ident)
        given = self.answers.get(ident)
        return bool(page and self._says_something(self._questions[ident], page.draft) and not _tells_the_same(given, page.draft))

    def _answered(self, question: Question, draft: Draft, marking: Marking, ms: int) -> Answered:
        """The answer, dated after the one that it replaces whatever the clock on the wall does: the latest holds."""
        answer, former = super()._answered(question, draft, marking, ms), self.answers.get(question.id)
        at, now = answer.at, self._now()
        if former and moment(former.at) != UNKNOWN and moment(former.at).instant >= now.timestamp():
            at = stamp(datetime.fromisoformat(former.at).astimezone(now.tzinfo) + _TICK)
        return msgspec.structs.replace(answer, at=at, confidence=draft.confidence, late=self.is_late)

    def _end(self, how: str) -> RunEnded:
        return msgspec.structs.replace(super()._end(how), ms=self.elapsed_ms)


def session_class(mode: str) -> type[QuizSession]:
    """What goes through a run of this mode."""
    return ExamSession if mode == TEST else QuizSession


def _draft_of(answer: Answered) -> Draft:
    """The draft that an answer was."""
    return Draft(answer.response, hints=answer.hints, confidence=answer.confidence)


def _tells_the_same(answer: Answered | None, draft: Draft) -> bool:
    return answer is not None and (answer.response, answer.confidence) == (draft.response, draft.confidence)
