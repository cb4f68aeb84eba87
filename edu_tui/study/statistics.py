"""What a learner's answers say: one pass over them for all numbers of the progress screen and of `edu-tui progress`.

Each number keeps the n it rests on; where n is 0 there is no number. `docs/statistics.md` says how each is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.collector import collector_resting
from edu_tui.progress.events import Read
from edu_tui.progress.schedule import RETENTION, SAFETY_RETENTION
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import cards
from edu_tui.study.stat_answers import Answers, answers_of, merged
from edu_tui.study.stat_calibration import Calibration, calibration_of
from edu_tui.study.stat_days import Calendar, Spent, Times, calendar_of, times_of
from edu_tui.study.stat_mastery import ModuleStatistics, ObjectiveStatistics, modules_of, weakest
from edu_tui.study.stat_recall import Forecast, Memory, Recall, follow, forecast_of, recall_of
from edu_tui.study.stat_share import Share


class Totals(msgspec.Struct, frozen=True):
    """All `answers` and active study days of the learner, and the `streak` of days up to today.

    Of this library the sections read, the scored `questions`, and `right`: how many of those that were answered were right the last time.
    """

    answers: int
    sections_read: int
    days_active: int
    streak: int
    questions: int
    right: Share


class Statistics(msgspec.Struct, frozen=True):
    """What is known of a learner on the study day `today`."""

    today: date
    totals: Totals
    modules: tuple[ModuleStatistics, ...]
    weakest: tuple[ObjectiveStatistics, ...]
    calendar: Calendar
    recall: Recall
    forecast: Forecast
    calibration: Calibration
    times: Times


def statistics(catalogue: Catalogue, state: LearnerState, today: date, changed: Collection[str] = ()) -> Statistics:
    """The statistics of a learner in one library, as they stand on the study day `today`.

    `changed` are the cards that rest on evidence that changed since they were answered (`news`): they are due now.
    """
    with collector_resting():
        return _statistics(catalogue, state, today, changed)


def _statistics(catalogue: Catalogue, state: LearnerState, today: date, changed: Collection[str]) -> Statistics:
    answers = answers_of(state, today)
    modules = modules_of(catalogue, state, _spent(catalogue, answers, state.readings()))
    memories = _memories(catalogue, answers)
    return Statistics(
        today=today,
        totals=_totals(state, modules, today),
        modules=modules,
        weakest=weakest(modules),
        calendar=calendar_of(state, today),
        recall=recall_of([review for memory in memories.values() for review in memory.reviews]),
        forecast=forecast_of(_due_days(memories, today, changed), today),
        calibration=calibration_of(given for history in answers.values() for given in history),
        times=times_of(answers, state.readings(), today),
    )


def _totals(state: LearnerState, modules: Sequence[ModuleStatistics], today: date) -> Totals:
    return Totals(
        answers=state.answers,
        sections_read=sum(module.progress.sections_read for module in modules),
        days_active=len(state.days()),
        streak=state.streak(today),
        questions=sum(module.questions for module in modules),
        right=Share(sum(module.right.part for module in modules), sum(module.right.of for module in modules)),
    )


def _memories(catalogue: Catalogue, answers: Answers) -> dict[str, Memory]:
    """The memory of every card of the library that was answered."""
    found = {}
    for card in cards(catalogue).values():
        history = merged(answers, card.guises)
        if history:
            found[card.id] = follow(history, SAFETY_RETENTION if card.safety else RETENTION)
    return found


def _due_days(memories: Mapping[str, Memory], today: date, changed: Collection[str]) -> Iterator[date]:
    """When each card is due: by the schedule, or now if what it rests on changed."""
    return (min(memory.due, today) if card in changed else memory.due for card, memory in memories.items() if memory.due)


def _spent(catalogue: Catalogue, answers: Answers, readings: Iterable[Read]) -> dict[tuple[str, str], Spent]:
    """The time that went into each module of the library, by module and audience."""
    reading: dict[tuple[str, str], int] = {}
    for read in readings:
        key = read.module, read.audience
        reading[key] = reading.get(key, 0) + read.ms
    answering: dict[tuple[str, str], int] = {}
    for quiz in catalogue.quizzes:
        ms = sum(given.ms for question in quiz.questions for given in answers.get(question.id, ()))
        answering[quiz.module, quiz.audience] = answering.get((quiz.module, quiz.audience), 0) + ms
    return {key: Spent(reading.get(key, 0), answering.get(key, 0)) for key in reading.keys() | answering.keys()}
