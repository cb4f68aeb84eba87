"""The reader's pages: a module's cover, its sections, its outline, and a file that cannot be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry, plural
from edu_tui.app.pages.sayings import flag_words
from edu_tui.library.blocks import Block
from edu_tui.library.catalogue import ModuleEntry
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Ledger
from edu_tui.library.modules import Module, Section
from edu_tui.library.terms import TermMatcher
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.numbering import Numbering, number_citations
from edu_tui.render.writer import Writer

BOOKMARK, CHANGED = "★", "changed"
"""What marks a section in a list."""


class Mine(msgspec.Struct, frozen=True):
    """What a learner keeps of a section, and what is new to her there.

    `changes` are the facts that changed since she read it (on the day `read_on`), each with a sentence; `next_changed` is another section
    that changed: its name and title.
    """

    bookmarked: bool = False
    flag: str = ""
    note: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    read_on: str = ""
    next_changed: tuple[str, str] | None = None


class SectionView(msgspec.Struct, frozen=True):
    """A section as it is shown: `questions` counts those of its objectives, `before` and `after` are the neighbours' ids and titles."""

    module: Module
    section: Section
    questions: int
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    mine: Mine = Mine()


def page_context(blocks: Sequence[Block], ledger: Ledger, terms: TermMatcher | None) -> LayoutContext:
    """The numbering and the glossary with which a page of these blocks is laid out."""
    return LayoutContext(numbering=number_citations(blocks, ledger.references), terms=terms)


def neighbour(module: Module, at: int) -> tuple[str, str] | None:
    """Id and title of the section at this place; None outside the module."""
    return (module.sections[at].id, plain(module.sections[at].title)) if 0 <= at < len(module.sections) else None


def section_layout(view: SectionView, context: LayoutContext, width: int) -> Layout:
    """A section with its title and what changed above, the learner's note and the ways on below.

    Targets besides those of its text: `section:ID`, `questions:ID`, `say:KIND`, `bookmark:`, `changed:MODULE:AUDIENCE:SECTION`.
    """
    title = Layout(
        lay_out_inlines(
            view.section.title, width, LayoutContext(numbering=context.numbering or Numbering()), style="heading", source=view.section.line
        )
    )
    parts = [title, _marks(view.mine, width), _changes(view.mine, width), lay_out(view.section.blocks, width, context)]
    return stack([part for part in (*parts, _note(view.mine, width), _ways_on(view, width)) if part.lines])


def _marks(mine: Mine, width: int) -> Layout:
    """Bookmark and flag, quietly."""
    writer = Writer(width)
    if mine.bookmarked:
        writer.write([Span(f"{BOOKMARK} bookmarked", "muted", "bookmark:")], 0)
    if mine.flag:
        writer.write([Span(f"Your flag: {flag_words(mine.flag)}", "muted", "say:flag")], 0)
    return writer.layout()


def _changes(mine: Mine, width: int) -> Layout:
    """What changed since the section was read."""
    writer = Writer(width)
    if mine.changes:
        writer.write([Span(f"Changed since you read this{f' on {mine.read_on}' if mine.read_on else ''}:", "caution")], 0)
    for fact, sentence in mine.changes:
        writer.open((Span("• ", "caution"),), (Span("  "),))
        writer.write([Span(sentence), Span(" "), Span("evidence", "link", f"fact:{fact}")], 0)
        writer.close()
    return writer.layout()


def _note(mine: Mine, width: int) -> Layout:
    """What the learner noted, for her alone."""
    writer = Writer(width)
    if mine.note:
        writer.write([Span("Your note", "label")], 0)
        writer.write([Span(clean_line(mine.note), "text", "say:note")], 0)
    return writer.layout()


def _ways_on(view: SectionView, width: int) -> Layout:
    writer = Writer(width)
    writer.put([Line((Span("─" * width, "rule"),))])
    if view.questions:
        entry(writer, f"Answer {plural(view.questions, 'question')} on this section", f"questions:{view.section.id}")
    if view.after:
        entry(writer, f"Next: {view.after[1]}", f"section:{view.after[0]}")
    else:
        entry(writer, "This was the last section. To the beginning of the module", "section:")
    if view.before:
        entry(writer, f"Previous: {view.before[1]}", f"section:{view.before[0]}")
    if view.mine.next_changed:
        name, title = view.mine.next_changed
        entry(writer, f"Next page that changed: {title}", f"changed:{name}")
    return writer.layout()


Signs = Mapping[str, Sequence[str]]
"""What marks the sections of a module, by id: some of `BOOKMARK` and `CHANGED`."""


def cover_layout(module: Module, sections: ModuleEntry, done: Collection[str], signs: Signs, context: LayoutContext, width: int) -> Layout:
    """A module's first page: what it is, whether it was reviewed, its objectives and its `sections` as the catalogue lists them."""
    head = Writer(width)
    head.write([Span(module.title, "heading")], 1)
    head.write([Span(f"{WHO[module.audience]} · about {plural(module.minutes, 'minute')} · updated {module.updated}", "muted")], 1)
    _review(head, module)
    head.gap()
    head.write([Span(module.summary)], 1)
    tail = Writer(width)
    if module.objectives:
        tail.write([Span("After this module you can", "subheading")], 0)
        for objective in module.objectives:
            tail.open((Span("• ", "muted"),), (Span("  "),))
            tail.write([Span(objective.text)], 0)
            tail.close()
        tail.gap()
    tail.write([Span("Sections", "subheading")], 0)
    _section_list(tail, sections, done, signs, current=None)
    return stack([head.layout(), lay_out(module.lead, width, context), tail.layout()])


def _review(writer: Writer, module: Module) -> None:
    if module.reviewed is None:
        writer.write([Span("Not yet reviewed by a clinician.", "caution")], 0)
    else:
        review = module.reviewed
        writer.write([Span(f"Reviewed by {review.by} on {review.on}; next review due {review.due}.", "muted")], 0)


def _section_list(writer: Writer, module: ModuleEntry, done: Collection[str], signs: Signs, current: str | None) -> None:
    """The sections, each with a sign: here, read, or not yet read; behind it, whether it has a bookmark or changed."""
    for section in module.sections:
        here = section.id == current
        sign = "▶ " if here else "● " if section.id in done else "○ "
        writer.open((Span(sign, "accent" if here else "muted"),), (Span("  "),))
        spans = [Span(section.title, "strong" if here else "link", f"section:{section.id}")]
        spans += [Span(f"  {mark}", "caution" if mark == CHANGED else "accent") for mark in signs.get(section.id, ())]
        writer.write(spans, 0)
        writer.close()


def outline_layout(module: ModuleEntry, done: Collection[str], signs: Signs, current: str, width: int) -> Layout:
    """The sections of a module for the side pane, what was read marked by a filled dot."""
    writer = Writer(width)
    writer.open((Span("▶ " if not current else "  ", "accent"),), (Span("  "),))
    writer.write([Span(module.title, "strong" if not current else "link", "section:")], 0)
    writer.close()
    writer.gap()
    _section_list(writer, module, done, signs, current)
    return writer.layout()


def broken_layout(title: str, module: Module, width: int) -> Layout:
    """A page that cannot be shown, with the reasons and what to do."""
    writer = Writer(width)
    writer.write([Span(title, "heading")], 0)
    writer.gap()
    writer.write([Span("This page cannot be shown, because its file has a fault. The other pages work.", "caution")], 0)
    writer.gap()
    for fault in module.diagnostics:
        if fault.severity is Severity.ERROR:
            writer.open((Span("• ", "error"),), (Span("  "),))
            writer.write([Span(f"{fault.path}, line {fault.line}: {fault.message}. {fault.hint}")], 0)
            writer.close()
    return writer.layout()
