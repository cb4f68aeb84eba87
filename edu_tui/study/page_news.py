"""What changed on the pages that a learner has read, and which questions that she answered were withdrawn as wrong.

Nothing here needs the schedule of reviews, and the lock is read only when a page did change: the first screen asks before all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from edu_tui.library.library import Library
from edu_tui.library.lock_past import Past, Rose, Withdrawn
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Read
from edu_tui.progress.moments import UNKNOWN, moment
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section

if TYPE_CHECKING:
    from edu_tui.library.lock_changes import Arrivals, Change


class PageNews:
    """What a library tells beside a learner's readings; `arrivals` says which moments of locking reached her late (`study.arrivals`)."""

    def __init__(self, library: Library, past: Past, arrivals: Arrivals | None = None) -> None:
        self._library, self._past, self._arrivals = library, past, arrivals or {}

    @cached_property
    def _rose(self) -> dict[Section, Rose]:
        return {Section(rose.module, rose.audience, rose.section): rose for rose in self._past.sections}

    def changed(self, state: LearnerState) -> tuple[Section, ...]:
        """The sections with a fact that changed since they were read last, in the order of the library."""
        if not state.sections_read():
            return ()
        return tuple(section for section in self._rose if self._since(section, state.last_reading(section)))

    def on(self, section: Section, state: LearnerState) -> tuple[Change, ...]:
        """What changed on a section since it was read last, fact by fact in the order of the page."""
        from edu_tui.library.lock_changes import changed_facts, revs_at
        from edu_tui.library.lock_file import read_lock

        reading = state.last_reading(section)
        facts = self._since(section, reading)
        lock = read_lock(self._library.root).lock if facts else None
        if lock is None or reading is None:
            return ()
        then = revs_at(lock, facts, datetime.fromtimestamp(moment(reading.at).instant, UTC), self._arrivals)
        return changed_facts(lock, self._library.ledger, then)

    def _since(self, section: Section, reading: Read | None) -> tuple[str, ...]:
        """The facts on a section whose claim changed, in a locked rev, since the reading: a change that is not locked yet is a draft."""
        read = moment(reading.at) if reading else UNKNOWN
        rose = self._rose.get(section) if read != UNKNOWN else None
        if rose is None:
            return ()
        return tuple(fact for fact, locked in rose.facts.items() if self._arrivals.get(locked, locked).timestamp() > read.instant)

    def corrections(self, state: LearnerState, audience: Audience | None = None) -> tuple[Withdrawn, ...]:
        """The questions that were withdrawn as wrong after she answered them and that she was not told of: those for `audience`, or all."""
        owed = (one for one in self._past.withdrawn if _is_owed(one, state))
        return tuple(one for one in owed if audience in (None, *self._audiences(one)))

    def _audiences(self, one: Withdrawn) -> tuple[Audience, ...]:
        """Whom a question was for; everybody, if its quiz has gone with it."""
        quiz = next((quiz for quiz in self._library.catalogue.quizzes if quiz.path == one.quiz), None)
        return (quiz.audience,) if quiz else tuple(Audience)


def _is_owed(one: Withdrawn, state: LearnerState) -> bool:
    history = state.history(one.question)
    return bool(history) and history[-1].rev <= one.rev and state.acknowledged(one.question) < one.rev


def correction_told(one: Withdrawn) -> Iterator[str]:
    """A correction in whole sentences: what is wrong with the question, what counted as right, and that it is asked no more."""
    from edu_tui.study.change_words import answer_told

    yield f"A question that you answered was wrong: {one.reason.rstrip('.')}."
    if one.right:
        yield f"Until then this counted as right: {'; '.join(map(answer_told, one.right))}."
    yield f"It has not been asked since {one.on}."
