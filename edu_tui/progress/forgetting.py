"""FSRS-6 on plain numbers: what one answer does to a memory, and how a memory fades.

The formulas and parameters are those of the `fsrs` package, operation by operation, so that both give the same numbers to the last digit (a
test holds them together). The package copies a card and writes a log at each answer; who goes over a whole history needs neither, and is
several times faster without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

AGAIN, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
"""FSRS's ratings, as `schedule.Grade` has them too."""

MIN_STABILITY = 0.001
"""Days; no memory is weaker."""

MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0


class Forgetting:
    """The formulas with one set of the 21 parameters. `stability` is in days, `difficulty` 1 to 10, `days` whole study days."""

    def __init__(self, parameters: Sequence[float]) -> None:
        w = parameters
        self.decay = -w[20]
        self.factor = 0.9 ** (1 / self.decay) - 1
        self._first = {grade: (max(w[grade - 1], MIN_STABILITY), _clamped(w[4] - math.e ** (w[5] * (grade - 1)) + 1)) for grade in GRADES}
        self._same_day = {grade: math.e ** (w[17] * (grade - 3 + w[18])) for grade in GRADES}
        self._same_day_power = -w[19]
        self._recall = (math.e ** w[8], -w[9], w[10])
        self._bonus = {HARD: (w[15], 1.0), GOOD: (1.0, 1.0), EASY: (1.0, w[16])}
        self._lapse: tuple[float, float, float, float, float] = (w[11], -w[12], w[13], w[14], math.e ** (w[17] * w[18]))
        self._change = {grade: -(w[6] * (grade - 3)) for grade in GRADES}
        self._back = (w[7] * (w[4] - math.e ** (w[5] * (EASY - 1)) + 1), 1 - w[7])

    def first(self, grade: int) -> tuple[float, float]:
        """Stability and difficulty after the first answer."""
        return self._first[grade]

    def recall(self, stability: float, days: int) -> float:
        """The probability, 0 to 1, that the answer is right `days` after the last one."""
        share: float = (1 + self.factor * (days if days > 0 else 0) / stability) ** self.decay
        return share

    def after(self, stability: float, difficulty: float, days: int, recall: float, grade: int) -> tuple[float, float]:
        """Stability and difficulty after an answer that came `days` after the one before; `recall` is what was expected of it."""
        if days < 1:
            growth = self._same_day[grade] * stability**self._same_day_power
            new = stability * (growth if grade == AGAIN else max(growth, 1.0))
        elif grade == AGAIN:
            new = self._forgotten(stability, difficulty, recall)
        else:
            new = self._recalled(stability, difficulty, recall, grade)
        back, rest = self._back
        harder = _clamped(back + rest * (difficulty + (10.0 - difficulty) * self._change[grade] / 9.0))
        return new if new > MIN_STABILITY else MIN_STABILITY, harder

    def interval(self, stability: float, retention: float, longest: int) -> int:
        """Days until recall falls to `retention`: whole ones, 1 to `longest`."""
        days: float = (stability / self.factor) * (retention ** (1 / self.decay) - 1)
        return min(max(round(days), 1), longest)

    def _recalled(self, stability: float, difficulty: float, recall: float, grade: int) -> float:
        start, power, ease = self._recall
        hard, easy = self._bonus[grade]
        growth: float = 1 + start * (11 - difficulty) * stability**power * (math.e ** ((1 - recall) * ease) - 1) * hard * easy
        return stability * growth

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        start, difficulty_power, stability_power, ease, ceiling = self._lapse
        long_term: float = start * difficulty**difficulty_power * ((stability + 1) ** stability_power - 1) * math.e ** ((1 - recall) * ease)
        return min(long_term, stability / ceiling)


def _clamped(difficulty: float) -> float:
    # No min and max, which cost more than all that is counted here: this is done for every answer ever given.
    return MIN_DIFFICULTY if difficulty < MIN_DIFFICULTY else MAX_DIFFICULTY if difficulty > MAX_DIFFICULTY else difficulty


@cache
def forgetting() -> Forgetting:
    """The formulas with the parameters that `schedule` uses: those of the package."""
    from fsrs import Scheduler

    return Forgetting(Scheduler().parameters)
