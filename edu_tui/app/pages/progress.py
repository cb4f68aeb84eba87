"""What a learner has done, what stays, and where to look again: one page of parts, each of which says what it rests on."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import DOTS, bar, columns, entry, plural
from edu_tui.app.pages.progress_days import days_part, next_days_part, time_part
from edu_tui.app.pages.progress_memory import memory_part, sureness_part
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.stat_mastery import ModuleStatistics, ObjectiveStatistics
from edu_tui.study.stat_share import percent
from edu_tui.study.stat_words import NO_MISTAKES, NOTES, NOTHING, duration, share_words
from edu_tui.study.statistics import Statistics

BAR = 12
"""Cells of a mastery bar."""

RIGHT, MISSED, NOT_ASKED = "●", "○", "·"
"""The sign of a question in the row of its objective."""


class ProgressView(msgspec.Struct, frozen=True):
    """The statistics, and the audience whose modules are offered to begin with.

    `said` counts flags, notes and reports; `undoable` says that there is something to take back.
    """

    statistics: Statistics
    audience: Audience
    said: int = 0
    undoable: bool = False


def progress_layout(view: ProgressView, width: int) -> Layout:
    """The page. Targets: `read:MODULE:AUDIENCE`, `read:MODULE:AUDIENCE:SECTION`, `ask:QUIZ:ID,ID …`, `sayings:`, `undo:`.

    The heading of each part has the part's number, from 1, as its source line.
    """
    writer = Writer(width)
    for number, (title, write) in enumerate(_parts(view), 1):
        writer.gap()
        writer.write([Span(title, "heading" if number == 1 else "subheading")], number)
        write(writer)
    return writer.layout()


def _parts(view: ProgressView) -> list[tuple[str, Callable[[Writer], None]]]:
    """Title and writer of each part; before anything was done only the first ones are there."""
    found = view.statistics
    parts: list[tuple[str, Callable[[Writer], None]]] = [("Your progress", lambda writer: _begin(writer, view))]
    if found.totals.right.of:
        parts.append(("Where to look again", lambda writer: _weakest(writer, found)))
    parts.append(("Modules", lambda writer: _modules(writer, view)))
    if found.totals.days_active:
        parts.append(("Days of study", lambda writer: days_part(writer, found.calendar)))
    if found.totals.answers:
        parts.append(("Memory", lambda writer: memory_part(writer, found.recall)))
        parts.append(("The next 30 days", lambda writer: next_days_part(writer, found.forecast, found.today)))
        parts.append(("How sure you were", lambda writer: sureness_part(writer, found.calibration, found.slips)))
    if found.times.all.total:
        parts.append(("Time", lambda writer: time_part(writer, found.times, found.modules)))
    if view.undoable:
        parts.append(("Undo", _undo))
    if found.totals.answers:
        parts.append(("How this is counted", _notes))
    return parts


def _begin(writer: Writer, view: ProgressView) -> None:
    """The totals, and the way to what was said."""
    _totals(writer, view.statistics)
    if view.said:
        entry(writer, "Flags and notes", "sayings:", f"{view.said} of yours")


def _undo(writer: Writer) -> None:
    """Near the end of the page: what is marked when it opens must do no harm to somebody who only presses enter."""
    entry(writer, "Take back the last action", "undo:", "U does it anywhere")


def _totals(writer: Writer, found: Statistics) -> None:
    totals = found.totals
    if not totals.answers and not totals.sections_read:
        writer.gap()
        writer.write([Span(NOTHING)], 0)
        return
    told = [
        plural(totals.answers, "answer"),
        f"{plural(totals.sections_read, 'section')} read",
        f"{plural(totals.days_active, 'day')} of study",
    ]
    if totals.streak > 1:
        told.append(f"{totals.streak} days in a row")
    if found.times.all.total:
        told.append(duration(found.times.all.total))
    writer.write([Span(" · ".join(told), "muted")], 0)


def _notes(writer: Writer) -> None:
    for note in NOTES:
        writer.gap()
        writer.write([Span(note, "muted")], 0)


# --- objectives ------------------------------------------------------------------------------------------------------------------


def _weakest(writer: Writer, found: Statistics) -> None:
    if not found.weakest:
        writer.write([Span(NO_MISTAKES, "muted")], 0)
        return
    writer.write([Span("The objectives that are most surely weak, by how their questions went the last time.", "muted")], 0)
    for objective in found.weakest:
        _weak(writer, objective)


def _weak(writer: Writer, objective: ObjectiveStatistics) -> None:
    """One objective: what went wrong, and the ways to its section and its questions."""
    where = f"{objective.module_title}, {WHO[objective.audience]}"
    writer.gap()
    writer.write([Span(objective.text, "strong")], 0)
    writer.indent((Span("  "),))
    writer.write([Span(f"{share_words(objective.right)} right"), Span(f"  {where}", "muted")], 0)
    ways = [Span(f"Ask {plural(len(objective.missed), 'question')} again", "link", f"ask:{objective.quiz}:{','.join(objective.missed)}")]
    if objective.section:
        target = f"read:{objective.module}:{objective.audience}:{objective.section}"
        ways = [Span(f"Read “{objective.section_title}”", "link", target), Span("   "), *ways]
    writer.write(ways, 0)
    writer.close()


# --- modules ---------------------------------------------------------------------------------------------------------------------


def _modules(writer: Writer, view: ProgressView) -> None:
    begun = [module for module in view.statistics.modules if module.begun]
    waiting = [module for module in view.statistics.modules if not module.begun and module.progress.audience is view.audience]
    if any(module.right.of for module in begun):
        legend = f"A sign for each question: {RIGHT} right the last time, {MISSED} not right, {NOT_ASKED} not asked yet."
        writer.write([Span(legend, "muted")], 0)
    for module in begun:
        _module(writer, module)
    if waiting:
        if begun:
            writer.gap()
        writer.write([Span("Not begun yet" if begun else f"To begin with, {WHO[view.audience]}", "muted")], 0)
        for module in waiting:
            entry(writer, module.progress.title, _page(module))


def _module(writer: Writer, module: ModuleStatistics) -> None:
    progress = module.progress
    writer.gap()
    writer.write([Span(progress.title, "link", _page(module)), Span(f"  {WHO[progress.audience]}", "muted")], 0)
    writer.indent((Span("  "),))
    counts = f"{progress.sections_read}/{progress.sections_total} read · {progress.questions_answered}/{progress.questions_total} answered"
    if not module.right.of:
        writer.write([Span(counts)], 0)
    else:
        columns(writer, [Span(counts)], [*bar(progress.mastery, BAR), Span(f" mastery {percent(progress.mastery)}")])
        writer.write([Span(f"{share_words(module.right)} right the last time")], 0)
        for objective in module.objectives:
            _objective(writer, objective)
    writer.close()


def _objective(writer: Writer, objective: ObjectiveStatistics) -> None:
    """One objective with a sign for each of its questions, or with counts where they are too many for that."""
    if not objective.questions:
        return
    right, asked, all_of_them = objective.right.part, objective.right.of, objective.questions
    if all_of_them <= DOTS:
        signs = Span(f"{RIGHT * right}{MISSED * (asked - right)}{NOT_ASKED * (all_of_them - asked)}  ", "bar")
    else:
        signs = Span(f"{right} right of {asked} asked, {all_of_them} in all  ", "bar")
    writer.open((), (Span("  "),))
    writer.write([signs, Span(objective.text, "muted")], 0)
    writer.close()


def _page(module: ModuleStatistics) -> str:
    """The target of a module."""
    return f"read:{module.progress.module}:{module.progress.audience}"
