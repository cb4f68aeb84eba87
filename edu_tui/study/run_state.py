"""How a run stands: what is asked, what was answered, what is open, and the time that it took."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from edu_tui.library.marking import Marking
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.events import Answered
from edu_tui.progress.moments import moment
from edu_tui.progress.state_values import Run
from edu_tui.study.draft import Draft
from edu_tui.study.results import Result, Summary, results_of, summarise
from edu_tui.study.stopwatch import Stopwatch


class Phase(StrEnum):
    """Where a session stands: a question is open, its feedback is shown, a test is looked over, or the run is over."""

    ASKING = "asking"
    FEEDBACK = "feedback"
    OVERVIEW = "overview"
    DONE = "done"


class RunState:
    """One run of a quiz as it stands, for whoever shows it; subclasses go on with it.

    `draft` is what stands on the open question, `marking` the feedback that is shown.
    """

    phase: Phase
    marking: Marking | None
    draft: Draft

    def __init__(self, quiz: Quiz, run: Run, monotonic: Callable[[], float]) -> None:
        """`run` as the learner's events tell it; nothing is open yet."""
        self.quiz, self.started = quiz, run.started
        self._given = sorted((*run.answers, *run.replaced), key=_when)
        known = {question.id: question for question in quiz.questions}
        self._questions = {ident: known[ident] for ident in run.started.questions if ident in known}
        self._ended = run.ended
        self._current = ""
        self.phase, self.marking, self.draft = Phase.DONE, None, Draft(())
        self._run_clock = Stopwatch(monotonic, sum(answer.ms for answer in run.answers))
        self._question_clock = Stopwatch(monotonic)

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

    def is_in_step(self, run: Run) -> bool:
        """Whether this is still the run as the learner's events tell it; an undo elsewhere, or another window, may have changed it."""
        told = {answer.id for answer in (*run.answers, *run.replaced)}
        return {answer.id for answer in self._given} == told and (self._ended is None) == (run.ended is None)

    @property
    def last_answer(self) -> Answered | None:
        """The answer given last in this run."""
        return self._given[-1] if self._given else None

    def results(self) -> tuple[Result, ...]:
        """The answered questions in the order of the run, marked again for showing."""
        return results_of(self._questions.values(), self.answers)

    def missed(self) -> tuple[str, ...]:
        """The questions of the run that are worth asking again: answered, and not wholly right."""
        return tuple(result.question.id for result in self.results() if result.missed)

    def summary(self) -> Summary:
        """What came of the run."""
        return summarise(self._questions.values(), self.results())

    def _remaining(self) -> list[str]:
        return [ident for ident in self._questions if ident not in self.answers]


def _when(answer: Answered) -> tuple[float, str]:
    return moment(answer.at).instant, answer.id
