"""The formulas of item analysis against tables worked by hand and against Python's own statistics."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edu_tui.study.item_statistics import correlation_interval, covariance, discrimination, efficiency, facility, facility_interval
from edu_tui.study.stat_share import wilson

MARKS = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 0.75, 1.0])
PAIRS = st.lists(st.tuples(MARKS, MARKS.map(lambda mark: 7 * mark)), min_size=2, max_size=40)


def test_a_table_worked_by_hand() -> None:
    """Marks 1 1 0 1 0, rest 3 2 2 1 0: means 0.6 and 1.6; cov 0.3; variances 0.3 and 1.3; sorted 0 0 1 1 1 and 0 1 2 2 3: cov 0.55."""
    marks, rest = [1, 1, 0, 1, 0], [3, 2, 2, 1, 0]
    assert facility(marks) == pytest.approx(0.6)
    assert covariance(marks, rest) == pytest.approx(0.3)
    assert discrimination(marks, rest) == pytest.approx(0.3 / math.sqrt(0.3 * 1.3))
    assert efficiency(marks, rest) == pytest.approx(0.3 / 0.55)


def test_partial_marks_count_as_they_are() -> None:
    """Marks 0 0.5 1, rest 1 3 2: means 0.5 and 2; cov (0.5 + 0 + 0) / 2 = 0.25; variances 0.25 and 1; sorted: cov 0.5."""
    assert discrimination([0, 0.5, 1], [1, 3, 2]) == pytest.approx(0.5)
    assert efficiency([0, 0.5, 1], [1, 3, 2]) == pytest.approx(0.5)


def test_what_does_not_vary_says_nothing() -> None:
    assert discrimination([1, 1, 1], [1, 2, 3]) is None
    assert discrimination([0, 1, 1], [0.1, 0.1, 0.1]) is None
    assert efficiency([1 / 3] * 7, [1, 2, 3, 4, 5, 6, 7]) is None
    assert discrimination([1e-200, 0], [1, 2]) is None


def test_intervals() -> None:
    assert facility_interval([1, 1, 1, 0]) == wilson(3, 4)
    low, high = facility_interval([0.5] * 10)
    assert (low, high) == wilson(5, 10)
    assert facility_interval([1 / 3] * 3)[1] <= 1
    low, high = correlation_interval(0.3, 50)
    assert (low, high) == (pytest.approx(0.0236, abs=5e-4), pytest.approx(0.5337, abs=5e-4))
    assert correlation_interval(1.0, 30) == (1.0, 1.0)
    with pytest.raises(ValueError):
        correlation_interval(0.3, 3)


@given(PAIRS)
def test_it_agrees_with_the_standard_library(pairs: list[tuple[float, float]]) -> None:
    marks, rest = [one for one, _ in pairs], [other for _, other in pairs]
    assert covariance(marks, rest) == pytest.approx(statistics.covariance(marks, rest), abs=1e-12)
    assert facility(marks) == pytest.approx(statistics.fmean(marks))
    assume(len(set(marks)) > 1 and len(set(rest)) > 1)
    assert discrimination(marks, rest) == pytest.approx(statistics.correlation(marks, rest), abs=1e-9)


@given(PAIRS)
def test_both_stay_within_their_ends_and_order_does_not_matter(pairs: list[tuple[float, float]]) -> None:
    marks, rest = [one for one, _ in pairs], [other for _, other in pairs]
    r, share = discrimination(marks, rest), efficiency(marks, rest)
    assert (r is None) == (share is None)
    if r is None or share is None:
        return
    assert -1 <= r <= 1
    assert share <= 1 + 1e-9
    assert (r > 1e-9) <= (share > 0)
    assert discrimination(marks[::-1], rest[::-1]) == pytest.approx(r)
    if len(marks) > 3:
        low, high = correlation_interval(r, len(marks))
        assert low <= r + 1e-12
        assert r <= high + 1e-12
