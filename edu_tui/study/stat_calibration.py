"""Calibration: how often the learner was right when she said how sure she was.

The certainty-based score is that of Moodle's certainty-based marking: what is right earns 1, 2 or 3, what is wrong 0, -2 or -6. The lines
p, 4p - 2 and 9p - 6 cross at 2/3 and 4/5, so that saying the truth earns most. It stands beside the share that was right, never instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Literal

import msgspec

from edu_tui.progress.schedule import Confidence
from edu_tui.study.stat_answers import Summary, Sure
from edu_tui.study.stat_share import Share

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


def calibration_of(summaries: Iterable[Summary]) -> Calibration:
    """The calibration over all answers that were marked and came with a confidence."""
    found: dict[Confidence, list[Sure]] = {confidence: [] for confidence in Confidence}
    for summary in summaries:
        for sure in summary.sure:
            found[sure.confidence].append(sure)
    return Calibration(
        levels=tuple(Level(confidence, _share(given)) for confidence, given in found.items() if given),
        points=fsum(certainty_points(sure) for given in found.values() for sure in given),
    )


def _share(given: Iterable[Sure]) -> Share:
    counts = [(sure.right, sure.answers) for sure in given]
    return Share(sum(right for right, _ in counts), sum(answers for _, answers in counts))


def certainty_points(sure: Sure) -> float:
    """What answers given with one confidence earn: a partly right one its part of what a right one earns, as in Moodle."""
    return sure.score * _RIGHT[sure.confidence] + sure.wrong * _WRONG[sure.confidence]
