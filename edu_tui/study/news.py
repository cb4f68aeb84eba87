"""Living evidence: what changed behind a question since the learner answered it, and which cards it makes due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from edu_tui.library.library import Library
from edu_tui.library.lock_past import Past
from edu_tui.progress.moments import UNKNOWN, moment
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Card

if TYPE_CHECKING:
    from edu_tui.library.lock import Lock
    from edu_tui.library.lock_changes import Arrivals


class News:
    """What the lock of a library tells beside a learner's answers; a library without a lock has no news.

    `arrivals` says which moments of locking reached her late (`study.arrivals`). The lock itself is read only for what stands behind a
    question: which cards changed is known from the `past`.
    """

    def __init__(self, library: Library, past: Past, arrivals: Arrivals | None = None) -> None:
        self._library, self._past, self._arrivals = library, past, arrivals or {}

    @cached_property
    def _lock(self) -> Lock | None:
        from edu_tui.library.lock_file import read_lock

        return read_lock(self._library.root).lock

    @cached_property
    def _risen(self) -> dict[str, float]:
        """When the evidence behind a question last rose, in seconds since 1970, by question."""
        late = self._arrivals
        return {question: max(late.get(at, at) for at in rose).timestamp() for question, rose in self._past.rises.items()}

    def changed(self, deck: Iterable[Card], state: LearnerState) -> frozenset[str]:
        """The cards that rest on what changed since they were answered last."""
        return frozenset(card.id for card in deck if self._risen and self._is_old(card, state))

    def _is_old(self, card: Card, state: LearnerState) -> bool:
        rose = max((self._risen.get(guise, 0.0) for guise in card.guises), default=0.0)
        answers = [answer for guise in card.guises if (answer := next(state.backwards(guise), None))] if rose else []
        return bool(answers) and max(moment(answer.at).instant for answer in answers) < rose

    def behind(self, question: str, state: LearnerState) -> tuple[str, ...]:
        """What changed behind a question since its latest answer, a sentence for each change."""
        from edu_tui.library.lock_changes import facts_then, what_changed
        from edu_tui.study.change_words import change_told

        history = state.history(question)
        at = moment(history[-1].at) if history else UNKNOWN
        if at == UNKNOWN or self._lock is None:
            return ()
        answer, ledger = history[-1], self._library.ledger
        then = facts_then(self._lock, question, answer.rev, datetime.fromtimestamp(at.instant, UTC), self._arrivals)
        return tuple(change_told(change, ledger) for change in what_changed(self._lock, ledger, question, answer.rev, then))
