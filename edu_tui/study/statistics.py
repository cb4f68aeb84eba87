"""What a learner's answers say: all numbers of the progress screen and of `edu-tui progress`.

Each number keeps the n it rests on; where n is 0 there is no number. `docs/statistics.md` says how each is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from edu_tui.collector import collector_resting
from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.events import Read
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Remembered, cards
from edu_tui.study.digest import Digest
from edu_tui.study.slips import Slip, slips_of
from edu_tui.study.stat_answers import Summary
from edu_tui.study.stat_calibration import Calibration, calibration_of
from edu_tui.study.stat_days import Calendar, Spent, Times, calendar_of, times_of
from edu_tui.study.stat_mastery import ModuleStatistics, ObjectiveStatistics, modules_of, weakest
from edu_tui.study.stat_recall import Forecast, Recall, forecast_of, recall_of
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
    """What is known of a learner on the study day `today`. `slips` come first in the next review."""

    today: date
    totals: Totals
    modules: tuple[ModuleStatistics, ...]
    weakest: tuple[ObjectiveStatistics, ...]
    calendar: Calendar
    recall: Recall
    forecast: Forecast
    calibration: Calibration
    times: Times
    slips: tuple[Slip, ...] = ()


def statistics(
    catalogue: Catalogue, state: LearnerState, today: date, changed: Collection[str] = (), digest: Digest | None = None
) -> Statistics:
    """The statistics of a learner in one library, as they stand on the study day `today`.

    `changed` are the cards that rest on evidence that changed since they were answered (`news`): they are due now. `digest` keeps what is
    worked out from one time to the next.
    """
    with collector_resting():
        return _statistics(catalogue, state, today, changed, digest or Digest(cards(catalogue).values()))


def _statistics(catalogue: Catalogue, state: LearnerState, today: date, changed: Collection[str], digest: Digest) -> Statistics:
    answers, remembered = digest.summaries.of(state), digest.memories.remembered(state, today)
    modules = modules_of(catalogue, state, _spent(catalogue, answers, state.readings()))
    return Statistics(
        today=today,
        totals=_totals(state, modules, today),
        modules=modules,
        weakest=weakest(modules),
        calendar=calendar_of(state, today),
        recall=recall_of(found.tallies for found in remembered.values()),
        forecast=forecast_of(_due_days(remembered, today, changed), today),
        calibration=calibration_of(answers.values()),
        times=times_of(sum(summary.ms for summary in answers.values()), state, today),
        slips=slips_of(catalogue, (found.slip for found in remembered.values())),
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


def _due_days(remembered: Mapping[str, Remembered], today: date, changed: Collection[str]) -> Iterator[date]:
    """When each card is due: by the schedule, or now if what it rests on changed."""
    for ident, found in remembered.items():
        if found.due is not None:
            yield min(found.due.due, today) if ident in changed else found.due.due


def _spent(catalogue: Catalogue, answers: Mapping[str, Summary], readings: Iterable[Read]) -> dict[tuple[str, str], Spent]:
    """The time that went into each module of the library, by module and audience."""
    reading: dict[tuple[str, str], int] = {}
    for read in readings:
        key = read.module, read.audience
        reading[key] = reading.get(key, 0) + read.ms
    answering: dict[tuple[str, str], int] = {}
    for quiz in catalogue.quizzes:
        ms = sum(answers[question.id].ms for question in quiz.questions if question.id in answers)
        answering[quiz.module, quiz.audience] = answering.get((quiz.module, quiz.audience), 0) + ms
    return {key: Spent(reading.get(key, 0), answering.get(key, 0)) for key in reading.keys() | answering.keys()}
