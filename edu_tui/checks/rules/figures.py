"""Figures and the facts behind them: nothing with a number in it stands on its own word."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from edu_tui.checks.claims import Claim, Role
from edu_tui.checks.figure_grammar import LOOSE, Figure, Kind
from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.chart_numbers import unsupported
from edu_tui.checks.support import SHOWN, cite_hint, cited_facts, correct_hint, judged, knows_all, supporting
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import NumberRange, Numeric
from edu_tui.library.walk import cited_keys

_NO_PLACE = "Say it without the figure: the head of a page cannot cite."
_PERCENT_UNITS = frozenset({"%", "percent", "per cent"})


def _finding(claim: Claim, figure: Figure, message: str, hint: str) -> Finding:
    return Finding(claim.path, claim.line, message, hint, figure.text)


@rule(
    "E01",
    Severity.ERROR,
    reason="A figure without a source cannot be trusted, nor be found again when the source changes.",
    example="About 60% survive.",
    cure="Cite the fact behind the figure in the same paragraph, list item or table row.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-01", "LN-02"),
)
def uncited_figure(whole: Whole) -> Iterator[Finding]:
    """A figure in text that cites no fact."""
    for claim, facts, figure in judged(whole, Role.TEXT, Role.HEAD):
        if not facts and figure.kind not in LOOSE:
            hint = _NO_PLACE if claim.role is Role.HEAD else cite_hint(whole, figure)
            yield _finding(claim, figure, f'no fact is cited for "{figure.text}"', hint)


@rule(
    "E02",
    Severity.ERROR,
    reason="Text and ledger must agree, or one of them is wrong.",
    example="26.8% [@RT-13], where RT-13 says 25.8%.",
    cure="Correct the figure, or cite the fact in which it stands.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-02", "LN-14"),
)
def figure_not_in_facts(whole: Whole) -> Iterator[Finding]:
    """A figure that stands in none of the facts cited with it."""
    for claim, facts, figure in judged(whole, Role.TEXT):
        held = facts or (figure.kind in LOOSE and claim.cited)
        if held and figure.kind is not Kind.NUMBER and not supporting(whole, facts, figure):
            yield _finding(claim, figure, _contradicted(facts, figure), correct_hint(whole, facts, figure))


def _contradicted(facts: tuple[str, ...], figure: Figure) -> str:
    named = f" ({', '.join(facts[:SHOWN])})" if facts else ""
    return f'"{figure.text}" stands in no fact that is cited here{named}'


@rule(
    "E03",
    Severity.ERROR,
    reason="What a chart draws or says is a figure like any other.",
    example="A bar with value: 26.8 under cite: RT-13, where RT-13 says 25.8%.",
    cure="Correct the number, or add the fact to cite:.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-02",),
)
def chart_number_not_in_facts(whole: Whole) -> Iterator[Finding]:
    """A number of a chart, or a figure in its words, that stands in none of its facts."""
    for claim, facts, figure in judged(whole, Role.CHART):
        if figure.kind is not Kind.NUMBER and not supporting(whole, facts, figure):
            yield _finding(claim, figure, f'"{figure.text}" stands in no fact that the chart cites', correct_hint(whole, facts, figure))
    for claim in whole.claims:
        if claim.chart and knows_all(whole, claim.cited):
            known = [whole.evidence[key] for key in cited_facts(whole, claim.cited)]
            for number in dict.fromkeys(unsupported(claim.chart, known)):
                yield Finding(claim.path, claim.line, f"the chart draws {number}, which stands in no fact that it cites", near=number)


@rule(
    "E04",
    Severity.ERROR,
    reason="A right answer with a figure in it is learnt by heart.",
    example="- [x] 26.8%, in a question that cites RT-13 only.",
    cure="Cite the fact in the explanation, or correct the answer.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-02",),
)
def keyed_figure_not_in_facts(whole: Whole) -> Iterator[Finding]:
    """A figure in a right answer that stands in no fact that the question cites."""
    for claim, facts, figure in judged(whole, Role.KEY):
        if figure.kind is not Kind.NUMBER and not supporting(whole, facts, figure):
            message = f'the right answer says "{figure.text}", which stands in no fact that the question cites'
            yield _finding(claim, figure, message, correct_hint(whole, facts, figure))


@rule(
    "E05",
    Severity.ERROR,
    reason="A percentage that learners are asked for is a figure like any other.",
    example="- [x] 26.8 ± 0.1 %, in a question that cites RT-13 only.",
    cure="Cite the fact that holds the percentage, or correct the range.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-02",),
)
def keyed_percentage_not_in_facts(whole: Whole) -> Iterator[Finding]:
    """A numeric key in per cent that takes no percentage of the facts cited. Other numeric keys are sums on the stem."""
    for quiz, question in whole.questions():
        keyed = list(filter(_is_keyed_percentage, question.body.ranges)) if isinstance(question.body, Numeric) else []
        cited = cited_keys(all_blocks(question)) if keyed else ()
        percents = {Decimal(value) for key in cited_facts(whole, cited) for value in whole.evidence[key].percents}
        for item in keyed if knows_all(whole, cited) else ():
            if not any(item.low <= value <= item.high for value in percents):
                message = f'the right answer "{item.text}" takes no percentage of a fact that the question cites'
                yield Finding(quiz.path, item.line, message)


def _is_keyed_percentage(item: NumberRange) -> bool:
    return item.credit == 1 and not item.catch_all and not _PERCENT_UNITS.isdisjoint(item.units)


@rule(
    "E08",
    Severity.WARNING,
    reason="A number that looks measured, beside a citation, looks as if it came from the source.",
    example="The incidence was 0.56 [@RT-20], where RT-20 says 0.65.",
    cure="Correct the number, or write it so that it cannot be taken for a finding.",
    source="house rule: every figure stands in the ledger, and text says what the ledger says",
    spec=("LN-02",),
)
def number_not_in_facts(whole: Whole) -> Iterator[Finding]:
    """A decimal, a limit or a span of time that stands in none of the facts cited with it."""
    for claim, facts, figure in judged(whole, *Role):
        if facts and figure.kind is Kind.NUMBER and not supporting(whole, facts, figure):
            yield _finding(claim, figure, _contradicted(facts, figure), correct_hint(whole, facts, figure))
