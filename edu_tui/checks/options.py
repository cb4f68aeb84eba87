"""Options that help to guess, or that cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise, permutations

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import Choices, Option, Question
from edu_tui.library.text import fold
from edu_tui.library.walk import plain

FEWEST_WORDS = 3
"""An option of fewer words may stand inside another: "Early" in "Very early"."""

LONGER = 1.3
"""A key this many times as long as the average distractor gives itself away."""

SHORT = 25
"""Characters below which nobody guesses by length."""

_NEGATIONS = frozenset({"no", "not", "without", "never", "neither", "nor"})

_RANGE = re.compile(r"\D*(\d+(?:\.\d+)?)\s*(?:-|\N{EN DASH}|to)\s*(\d+(?:\.\d+)?)\s*(\D*)")


def single_choices(whole: Whole) -> Iterator[tuple[str, Question, tuple[Option, ...]]]:
    """Every question with one right option, with its file and its options."""
    for quiz, question in whole.questions():
        if question.type == "single" and isinstance(question.body, Choices):
            yield quiz.path, question, question.body.options


def _choices(whole: Whole) -> Iterator[tuple[str, tuple[Option, ...]]]:
    for quiz, question in whole.questions():
        if isinstance(question.body, Choices):
            yield quiz.path, question.body.options


@rule(
    "B01",
    Severity.ERROR,
    reason="Two options that say the same cannot be told apart.",
    example="Options: 25.8%, 49.5%, 25.8 %.",
    cure="Change or remove one of them.",
)
def same_option(whole: Whole) -> Iterator[Finding]:
    """Two options of a question that differ in spaces or marks only."""
    for path, options in _choices(whole):
        for first, second in combinations(options, 2):
            if "".join(_words(first)) == "".join(_words(second)):
                yield Finding(path, second.line, f"this option says the same as the one on line {first.line}")


@rule(
    "B02",
    Severity.ERROR,
    reason="Whoever finds the longer option right finds the shorter one right as well.",
    example='Options: "a marrow aspirate", "a marrow aspirate and a lumbar puncture".',
    cure="Let each option stand for itself, or make a question with several right options of it.",
)
def option_inside_another(whole: Whole) -> Iterator[Finding]:
    """An option of three words or more whose words stand, side by side, in another option that does not negate them."""
    for path, options in _choices(whole):
        for inner, outer in permutations(options, 2):
            words, around = _words(inner), _words(outer)
            added = set(around) - set(words)
            if len(words) >= FEWEST_WORDS and added and not added & _NEGATIONS and _contains(around, words):
                yield Finding(path, inner.line, f"the option on line {outer.line} holds all the words of this one")


@rule(
    "B03",
    Severity.ERROR,
    reason="A number that lies in two ranges has two right answers.",
    example="Options: 10 to 20%, 20 to 30%.",
    cure="Let each range end before the next begins.",
)
def overlapping_ranges(whole: Whole) -> Iterator[Finding]:
    """Two options that are ranges and share a number."""
    for path, options in _choices(whole):
        ranges = [found for option in options if (found := _range(option))]
        if len(ranges) == len(options) and len({unit for _, _, unit, _ in ranges}) == 1:
            for (_, high, _, _), (low, _, _, second) in pairwise(sorted(ranges, key=lambda found: found[:2])):
                if low <= high:
                    yield Finding(path, second, f"this range begins at {low:g}, where another goes on to {high:g}")


@rule(
    "B04",
    Severity.WARNING,
    reason="Who does not know takes the longest option, so it must not pay.",
    example="A key of sixty characters among distractors of thirty.",
    cure="Shorten the key, or give the distractors as much substance.",
)
def telling_length(whole: Whole) -> Iterator[Finding]:
    """A key that is the longest option and much longer than the average distractor."""
    for path, _, options in single_choices(whole):
        key = next(option for option in options if option.correct)
        others = [length(option) for option in options if not option.correct]
        average = sum(others) / len(others)
        if length(key) > max(SHORT, *others) and length(key) > LONGER * average:
            yield Finding(path, key.line, f"the right option has {length(key)} characters, the others {average:.0f} on average")


def length(option: Option) -> int:
    """The characters of an option's words."""
    return len(plain(option.inlines))


def _words(option: Option) -> list[str]:
    """The folded words of an option without the marks around them."""
    return [word.strip(".,;:!?()\"'") for word in fold(plain(option.inlines)).split()]


def _contains(outer: list[str], inner: list[str]) -> bool:
    return any(outer[start : start + len(inner)] == inner for start in range(len(outer) - len(inner) + 1))


def _range(option: Option) -> tuple[float, float, str, int] | None:
    """Low, high, unit and line of an option that is a range of numbers."""
    found = _RANGE.fullmatch(plain(option.inlines))
    return (float(found[1]), float(found[2]), fold(found[3]), option.line) if found else None
