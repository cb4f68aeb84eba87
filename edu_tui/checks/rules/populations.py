"""Facts about adults: in text on children they carry their label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from edu_tui.checks.claims import Claim, Role
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.support import citing, judged, supporting
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Module
from edu_tui.library.walk import walk_blocks

# Only what stands before the first semicolon says who was studied; "label rule, and advice of a panel on adults" behind it is a detail.
_ADULTS = re.compile(r"\badults?\b", re.IGNORECASE)
_CHILDREN = re.compile(
    r"\b(?:child(?:ren|hood)?|infants?|bab(?:y|ies)|boys?|girls?|adolescents?|teenagers?|paediatric|pediatric|young|all ages|newborns?)\b"
    r"|\b[A-Z]+\d{3,4}\b",  # trials of children's groups, as AALL1331
    re.IGNORECASE,
)
_LABELLED = re.compile(r";.*\b(?:labels?|guides?|leaflets?)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:adults?|adulthood|grown[- ]ups?|older people|mothers?|fathers?|parents?|caregivers?|men|women)\b"
    r"|\b(?:over|above|from|aged|older than|at least) (?:1[89]|[2-9]\d)(?: years| and (?:over|older))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def is_of_adults(population: str) -> bool:
    """Whether the population of a fact is of adults and names no children."""
    return bool(_ADULTS.search(population.split(";")[0])) and not _CHILDREN.search(population)


@rule(
    "X01",
    Severity.ERROR,
    reason="A number about adults that stands in text on children is read as one about children.",
    example="Two years later 22.8% were alive [@IN-28], where IN-28 is about adults and the section never says so.",
    cure="Say in the same section that the number is about adults.",
    source="house rule: who was studied stands beside what was found",
    spec=("LN-04",),
)
def unlabelled_figure_of_adults(whole: Whole) -> Iterator[Finding]:
    """A figure that only facts about adults hold, in a section or question that does not name adults."""
    for claim, facts, figure in judged(whole, *Role):
        adults = any(is_of_adults(whole.ledger.facts[ident].population) for ident in facts)
        holding = supporting(whole, facts, figure) if adults else ()
        if holding and _are_of_adults(whole, holding) and not _is_labelled(whole, claim):
            message = f'"{figure.text}" is about adults ({holding[0]}), and nothing here says so'
            yield Finding(claim.path, claim.line, message, near=figure.text)


@rule(
    "X02",
    Severity.WARNING,
    reason="What was seen in adults need not hold for children.",
    example="Writing that changes is an early sign [@NF-09], where NF-09 is about one adult and the section never says so.",
    cure="Say in the same section that it was seen in adults, or cite a fact about children.",
    source="house rule: who was studied stands beside what was found",
    spec=("LN-04",),
)
def unlabelled_statement_on_adults(whole: Whole) -> Iterator[Finding]:
    """A statement without figures that cites nothing but facts about adults, in a section that does not name adults.

    A sign for which families call needs no proof in children, and what a label says holds for all. In quizzes every part of a question
    shares its citations, so there only figures are judged (X01).
    """
    modules = {module.path: frozenset(_call_lines(module)) for module in whole.modules}
    for claim, cited in citing(whole):
        judged_here = claim.path in modules and claim.line not in modules[claim.path] and _are_of_adults(whole, cited)
        resting = judged_here and len(cited) == len(set(claim.cited)) and not _is_on_label(whole, cited)
        judged_by_figure = any(supporting(whole, cited, figure) for figure in claim.figures) if resting else False
        if resting and not judged_by_figure and not _is_labelled(whole, claim):
            yield Finding(claim.path, claim.line, f"{cited[0]} is about adults, and nothing here says so", near=cited[0])


def _call_lines(module: Module) -> Iterator[int]:
    """The lines on which the parts of a Call now start."""
    for block in walk_blocks(module_blocks(module)):
        if isinstance(block, b.Quote) and block.label == "call now":
            for inner in walk_blocks(block.blocks):
                yield inner.line
                yield from (item.line for item in inner.items) if isinstance(inner, b.ItemList) else ()


def _is_on_label(whole: Whole, facts: Iterable[str]) -> bool:
    """Whether one of the facts is also what a label or a guide of the drug says."""
    return any(_LABELLED.search(whole.ledger.facts[ident].population) for ident in facts)


def _are_of_adults(whole: Whole, facts: Iterable[str]) -> bool:
    known = whole.ledger.facts
    return all(is_of_adults(known[ident].population) for ident in facts)


def _is_labelled(whole: Whole, claim: Claim) -> bool:
    return bool(_LABEL.search(claim.text) or _LABEL.search(whole.around(claim.path, claim.line)))
