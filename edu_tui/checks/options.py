"""Options that help to guess, or that cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

import msgspec

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

_NEGATIONS = frozenset({"no", "not", "without", "never", "neither", "nor", "cannot", "except", "unless", "instead", "only"})
"""Words with which an option that holds another says something else."""

_TURNING = frozenset({"before", "after", "until", "above", "below", "over", "under", "more", "less", "fewer", "half", "twice", "double"})
"""Words that do so where they stand in front: half the usual dose."""

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_RANGE = re.compile(rf"(\D*){_NUMBER}(?:\s*%)?\s*(?:-|\N{{EN DASH}}|to)\s*{_NUMBER}\s*(\D*)")


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
        said: dict[str, Option] = {}
        for option in options:
            first = said.setdefault("".join(_words(option)), option)
            if first is not option:
                yield Finding(path, option.line, f"this option says the same as the one on line {first.line}")


@rule(
    "B02",
    Severity.ERROR,
    reason="Whoever finds the longer option right finds the shorter one right as well.",
    example='Options: "a marrow aspirate", "a marrow aspirate and a lumbar puncture".',
    cure="Let each option stand for itself, or make a question with several right options of it.",
)
def option_inside_another(whole: Whole) -> Iterator[Finding]:
    """An option of three words or more whose words stand, side by side, in another one that adds to it, where one option is right."""
    for path, _, options in single_choices(whole):
        said = [(option, _words(option)) for option in options]
        for (inner, words), (outer, around) in permutations(said, 2):
            if len(words) >= FEWEST_WORDS and _adds(words, around):
                yield Finding(path, inner.line, f"the option on line {outer.line} holds all the words of this one")


@rule(
    "B03",
    Severity.ERROR,
    reason="A number that lies in two ranges has two right answers.",
    example="Options: 10 to 20%, 20 to 30%.",
    cure="Let each range end before the next begins.",
)
def overlapping_ranges(whole: Whole) -> Iterator[Finding]:
    """Two options of a question whose options are all ranges that share a number."""
    for path, options in _choices(whole):
        ranges = [found for option in options if (found := _range(option))]
        if len(ranges) == len(options) and len({found.around for found in ranges}) == 1:
            for first, second in pairwise(sorted(ranges)):
                if second.low <= first.high:
                    yield Finding(path, second.line, f"this range begins at {second.low:g}, where another goes on to {first.high:g}")


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
        own, average = length(key), sum(others) / len(others)
        if own > max(SHORT, *others) and own > LONGER * average:
            yield Finding(path, key.line, f"the right option has {own} characters, the others {average:.0f} on average")


def length(option: Option) -> int:
    """The characters of an option's words."""
    return len(plain(option.inlines))


def _words(option: Option) -> list[str]:
    """The folded words of an option without the marks around them."""
    return [word.strip(".,;:!?()\"'") for word in fold(plain(option.inlines)).split()]


def _adds(words: list[str], around: list[str]) -> bool:
    """Whether `around` is `words` with something added that leaves them what they say."""
    outer = f" {' '.join(around)} "
    at = outer.find(f" {' '.join(words)} ")
    if at < 0 or _TURNING.intersection(outer[:at].split()):
        return False
    added = set(around) - set(words)
    return bool(added) and not added & _NEGATIONS and not any(word.endswith(("n't", "n\N{RIGHT SINGLE QUOTATION MARK}t")) for word in added)


class _Range(msgspec.Struct, frozen=True, order=True):
    """An option that is a range of numbers, the line on which it stands, and the words in front and behind."""

    low: float
    high: float
    line: int
    around: tuple[str, str]


def _range(option: Option) -> _Range | None:
    """The range that an option is, if it is one."""
    found = _RANGE.fullmatch(plain(option.inlines))
    if not found:
        return None
    before, low, high, unit = found.groups()
    return _Range(float(low.replace(",", "")), float(high.replace(",", "")), option.line, (fold(before), fold(unit)))
