"""`glossary`: what a term means, or what all of them mean, as plain text."""

from __future__ import annotations

from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import WIDTH, did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.ledger import Ledger, Term
from edu_tui.library.modules import Audience
from edu_tui.library.text import fold
from edu_tui.render.evidence import term_blocks
from edu_tui.render.plain import to_text


def glossary(places: Places, name: str, audience: str) -> int:
    """Write the term called `name`, also by another of its names, or with "" all terms from A to Z; the line for `audience` first."""
    ledger = places.open_library().ledger
    terms = [_term(ledger, name)] if name else sorted(ledger.terms.values(), key=lambda term: term.name.casefold())
    put("\n".join(to_text(term_blocks(term, Audience(audience)), WIDTH) for term in terms).rstrip("\n"))
    return 0


def _term(ledger: Ledger, name: str) -> Term:
    """The term with this name. Raises CommandError if there is none."""
    named: dict[str, Term] = {}
    for term in ledger.terms.values():
        for spelling in (term.name, *term.aliases):
            named.setdefault(fold(spelling), term)
    if fold(name) not in named:
        raise CommandError(did_you_mean("term", fold(name), named))
    return named[fold(name)]
