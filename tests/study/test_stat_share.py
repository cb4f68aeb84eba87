"""Shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.study.stat_share import SMALL, Share, percent, share_right, wilson


@pytest.mark.parametrize(
    ("part", "of", "low", "high"), [(5, 8, 31, 86), (6, 10, 31, 83), (12, 20, 39, 78), (30, 50, 46, 72), (0, 1, 0, 79), (1, 1, 21, 100)]
)
def test_published_intervals(part: int, of: int, low: int, high: int):
    assert tuple(round(end * 100) for end in wilson(part, of)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_mirrors_its_complement(counts: tuple[int, int]):
    part, of = counts
    low, high = wilson(part, of)
    assert 0 <= low <= part / of <= high <= 1
    assert low < high
    other = wilson(of - part, of)
    assert other == pytest.approx((1 - high, 1 - low))


@given(st.integers(1, 500), st.integers(2, 20))
def test_more_answers_say_more(of: int, times: int):
    part = of // 2
    low, high = wilson(part, of)
    narrow_low, narrow_high = wilson(part * times, of * times)
    assert narrow_high - narrow_low < high - low


def test_nothing_has_no_share():
    with pytest.raises(ZeroDivisionError):
        _ = Share(0, 0).value
    with pytest.raises(ZeroDivisionError):
        _ = Share(0, 0).interval


def test_a_small_share_is_told_with_its_interval():
    assert Share(1, SMALL - 1).is_small
    assert not Share(1, SMALL).is_small


def test_only_the_wholly_right_counts():
    assert share_right([1.0, 0.99, 0.0, 1.0]) == Share(2, 4)


@pytest.mark.parametrize(("share", "words"), [(0, "0%"), (0.001, "1%"), (0.999, "99%"), (1, "100%"), (0.375, "38%")])
def test_a_percentage_is_never_too_near_an_end(share: float, words: str):
    assert percent(share) == words
