"""What a learner has done: module by module, and lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import bar, columns, percent, plural
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.overview import ModuleProgress

BAR = 12
"""Cells of a mastery bar."""


class ProgressView(msgspec.Struct, frozen=True):
    """Totals, modules, and the study days of late with their number of answers and readings, newest first."""

    answers: int
    sections_read: int
    days_active: int
    modules: Sequence[ModuleProgress]
    recent: Sequence[tuple[date, int]]


def progress_layout(view: ProgressView, width: int) -> Layout:
    """The page. Targets: `read:MODULE:AUDIENCE`."""
    writer = Writer(width)
    writer.write([Span("Your progress", "heading")], 0)
    totals = [
        plural(view.answers, "answer"),
        f"{plural(view.sections_read, 'section')} read",
        f"{plural(view.days_active, 'day')} of study",
    ]
    writer.write([Span(" · ".join(totals), "muted")], 0)
    writer.gap()
    if not view.answers and not view.sections_read:
        writer.write([Span("Nothing yet. Read a section or answer a question, and it will show here.")], 0)
        writer.gap()
    for module in view.modules:
        _module(writer, module)
    if view.recent:
        writer.gap()
        writer.write([Span("Lately", "subheading")], 0)
        for day, count in view.recent:
            writer.indent((Span("  "),))
            writer.write([Span(f"{day:%a %d %b %Y}  ", "muted"), Span(plural(count, "step"))], 0)
            writer.close()
    writer.gap()
    note = "Mastery is the mean of your latest scores over all scored questions of a module; a question not yet answered counts as 0."
    writer.write([Span(note, "muted")], 0)
    return writer.layout()


def _module(writer: Writer, module: ModuleProgress) -> None:
    writer.gap()
    writer.write([Span(module.title, "link", f"read:{module.module}:{module.audience}"), Span(f"  {WHO[module.audience]}", "muted")], 0)
    writer.indent((Span("  "),))
    counts = f"{module.sections_read}/{module.sections_total} read · {module.questions_answered}/{module.questions_total} answered"
    if module.questions_total:
        mastery = [*bar(module.mastery, BAR), Span(f" mastery {percent(module.mastery)}")]
        columns(writer, [Span(counts, "text")], mastery)
    else:
        writer.write([Span(counts)], 0)
    writer.close()
