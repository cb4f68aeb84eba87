"""What the events add up to: a pure fold that gives the same result in whatever order they arrive (`deeds`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from edu_tui.collector import collector_resting
from edu_tui.progress.deeds import Deeds, RunLines
from edu_tui.progress.events import Answered, Arrived, Bookmarked, Event, Flagged, Judged, Noted, Read, Reported, RunEnded
from edu_tui.progress.state_values import CORRECT, QuestionState, Run, Section
from edu_tui.progress.timeline import Deed


class LearnerState(Deeds):
    """Everything folded from a learner's events, for whoever asks."""

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
        return next((answer.score for answer in self.backwards(question) if answer.score is not None), None)

    def history(self, question: str) -> tuple[Answered, ...]:
        """All answers to one question in order of time."""
        return tuple(self._questions.get(question, ()))

    def backwards(self, question: str) -> Iterator[Answered]:
        """The same, the latest first: who needs only that need not wait for all."""
        return reversed(self._questions[question]) if question in self._questions else iter(())

    def answered(self) -> Iterator[str]:
        """The ids of the questions that were answered."""
        return (question for question, line in self._questions.items() if line)

    def is_answered(self, question: str) -> bool:
        """Whether a question was answered."""
        return bool(self._questions.get(question))

    def is_read(self, module: str, audience: str, section: str) -> bool:
        """Whether a section was read."""
        return bool(self._sections.get(Section(module, audience, section)))

    def sections_read(self) -> frozenset[Section]:
        """All sections that were read."""
        return frozenset(section for section, line in self._sections.items() if line)

    def readings(self) -> Iterator[Read]:
        """Every reading of every section, those of one section in order of time."""
        return (reading for line in self._sections.values() for reading in line)

    def last_reading(self, section: Section) -> Read | None:
        """The latest reading of one section; None when it was never read."""
        line = self._sections.get(section)
        return line.last() if line else None

    def run(self, run: str) -> Run | None:
        """One run by its id; None when its start is not known."""
        lines = self._runs.get(run)
        started = lines.started.first() if lines else None
        if lines is None or started is None:
            return None
        return Run(started, tuple(lines.answers), lines.ended.first(), lines.replaced())

    def ends(self, run: str) -> tuple[RunEnded, ...]:
        """All ends of a run; two machines may each have ended it."""
        return tuple(self._runs[run].ended) if run in self._runs else ()

    def runs(self, mode: str = "") -> list[Run]:
        """All runs, or those of one mode, by the time of their start."""
        return self._runs_among(run for run, lines in self._runs.items() if not mode or _mode(lines) == mode)

    def open_runs(self) -> list[Run]:
        """The runs that have not ended, by the time of their start."""
        return self._runs_among(run for run, lines in self._runs.items() if not lines.ended)

    def _runs_among(self, names: Iterable[str]) -> list[Run]:
        known = [(self._runs[run].started.last_key(), run) for run in names if self._runs[run].started]
        return [found for _, run in sorted(known) if (found := self.run(run)) is not None]

    def reports(self) -> tuple[Reported, ...]:
        """The learner's reports of faults in order of time."""
        return tuple(self._reports)

    def answer(self, ident: str) -> Answered | None:
        """The answer with this id; None when it is not known, or was taken back."""
        event = None if ident in self._voided else self._seen.get(ident)
        return event if isinstance(event, Answered) else None

    def changes(self, question: str) -> int:
        """How often the answers to a question, or what was said of them, have changed since this state was made.

        While this number stays, so does all that was worked out from them.
        """
        return self._changes[question]

    def changed(self) -> frozenset[str]:
        """The questions whose count of changes is not 0."""
        return frozenset(self._changes)

    def judgement(self, answer: str) -> Judged | None:
        """What the learner said last of the answer with this id, if anything."""
        line = self._judged.get(answer)
        return line.last() if line else None

    def flags(self) -> dict[str, str]:
        """The flag of each question or section that has one."""
        return {subject: last.flag for subject, last in self.flagged().items()}

    def flagged(self) -> dict[str, Flagged]:
        """What `flags` tells, with all that was kept of it."""
        return {subject: last for subject, line in self._flagged.items() if (last := line.last()) and last.flag}

    def notes(self) -> dict[str, str]:
        """The note on each question or section that has one."""
        return {subject: last.text for subject, last in self.noted().items()}

    def noted(self) -> dict[str, Noted]:
        """What `notes` tells, with all that was kept of it."""
        return {subject: last for subject, line in self._noted.items() if (last := line.last()) and last.text}

    def bookmarks(self) -> dict[str, Bookmarked]:
        """The bookmark of each section that has one."""
        return {subject: last for subject, line in self._bookmarked.items() if (last := line.last()) and last.on}

    def acknowledged(self, question: str) -> int:
        """Up to which rev the learner has seen why a question was wrong; 0 if she has not."""
        return max((seen.rev for seen in self._acknowledged.get(question, ())), default=0)

    def arrivals(self) -> tuple[Arrived, ...]:
        """When newer libraries reached the learner's computers, in order of time."""
        return tuple(self._arrived)

    def last_deed(self) -> Deed | None:
        """What undo takes back: the latest answer, handing in, judgement, flag, note, bookmark or report that still holds.

        The last answer of a run that is no test ended it, and its end stands here for both.
        """
        return next((deed for deed in reversed(self._deliberate) if not self._is_idle(deed)), None)

    def _is_idle(self, deed: Deed) -> bool:
        """Whether taking a deed back would change nothing: it is said of an answer that was taken back."""
        return isinstance(deed, Judged) and self.answer(deed.answer) is None

    def days(self) -> list[date]:
        """The study days on which something was answered or read, oldest first."""
        return sorted(day for day, count in self._days.items() if count)

    def day_count(self, day: date) -> int:
        """How many answers and readings fell on a study day."""
        return self._days[day]

    def answering_ms(self, first: date) -> int:
        """The ms from question to answer on the study day `first` and later."""
        return sum(ms for day, ms in self._answering.items() if day >= first)

    def streak(self, today: date) -> int:
        """How many study days in a row were active up to `today`, or up to yesterday if today is still empty."""
        day = today if self._days[today] else today - timedelta(days=1)
        length = 0
        while self._days[day]:
            length += 1
            day -= timedelta(days=1)
        return length


def _mode(lines: RunLines) -> str:
    """The mode of a run; "" when its start is not known."""
    started = lines.started.first()
    return started.mode if started else ""


def fold(events: Iterable[Event]) -> LearnerState:
    """The state that `events` add up to, in any order."""
    with collector_resting():
        return advance(LearnerState(), events)


def advance(state: LearnerState, events: Iterable[Event]) -> LearnerState:
    """`state` with `events` brought in; the same object, for use in a chain."""
    for event in events:
        state.apply(event)
    return state
