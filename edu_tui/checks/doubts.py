"""What nobody has checked, or nobody in its own paper, marks nobody and is no number for families."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from edu_tui.checks.claims import Claim, Role
from edu_tui.checks.question_parts import feedbacks
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.support import judged, supporting
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Doubt, Fact, Status
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
    for claim, words, ident in _resting(whole, _is_recalled, Role.TEXT, Role.CHART, Role.KEY):
        if claim.audience is Audience.FAMILY:
            yield Finding(claim.path, claim.line, f'"{words}" rests on {ident}, which nobody has checked', near=words)


@rule(
    "E09",
    Severity.ERROR,
    reason="A figure seen at second hand only marks nobody until someone has seen its source.",
    example="- [x] 44%, where the only fact cited with 44% has doubts: [unconfirmed].",
    cure="Ask for another figure, or check this one in its source and take the doubt out.",
)
def unconfirmed_figure_in_key(whole: Whole) -> Iterator[Finding]:
    """A figure in a key that only unconfirmed facts hold."""
    for claim, words, ident in _resting(whole, _is_unconfirmed, Role.KEY):
        yield Finding(claim.path, claim.line, f'the key "{words}" rests on {ident}, seen at second hand only', near=words)


@rule(
    "E10",
    Severity.ERROR,
    reason="Families must not carry home a number that was seen at second hand only.",
    example="About 44 out of 100 in a family page, where the only fact cited with 44% has doubts: [unconfirmed].",
    cure="Leave the number out, or check it in its source and take the doubt out.",
)
def unconfirmed_number_for_families(whole: Whole) -> Iterator[Finding]:
    """A figure shown to families that only unconfirmed facts hold."""
    for claim, words, ident in _resting(whole, _is_unconfirmed, Role.TEXT, Role.CHART):
        if claim.audience is Audience.FAMILY:
            yield Finding(claim.path, claim.line, f'"{words}" rests on {ident}, seen at second hand only', near=words)


def _is_recalled(fact: Fact) -> bool:
    return fact.status is Status.RECALLED


def _is_unconfirmed(fact: Fact) -> bool:
    return Doubt.UNCONFIRMED in fact.doubts or _is_recalled(fact)


def _resting(whole: Whole, doubtful: Callable[[Fact], bool], *roles: Role) -> Iterator[tuple[Claim, str, str]]:
    """Each figure of the claims in these roles that only doubtful facts hold: its claim, its words and the first of these facts."""
    for claim, facts, figure in judged(whole, *roles):
        holding = supporting(whole, facts, figure)
        if holding and all(doubtful(whole.ledger.facts[ident]) for ident in holding):
            yield claim, figure.text, holding[0]
