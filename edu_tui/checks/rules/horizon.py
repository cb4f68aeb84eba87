"""How long a page may be trusted: reviews that come due in time, and rules of others that change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from edu_tui.checks.days import iso_day
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience, Module

_GUIDED = re.compile(r"\b(?:vaccin\w*|immuni[sz]ation\w*|MMR|varicella|pneumococcal|guidelines?|guidance)\b", re.IGNORECASE)


@rule(
    "X06",
    Severity.ERROR,
    reason="A review that never ends is no review: treatment changes, and guidelines change faster.",
    example="reviewed: {..., on: 2026-03-01, due: 2036-03-01}",
    cure="Let due: be at most two years after on:, and one year for a page that tells rules of guidelines or vaccines.",
    source="house rule: every page is read again by a clinician within a set time",
    spec=("LN-07",),
)
def review_too_far_apart(whole: Whole) -> Iterator[Finding]:
    """A review whose next date lies before it, or more months after it than a page of this kind may wait."""
    limits = whole.limits
    for module in whole.modules:
        if module.reviewed:
            on, due = iso_day(module.reviewed.on), iso_day(module.reviewed.due)
            guided = _tells_guidelines(whole, module)
            most = limits.review_guideline_months_most if guided else limits.review_months_most
            if on and due and (due < on or _months(on, due) > most):
                told = "a page that tells rules of guidelines or vaccines" if guided else "a page"
                message = f"the next review, {due}, lies before this one" if due < on else f"{told} is reviewed again within {most} months"
                yield Finding(module.path, 1, message, near="reviewed:")


def _months(first: date, last: date) -> float:
    """Months from `first` to `last`; a started month counts as more than none."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole + (0.5 if last.day > first.day else 0)


def _tells_guidelines(whole: Whole, module: Module) -> bool:
    found = (passage for passage in whole.passages if passage.path == module.path and _GUIDED.search(passage.text))
    return sum(1 for _ in found) >= whole.limits.review_guideline_passages


_SCHEDULE = re.compile(
    r"\b(?:vaccin\w*|immuni[sz]ation\w*|shots?|MMR|varicella|pneumococcal)\b[^\n]{0,200}?\b\d+ (?:weeks?|months?|years?)\b"
    r"|\b\d+ (?:weeks?|months?|years?)\b[^\n]{0,200}?\b(?:vaccin\w*|immuni[sz]ation\w*|shots?|MMR|varicella|pneumococcal)\b"
    r"|\bguidelines?\b",
    re.IGNORECASE,
)
_SIGNS = ("vaccin", "immuni", "shot", "mmr", "varicella", "pneumococcal", "guideline")
_NAMED_SHOT = re.compile(r"\b(?:vaccin\w*|immuni[sz]ation\w*|shots)\b", re.IGNORECASE)
_CURRENT = re.compile(
    r"\b(?:current|currently|latest|newest|in use now|up[- ]to[- ]date)\b|\b(?:national|local|your (?:own )?(?:team|country|centre|hospital"
    r"|unit)(?:'s|’s)?) (?:\w+ )?(?:schedule|plan|rules?|guidelines?)\b"
    r"|\b(?:schedules?|versions?|plans?|rules?) (?:differ|change)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask|tell|check with|talk to)\b[^\n]{0,60}\b(?:us|team|doctors?|nurses?)\b|\bask\b[^\n.]{0,40}\bbefore\b"
    r"|\byour team (?:knows|follows|plans|will)|\b(?:us|team|doctors?|nurses?)\b[^\n]{0,60}\bbefore (?:any|each|every|a)\b",
    re.IGNORECASE,
)


@rule(
    "X07",
    Severity.ERROR,
    reason="Schedules of vaccines and guidelines change between two readings of a page, and differ by country.",
    example="Live vaccines may begin at 24 months, on a page that never says to check the current schedule.",
    cure="Say on the page to check the current guideline or schedule; to families: ask your team before any vaccine.",
    source="house rule: rules that others change are told with the way to the current ones",
    spec=("LN-08",),
)
def outdated_schedule(whole: Whole) -> Iterator[Finding]:
    """A page or quiz that tells times of vaccines or rules of guidelines without a word on what holds now.

    A file for families is held to it as soon as it names vaccines; there it is enough to send them to the team.
    """
    told = tuple(whole.passages_by_words.holding(_SIGNS))
    for path, audience in _files(whole):
        pattern, allowed = (_NAMED_SHOT, (_CURRENT, _ASKED)) if audience is Audience.FAMILY else (_SCHEDULE, (_CURRENT,))
        first = next(((item, found) for item in told if item.path == path and (found := pattern.search(item.text))), None)
        passages = (passage for passage in whole.passages if passage.path == path)
        if first and not any(sign.search(item.text) for item in passages for sign in allowed):
            near = re.findall(r"\w+", first[1].group())[0]
            message = f'"{near}": nothing in this file says to check what holds now'
            yield Finding(path, first[0].line, message, near=near)


def _files(whole: Whole) -> Iterator[tuple[str, Audience]]:
    yield from ((module.path, module.audience) for module in whole.modules)
    yield from ((quiz.path, quiz.audience) for quiz in whole.quizzes)
