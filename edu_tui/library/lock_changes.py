"""What changed since a learner answered or read: the revs that were in force then, and what they said, beside what is said now.

A rev is in force from the moment at which it was locked, or, where `arrivals` says so, from the moment at which that lock reached this
computer: who answers from an older copy has not seen what was locked meanwhile. Before its first rev a fact counts as that rev.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from edu_tui.library.ledger import Ledger
from edu_tui.library.lock import Lock, LockedFact, LockedQuestion, QuestionRev
from edu_tui.library.lock_judge import fact_shifts

Arrivals = Mapping[datetime, datetime]
"""When each moment of locking (see `moments`) first reached a computer; one that is not named arrived when it was locked."""

_INSTANT = timedelta(microseconds=1)


class About(StrEnum):
    """What a change is about."""

    RECALL = "recall"
    QUESTION = "question"
    FACT = "fact"


class Change(msgspec.Struct, frozen=True):
    """One change behind a question or on a page.

    `old` and `new` are the figures that went and came, of a question what was right and what is. `said` is the claim as it was, `says` as
    it is, of a recall the reason. `sources` are the reference ids behind what is said now, `on` the day on which it was locked, None
    before that.
    """

    about: About
    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    said: str = ""
    says: str = ""
    sources: tuple[str, ...] = ()
    on: date | None = None


def facts_then(lock: Lock, question: str, answered_rev: int, at: datetime, arrivals: Arrivals | None = None) -> dict[str, int]:
    """The revs of the facts behind a question when its rev `answered_rev` was answered at `at`.

    The rev that was answered says more than a clock: it had arrived by then, and later ones had not.
    """
    entry = lock.questions.get(question)
    if entry is None:
        return {}
    arrived = arrivals or {}
    seen = [arrived.get(rev.locked, rev.locked) for rev in entry.revs if rev.rev <= answered_rev]
    unseen = [arrived.get(rev.locked, rev.locked) - _INSTANT for rev in entry.revs if rev.rev > answered_rev]
    return revs_at(lock, entry.facts, min([max([at, *seen]), *unseen]), arrivals)


def revs_at(lock: Lock, facts: Iterable[str], at: datetime, arrivals: Arrivals | None = None) -> dict[str, int]:
    """The revs of `facts` that were in force at `at`; facts that were never locked are left out."""
    return {ident: _rev_at(lock.facts[ident], at, arrivals or {}) for ident in facts if ident in lock.facts}


def _rev_at(fact: LockedFact, at: datetime, arrivals: Arrivals) -> int:
    in_force = [rev.rev for rev in fact.revs if arrivals.get(rev.locked, rev.locked) <= at]
    return in_force[-1] if in_force else fact.revs[0].rev


def what_changed(lock: Lock, ledger: Ledger, question: str, answered_rev: int, then: Mapping[str, int]) -> tuple[Change, ...]:
    """What is different behind a question since its rev `answered_rev` was answered under the revs `then` of its facts.

    A recall comes first, then what is right, then the facts in the order in which the question cites them.
    """
    entry = lock.questions.get(question)
    if entry is None:
        return ()
    facts = {ident: rev for ident, rev in then.items() if ident in entry.facts}
    return (*_recalled(question, entry, answered_rev), *_rekeyed(question, entry, answered_rev), *changed_facts(lock, ledger, facts))


def _recalled(question: str, entry: LockedQuestion, answered_rev: int) -> tuple[Change, ...]:
    if entry.recall is None or answered_rev > entry.recall.rev:
        return ()
    fixed = next((rev for rev in entry.revs if rev.rev > entry.recall.rev), None)
    on = fixed.locked if fixed else entry.gone
    return (Change(About.RECALL, question, (), (), says=entry.recall.reason, on=on.date() if on else None),)


def _rekeyed(question: str, entry: LockedQuestion, answered_rev: int) -> tuple[Change, ...]:
    if entry.rev <= answered_rev:
        return ()
    old = _latest_up_to(entry.revs, answered_rev).right
    return (Change(About.QUESTION, question, old, entry.right, on=entry.locked.date()),)


def _latest_up_to(revs: tuple[QuestionRev, ...], wanted: int) -> QuestionRev:
    return next((rev for rev in reversed(revs) if rev.rev <= wanted), revs[0])


def changed_facts(lock: Lock, ledger: Ledger, then: Mapping[str, int]) -> tuple[Change, ...]:
    """What is different in facts since the revs `then`. What the ledger says counts, locked or not."""
    return tuple(change for ident, rev in then.items() if (change := _changed_fact(lock, ledger, ident, rev)) is not None)


def _changed_fact(lock: Lock, ledger: Ledger, ident: str, rev: int) -> Change | None:
    locked, fact = lock.facts.get(ident), ledger.facts.get(ident)
    if locked is None or fact is None or fact.rev <= rev:
        return None
    old = next((earlier for earlier in reversed(locked.revs) if earlier.rev <= rev), locked.revs[0])
    figures = next((shift for shift in fact_shifts(old, fact) if shift.what == "figures"), None)
    return Change(
        About.FACT,
        ident,
        figures.old if figures else (),
        figures.new if figures else (),
        old.claim,
        fact.claim,
        fact.sources,
        locked.locked.date() if locked.rev == fact.rev else None,
    )


def rises(lock: Lock) -> dict[str, tuple[datetime, ...]]:
    """For each question whose rev, or a fact of which, ever rose: when that last happened to each of them.

    An answer from before the latest of these moments makes the question due.
    """
    found: dict[str, tuple[datetime, ...]] = {}
    for ident, entry in lock.questions.items():
        behind = (lock.facts[fact] for fact in entry.facts if fact in lock.facts)
        rose = tuple(fact.locked for fact in behind if fact.history) + ((entry.locked,) if entry.history else ())
        if rose and not entry.gone:
            found[ident] = rose
    return found


def moments(lock: Lock) -> frozenset[datetime]:
    """Every moment at which a rev in the lock was locked: what a computer notes when it first sees them."""
    return frozenset(rev.locked for entry in lock.entries() for rev in entry.revs)
