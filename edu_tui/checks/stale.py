"""What may have aged: facts that somebody should look up again, each with the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from edu_tui.checks.days import iso_day
from edu_tui.checks.uses import Uses
from edu_tui.checks.whole import Whole
from edu_tui.library.ledger import Doubt, Fact, Status

_YEAR = re.compile(r"\b(?:19|20)\d\d$")


class Stale(msgspec.Struct, frozen=True):
    """A fact and why it should be looked up again, one clause each."""

    fact: Fact
    reasons: tuple[str, ...]


def stale(whole: Whole, uses: Uses) -> tuple[Stale, ...]:
    """The facts of the ledger for which there is a reason, in its order."""
    found = (Stale(fact, tuple(_reasons(whole, uses, fact))) for fact in whole.ledger.facts.values())
    return tuple(item for item in found if item.reasons)


def _reasons(whole: Whole, uses: Uses, fact: Fact) -> Iterator[str]:
    if fact.status is Status.RECALLED:
        yield "nobody has checked it"
    if Doubt.UNCONFIRMED in fact.doubts:
        yield "it was seen at second hand only"
    years = [year for key in fact.sources if (year := _year(whole, key))]
    if years and max(years) <= whole.today.year - whole.limits.fact_source_years:
        yield f"its newest source is of {max(years)}"
    yield from _reviewed_before(whole, uses, fact)


def _year(whole: Whole, key: str) -> int:
    """The year of a source; 0 where none is told."""
    reference = whole.ledger.references.get(key)
    found = _YEAR.search(reference.short) if reference else None
    return int(found.group()) if found else 0


def _reviewed_before(whole: Whole, uses: Uses, fact: Fact) -> Iterator[str]:
    """The pages whose clinical review is older than the present rev of the fact."""
    locked = whole.lock.lock.facts.get(fact.id) if whole.lock.lock else None
    if locked is None or locked.rev != fact.rev or not locked.history:
        return
    since = locked.locked.date()
    for path in dict.fromkeys(item.path for item in uses.cited(fact.id)):
        day = _reviewed(whole, path)
        if day is not None and day < since:
            yield f"{path} was reviewed on {day}, before rev {fact.rev} of {since}"


def _reviewed(whole: Whole, path: str) -> date | None:
    """When a clinician read a page; None if nobody has, or the date is none."""
    module = next((item for item in whole.modules if item.path == path), None)
    return iso_day(module.reviewed.on) if module and module.reviewed else None
