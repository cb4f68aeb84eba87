"""The glossary: one word, one term."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Term
from edu_tui.library.roles import GLOSSARY_FILE
from edu_tui.library.text import fold


@rule(
    "K04",
    Severity.ERROR,
    reason="The first use of a word in a section is explained, and there can be one explanation only.",
    example="aliases: MRD under two terms.",
    cure="Keep the name or alias under one of them.",
    source="house rule: one word, one explanation",
    scope=Scope.LIBRARY,
)
def name_of_two_terms(whole: Whole) -> Iterator[Finding]:
    """A name or alias that belongs to two terms."""
    seen: dict[str, Term] = {}
    for term in whole.ledger.terms.values():
        for name in (term.name, *term.aliases):
            first = seen.setdefault(fold(name), term)
            if first is not term:
                message = f'"{name}" is already a name of "{first.name}" (line {first.line})'
                yield Finding(GLOSSARY_FILE, term.line, message, near=name)
