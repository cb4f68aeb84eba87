"""Calibration and the certainty-based score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered, judged

from edu_tui.progress.events import Event
from edu_tui.progress.schedule import Confidence
from edu_tui.progress.state import fold
from edu_tui.study.stat_answers import Summaries, Sure
from edu_tui.study.stat_calibration import WINDOWS, Calibration, Level, calibration_of, certainty_points
from edu_tui.study.stat_share import Share

UNSURE, FAIRLY, SURE = Confidence


def calibrated(events: list[Event]) -> Calibration:
    return calibration_of(Summaries().of(fold(events)).values())


def test_only_marked_answers_with_a_confidence_count():
    found = calibrated(
        [
            answered(confidence=3),
            answered(confidence=3, score=0.0),
            answered(confidence=1, score=0.5),
            answered(confidence=None),
            answered("mrd-poll", confidence=3, score=None),
        ]
    )
    assert found.levels == (Level(UNSURE, Share(0, 1)), Level(SURE, Share(1, 2)))
    assert (found.answers, found.points) == (3, 3 - 6 + 0.5)


def test_what_was_said_after_the_answer_counts():
    one, two, three = answered(day=0), answered(day=1, confidence=1), answered(day=2, confidence=3)
    found = calibrated([one, two, three, judged(one, confidence=3), judged(two, confidence=2), judged(three, override="wrong")])
    assert found.levels == (Level(FAIRLY, Share(1, 1)), Level(SURE, Share(1, 2)))
    assert found.points == 2 + 3 - 6


def test_without_confidence_there_is_no_calibration():
    assert calibrated([answered()]) == Calibration((), 0)


@given(st.floats(0, 1))
def test_the_truth_earns_most(share: float):
    """Who is right with this probability earns most on average with the confidence whose window holds it."""
    right, wrong = ({level: certainty_points(Sure(level, 1, one, 1 - one, one)) for level in Confidence} for one in (1, 0))
    earned = {level: share * right[level] + (1 - share) * wrong[level] for level in Confidence}
    best = max(earned.values())
    for level, (low, high) in WINDOWS.items():
        if low <= share <= high:
            assert earned[level] == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize(
    ("confidence", "right", "of", "verdict"),
    [
        (SURE, 10, 40, "over"),
        (SURE, 3, 5, "fits"),
        (SURE, 40, 40, "fits"),
        (FAIRLY, 0, 9, "over"),
        (FAIRLY, 60, 60, "under"),
        (FAIRLY, 15, 20, "fits"),
        (UNSURE, 0, 40, "fits"),
        (UNSURE, 39, 40, "under"),
    ],
)
def test_a_verdict_is_given_only_where_the_whole_interval_says_so(confidence: Confidence, right: int, of: int, verdict: str):
    assert Level(confidence, Share(right, of)).verdict == verdict
