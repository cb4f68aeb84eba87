"""Search: what was found, or how to search."""

from __future__ import annotations

import msgspec

from edu_tui.app.pages.parts import columns
from edu_tui.library.ledger import Ledger
from edu_tui.library.search_entries import Entry, Kind
from edu_tui.library.search_results import Found, Results
from edu_tui.render.evidence import cited_blocks
from edu_tui.render.found import about
from edu_tui.render.layout import lay_out, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer

FILTERS = (
    ("kind:", "page, question, fact or term"),
    ("audience:", "clinician or family"),
    ("module:", "a module, as in module:mrd"),
    ("objective:", "an objective, as in objective:classify"),
    ("is:due", "questions to review"),
    ("is:wrong", "questions not fully right the last time"),
    ("is:flagged", "questions and pages with a flag or a bookmark"),
)
"""What narrows a search, and what it takes."""


class SearchView(msgspec.Struct, frozen=True):
    """A search as it stands: what was typed, what is wrong with its filters, what was found, and a notice about the search itself.

    `results` is None where nothing was asked for.
    """

    typed: str = ""
    faults: tuple[str, ...] = ()
    results: Results | None = None
    notice: str = ""


def status(view: SearchView) -> str:
    """How much was found, in a word or two."""
    return f"{view.results.total} found" if view.results else ""


def search_layout(view: SearchView, width: int) -> Layout:
    """The results. Targets: `read:MODULE:AUDIENCE:SECTION`, `ask:QUIZ:QUESTION`, `fact:ID`, `glossary:TERM`."""
    writer = Writer(width)
    for sentence in filter(None, (view.notice, *view.faults)):
        writer.write([Span(sentence, "caution")], 0)
    writer.gap()
    if view.results is None:
        _how_to(writer)
    elif not view.results.total:
        writer.write([Span("Nothing was found. Try fewer words, or the beginning of one.", "muted")], 0)
    else:
        _found(writer, view.results)
    return writer.layout()


def _how_to(writer: Writer) -> None:
    writer.write(
        [Span("Type words: pages, questions, facts and the glossary are searched as you type. These narrow a search:", "muted")], 0
    )
    writer.gap()
    for name, takes in FILTERS:
        writer.open((Span("  "),), (Span("    "),))
        writer.write([Span(name, "accent"), Span(f"  {takes}", "muted")], 0)
        writer.close()


def _found(writer: Writer, results: Results) -> None:
    for found in results.found:
        _entry(writer, found)
        writer.gap()
    left = results.total - len(results.found)
    if left:
        writer.write([Span(f"And {left} more: another word or a filter narrows it.", "muted")], 0)


def _entry(writer: Writer, found: Found) -> None:
    """One result: title and kind, where it stands, and the words around what was looked for."""
    entry = found.entry
    columns(writer, [Span(entry.title, "link", target(entry))], [Span(entry.kind, "muted")])
    writer.indent((Span("  "),))
    writer.write([Span(about(entry), "muted")], 0)
    writer.write([Span(piece.text, "strong" if piece.found else "text") for piece in found.snippet], 0)
    writer.close()


def target(entry: Entry) -> str:
    """Where a result leads."""
    match entry.kind:
        case Kind.PAGE:
            return f"read:{entry.module}:{entry.audience}:{entry.id}"
        case Kind.QUESTION:
            return f"ask:{entry.quiz}:{entry.id}"
        case Kind.FACT:
            return f"fact:{entry.id}"
        case Kind.TERM:
            return f"glossary:{entry.id}"


def fact_layout(key: str, ledger: Ledger, width: int) -> Layout:
    """What stands behind a fact."""
    head = Writer(width)
    head.write([Span("Evidence", "subheading")], 0)
    return stack([head.layout(), lay_out(cited_blocks(key, ledger), width)])
