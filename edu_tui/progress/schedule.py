"""When each question is due again: FSRS, replayed from the raw answers so that the rules can improve later.

The `fsrs` package has the formulas and their default parameters. How it is used, and why:

- Time is counted in study days, each at 12:00 UTC. The package floors differences to 24 hours, so true times would make the evening of the
  next day "the same day", and summer time would do it again.
- No learning steps: repeats within a session belong to the session. No fuzz: one history gives one date, on every machine.
- At most 180 days, because clinical facts change; retention 0.90, and 0.95 for questions about safety.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from edu_tui.progress.events import Answered, Judged
from edu_tui.progress.moments import moment

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.90
"""The probability of recall at which an ordinary question falls due."""

SAFETY_RETENTION = 0.95
"""The same for questions about safety."""

MAXIMUM_DAYS = 180

MODES = frozenset({"study", "review"})
"""Kinds of run whose answers count: a timed test or a group vote says less about one learner's memory."""

PASS, RIGHT = 0.5, 1.0


class Confidence(IntEnum):
    """How sure the learner was, said after answering; not asked counts as FAIRLY."""

    UNSURE = 1
    FAIRLY = 2
    SURE = 3


class Grade(IntEnum):
    """FSRS's ratings that a marked answer can earn. HARD is a pass; EASY only on the learner's word."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


TOO_EASY, COUNT_AS_WRONG = "easy", "wrong"
"""What a learner may say of the marking (`events.Judged.override`)."""

CONFIDENCES = {"unsure": Confidence.UNSURE, "fairly": Confidence.FAIRLY, "sure": Confidence.SURE}
"""The words in which she says how sure she was."""

OVERRIDES = {"easy": TOO_EASY, "wrong": COUNT_AS_WRONG}
"""The words in which she corrects the marking."""


class Due(NamedTuple):
    """The memory of one question: when it is due, when it was answered first and last, answers and lapses so far, and FSRS's two numbers.

    `stability` is in days (the time until recall falls to 90 %), `difficulty` 1 to 10.
    """

    question: str
    due: date
    first: date
    last: date
    reviews: int
    lapses: int
    stability: float
    difficulty: float


class Review(NamedTuple):
    """One review: the recall (0 to 1) that was expected the moment before, and whether the answer was recalled."""

    expected: float
    recalled: bool


class Followed(NamedTuple):
    """What the answers to one question add up to: its memory, None if none of them counts, and its reviews.

    `ahead` tells whether a clock had run ahead in one of them, so that all this holds for one day only.
    """

    due: Due | None
    reviews: tuple[Review, ...] = ()
    ahead: bool = False


def confidence_of(answer: Answered, judged: Judged | None) -> int | None:
    """How sure the learner was, as she said with the answer or after it; None if she was not asked."""
    return judged.confidence if judged is not None and judged.confidence is not None else answer.confidence


def grade(answer: Answered, judged: Judged | None = None) -> Grade | None:
    """The rating that an answer earns, with what the learner said of it; None for a poll.

    =============  ======  ======  =====
    result         unsure  fairly  sure
    =============  ======  ======  =====
    wrong          AGAIN   AGAIN   AGAIN
    partly right   AGAIN   HARD    HARD
    after a hint   AGAIN   HARD    HARD
    right          HARD    GOOD    GOOD
    =============  ======  ======  =====

    A right answer that was "too easy" is EASY; one that is to count as wrong is AGAIN.
    """
    if answer.score is None:
        return None
    confidence = confidence_of(answer, judged)
    unsure = confidence is not None and confidence <= Confidence.UNSURE
    override = judged.override if judged else ""
    if answer.score < PASS or override == COUNT_AS_WRONG:
        return Grade.AGAIN
    if answer.score < RIGHT or answer.hints:
        return Grade.AGAIN if unsure else Grade.HARD
    if override == TOO_EASY:
        return Grade.EASY
    return Grade.HARD if unsure else Grade.GOOD


def replay(
    history: Sequence[Answered],
    today: date,
    retention: float = RETENTION,
    judged: Callable[[str], Judged | None] = lambda _: None,
) -> Due | None:
    """The memory of one question after its answers, as `follow` tells it; None when none of them counts."""
    return follow(history, today, retention, judged).due


def follow(
    history: Sequence[Answered],
    today: date,
    retention: float = RETENTION,
    judged: Callable[[str], Judged | None] = lambda _: None,
) -> Followed:
    """The memory and the reviews of one question after its answers, given in order of time.

    `judged` gives what the learner said of the answer with an id. An answer counts as a review if the question was answered before, on an
    earlier study day: that somebody remembers on the same day says nothing of memory. Recalled is what earns more than AGAIN.

    An answer dated after `today` was given by a clock that ran ahead, and counts as of today. One whose time cannot be read is left out.
    """
    found: list[Review] = []
    card: Card | None = None
    first = last = today
    ahead = False
    reviews = lapses = 0
    scheduler = _scheduler(retention)
    for answer in history:
        day, earned = moment(answer.at).day, grade(answer, judged(answer.id))
        if day is None or earned is None or answer.mode not in MODES:
            continue
        if day > today:
            day, ahead = today, True
        if card is None:
            first, card = day, _new_card(day)
        elif day > last:
            found.append(Review(scheduler.get_card_retrievability(card, _noon(day)), earned is not Grade.AGAIN))
        card = _reviewed(scheduler, card, earned, day)
        last = day
        reviews += 1
        lapses += earned is Grade.AGAIN
    if card is None or card.stability is None or card.difficulty is None:
        return Followed(None)
    due = Due(history[0].question, card.due.date(), first, last, reviews, lapses, card.stability, card.difficulty)
    return Followed(due, tuple(found), ahead)


def by_risk(memories: Iterable[Due], day: date) -> list[Due]:
    """`memories`, those first that are most likely to be forgotten by `day`; where the risk is the same, in the order of the questions.

    FSRS expects a recall of `(1 + f * days / stability) ** -d` after so many days, with `f` and `d` above 0 and the same for all questions
    (`Scheduler.get_card_retrievability`): it falls as `days / stability` rises. So the order needs no card of the package, and no power.
    """
    on = day.toordinal()
    return sorted(memories, key=lambda memory: (-max(0, on - memory.last.toordinal()) / memory.stability, memory.question))


def _new_card(day: date) -> Card:
    from fsrs import Card

    return Card(card_id=0, due=_noon(day))  # without an id the package sleeps a millisecond to make one from the clock


def _reviewed(scheduler: Scheduler, card: Card, earned: Grade, day: date) -> Card:
    from fsrs import Rating

    return scheduler.review_card(card, Rating(earned), _noon(day))[0]


@cache
def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@cache
def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), maximum_interval=MAXIMUM_DAYS, enable_fuzzing=False
    )
