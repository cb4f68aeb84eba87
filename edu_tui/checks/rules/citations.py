"""Citations: every key leads to a fact or a reference, every fact to a source that can be found."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from edu_tui.checks.cited import all_citations
from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.roles import FACTS_FILE, REFERENCES_FILE


@rule(
    "C01",
    Severity.ERROR,
    reason="A citation that leads nowhere supports nothing.",
    example="[@RT-99], where the ledger ends at RT-25.",
    cure="Correct the key, or add the fact or the reference.",
    source="house rule: every statement rests on the ledger",
    spec=("LN-01",),
)
def unknown_key(whole: Whole) -> Iterator[Finding]:
    """A cited key that is neither a fact nor a reference."""
    if not whole.ledger_is_whole:
        return
    known = (*whole.ledger.facts, *whole.ledger.references)
    for path, line, key in all_citations(whole):
        if key not in whole.ledger.facts and key not in whole.ledger.references:
            near = difflib.get_close_matches(key, known, n=3)
            hint = f"Did you mean {' or '.join(near)}?" if near else ""
            yield Finding(path, line, f'"{key}" is neither a fact nor a reference', hint, key)


@rule(
    "C02",
    Severity.ERROR,
    reason="A fact is worth what its source is worth.",
    example="source: rheingold2025, where content/references.json has rheingold2024.",
    cure="Correct source:, or add the reference.",
    source="house rule: every fact names its source",
    spec=("LN-01",),
    scope=Scope.LIBRARY,
)
def unknown_source(whole: Whole) -> Iterator[Finding]:
    """A fact whose source is no reference."""
    if not whole.ledger_is_whole:
        return
    for fact in whole.ledger.facts.values():
        for key in fact.sources:
            if key not in whole.ledger.references:
                near = difflib.get_close_matches(key, whole.ledger.references, n=1)
                hint = f"Did you mean {near[0]}?" if near else ""
                yield Finding(FACTS_FILE, fact.line, f'the source "{key}" of {fact.id} is not in {REFERENCES_FILE}', hint, key)


@rule(
    "C03",
    Severity.INFO,
    reason="A reader should be able to look the source up.",
    example="A reference with neither DOI nor PMID nor URL.",
    cure="Add DOI, PMID or URL where one exists.",
    source="house rule: a reader can look a source up",
    scope=Scope.LIBRARY,
)
def reference_without_address(whole: Whole) -> Iterator[Finding]:
    """A reference that leads to no page."""
    for reference in whole.ledger.references.values():
        if not reference.address:
            yield Finding(REFERENCES_FILE, 1, f'the reference "{reference.id}" has no address', near=f'"{reference.id}"')
