"""Home: where the learner stopped, and what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from edu_tui.app.pages.parts import columns, dots, entry, plural
from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LIBRARY_FILE
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.rows import aligned, row_cells
from edu_tui.render.writer import Writer
from edu_tui.study.overview import Done

if TYPE_CHECKING:
    from edu_tui.study.review_queue import Amount

ADVICE = "For learning. It does not replace the advice of the treating team."
"""The line that no page may lack."""

WHO = {Audience.CLINICIAN: "for clinicians", Audience.FAMILY: "for families"}
"""Audiences in words."""


REVIEW = ("Review what is due", "go:review")
"""What to do today, and where it leads."""

ELSEWHERE = (
    ("Test yourself", "go:test"),
    ("Your progress", "go:progress"),
    ("Bookmarks and recent places", "go:places"),
    ("Flags and notes", "go:sayings"),
    ("Teach a group", "go:teach"),
    ("Teaching sessions", "go:sessions"),
    ("Glossary", "go:glossary"),
)
"""What else there is, and where it leads; read in pairs where two fit side by side."""

PAIRED = 60
"""The cells from which two of these stand in one line."""


class Resume(msgspec.Struct, frozen=True):
    """Something to go on with: what, a note behind it, and the target that leads there."""

    title: str
    note: str
    target: str


class HomeView(msgspec.Struct, frozen=True):
    """What Home shows. `progress` is that for `audience`, by module; `notices` are sentences about the learner's data; `learner` is
    her name, where somebody else may take over. `changed` counts the sections that changed since she read them, `corrections` the
    questions that were withdrawn as wrong after she answered them; `today` says what today's review holds, "" as long as that is not
    known, None for who has answered nothing yet."""

    catalogue: Catalogue
    audience: Audience
    progress: Mapping[str, Done]
    resume: Sequence[Resume] = ()
    notices: Sequence[str] = ()
    learner: str = ""
    changed: int = 0
    corrections: int = 0
    today: str | None = None


def home_layout(view: HomeView, width: int) -> Layout:
    """Home in `width` cells. Targets: `read:MODULE:AUDIENCE`, `quiz:NAME`, `audience:AUDIENCE`, `go:PLACE`, those of `view.resume`."""
    writer = Writer(width)
    catalogue = view.catalogue
    for notice in view.notices:
        writer.write([Span("Please note: ", "caution"), Span(notice)], 0)
        writer.gap()
    columns(writer, [Span(catalogue.title, "heading")], [Span(f"version {catalogue.version}", "muted")] if catalogue.version else [])
    if catalogue.about:
        writer.write([Span(catalogue.about, "muted")], 0)
    writer.gap()
    _today(writer, view)
    _news(writer, view)
    _audience_switch(writer, view.audience)
    _tracks(writer, view)
    _elsewhere(writer, view)
    _state_of_review(writer, catalogue)
    writer.write([Span(ADVICE, "muted")], 0)
    return writer.layout()


def review_words(today: Amount) -> str:
    """What today's review holds, without reproach for what waits."""
    if not today.due and not today.new:
        return "done for today" if today.done else "nothing is due today"
    parts = [f"{today.due} due"] * bool(today.due) + [f"{today.new} new"] * bool(today.new)
    return ", ".join(parts)


def _today(writer: Writer, view: HomeView) -> None:
    """What was left in the middle, and what is due."""
    if view.resume or view.today is not None:
        writer.write([Span("Go on", "subheading")], 0)
        for item in view.resume:
            entry(writer, item.title, item.target, item.note)
        if view.today is not None:
            entry(writer, *REVIEW, view.today)
        writer.gap()


def _news(writer: Writer, view: HomeView) -> None:
    """What is no longer as the learner knows it."""
    if view.corrections:
        few = view.corrections == 1
        words = "A question that you answered was wrong" if few else f"{view.corrections} questions that you answered were wrong"
        entry(writer, words, "go:corrections", "the correction" if few else "the corrections")
    if view.changed:
        words = "section that you read has changed" if view.changed == 1 else "sections that you read have changed"
        entry(writer, f"{view.changed} {words}", "go:places", "what was and what is")
    if view.corrections or view.changed:
        writer.gap()


def _audience_switch(writer: Writer, audience: Audience) -> None:
    """Both audiences, the chosen one marked by a sign and weight."""
    spans: list[Span] = []
    for option in Audience:
        chosen = option is audience
        spans += [
            Span("◉ " if chosen else "○ ", "muted"),
            Span(WHO[option], "strong" if chosen else "link", "" if chosen else f"audience:{option}"),
        ]
        spans.append(Span("    "))
    writer.write(spans, 0)
    writer.gap()


def _tracks(writer: Writer, view: HomeView) -> None:
    if not any(track.modules for track in view.catalogue.tracks):
        writer.write([Span(_why_empty(view.catalogue), "caution")], 0)
        writer.gap()
    for track in view.catalogue.tracks:
        writer.write([Span(track.title, "subheading")], 0)
        writer.indent((Span("  "),))
        for ident in track.modules:
            module = view.catalogue.module(ident, view.audience)
            if module is not None:
                _module(writer, view, module)
        writer.close()
        writer.gap()


def _why_empty(catalogue: Catalogue) -> str:
    """Why no module is there, and what its author can do."""
    for fault in catalogue.diagnostics:
        if fault.path == LIBRARY_FILE and fault.severity is Severity.ERROR:
            return f"There is no module to show. {fault.path}, line {fault.line}: {fault.message}. {fault.hint}"
    return "There is no module to show. Name some in content/library.yaml."


def _module(writer: Writer, view: HomeView, module: ModuleEntry) -> None:
    """A module's title with its progress, and its questions below."""
    if module.broken:
        columns(writer, [Span(module.title, "muted", f"read:{module.id}:{module.audience}")], [Span("cannot be shown", "error")])
        writer.write([Span(module.broken, "muted")], 0)
    else:
        done = view.progress[module.id]
        signs = dots(done.sections_read, done.sections_total)
        read = [Span(signs + "  ", "bar")] if signs else []
        read.append(Span(f"{done.sections_read}/{done.sections_total} read", "muted"))
        columns(writer, [Span(module.title, "link", f"read:{module.id}:{module.audience}")], read)
        _questions(writer, view, module, done)


def _questions(writer: Writer, view: HomeView, module: ModuleEntry, done: Done) -> None:
    quiz = view.catalogue.quiz_for(module.id, module.audience)
    if quiz is None:
        return
    if quiz.broken:
        writer.write([Span(f"Its questions cannot be shown. {quiz.broken}", "error")], 0)
        return
    label = plural(done.questions_total, "question")
    state = f"{done.questions_answered}/{done.questions_total} answered"
    columns(writer, [Span("  "), Span(label, "link", f"quiz:{quiz.name}")], [Span(state, "muted")])


def _elsewhere(writer: Writer, view: HomeView) -> None:
    """What else there is, two in a line where there is room."""
    entries = [*ELSEWHERE]
    if view.today is None:
        entries.append(REVIEW)
    if view.learner:
        entries.append((f"Learner: {view.learner}", "go:learners"))
    half = writer.room // 2
    cells = [(Span("  "), Span(title, "link", target)) for title, target in entries]
    if writer.room < PAIRED or any(row_cells(cell) > half - 2 for cell in cells):
        for title, target in entries:
            entry(writer, title, target)
    else:
        for index in range(0, len(cells), 2):
            left, *right = cells[index : index + 2]
            writer.put([Line((*aligned(left, half), *(span for cell in right for span in cell)))])
    writer.gap()


def _state_of_review(writer: Writer, catalogue: Catalogue) -> None:
    """Whether a clinician has reviewed the pages."""
    shown = [module for module in catalogue.modules if not module.broken]
    missing = sum(module.reviewed is None for module in shown)
    if not shown:
        return
    if missing == len(shown):
        words = "No clinician has reviewed these pages yet."
    elif missing:
        words = f"{plural(missing, 'page')} of {len(shown)} not yet reviewed by a clinician."
    else:
        words = "Reviewed by clinicians; each module says by whom and when."
    writer.write([Span(words, "caution" if missing else "muted")], 0)
