"""What the events add up to: a pure fold that gives the same result in whatever order they arrive.

An event counts once by its id; a voided one never happened, even if the undo arrives first (an undo itself cannot be voided). Order matters
only for "the latest": it goes by the event's own time, then by its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from edu_tui.progress.collector import collector_resting
from edu_tui.progress.events import Answered, Event, Flagged, Judged, Noted, Read, Reported, RunEnded, RunStarted, Voided
from edu_tui.progress.moments import moment
from edu_tui.progress.timeline import Deed, Timeline

CORRECT = 1.0
"""The score from which an answer counts as correct."""

K = TypeVar("K")
V = TypeVar("V")


class Section(NamedTuple):
    """What `Read` names: one section of one module as told to one audience."""

    module: str
    audience: str
    section: str


class QuestionState(NamedTuple):
    """One question that was answered at least once.

    `times` answered and `correct` among them; `score` (0 to 1) of the latest marked answer, None when all were polls; `at`, `event` and
    `rev` are of the latest answer.
    """

    question: str
    times: int
    correct: int
    score: float | None
    at: str
    event: str
    rev: int


class Run(NamedTuple):
    """A quiz run: its start, its answers in order of time, and its end, None while it is open."""

    started: RunStarted
    answers: tuple[Answered, ...]
    ended: RunEnded | None


class _RunLines:
    """The three timelines of one run. A run has one start and one end, but two machines may each have ended it."""

    def __init__(self) -> None:
        self.started = Timeline[RunStarted]()
        self.answers = Timeline[Answered]()
        self.ended = Timeline[RunEnded]()


class LearnerState:
    """Everything folded from a learner's events; `apply` brings in one more, in place. `answers` counts all answers that hold."""

    def __init__(self) -> None:
        self.answers = 0
        self._seen: dict[str, Event] = {}
        self._voided: set[str] = set()
        self._questions: dict[str, Timeline[Answered]] = {}
        self._sections: dict[Section, Timeline[Read]] = {}
        self._runs: dict[str, _RunLines] = {}
        self._reports = Timeline[Reported]()
        self._judged: dict[str, Timeline[Judged]] = {}
        self._flagged: dict[str, Timeline[Flagged]] = {}
        self._noted: dict[str, Timeline[Noted]] = {}
        self._deliberate = Timeline[Deed]()
        self._days: Counter[date] = Counter()

    def apply(self, event: Event) -> None:
        """Bring in one event. One whose id is known is passed over."""
        if event.id in self._seen:
            return
        self._seen[event.id] = event
        if isinstance(event, Voided):
            self._void(event.event)
        elif event.id not in self._voided:
            self._put(event)

    def question(self, question: str) -> QuestionState | None:
        """What is known of one question; None when it was never answered."""
        line = self._questions.get(question)
        last = line.last() if line else None
        if line is None or last is None:
            return None
        answers = list(line)
        score = next((answer.score for answer in reversed(answers) if answer.score is not None), None)
        correct = sum(answer.score is not None and answer.score >= CORRECT for answer in answers)
        return QuestionState(question, len(answers), correct, score, last.at, last.id, last.rev)

    def questions(self) -> Iterator[QuestionState]:
        """The state of every question that was answered, in no particular order."""
        return (state for question in self._questions if (state := self.question(question)) is not None)

    def latest_score(self, question: str) -> float | None:
        """The score (0 to 1) of the latest marked answer; None when there is none."""
        line = self._questions.get(question, ())
        return next((answer.score for answer in reversed(line) if answer.score is not None), None)

    def history(self, question: str) -> tuple[Answered, ...]:
        """All answers to one question in order of time."""
        return tuple(self._questions.get(question, ()))

    def answered(self) -> Iterator[str]:
        """The ids of the questions that were answered."""
        return (question for question, line in self._questions.items() if line)

    def is_read(self, module: str, audience: str, section: str) -> bool:
        """Whether a section was read."""
        return bool(self._sections.get(Section(module, audience, section)))

    def sections_read(self) -> frozenset[Section]:
        """All sections that were read."""
        return frozenset(section for section, line in self._sections.items() if line)

    def readings(self) -> Iterator[Read]:
        """Every reading of every section, those of one section in order of time."""
        return (reading for line in self._sections.values() for reading in line)

    def last_read(self) -> Read | None:
        """The latest reading of any section."""
        lines = [line for line in self._sections.values() if line]
        return max(lines, key=lambda line: line.last_key()).last() if lines else None

    def run(self, run: str) -> Run | None:
        """One run by its id; None when its start is not known."""
        lines = self._runs.get(run)
        started = lines.started.first() if lines else None
        if lines is None or started is None:
            return None
        return Run(started, tuple(lines.answers), lines.ended.first())

    def runs(self) -> list[Run]:
        """All runs, by the time of their start."""
        known = [(lines.started.last_key(), run) for run, lines in self._runs.items() if lines.started]
        return [found for _, run in sorted(known) if (found := self.run(run)) is not None]

    def run_to_resume(self) -> Run | None:
        """The run begun last among those that have not ended; None when there is none."""
        open_runs = [(lines.started.last_key(), run) for run, lines in self._runs.items() if lines.started and not lines.ended]
        return self.run(max(open_runs)[1]) if open_runs else None

    def reports(self) -> tuple[Reported, ...]:
        """The learner's reports of faults in order of time."""
        return tuple(self._reports)

    def judgement(self, answer: str) -> Judged | None:
        """What the learner said last of the answer with this id, if anything."""
        line = self._judged.get(answer)
        return line.last() if line else None

    def flags(self) -> dict[str, str]:
        """The flag of each question or section that has one."""
        return {subject: last.flag for subject, line in self._flagged.items() if (last := line.last()) and last.flag}

    def notes(self) -> dict[str, str]:
        """The note on each question or section that has one."""
        return {subject: last.text for subject, line in self._noted.items() if (last := line.last()) and last.text}

    def last_deed(self) -> Deed | None:
        """What undo takes back: the latest answer, judgement, flag, note or report that still holds."""
        return self._deliberate.last()

    def days(self) -> list[date]:
        """The study days on which something was answered or read, oldest first."""
        return sorted(day for day, count in self._days.items() if count)

    def day_count(self, day: date) -> int:
        """How many answers and readings fell on a study day."""
        return self._days[day]

    def streak(self, today: date) -> int:
        """How many study days in a row were active up to `today`, or up to yesterday if today is still empty."""
        day = today if self._days[today] else today - timedelta(days=1)
        length = 0
        while self._days[day]:
            length += 1
            day -= timedelta(days=1)
        return length

    def _void(self, identity: str) -> None:
        if identity in self._voided:
            return
        self._voided.add(identity)
        event = self._seen.get(identity)
        if event is not None and not isinstance(event, Voided):
            self._take(event)

    def _put(self, event: Deed) -> None:
        instant, day = moment(event.at)
        for line in self._lines(event):
            line.put(instant, event)
        self._count(event, day, 1)

    def _take(self, event: Deed) -> None:
        for line in self._lines(event):
            line.take(event)
        self._count(event, moment(event.at).day, -1)

    def _lines(self, event: Deed) -> tuple[Timeline[Any], ...]:
        """The timelines that an event stands in, made if need be."""
        match event:
            case Answered():
                run = _at(self._runs, event.run, _RunLines)
                return _at(self._questions, event.question, Timeline), run.answers, self._deliberate
            case Read():
                return (_at(self._sections, Section(event.module, event.audience, event.section), Timeline),)
            case RunStarted():
                return (_at(self._runs, event.run, _RunLines).started,)
            case RunEnded():
                return (_at(self._runs, event.run, _RunLines).ended,)
            case Reported():
                return self._reports, self._deliberate
            case Judged():
                return _at(self._judged, event.answer, Timeline), self._deliberate
            case Flagged():
                return _at(self._flagged, event.subject, Timeline), self._deliberate
            case Noted():
                return _at(self._noted, event.subject, Timeline), self._deliberate

    def _count(self, event: Deed, day: date | None, step: int) -> None:
        if isinstance(event, Answered):
            self.answers += step
        elif not isinstance(event, Read):
            return
        if day is not None:
            self._days[day] += step


def _at(table: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What stands under `key`, made if nothing does; unlike dict.setdefault, nothing is made in vain."""
    value = table.get(key)
    if value is None:
        value = table[key] = make()
    return value


def fold(events: Iterable[Event]) -> LearnerState:
    """The state that `events` add up to, in any order."""
    with collector_resting():
        return advance(LearnerState(), events)


def advance(state: LearnerState, events: Iterable[Event]) -> LearnerState:
    """`state` with `events` brought in; the same object, for use in a chain."""
    for event in events:
        state.apply(event)
    return state
