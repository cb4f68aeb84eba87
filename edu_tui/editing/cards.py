"""What stands behind a name, in plain text: an editor draws Markdown, so no word of a library reaches it as such."""

from __future__ import annotations

from edu_tui.checks.registry import Rule
from edu_tui.library.catalogue import ModuleEntry
from edu_tui.library.ledger import Fact, Ledger, Reference, Term
from edu_tui.library.text import clean_line


def fact_card(fact: Fact, ledger: Ledger) -> str:
    """A fact with all that tells how far it may go."""
    doubts = f", {', '.join(fact.doubts)}" if fact.doubts else ""
    sources = (ledger.references[key].citation if key in ledger.references else key for key in fact.sources)
    lines = (
        f"{fact.id}: {fact.status}{doubts}, rev {fact.rev}",
        fact.claim,
        _line("Figures", "; ".join(fact.figures)),
        _line("Population", fact.population),
        *(_line("Source", source) for source in sources),
        _line("Caution", fact.caution),
    )
    return "\n".join(line for line in lines if line)


def reference_card(reference: Reference) -> str:
    """A source, and where it can be read."""
    return "\n".join(line for line in (reference.citation, reference.address) if line)


def term_card(term: Term) -> str:
    """A term, told twice."""
    aliases = f" ({', '.join(term.aliases)})" if term.aliases else ""
    return f"{term.name}{aliases}\nPlain: {term.plain}\nClinician: {term.clinician}"


def rule_card(rule: Rule) -> str:
    """A rule: what it finds, why, and what to do."""
    told = clean_line((rule.check.__doc__ or "").split("\n")[0])
    return f"{rule.code} ({rule.severity}): {told}\nWhy: {rule.reason}\nCure: {rule.cure}"


def module_card(entry: ModuleEntry) -> str:
    """A module, and what its reader gets."""
    return f"{entry.title} ({entry.audience})\n{entry.summary}"


def _line(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""
