"""What nobody has checked marks nobody, and is no number for families."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.claims import Role
from edu_tui.checks.question_parts import feedbacks
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.support import judged, supporting
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Status
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.walk import cited_keys


@rule(
    "E06",
    Severity.ERROR,
    reason="A recalled fact was checked by nobody, so nobody may be marked by it.",
    example="> **Explanation:** ... [@RT-04R], where RT-04R has the status recalled.",
    cure="Rest the answer on a checked fact, or check this one in its source and change its status.",
)
def recalled_fact_behind_key(whole: Whole) -> Iterator[Finding]:
    """A recalled fact cited by an explanation or by the feedback on a right answer."""
    for quiz, question in whole.questions():
        yield from _recalled_behind(whole, quiz, question)


def _recalled_behind(whole: Whole, quiz: Quiz, question: Question) -> Iterator[Finding]:
    blocks = (*feedbacks(question, right_only=True), *question.explanation)
    for block in blocks:
        for key in cited_keys([block]):
            fact = whole.ledger.facts.get(key)
            if fact and fact.status is Status.RECALLED:
                yield Finding(quiz.path, block.line, f"the key of {question.id} rests on {key}, which nobody has checked", near=key)


@rule(
    "E07",
    Severity.ERROR,
    reason="Families must not carry home a number that nobody has checked.",
    example="About 26 out of 100 [@RT-04R] in a family page, where RT-04R has the status recalled.",
    cure="Leave the number out, or check the fact in its source and change its status.",
)
def recalled_number_for_families(whole: Whole) -> Iterator[Finding]:
    """A figure shown to families that only recalled facts hold."""
    for claim, facts, figure in judged(whole, Role.TEXT, Role.CHART, Role.KEY):
        holding = supporting(whole, facts, figure) if claim.audience is Audience.FAMILY else ()
        if holding and all(whole.ledger.facts[ident].status is Status.RECALLED for ident in holding):
            yield Finding(claim.path, claim.line, f'"{figure.text}" rests on {holding[0]}, which nobody has checked', near=figure.text)
