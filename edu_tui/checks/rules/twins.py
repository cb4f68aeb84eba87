"""Twins: what families read must stand on the clinicians' page of the same module too."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.claims import Role
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.doubts import is_doubtful
from edu_tui.checks.support import judged, supporting
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience


@rule(
    "X15",
    Severity.WARNING,
    reason="A nurse who is asked about a number that a family has read should have met it.",
    example="About 26 out of 100 [@RT-13] for families, where the clinicians' page of the module never cites RT-13.",
    cure="Cite the fact for clinicians as well, or take one for families that they have.",
    source="house rule: both audiences of a module are told of the same facts",
    spec=("LN-14",),
)
def number_that_clinicians_lack(whole: Whole) -> Iterator[Finding]:
    """A figure on a page for families that rests on no fact which the clinicians' page or quiz of the module cites.

    What nobody has checked is no number for families at all (E07, E10). That both tell one number alike needs no rule of its own: each is
    held to the same fact (E02), families to its rounded percentage.
    """
    for module in whole.modules:
        twin = whole.module(module.id, Audience.CLINICIAN)
        if module.audience is Audience.FAMILY and twin:
            quizzes = {quiz.path for quiz in whole.quizzes if quiz.module == module.id and quiz.audience is Audience.CLINICIAN}
            known = {key for claim in whole.claims if claim.path == twin.path or claim.path in quizzes for key in claim.cited}
            told: set[int] = set()
            for claim, facts, figure in judged(whole, Role.TEXT, Role.CHART):
                holding = supporting(whole, facts, figure) if claim.path == module.path and claim.line not in told else ()
                checked = [ident for ident in holding if not is_doubtful(whole.ledger.facts[ident])]
                if checked and known.isdisjoint(holding):
                    told.add(claim.line)
                    message = f'"{figure.text}" rests on {checked[0]}, which {twin.path} never cites'
                    yield Finding(claim.path, claim.line, message, near=figure.text)
