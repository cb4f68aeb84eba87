"""The evidence pane: what stands behind the citations of a page, or what a term means."""

from __future__ import annotations

from edu_tui.app.pages.parts import plural
from edu_tui.library.ledger import Ledger, Term
from edu_tui.library.modules import Audience
from edu_tui.render.evidence import cited_blocks, term_blocks
from edu_tui.render.layout import LayoutContext, lay_out, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.numbering import Numbering
from edu_tui.render.writer import Writer

_CITES_NOTHING = LayoutContext(numbering=Numbering())
"""What stands behind a citation or a term holds no citations, so none need to be looked for."""


def evidence_layout(numbering: Numbering, ledger: Ledger, width: int) -> Layout:
    """All that a page cites, by number; the anchor of each is its key."""
    head = Writer(width)
    if not numbering.numbers:
        head.write([Span("This page cites nothing.", "muted")], 0)
        return head.layout()
    head.write([Span(f"Evidence: {plural(len(numbering.numbers), 'source')} cited here", "subheading")], 0)
    return stack([head.layout(), *(_entry(key, number, ledger, width) for key, number in numbering.numbers.items())])


def _entry(key: str, number: int, ledger: Ledger, width: int) -> Layout:
    mark = Line((Span(f"[{number}]", "cite"),))
    body = lay_out(cited_blocks(key, ledger), width, _CITES_NOTHING)
    return Layout((mark, *body.lines), {key: 0})


def term_layout(term: Term, audience: Audience, width: int) -> Layout:
    """What a term means, in the reader's own words first."""
    return lay_out(term_blocks(term, audience), width, _CITES_NOTHING)


def glossary_layout(ledger: Ledger, audience: Audience, width: int) -> Layout:
    """All terms from A to Z; the anchor of each is its name."""
    head = Writer(width)
    head.write([Span("Glossary", "heading")], 0)
    if not ledger.terms:
        head.write([Span("This library has no glossary.", "muted")], 0)
    parts = [head.layout()]
    for term in sorted(ledger.terms.values(), key=lambda term: term.name.casefold()):
        body = term_layout(term, audience, width)
        parts.append(Layout(body.lines, {term.name: 0}))
    return stack(parts)
