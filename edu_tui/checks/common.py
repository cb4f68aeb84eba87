"""What every module of a library is held to: the ledger and the thresholds, and what is worked out of them once for all modules."""

from __future__ import annotations

from functools import cached_property, lru_cache

from edu_tui.checks.evidence import Evidence, evidence, supports
from edu_tui.checks.figure_grammar import Figure, Kind
from edu_tui.checks.limits import PROGRAM, Limits
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Ledger, Term
from edu_tui.library.roles import FACTS_FILE, REFERENCES_FILE
from edu_tui.library.terms import TermMatcher, compile_terms


class Common:
    """The ledger and the thresholds of one library."""

    def __init__(self, ledger: Ledger, limits: Limits = PROGRAM) -> None:
        self.ledger, self.limits = ledger, limits
        self._holders: dict[tuple[Kind, tuple[str, ...]], tuple[str, ...]] = {}

    def work_out(self) -> None:
        """Work everything out now, before the process is copied: each copy would do it again."""
        _ = self.evidence, self.glossary

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """What each fact supports, by its id."""
        return {ident: evidence(fact) for ident, fact in self.ledger.facts.items()}

    def holders(self, figure: Figure) -> tuple[str, ...]:
        """The facts of the ledger in which the figure stands."""
        known = (figure.kind, figure.values)
        if known not in self._holders:
            self._holders[known] = tuple(ident for ident, fact in self.evidence.items() if supports(fact, figure))
        return self._holders[known]

    @cached_property
    def glossary(self) -> TermMatcher | None:
        """The glossary's terms as they are found in text."""
        return _matcher(tuple(self.ledger.terms.values()))

    @cached_property
    def ledger_is_whole(self) -> bool:
        """False if facts or references could not be read at all, so that every citation would look unknown."""
        return not any(_is_lost(item, self.ledger) for item in self.ledger.diagnostics)


@lru_cache(maxsize=2)
def _matcher(terms: tuple[Term, ...]) -> TermMatcher | None:
    """Compiling takes longer than checking a page, so a program that checks again and again does it once."""
    return compile_terms(terms)


def _is_lost(item: Diagnostic, ledger: Ledger) -> bool:
    """Whether this finding explains why the ledger has no facts, or no references."""
    empty = (item.path == FACTS_FILE and not ledger.facts) or (item.path == REFERENCES_FILE and not ledger.references)
    return empty and item.severity is Severity.ERROR
