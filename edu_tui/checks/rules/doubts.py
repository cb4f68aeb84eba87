"""What nobody has checked, or nobody in its own paper, marks nobody and is no number for families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    source="house rule: what nobody has checked marks nobody and is no number for families",
    spec=("LN-03",),
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
    source="house rule: what nobody has checked marks nobody and is no number for families",
    spec=("LN-03",),
)
def recalled_number_for_families(whole: Whole) -> Iterator[Finding]:
    """A figure shown to families that only recalled facts hold."""
    for claim, words, facts in _for_families(whole):
        if all(_is_recalled(fact) for fact in facts):
            yield Finding(claim.path, claim.line, f'"{words}" rests on {facts[0].id}, which nobody has checked', near=words)


@rule(
    "E09",
    Severity.ERROR,
    reason="A figure marks nobody until someone has seen it in its source.",
    example="- [x] 44%, where the only fact cited with 44% has doubts: [unconfirmed].",
    cure="Ask for another figure, or check this one in its source and take the doubt out.",
    source="house rule: what nobody has checked marks nobody and is no number for families",
    spec=("LN-03",),
)
def unconfirmed_figure_in_key(whole: Whole) -> Iterator[Finding]:
    """A figure in a key that only unconfirmed and recalled facts hold."""
    for claim, words, facts in _resting(whole, Audience, Role.KEY):
        if all(is_doubtful(fact) for fact in facts):
            message = f'the key "{words}" rests on {facts[0].id}, which nobody has seen in its own source'
            yield Finding(claim.path, claim.line, message, near=words)


@rule(
    "E10",
    Severity.ERROR,
    reason="Families must not carry home a number that was seen at second hand only.",
    example="About 44 out of 100 in a family page, where the only fact cited with 44% has doubts: [unconfirmed].",
    cure="Leave the number out, or check it in its source and take the doubt out.",
    source="house rule: what nobody has checked marks nobody and is no number for families",
    spec=("LN-03",),
)
def unconfirmed_number_for_families(whole: Whole) -> Iterator[Finding]:
    """A figure shown to families that only unconfirmed facts hold, or these and recalled ones."""
    for claim, words, facts in _for_families(whole):
        if all(is_doubtful(fact) for fact in facts) and not all(_is_recalled(fact) for fact in facts):
            yield Finding(claim.path, claim.line, f'"{words}" rests on {facts[0].id}, seen at second hand only', near=words)


def _is_recalled(fact: Fact) -> bool:
    return fact.status is Status.RECALLED


def is_doubtful(fact: Fact) -> bool:
    """Whether a figure of this fact is neither for keys nor for families: nobody has checked it, or nobody in its own source."""
    return Doubt.UNCONFIRMED in fact.doubts or _is_recalled(fact)


def _for_families(whole: Whole) -> Iterator[tuple[Claim, str, tuple[Fact, ...]]]:
    """What is shown to families without being a key, see `_resting`."""
    return _resting(whole, (Audience.FAMILY,), Role.TEXT, Role.CHART)


def _resting(whole: Whole, audiences: Iterable[Audience], *roles: Role) -> Iterator[tuple[Claim, str, tuple[Fact, ...]]]:
    """Each figure of the claims for these audiences in these roles: its claim, its words and the facts, one at least, that hold it."""
    wanted = frozenset(audiences)
    for claim, facts, figure in judged(whole, *roles):
        holding = supporting(whole, facts, figure) if claim.audience in wanted else ()
        if holding:
            yield claim, figure.text, tuple(whole.ledger.facts[ident] for ident in holding)
