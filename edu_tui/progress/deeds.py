"""A learner's events, each put into the timelines where it counts: the same come of them in whatever order they arrive.

An event counts once by its id; a voided one never happened, even if the undo arrives first (an undo itself cannot be voided). Order matters
only for "the latest": it goes by the event's own time, then by its id.

In a test an answer may be changed: of those to one question in one run the latest holds, and the earlier ones count as never given, until
the latest is voided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from edu_tui.progress.events import (
    Acknowledged,
    Answered,
    Arrived,
    Bookmarked,
    Event,
    Flagged,
    Judged,
    Noted,
    Read,
    Reported,
    RunEnded,
    RunStarted,
    Voided,
)
from edu_tui.progress.moments import moment
from edu_tui.progress.state_values import FINISHED, TEST, Section
from edu_tui.progress.timeline import Deed, Timeline

K = TypeVar("K")
V = TypeVar("V")


class RunLines:
    """The timelines of one run: its start, its end, the answers that hold, and in a test all answers to each question.

    A run has one start and one end, but two machines may each have ended it.
    """

    def __init__(self) -> None:
        self.started = Timeline[RunStarted]()
        self.answers = Timeline[Answered]()
        self.ended = Timeline[RunEnded]()
        self.given: dict[str, Timeline[Answered]] = {}

    def replaced(self) -> tuple[Answered, ...]:
        """The answers of a test that were changed, in order of time."""
        changed = [answer for line in self.given.values() for answer in tuple(line)[:-1]]
        return tuple(sorted(changed, key=lambda answer: (moment(answer.at).instant, answer.id)))


class Deeds:
    """All timelines of one learner; `apply` brings in one more event, in place. `answers` counts all answers that hold."""

    def __init__(self) -> None:
        self.answers = 0
        self._seen: dict[str, Event] = {}
        self._voided: set[str] = set()
        self._questions: dict[str, Timeline[Answered]] = {}
        self._sections: dict[Section, Timeline[Read]] = {}
        self._runs: dict[str, RunLines] = {}
        self._reports = Timeline[Reported]()
        self._judged: dict[str, Timeline[Judged]] = {}
        self._flagged: dict[str, Timeline[Flagged]] = {}
        self._noted: dict[str, Timeline[Noted]] = {}
        self._bookmarked: dict[str, Timeline[Bookmarked]] = {}
        self._acknowledged: dict[str, Timeline[Acknowledged]] = {}
        self._arrived = Timeline[Arrived]()
        self._deliberate = Timeline[Deed]()
        self._days: Counter[date] = Counter()
        self._answering: Counter[date] = Counter()
        self._changes: Counter[str] = Counter()

    def apply(self, event: Event) -> None:
        """Bring in one event. One whose id is known is passed over."""
        if event.id in self._seen:
            return
        self._seen[event.id] = event
        if isinstance(event, Voided):
            self._void(event.event)
        elif event.id not in self._voided:
            self._bring_in(event)
            self._note_change(event)

    def _void(self, identity: str) -> None:
        if identity in self._voided:
            return
        self._voided.add(identity)
        event = self._seen.get(identity)
        if event is not None and not isinstance(event, Voided):
            self._take_out(event)
            self._note_change(event)

    def _bring_in(self, event: Deed) -> None:
        """Put an event in; an answer of a test only if it is the latest to its question, and then in place of the one that was."""
        if not (isinstance(event, Answered) and event.mode == TEST):
            self._put(event)
            return
        line = self._given(event)
        former = line.last()
        line.put(moment(event.at).instant, event)
        if line.last() is event:
            if former is not None:
                self._take(former)
            self._put(event)

    def _take_out(self, event: Deed) -> None:
        """Take an event out; the answer of a test that it replaced holds again."""
        if not (isinstance(event, Answered) and event.mode == TEST):
            self._take(event)
            return
        line = self._given(event)
        held = line.last() is event
        line.take(event)
        if held:
            self._take(event)
            if (former := line.last()) is not None:
                self._put(former)

    def _note_change(self, event: Deed) -> None:
        """Count a change for the question that it belongs to. What is said of an answer before that is known needs no count of its own."""
        answer = self._seen.get(event.answer) if isinstance(event, Judged) else event
        if isinstance(answer, Answered):
            self._changes[answer.question] += 1

    def _given(self, answer: Answered) -> Timeline[Answered]:
        """All answers to the question of `answer` in its test."""
        return _at(_at(self._runs, answer.run, RunLines).given, answer.question, Timeline)

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
                run = _at(self._runs, event.run, RunLines)
                return _at(self._questions, event.question, Timeline), run.answers, self._deliberate
            case Read():
                return (_at(self._sections, Section(event.module, event.audience, event.section), Timeline),)
            case RunStarted():
                return (_at(self._runs, event.run, RunLines).started,)
            case RunEnded():
                line = _at(self._runs, event.run, RunLines).ended
                return (line, self._deliberate) if event.how == FINISHED else (line,)
            case Reported():
                return self._reports, self._deliberate
            case Judged():
                return _at(self._judged, event.answer, Timeline), self._deliberate
            case Flagged():
                return _at(self._flagged, event.subject, Timeline), self._deliberate
            case Noted():
                return _at(self._noted, event.subject, Timeline), self._deliberate
            case Bookmarked():
                return _at(self._bookmarked, event.subject, Timeline), self._deliberate
            case Acknowledged():
                return (_at(self._acknowledged, event.subject, Timeline),)
            case Arrived():
                return (self._arrived,)

    def _count(self, event: Deed, day: date | None, step: int) -> None:
        if isinstance(event, Answered):
            self.answers += step
            if day is not None:
                self._answering[day] += step * event.ms
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
