"""A learner's answers as statistics need them: summed up by question, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

import msgspec

from edu_tui.progress.events import Answered
from edu_tui.progress.schedule import COUNT_AS_WRONG, Confidence, confidence_of
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import CORRECT


class Sure(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Marked answers that were given with one confidence: how many, wholly right and wholly wrong ones, and the sum of their scores.

    What the learner counts as wrong has a score of 0.
    """

    confidence: Confidence
    answers: int
    right: int
    wrong: int
    score: float


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """All answers to one question: the ms from question to answer, and what was said with which confidence, the least sure first."""

    ms: int
    sure: tuple[Sure, ...]


class _Known(NamedTuple):
    """A summary, and how often the answers had changed by then."""

    changes: int
    summary: Summary


class Summaries:
    """The summaries of all questions, kept: only what changed is summed up again.

    `before` is what `kept` gave an earlier program, of just those events that the state began with (`ProgressStore.worked_out`).
    """

    def __init__(self, before: Mapping[str, Summary] | None = None) -> None:
        self._state: LearnerState | None = None
        self._known = {question: _Known(0, found) for question, found in (before or {}).items()}

    def of(self, state: LearnerState) -> dict[str, Summary]:
        """The summary of every question that was answered, whatever library it belongs to."""
        if self._state is not state:
            if self._state is not None:  # changes are counted anew in each state
                self._known = {}
            self._state = state
        return {question: self._of_question(question, state) for question in state.answered()}

    def _of_question(self, question: str, state: LearnerState) -> Summary:
        changes = state.changes(question)
        known = self._known.get(question)
        if known is None or known.changes != changes:
            known = self._known[question] = _Known(changes, _summed(state.history(question), state))
        return known.summary

    def kept(self, state: LearnerState) -> dict[str, Summary]:
        """All that is right for `state` as it is now, by question: what may be given to a later program."""
        if self._state is not None and self._state is not state:
            return {}
        return {question: known.summary for question, known in self._known.items() if known.changes == state.changes(question)}


def _summed(history: Sequence[Answered], state: LearnerState) -> Summary:
    scores: dict[Confidence, list[float]] = {confidence: [] for confidence in Confidence}
    for answer in history:
        judged = state.judgement(answer.id)
        confidence = confidence_of(answer, judged)
        if confidence is not None and answer.score is not None:
            counted = 0.0 if judged is not None and judged.override == COUNT_AS_WRONG else answer.score
            scores[Confidence(min(max(confidence, Confidence.UNSURE), Confidence.SURE))].append(counted)
    sure = (
        Sure(confidence, len(found), sum([score >= CORRECT for score in found]), found.count(0), fsum(found))
        for confidence, found in scores.items()
        if found
    )
    return Summary(sum([answer.ms for answer in history]), tuple(sure))
