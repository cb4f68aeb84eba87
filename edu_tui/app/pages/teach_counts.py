"""Over the slide: who is here, and what the room answered before and after."""

from __future__ import annotations

from collections.abc import Iterable

from edu_tui.app.pages.parts import columns, entry, plural
from edu_tui.app.pages.teach_panels import present_words
from edu_tui.app.pages.teach_stage import SHEETS
from edu_tui.library.text import clean_line
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.commands import Word
from edu_tui.study.teaching.console import FormConsole, PresenterView


def attend_layout(view: PresenterView, width: int) -> Layout:
    """How it is kept who is here."""
    writer = Writer(width)
    writer.write([Span("Who is here", "subheading"), Span(f"  {present_words(view)}", "muted")], 0)
    writer.write([Span("Names are never kept.", "muted")], 0)
    writer.gap()
    entry(writer, "A number", "ask:count-people")
    entry(writer, "Initials", "ask:initials")
    entry(writer, "Not at all", f"do:{Word.ATTEND}")
    return writer.layout()


def forms_layout(forms: Iterable[FormConsole], width: int) -> Layout:
    """What was entered of the questions before and after, and how to enter more."""
    writer = Writer(width)
    writer.write([Span("Answers before and after", "heading")], 0)
    writer.write(
        [Span("For each question how many were right of how many who answered it, 9/14; or the hands for each letter, A 3 B 9.", "muted")],
        0,
    )
    writer.write(
        [Span("Or sheet by sheet, under the sign on it: blue7 ++-+ is one + or - for each question in order. No names.", "muted")], 0
    )
    for form in forms:
        writer.gap()
        words = "Before the session" if form.form == "pre" else "After the session"
        writer.write([Span(words, "subheading"), Span(f"  sheet {SHEETS[form.form]}", "muted")], 0)
        for number, row in enumerate(form.rows, 1):
            told = row.counted or row.from_sheets
            note = f"{told.right} of {told.of}{'' if row.counted else ', from sheets'}" if told else "–"
            columns(writer, [Span(f"  {number}  "), Span(clean_line(row.title), "link", f"ask:form:{form.form}:{number}")], [Span(note)])
        entered = f"{plural(len(form.symbols), 'sheet')}: {', '.join(form.symbols)}" if form.symbols else ""
        entry(writer, "Enter a sheet", f"ask:sheet:{form.form}", entered)
    return writer.layout()
