"""Days: the calendar of the last weeks, what will fall due, and where the time went."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import columns, plural
from edu_tui.render.bars import bar_text
from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import Row, trimmed
from edu_tui.render.writer import Writer
from edu_tui.study.stat_days import Calendar, Times
from edu_tui.study.stat_mastery import ModuleStatistics
from edu_tui.study.stat_recall import Forecast
from edu_tui.study.stat_words import NOTHING_DUE, spent_words, times_words

SIGNS = "·░▒▓█"
"""From nothing to much: they differ by how dark they are, and need no colour."""

STEPS = (1, 10, 20, 40)
"""The least count of each sign but the first."""

BAR = 24
"""The most cells of a bar of the forecast."""

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH = 3
_SIDE = 5


# --- the calendar ----------------------------------------------------------------------------------------------------------------


def days_part(writer: Writer, calendar: Calendar) -> None:
    """The heat map: a column a week, a line a day of the week."""
    steps = plural(sum(calendar.counts), "answer or section", "answers and sections")
    writer.write([Span(f"{calendar.active} of the last {len(calendar.counts)} days, {steps}.")], 0)
    writer.gap()
    room = writer.room - _SIDE
    cell = 2 if room >= 2 * len(calendar.weeks) else 1
    first = max(0, len(calendar.weeks) - room // cell)
    writer.put([Line(trimmed((Span(" " * _SIDE + _months(calendar, first, cell), "muted"),)))])
    writer.put([Line(_weekday(calendar, number, first, cell)) for number in range(7)])
    writer.gap()
    legend = "   ".join(f"{sign} {words}" for sign, words in zip(SIGNS, _steps(), strict=True))
    writer.write([Span(legend, "muted")], 0)


def sign(count: int) -> str:
    """The sign of a day's count."""
    return SIGNS[bisect_right(STEPS, count)]


def _steps() -> list[str]:
    """What each sign stands for."""
    ranges = [f"{least} to {above - 1}" for least, above in pairwise(STEPS)]
    return ["none", *ranges, f"{STEPS[-1]} or more"]


def _weekday(calendar: Calendar, number: int, first: int, cell: int) -> Row:
    """One day of the weeks from number `first` on."""
    signs = "".join(sign(week[number]).ljust(cell) for week in calendar.weeks[first:] if number < len(week))
    return trimmed((Span(_NAMES[number].ljust(_SIDE), "muted"), Span(signs, "bar")))


def _months(calendar: Calendar, first: int, cell: int) -> str:
    """The names of the months above the weeks in which they begin, those without room left out."""
    mondays = [calendar.day(7 * week) for week in range(first, len(calendar.weeks))]
    weeks = [week for week, monday in enumerate(mondays) if not week or monday.month != mondays[week - 1].month]
    ends = [*(week * cell - 1 for week in weeks[1:]), len(mondays) * cell]
    line = ""
    for week, end in zip(weeks, ends, strict=True):
        if end - week * cell >= _MONTH:
            line = line.ljust(week * cell) + f"{mondays[week]:%b}"
    return line


# --- what falls due --------------------------------------------------------------------------------------------------------------


def next_days_part(writer: Writer, forecast: Forecast, today: date) -> None:
    """How many questions fall due on each of the next days; days without any are passed over."""
    if not forecast.total:
        writer.write([Span(NOTHING_DUE, "muted")], 0)
        return
    coming = sum(forecast.days)
    told = f"{coming} of the {plural(forecast.total, 'question')} that you answered fall due"
    overdue = f", {forecast.overdue} of them since before today" if forecast.overdue else ""
    writer.write([Span(f"{told}{overdue}. New answers move them.", "muted")], 0)
    most = max(forecast.days)
    for ahead, count in enumerate(forecast.days):
        if count:
            day = today + timedelta(days=ahead)
            name = "Today" if not ahead else f"{_NAMES[day.weekday()]} {day.day:>2} {day:%b}"
            length = min(BAR, writer.room - 18)
            writer.put([Line((Span(f"  {name:<11}"), Span(bar_text(count / most, max(1, length)), "bar"), Span(f" {count}")))])


# --- time ------------------------------------------------------------------------------------------------------------------------


def time_part(writer: Writer, times: Times, modules: tuple[ModuleStatistics, ...]) -> None:
    """Time in all, lately, and by module."""
    writer.write([Span(f"{times_words(times)}.")], 0)
    writer.indent((Span("  "),))
    for module in modules:
        if module.spent.total:
            title = [Span(module.progress.title), Span(f"  {WHO[module.progress.audience]}", "muted")]
            columns(writer, title, [Span(spent_words(module.spent))])
    writer.close()
