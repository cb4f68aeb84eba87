"""Options that help to guess, or that cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

import msgspec

from edu_tui.checks.asked import AskedOption
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.option_words import chosen
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import Choices, Option, Question
from edu_tui.library.text import fold
from edu_tui.library.walk import plain

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


@rule(
    "B01",
    Severity.ERROR,
    reason="Two options that say the same cannot be told apart.",
    example="Options: 25.8%, 49.5%, 25.8 %.",
    cure="Change or remove one of them.",
    source="House rule: each option says something of its own",
    spec=("LN-74",),
)
def same_option(whole: Whole) -> Iterator[Finding]:
    """Two options of a question that differ in spaces or marks only."""
    for asked in whole.asked:
        said: dict[str, AskedOption] = {}
        for option in asked.options:
            first = said.setdefault("".join(_words(option)), option)
            if first is not option:
                yield Finding(asked.path, option.line, f"this option says the same as the one on line {first.line}")


@rule(
    "B02",
    Severity.ERROR,
    reason="Whoever finds the longer option right finds the shorter one right as well.",
    example='Options: "a marrow aspirate", "a marrow aspirate and a lumbar puncture".',
    cure="Let each option stand for itself, or make a question with several right options of it.",
    source="House rule: each option says something of its own",
    spec=("LN-74",),
)
def option_inside_another(whole: Whole) -> Iterator[Finding]:
    """An option whose words stand, side by side, in another one that adds to it, where one option is right.

    One of few words may: "Early" in "Very early".
    """
    least = whole.limits.question_contained_words
    for asked in chosen(whole, "single"):
        said = [(option, _words(option)) for option in asked.options]
        for (inner, words), (outer, around) in permutations(said, 2):
            if len(words) >= least and _adds(words, around):
                yield Finding(asked.path, inner.line, f"the option on line {outer.line} holds all the words of this one")


@rule(
    "B03",
    Severity.ERROR,
    reason="A number that lies in two ranges has two right answers.",
    example="Options: 10 to 20%, 20 to 30%.",
    cure="Let each range end before the next begins.",
    source="U.S. NBME item-writing guide, flaws that make a question harder without reason",
    spec=("LN-68",),
)
def overlapping_ranges(whole: Whole) -> Iterator[Finding]:
    """Two options of a question whose options are all ranges that share a number."""
    for asked in whole.asked:
        ranges = [found for option in asked.options if (found := _range(option))]
        if ranges and len(ranges) == len(asked.options) and len({found.around for found in ranges}) == 1:
            for first, second in pairwise(sorted(ranges)):
                if second.low <= first.high:
                    yield Finding(asked.path, second.line, f"this range begins at {second.low:g}, where another goes on to {first.high:g}")


@rule(
    "B04",
    Severity.WARNING,
    reason="Who does not know takes the longest option, so it must not pay.",
    example="A key of sixty characters among distractors of thirty.",
    cure="Shorten the key, or give the distractors as much substance.",
    source="U.S. NBME item-writing guide, flaws that help to guess; the factor is a house rule",
    spec=("LN-65",),
)
def telling_length(whole: Whole) -> Iterator[Finding]:
    """A key that is the longest option and much longer than the average distractor."""
    limits = whole.limits
    for asked in chosen(whole, "single"):
        key, others = asked.keys[0], [len(option.text) for option in asked.distractors]
        own, average = len(key.text), sum(others) / len(others)
        if own > max(limits.question_short_option, *others) and own > limits.question_key_longer * average:
            yield Finding(asked.path, key.line, f"the right option has {own} characters, the others {average:.0f} on average")


def length(option: Option) -> int:
    """The characters of an option's words."""
    return len(plain(option.inlines))


def _words(option: AskedOption) -> list[str]:
    """The folded words of an option without the marks around them."""
    return [word.strip(".,;:!?()\"'") for word in option.folded.split()]


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


def _range(option: AskedOption) -> _Range | None:
    """The range that an option is, if it is one."""
    found = _RANGE.fullmatch(option.text)
    if not found:
        return None
    before, low, high, unit = found.groups()
    return _Range(float(low.replace(",", "")), float(high.replace(",", "")), option.line, (fold(before), fold(unit)))
