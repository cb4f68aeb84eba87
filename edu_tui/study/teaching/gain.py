"""What a group gained from before to after, and when that may not be said.

Of a class: `<g> = (post - pre) / (100 - pre)` of the class's averages (Hake 1998). Of a person: `c = (post - pre) / (100 - pre)` for who
gained, `(post - pre) / pre` for who lost, 0 for neither; 0 or 100 both times is left out (Marx and Cummings 2007). The average of persons
is not the gain of the averages (Bao 2006), so both are told and named. Only those count who were there both times, and nothing is told of
fewer than five.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from edu_tui.progress.sessions_events import FormPair

FEWEST = 5
"""With fewer people no gain is told: it would be chance, and it would point at persons."""

LOW, HIGH = 0.3, 0.7
"""Below the first a class's gain is called low, above the second high (Hake 1998)."""


class Gain(msgspec.Struct, frozen=True):
    """A gain of `n` people, or why there is none: `value` is None and `withheld` a sentence then.

    `pre` and `post` are the means of these people, 0 to 100; of fewer than `FEWEST` they are not told either.
    """

    value: float | None
    n: int
    pre: float = 0.0
    post: float = 0.0
    withheld: str = ""

    @property
    def level(self) -> str:
        """What a class's gain is called; "" without one."""
        if self.value is None:
            return ""
        return "low" if self.value < LOW else "high" if self.value > HIGH else "medium"


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """Sheets that carry the same symbol before and after. `dropped_pre` and `dropped_post` sheets had no counterpart.

    `of_class` is the gain of the averages, `of_persons` the average of the persons' changes; `left_out` had 0 or 100 both times.
    """

    learners: int
    dropped_pre: int
    dropped_post: int
    of_class: Gain
    of_persons: Gain
    left_out: int


class Score(NamedTuple):
    """One learner's percentages right, 0 to 100."""

    pre: float
    post: float


def class_gain(pre: float, post: float, n: int) -> Gain:
    """Hake's gain of two averages (0 to 100) of `n` people."""
    if n < FEWEST:
        return Gain(None, n, withheld=f"No gain is told for fewer than {FEWEST} people.")
    if pre >= 100:
        return Gain(None, n, pre, post, "Everything was right before, so there was nothing to gain.")
    return Gain((post - pre) / (100 - pre), n, pre, post)


def change(score: Score) -> float | None:
    """Marx and Cummings' normalised change of one learner, -1 to 1; None for who had 0 or 100 both times."""
    if score.pre == score.post:
        return None if score.pre in (0, 100) else 0.0
    if score.post > score.pre:
        return (score.post - score.pre) / (100 - score.pre)
    return (score.post - score.pre) / score.pre


def matched(pairs: Sequence[FormPair], pre: Mapping[str, Mapping[str, bool]], post: Mapping[str, Mapping[str, bool]]) -> Matched:
    """The analysis of sheets by symbol. A learner's score is over the pairs that stand on both of their sheets."""
    both = sorted(pre.keys() & post.keys())
    scores = [score for symbol in both if (score := _score(pairs, pre[symbol], post[symbol])) is not None]
    n = len(scores)
    moved = [(score, value) for score in scores if (value := change(score)) is not None]
    return Matched(
        learners=n,
        dropped_pre=len(pre) - n,
        dropped_post=len(post) - n,
        of_class=class_gain(*_means(scores), n),
        of_persons=_mean_change(moved),
        left_out=n - len(moved),
    )


def _score(pairs: Sequence[FormPair], pre: Mapping[str, bool], post: Mapping[str, bool]) -> Score | None:
    told = [pair for pair in pairs if pair.pre in pre and pair.post in post]
    if not told:
        return None
    return Score(100 * sum(pre[pair.pre] for pair in told) / len(told), 100 * sum(post[pair.post] for pair in told) / len(told))


def _mean_change(moved: Sequence[tuple[Score, float]]) -> Gain:
    """The average of the changes of those who have one."""
    n = len(moved)
    if n < FEWEST:
        return Gain(None, n, withheld=f"No average is told of fewer than {FEWEST} people.")
    return Gain(sum(value for _, value in moved) / n, n, *_means([score for score, _ in moved]))


def _means(scores: Sequence[Score]) -> Score:
    n = len(scores) or 1
    return Score(sum(score.pre for score in scores) / n, sum(score.post for score in scores) / n)
