"""Tests in words: the same on the screen and on standard output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from edu_tui.study.exam.choice import clock_words
from edu_tui.study.exam.outcome import Outcome, could_be_chance
from edu_tui.study.exam.session import Standing
from edu_tui.study.stat_share import Share
from edu_tui.study.stat_words import duration, share_words

SIDE_NOTE = "Few questions tell little: two tests of twenty rarely differ by more than chance. What is weak twice is weak."
"""What to keep in mind when two tests stand side by side."""

NO_TESTS = "No test yet."
"""What stands in the place of past tests."""


def few_words(there: int) -> str:
    """That a choice has fewer questions than were wished for."""
    return f"There {'is' if there == 1 else 'are'} only {there} {'question' if there == 1 else 'questions'} of this choice."


def standing_words(standings: tuple[Standing, ...]) -> str:
    """How a test stands: "12 answered, 3 open, 2 marked for review"."""
    answered = sum(one.answered for one in standings)
    begun = sum(one.begun and not one.answered for one in standings)
    marked = sum(one.marked for one in standings)
    parts = [f"{answered} answered", f"{len(standings) - answered} open"]
    if begun:
        parts.append(f"{begun} of them begun")
    if marked:
        parts.append(f"{marked} marked for review")
    return ", ".join(parts)


def not_ready(standings: tuple[Standing, ...]) -> str:
    """Why one may not want to hand in yet, as a sentence; "" if nothing speaks against it."""
    waiting = sum(not one.answered for one in standings)
    marked = sum(one.marked for one in standings)
    reasons = [f"{waiting} {'question is' if waiting == 1 else 'questions are'} open"] if waiting else []
    reasons += [f"{marked} {'is' if marked == 1 else 'are'} marked for review"] if marked else []
    return f"{' and '.join(reasons)}." if reasons else ""


def left_words(left_ms: int | None, *, late: bool) -> str:
    """What the clock has left: "18:04", "time is up" on one that goes on, "" without a clock."""
    if left_ms is None:
        return ""
    return "time is up" if late else f"{left_ms // 60_000}:{left_ms // 1000 % 60:02}"


def date_words(outcome: Outcome) -> str:
    """When a test ended, by the clock on the wall where it did."""
    try:
        at = datetime.fromisoformat(outcome.at)
    except ValueError:
        return "on an unknown day"
    return f"{at.day} {at:%B %Y}, {at:%H:%M}"


def counted(share: Share) -> str:
    """A share with its n and interval; "nothing scored" where there is no n."""
    return share_words(share) if share.of else "nothing scored"


def part_of(share: Share) -> str:
    """A share of few: "3 of 5 (23 to 88%)"; of many without the interval."""
    low, high = (round(end * 100) for end in share.interval)
    return f"{share.part} of {share.of} ({low} to {high}%)" if share.is_small else f"{share.part} of {share.of}"


def outcome_words(outcome: Outcome) -> Iterator[str]:
    """What came of a test, in whole sentences."""
    yield f"Your result: {counted(outcome.right)} right."
    if outcome.points > outcome.right_at_all.part:
        yield f"With what was partly right {outcome.points:g} of {outcome.right.of} points."
    if outcome.open:
        yield f"{len(outcome.open)} {'question' if len(outcome.open) == 1 else 'questions'} not answered."
    if outcome.late.of:
        yield f"After the time: {outcome.late.part} of {outcome.late.of} right; with these {counted(outcome.right_at_all)}."
    yield f"Time: {time_words(outcome)}."
    if outcome.early:
        yield "This test was given up, not handed in."


def time_words(outcome: Outcome) -> str:
    """The time that a test took, beside its clock."""
    used = duration(outcome.ms)
    return f"{used}, {clock_words(0, soft=True)}" if not outcome.limit_ms else f"{used} of {duration(outcome.limit_ms)}"


def difference_words(first: Outcome, second: Outcome) -> str:
    """Whether the second of two tests went otherwise than the first, as far as their n can tell."""
    one, two = first.right_at_all, second.right_at_all
    if not (one.of and two.of):
        return "One of them holds nothing that is scored."
    if could_be_chance(one, two):
        return "The difference may be chance."
    return "More was right than chance explains." if two.value > one.value else "Less was right than chance explains."
