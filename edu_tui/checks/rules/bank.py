"""The bank of questions as a whole: nobody may do well in it by knowing how keys are placed or how long they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from edu_tui.checks.gathering import gathers
from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.rules.options import length, single_choices
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import Option
from edu_tui.library.roles import LIBRARY_FILE


class Keyed(msgspec.Struct, frozen=True):
    """A question with one right option among `size`: the place of the right one from 0, and whether it is the longest."""

    size: int
    place: int
    longest: bool
    shuffled: bool


@gathers(tuple[Keyed, ...])
def keyed_questions(whole: Whole) -> tuple[Keyed, ...]:
    """The questions with one right option."""
    return tuple(
        Keyed(len(options), place(options), is_longest(options), question.shuffle) for _, question, options in single_choices(whole)
    )


def _bank(whole: Whole) -> tuple[Keyed, ...]:
    return tuple(keyed for questions in whole.gathered(keyed_questions) for keyed in questions)


@rule(
    "B05",
    Severity.WARNING,
    reason="Where keys are longer than chance makes them, the longest option is the best guess.",
    example="The key is the longest option in 30 of 60 questions with four options.",
    cure="Shorten keys or lengthen distractors, above all in the questions named under B04.",
    source="U.S. NBME item-writing guide, flaws that help to guess; one-sided test against chance",
    spec=("LN-66",),
    scope=Scope.LIBRARY,
)
def longest_is_right(whole: Whole) -> Iterator[Finding]:
    """A bank in which the key is the longest option more often than chance explains."""
    bank = whole.once(_bank)
    found, chances = sum(keyed.longest for keyed in bank), [1 / keyed.size for keyed in bank]
    if len(bank) >= whole.limits.bank_questions and at_least(found, chances) < whole.limits.bank_chance:
        message = f"the right option is the longest in {found} of {len(bank)} questions, where chance makes it {math.fsum(chances):.0f}"
        yield Finding(LIBRARY_FILE, 1, message)


@rule(
    "B06",
    Severity.WARNING,
    reason="On paper options stand as written, and a favourite place is soon found out.",
    example="The key stands first in 40 of 60 questions with four options.",
    cure="Move some keys to the places that hold few of them.",
    source="House rule: chi-square test of the places against chance",
    spec=("LN-67",),
    scope=Scope.LIBRARY,
)
def favourite_place(whole: Whole) -> Iterator[Finding]:
    """Questions with one number of options whose keys stand in some places more often than chance explains."""
    limits = whole.limits
    places: dict[int, list[int]] = {}
    for keyed in whole.once(_bank):
        if keyed.shuffled:
            places.setdefault(keyed.size, []).append(keyed.place)
    for size, taken in sorted(places.items()):
        counts = [taken.count(index) for index in range(size)]
        if len(taken) >= max(limits.bank_questions, limits.bank_questions_a_place * size) and uneven(counts) < limits.bank_chance:
            told = ", ".join(f"{count} at {chr(65 + index)}" for index, count in enumerate(counts))
            yield Finding(LIBRARY_FILE, 1, f"of {len(taken)} questions with {size} options the right one stands {told}")


@rule(
    "B07",
    Severity.WARNING,
    reason="After three keys in the same place learners look at the place, not at the question.",
    example="Four questions in a row with the key at B.",
    cure="Move a key, or change the order of the questions.",
    source="House rule: no run of places",
    spec=("LN-67",),
)
def run_of_places(whole: Whole) -> Iterator[Finding]:
    """More than three questions in a row in one file with their keys in the same place."""
    most = whole.limits.bank_run
    for (path, at), run in groupby(single_choices(whole), key=lambda item: (item[0], place(item[2]))):
        questions = [question for _, question, _ in run]
        if len(questions) > most:
            ident = questions[most].id
            message = f"{len(questions)} questions in a row have the right option at {chr(65 + at)}"
            yield Finding(path, questions[most].line, message, near=f"id: {ident}")


def is_longest(options: Sequence[Option]) -> bool:
    """Whether the right option is longer than every other one."""
    key = length(options[place(options)])
    return all(key > length(option) for option in options if not option.correct)


def place(options: Sequence[Option]) -> int:
    """The place of the right option, from 0."""
    return next(index for index, option in enumerate(options) if option.correct)


def at_least(number: int, chances: Sequence[float]) -> float:
    """The probability that at least `number` of independent events happen, each with its own chance above 0 and below 1.

    By the normal approximation with continuity correction, which takes no time for a bank of any size. For twenty questions or more with
    two to six options, probabilities below a tenth are right to a hundredth.
    """
    spread = math.sqrt(math.fsum(chance * (1 - chance) for chance in chances))
    return math.erfc((number - 0.5 - math.fsum(chances)) / spread / math.sqrt(2)) / 2


def uneven(counts: Sequence[int]) -> float:
    """The probability of counts at least this uneven if every place is as likely (Pearson's chi-square, places - 1 degrees of freedom)."""
    expected = sum(counts) / len(counts)
    return _chi_square_tail(sum((count - expected) ** 2 / expected for count in counts), len(counts) - 1)


def _chi_square_tail(value: float, freedom: int) -> float:
    """The upper tail of the chi-square distribution, by its recurrence in steps of two degrees of freedom."""
    half = value / 2
    order, tail = (0.5, math.erfc(math.sqrt(half))) if freedom % 2 else (1.0, math.exp(-half))
    while order < freedom / 2:
        tail += half**order * math.exp(-half) / math.gamma(order + 1)
        order += 1
    return tail
