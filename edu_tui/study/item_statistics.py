"""The classical statistics of test items: pure formulas on marks of 0 to 1, each with its source.

They follow the quiz statistics of Moodle (question/classes/statistics/questions/calculator.php): divisors are n - 1, what rests on a
variance of 0 is undefined, and only first attempts may go in. Moodle multiplies by 100; here a correlation goes from -1 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from edu_tui.study.stat_share import wilson

_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: intervals hold 95 %."""


def facility(marks: Sequence[float]) -> float:
    """The mean mark as a share of the greatest possible one, which is 1. ZeroDivisionError without marks."""
    return math.fsum(marks) / len(marks)


def facility_interval(marks: Sequence[float]) -> tuple[float, float]:
    """A 95 % interval of the facility: Wilson's, which is exact in its kind where every mark is 0 or 1.

    Marks in between vary less than marks of 0 and 1 with the same mean, so for them the interval is a little too wide, never too narrow.
    """
    return wilson(min(math.fsum(marks), len(marks)), len(marks))


def covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """The sample covariance, divisor n - 1. ZeroDivisionError for fewer than two pairs, ValueError for lists of two lengths."""
    mean, mean_of_other = facility(one), facility(other)
    return math.fsum((x - mean) * (y - mean_of_other) for x, y in zip(one, other, strict=True)) / (len(one) - 1)


def discrimination(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """The corrected item-total correlation: of the marks on an item with the same persons' marks on the rest of the test.

    r = cov(mark, rest) / sqrt(var(mark) * var(rest)), the product-moment correlation (on why the item itself must not stand in the total:
    Henrysson, Psychometrika 1963; 28: 211-218). None where either does not vary.
    """
    spread = math.sqrt(_variance(marks)) * math.sqrt(_variance(rest))
    return min(1.0, max(-1.0, covariance(marks, rest) / spread)) if spread else None


def efficiency(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """The discriminative efficiency: the covariance as a share of the greatest that these two sets of marks could have.

    cov(mark, rest) / cov_max, with cov_max from both lists sorted each by itself (Moodle's calculator). None where cov_max is 0.
    """
    greatest = covariance(sorted(marks), sorted(rest)) if _variance(marks) and _variance(rest) else 0.0
    return covariance(marks, rest) / greatest if greatest else None


def correlation_interval(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a correlation of `n` pairs by Fisher's transformation: tanh(atanh(r) -/+ z / sqrt(n - 3)).

    R. A. Fisher, Metron 1921; 1: 3-32. A correlation of -1 or 1 is its own interval. ValueError for fewer than four pairs.
    """
    if n < 4:
        raise ValueError("an interval of a correlation needs four pairs")
    if abs(r) >= 1:
        return r, r
    centre, half = math.atanh(r), _Z / math.sqrt(n - 3)
    return math.tanh(centre - half), math.tanh(centre + half)


def _variance(marks: Sequence[float]) -> float:
    """The sample variance; 0 where all marks are the same, whatever rounding makes of them, and for fewer than two."""
    return covariance(marks, marks) if len(set(marks)) > 1 else 0.0
