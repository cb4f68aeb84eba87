"""What stands behind a citation or a glossary term, as blocks for the evidence panel and for plain text."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library.blocks import Block, Inline, Link, Paragraph, Quote, Strong, Text
from edu_tui.library.ledger import Doubt, Fact, Ledger, Reference, Status, Term
from edu_tui.library.modules import Audience

STATUS_WORDS = {
    Status.SEED: "from the founding editorial",
    Status.VERIFIED: "checked in a public source",
    Status.DERIVED: "our arithmetic",
    Status.RECALLED: "not checked by anyone",
}
"""How far each status of a fact may be trusted, in plain words."""

DOUBT_WORDS = {
    Doubt.SECONDARY: "seen in a copy or a summary of the source",
    Doubt.UNCONFIRMED: "seen at second hand only",
    Doubt.CONTESTED: "sources disagree",
}
"""What each doubt means, in plain words."""


def cited_blocks(key: str, ledger: Ledger) -> tuple[Block, ...]:
    """What a cited key stands for: its fact with the sources, its reference, or the statement that the ledger has no such entry."""
    if fact := ledger.facts.get(key):
        return fact_blocks(fact, ledger.references)
    if reference := ledger.references.get(key):
        return reference_blocks(reference)
    return (_paragraph(Strong((Text(key),)), Text(" is not in the ledger: nothing here says where this statement comes from.")),)


def fact_blocks(fact: Fact, references: dict[str, Reference]) -> tuple[Block, ...]:
    """A fact: its claim, figures, population and status, the caution if there is one, and each source with its address."""
    blocks: list[Block] = [_paragraph(Strong((Text(fact.id),)), Text(f"  {fact.claim}"), line=fact.line)]
    if fact.figures:
        blocks.append(_labelled("Figures", "; ".join(shown_figures(fact.figures))))
    if fact.population:
        blocks.append(_labelled("Population", fact.population))
    blocks.append(_labelled("Status", "; ".join([STATUS_WORDS[fact.status], *(DOUBT_WORDS[doubt] for doubt in fact.doubts)])))
    if fact.caution:
        blocks.append(Quote(fact.line, (_paragraph(Text(fact.caution)),), "caution"))
    for source in fact.sources:
        found = references.get(source)
        blocks += reference_blocks(found) if found else [_labelled("Source", f"{source} (not among the references)")]
    return tuple(blocks)


def shown_figures(figures: Sequence[str]) -> list[str]:
    """The figures without the bare standard errors that the ledger lists for charts: "2.4" says nothing beside "25.8±2.4%"."""
    errors = {error for figure in figures for _, sign, error in [figure.partition("±")] if sign}
    bare = errors | {error.removesuffix("%") for error in errors}
    return [figure for figure in figures if figure not in bare]


def reference_blocks(reference: Reference) -> tuple[Block, ...]:
    """A source: its citation, and its address as a link."""
    citation = _labelled("Source", reference.citation or reference.short or reference.id)
    if not reference.address:
        return (citation,)
    return (citation, _paragraph(Link(reference.address, (Text(reference.address),))))


def term_blocks(term: Term, audience: Audience) -> tuple[Block, ...]:
    """A glossary term: the line for the reader's own audience first, then the other one, then its other names."""
    lines = [("In plain words", term.plain), ("For clinicians", term.clinician)]
    if audience is Audience.CLINICIAN:
        lines.reverse()
    blocks: list[Block] = [_paragraph(Strong((Text(term.name),)), line=term.line)]
    blocks += [_labelled(label, text) for label, text in lines if text]
    if term.aliases:
        blocks.append(_labelled("Also called", ", ".join(term.aliases)))
    return tuple(blocks)


def _paragraph(*inlines: Inline, line: int = 0) -> Paragraph:
    """A paragraph that stands in no file unless it has a `line`."""
    return Paragraph(line, inlines)


def _labelled(label: str, text: str) -> Paragraph:
    """A paragraph that begins with what it is."""
    return _paragraph(Strong((Text(f"{label}:"),)), Text(f" {text}"))
