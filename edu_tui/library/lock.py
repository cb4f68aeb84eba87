"""The lock: what the library said when it was last locked, question by question and fact by fact, and what it said before.

The `rev` of a question stands for what is right, that of a fact for what it claims. The lock remembers both with their words, so that a
change of meaning under an old rev is found, and a learner can be told what changed since she learned it.

What an answer rests on is found by time. An answer holds the question's own rev but not those of the facts behind it; each rev in the lock
carries the moment at which it was locked, so the revs at the moment of the answer are known (`lock_changes.facts_then`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
Rev: TypeAlias = Annotated[int, msgspec.Meta(ge=1)]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Part of the lock. A field that is not known is a slip of the hand that wrote it."""


class FactRev(_Entry, frozen=True, kw_only=True):
    """What a fact said under one rev, and when that rev was locked (UTC)."""

    rev: Rev
    locked: Moment
    claim: str
    figures: tuple[str, ...] = ()
    population: str = ""
    sources: tuple[str, ...] = ()


class LockedFact(FactRev, frozen=True, kw_only=True):
    """A fact as last locked, with its earlier revs, oldest first; `gone` says when it was found to have left the ledger."""

    fingerprint: str
    history: tuple[FactRev, ...] = ()
    gone: Moment | None = None

    @property
    def present(self) -> FactRev:
        """The present rev alone."""
        return FactRev(**{field: getattr(self, field) for field in FactRev.__struct_fields__})

    @property
    def revs(self) -> tuple[FactRev, ...]:
        """All revs, oldest first."""
        return (*self.history, self.present)


class QuestionRev(_Entry, frozen=True, kw_only=True):
    """What was right under one rev of a question (see `lock_entries.right_answers`), and the revs of the facts that it rested on."""

    rev: Rev
    locked: Moment
    right: tuple[str, ...] = ()
    facts: dict[str, Rev] = {}


class Recall(_Entry, frozen=True, kw_only=True):
    """The question was wrong up to and including `rev`: who answered it then sees the correction first."""

    rev: Rev
    reason: str


class LockedQuestion(QuestionRev, frozen=True, kw_only=True):
    """A question as last locked: fingerprints of stem, options and key, its earlier revs; `gone` says when it was found retired."""

    quiz: str
    type: str
    stem: str
    options: str
    key: str
    history: tuple[QuestionRev, ...] = ()
    recall: Recall | None = None
    gone: Moment | None = None

    @property
    def present(self) -> QuestionRev:
        """The present rev alone."""
        return QuestionRev(**{field: getattr(self, field) for field in QuestionRev.__struct_fields__})

    @property
    def revs(self) -> tuple[QuestionRev, ...]:
        """All revs, oldest first."""
        return (*self.history, self.present)


class Lock(msgspec.Struct, frozen=True):
    """Everything that was locked, by id. Nothing ever leaves it: old answers and old notes keep their meaning."""

    facts: dict[str, LockedFact] = {}
    questions: dict[str, LockedQuestion] = {}

    def entries(self) -> Iterator[LockedFact | LockedQuestion]:
        """All facts and questions."""
        yield from self.facts.values()
        yield from self.questions.values()


def fingerprint(lines: Iterable[str]) -> str:
    """The first 12 hex digits of the SHA-256 of `lines`."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
