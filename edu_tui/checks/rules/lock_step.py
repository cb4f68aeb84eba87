"""How far the lock and the library are apart, from what each module would put into a new lock."""

from __future__ import annotations

from datetime import UTC, datetime

from edu_tui.checks.gathering import gathers
from edu_tui.checks.whole import Whole
from edu_tui.library.lock_compare import Difference, compare
from edu_tui.library.lock_entries import AskedQuiz, ask_quiz, join_snapshot

_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # when it would be locked makes no difference


@gathers(tuple[AskedQuiz, ...])
def asked_quizzes(whole: Whole) -> tuple[AskedQuiz, ...]:
    """What the quizzes would put into a new lock."""
    return tuple(ask_quiz(quiz, whole.ledger, _ANY_MOMENT) for quiz in whole.quizzes)


def lock_differences(whole: Whole) -> tuple[Difference, ...]:
    """What differs from the lock; nothing where there is none."""
    if whole.lock.lock is None:
        return ()
    quizzes = sorted((quiz for quizzes in whole.gathered(asked_quizzes) for quiz in quizzes), key=lambda quiz: quiz.path)
    return compare(whole.lock.lock, join_snapshot(whole.catalogue, quizzes, whole.ledger, _ANY_MOMENT))
