"""The lock that comes after a lock: it takes over what the library says now and forgets nothing of what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from edu_tui.library.lock import Lock, LockedFact, LockedQuestion, Recall


def take_over(old: Lock, now: Lock, moment: datetime) -> Lock:
    """The lock that holds `now`. A higher rev puts the earlier one into the history; what is gone stays, with the moment it went."""
    facts = {ident: _fact(old.facts.get(ident), fact) for ident, fact in now.facts.items()}
    questions = {ident: _question(old.questions.get(ident), question) for ident, question in now.questions.items()}
    return Lock(_lost_facts(old.facts, facts, moment) | facts, _lost_questions(old.questions, questions, moment) | questions)


def recall(lock: Lock, ident: str, reason: str) -> Lock:
    """The lock with every rev of a question before its present one recalled, of a retired question every rev.

    Raises ValueError if there is none: a question that is wrong must be corrected or retired first, or it would be asked again as it is.
    """
    entry = lock.questions[ident]
    wrong = entry.rev if entry.gone else max((earlier.rev for earlier in entry.history), default=0)
    if not wrong:
        raise ValueError("no earlier rev is known")
    return Lock(lock.facts, {**lock.questions, ident: replace(entry, recall=Recall(rev=wrong, reason=reason))})


def newest(lock: Lock) -> datetime | None:
    """The latest moment in the lock; None in an empty one."""
    revs = [entry.locked for entry in lock.entries()]
    gone = [entry.gone for entry in lock.entries() if entry.gone]
    return max(revs + gone, default=None)


def _fact(old: LockedFact | None, now: LockedFact) -> LockedFact:
    if old is None:
        return now
    if now.rev == old.rev:
        return replace(now, locked=old.locked, history=old.history)
    return replace(now, history=old.revs)


def _question(old: LockedQuestion | None, now: LockedQuestion) -> LockedQuestion:
    if old is None:
        return now
    if now.rev == old.rev:
        return replace(now, locked=old.locked, history=old.history, recall=old.recall)
    return replace(now, history=old.revs, recall=old.recall)


def _lost_facts(old: Mapping[str, LockedFact], now: Mapping[str, LockedFact], moment: datetime) -> dict[str, LockedFact]:
    return {ident: replace(entry, gone=entry.gone or moment) for ident, entry in old.items() if ident not in now}


def _lost_questions(old: Mapping[str, LockedQuestion], now: Mapping[str, LockedQuestion], moment: datetime) -> dict[str, LockedQuestion]:
    return {ident: replace(entry, gone=entry.gone or moment) for ident, entry in old.items() if ident not in now}
