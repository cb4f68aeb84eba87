"""Progress in plain words: what the progress screen shows, without its drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from edu_tui.library.modules import Audience
from edu_tui.study.slips import Slip
from edu_tui.study.stat_calibration import Calibration
from edu_tui.study.stat_days import Calendar, Times
from edu_tui.study.stat_mastery import ModuleStatistics, ObjectiveStatistics
from edu_tui.study.stat_recall import Forecast, Recall
from edu_tui.study.stat_share import percent
from edu_tui.study.stat_words import (
    NO_CONFIDENCE,
    NO_MISTAKES,
    NO_REVIEWS,
    NOTES,
    NOTHING,
    NOTHING_DUE,
    PAYS,
    SURENESS,
    band_words,
    certainty_words,
    level_verdict,
    recall_verdict,
    share_words,
    slips_words,
    spent_words,
    times_words,
)
from edu_tui.study.statistics import Statistics

_READERS = {Audience.CLINICIAN: "clinicians", Audience.FAMILY: "families"}


def as_text(learner: str, found: Statistics) -> str:
    """The progress, part after part; a part that rests on nothing yet says what to do for it."""
    totals = found.totals
    lines = [f"Learner: {learner}"]
    for module in found.modules:
        if module.begun:
            lines += ["", *_module(module)]
    for title, part in _parts(found):
        lines += ["", title, *(f"  {line}" for line in part)]
    lines += ["", f"Answers: {totals.answers}; sections read: {totals.sections_read}; days active: {totals.days_active}"]
    return "\n".join(lines)


def _parts(found: Statistics) -> Iterator[tuple[str, Iterable[str]]]:
    """Title and lines of each part behind the modules; before anything was done only the first one is there."""
    if waiting := [_title(module) for module in found.modules if not module.begun]:
        yield "Not begun yet", waiting
    if found.totals.right.of:
        yield "Where to look again", _weakest(found)
    if found.calendar.active:
        yield "Days of study", _days(found.calendar)
    if found.totals.answers:
        yield "Memory", _memory(found.recall)
        yield "The next 30 days", _forecast(found.forecast, found.today)
        yield "How sure you were", _sureness(found.calibration, found.slips)
    if found.times.all.total:
        yield "Time", _time(found.times, found.modules)
    if found.totals.answers:
        yield "How this is counted", NOTES
    elif not found.totals.sections_read:
        yield "What you have done", (NOTHING,)


def _title(module: ModuleStatistics) -> str:
    return f"{module.progress.title} (for {_READERS[module.progress.audience]})"


def _module(module: ModuleStatistics) -> Iterator[str]:
    progress = module.progress
    yield _title(module)
    yield f"  sections read: {progress.sections_read} of {progress.sections_total}"
    if progress.questions_total:
        yield f"  questions answered: {progress.questions_answered} of {progress.questions_total}"
    if module.right.of:
        yield f"  mastery: {percent(progress.mastery)}, over {module.questions} scored questions"
        yield f"  right the last time: {share_words(module.right)}"
        for objective in module.objectives:
            yield f"    {objective.text}: {_counts(objective)}"


def _counts(objective: ObjectiveStatistics) -> str:
    if not objective.right.of:
        return f"none of {objective.questions} asked yet" if objective.questions else "no questions"
    waiting = objective.questions - objective.right.of
    return f"{objective.right.part} of {objective.right.of} right" + (f", {waiting} not asked yet" if waiting else "")


def _weakest(found: Statistics) -> Iterator[str]:
    if not found.weakest:
        yield NO_MISTAKES
    for objective in found.weakest:
        yield f"{objective.text}: {share_words(objective.right)} right"
        if objective.section:
            where = f"{objective.module} --audience {objective.audience} --section {objective.section}"
            yield f"  read “{objective.section_title}”: edu-tui read {where}"
        yield f"  answer again: edu-tui quiz {objective.quiz}"


def _days(calendar: Calendar) -> Iterator[str]:
    """The weeks with something in them, the latest first: a line for each day would be long to listen to."""
    yield f"{calendar.active} of the last {len(calendar.counts)} days"
    for number, week in reversed(list(enumerate(calendar.weeks))):
        if any(week):
            days = sum(map(bool, week))
            steps = f"answers and sections {sum(week)}, on {days} {'day' if days == 1 else 'days'}"
            yield f"week of {_date(calendar.day(7 * number))}: {steps}"


def _memory(recall: Recall) -> Iterator[str]:
    if recall.all is None:
        yield NO_REVIEWS
        return
    yield f"recall expected {percent(recall.all.expected)}, recalled {share_words(recall.all.recalled)}. {recall_verdict(recall.all)}"
    if len(recall.bands) > 1:
        for band in reversed(recall.bands):
            yield f"expected {band_words(band)}: recalled {share_words(band.recalled)}"


def _forecast(forecast: Forecast, today: date) -> Iterator[str]:
    if not forecast.total:
        yield NOTHING_DUE
        return
    yield f"questions that fall due: {sum(forecast.days)} of {forecast.total} answered, {forecast.overdue} of them since before today"
    for ahead, due in enumerate(forecast.days):
        if due:
            yield f"{_date(today + timedelta(days=ahead)) if ahead else 'today'}: {due}"


def _sureness(calibration: Calibration, slips: Sequence[Slip]) -> Iterator[str]:
    if not calibration.levels:
        yield NO_CONFIDENCE
        return
    for level in reversed(calibration.levels):
        yield f"{SURENESS[level.confidence]}: right {share_words(level.right)}. {level_verdict(level)}".rstrip()
    yield certainty_words(calibration)
    if slips:
        yield slips_words(len(slips))
        for slip in slips:
            yield f"  {slip.title}: edu-tui quiz {slip.quiz} --question {slip.question}"
    yield PAYS


def _time(times: Times, modules: tuple[ModuleStatistics, ...]) -> Iterator[str]:
    yield times_words(times)
    for module in modules:
        if module.spent.total:
            yield f"{_title(module)}: {spent_words(module.spent)}"


def _date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
