"""Calibration: how often the learner was right when she said how sure she was.

The certainty-based score is that of Moodle's certainty-based marking: what is right earns 1, 2 or 3, what is wrong 0, -2 or -6. The lines
p, 4p - 2 and 9p - 6 cross at 2/3 and 4/5, so that saying the truth earns most. It stands beside the share that was right, never instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from edu_tui.progress.schedule import Confidence
from edu_tui.study.stat_answers import Given
from edu_tui.study.stat_share import Share, share_right

WINDOWS = {Confidence.UNSURE: (0.0, 2 / 3), Confidence.FAIRLY: (2 / 3, 4 / 5), Confidence.SURE: (4 / 5, 1.0)}
"""The shares of right answers at which each confidence earns most."""

MOST = 3
"""The most that one answer can earn."""

_RIGHT = {Confidence.UNSURE: 1, Confidence.FAIRLY: 2, Confidence.SURE: 3}
_WRONG = {Confidence.UNSURE: 0, Confidence.FAIRLY: -2, Confidence.SURE: -6}


class Level(msgspec.Struct, frozen=True):
    """The answers given with one confidence: how many of them were wholly right."""

    confidence: Confidence
    right: Share

    @property
    def verdict(self) -> Literal["over", "under", "fits"]:
        """Whether the learner is surer than she is right ("over"), or less sure; only what the whole 95 % interval says is said."""
        low, high = self.right.interval
        least, most = WINDOWS[self.confidence]
        return "over" if high < least else "under" if low > most else "fits"


class Calibration(msgspec.Struct, frozen=True):
    """What was right at each confidence that was ever given, the least sure first, and the certainty-based score over all of them."""

    levels: tuple[Level, ...]
    points: float

    @property
    def answers(self) -> int:
        """Answers with a confidence."""
        return sum(level.right.of for level in self.levels)


def calibration_of(answers: Iterable[Given]) -> Calibration:
    """The calibration over all answers that were marked and came with a confidence."""
    found: dict[int, list[float]] = {confidence: [] for confidence in Confidence}
    for given in answers:
        if given.confidence is not None and given.score is not None:
            found[min(max(given.confidence, Confidence.UNSURE), Confidence.SURE)].append(given.score)
    levels = [(Confidence(confidence), scores) for confidence, scores in found.items() if scores]
    return Calibration(
        levels=tuple(Level(confidence, share_right(scores)) for confidence, scores in levels),
        points=sum(certainty_points(scores, confidence) for confidence, scores in levels),
    )


def certainty_points(scores: Sequence[float], confidence: Confidence) -> float:
    """What answers given with one confidence earn: a partly right one its part of what a right one earns, as in Moodle."""
    return sum(scores) * _RIGHT[confidence] + scores.count(0) * _WRONG[confidence]
