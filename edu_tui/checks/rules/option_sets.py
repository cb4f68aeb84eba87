"""The options of a question beside each other: none may stand out, and none may be struck out, by its form."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from statistics import fmean

from edu_tui.checks.asked import Asked, AskedOption
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.option_words import chosen
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_TEST_WISE = "U.S. NBME item-writing guide, flaws that help to guess"

_FEWEST = 3
"""Options from which on one can stand out: of two, each differs from the other."""

_NUMBER = re.compile(
    r"(?=\d)(?<!chromosome )(?<!exon )(?<!trial )(?<!study )(?<!room )(?<![\w:.,+/-])\d[\d,]*(?:\.\d+)?(?![\d:]|[.,]\d|[-\N{EN DASH}]\d)"
)
_QUANTITY = re.compile(r"(\d[\d,]*)(\.\d+)?\s*(%|per cent|[^\W\d][^\W\d.,]*(?:/[^\W\d]+)?\d?)?")

_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    rises/falls rise/fall rising/falling rose/fell increase/decrease increases/decreases increased/decreased higher/lower high/low
    highest/lowest more/fewer more/less most/fewest most/least before/after above/below over/under early/late earlier/later
    earliest/latest positive/negative with/without better/worse best/worst longer/shorter long/short faster/slower start/stop
    starts/stops raise/lower raises/lowers larger/smaller present/absent can/cannot first/last inside/outside strengthens/weakens
    helps/harms safe/unsafe likely/unlikely possible/impossible needed/needless true/false right/wrong yes/no up/down
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_NOT = frozenset({"not", "no", "never"})
_COUNTS = frozenset({"none", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


@rule(
    "B17",
    Severity.ERROR,
    reason="Numbers are read in their order; mixed, they have to be sorted before one can think.",
    example="Options: 18 months, 6 months, 36 months; or numbers in order without shuffle: false.",
    cure="Write them from low to high, and shuffle: false under the id, so that learners see them so.",
    source="U.S. NBME item-writing guide, flaws that make a question harder without reason",
    spec=("LN-68",),
)
def numbers_out_of_order(whole: Whole) -> Iterator[Finding]:
    """Three or more options that differ in one number only, and stand out of order or would be shown in a mixed one."""
    for asked in chosen(whole, "single", "multiple"):
        numbers = _series(asked.options)
        if len(numbers) >= _FEWEST:
            ordered = [all(a < b for a, b in pairwise(turned)) for turned in (numbers, numbers[::-1])]
            if not any(ordered):
                yield Finding(asked.path, asked.options[0].line, "these options are numbers out of order")
            elif asked.question.shuffle:
                yield Finding(asked.path, asked.options[0].line, "these options are numbers, and learners see them in a mixed order")


@rule(
    "B18",
    Severity.WARNING,
    reason="A number with another unit, or with more digits than all the others, stands out before anybody has reckoned.",
    example="Options: 25.8%, 50%, 70%, where 25.8% is right; or 5 mg, 500 µg, 50 mg.",
    cure="Give all numbers the same unit and as many digits.",
    source=_TEST_WISE,
    spec=("LN-68",),
)
def numbers_of_different_form(whole: Whole) -> Iterator[Finding]:
    """Options that are all quantities, but in several units, or where the right one alone has so many digits behind the point.

    A warning: that units differ may be the point of the question.
    """
    for asked in chosen(whole, "single"):
        found = [(option, match) for option in asked.options if (match := _QUANTITY.fullmatch(option.folded))]
        if len(asked.options) < _FEWEST or len(found) < len(asked.options):
            continue
        units = {_unit(match[3]) for _, match in found}
        own = {len(match[2] or ".") for option, match in found if option.correct}
        others = {len(match[2] or ".") for option, match in found if not option.correct}
        if len(units) > 1:
            told = ", ".join(sorted(unit or "none" for unit in units))
            yield Finding(asked.path, asked.options[0].line, f"these options have different units: {told}")
        elif len(others) == 1 and own != others:
            yield Finding(asked.path, asked.keys[0].line, "the right option alone has so many digits behind the point")


@rule(
    "B19",
    Severity.WARNING,
    reason="An option of another kind is struck out, or ticked, for its looks.",
    example="Three numbers and one sentence, which is right; or options of three and of twenty words.",
    cure="Let all options be things of one kind, said in one form.",
    source=_TEST_WISE,
    spec=("LN-69",),
)
def unlike_options(whole: Whole) -> Iterator[Finding]:
    """A right option that is the only number, quotation or full sentence, or the only one that is none; options of very unequal length."""
    for asked in chosen(whole, "single"):
        if len(asked.options) < _FEWEST:
            continue
        key, others = asked.keys[0], asked.distractors
        for what, has in _FORMS:
            if len({has(option) for option in others}) == 1 and has(key) != has(others[0]):
                yield Finding(asked.path, key.line, f"the right option alone is {'' if has(key) else 'not '}{what}")
                break
        else:
            yield from _unequal_lengths(whole, asked)


def _unequal_lengths(whole: Whole, asked: Asked) -> Iterator[Finding]:
    """Options that are long on average and very unequal. Names and other short ones are as long as they are."""
    lengths = [len(option.text) for option in asked.options]
    mean = fmean(lengths)
    spread = math.sqrt(fmean((length - mean) ** 2 for length in lengths))
    if mean > whole.limits.question_short_option and spread > whole.limits.question_length_spread * mean:
        yield Finding(asked.path, asked.options[0].line, f"these options have from {min(lengths)} to {max(lengths)} characters")


@rule(
    "B20",
    Severity.WARNING,
    reason="Authors make wrong options by varying the right one, so the option that shares most with the others is the best guess.",
    example='Options: "steroid and rest", "steroid and cooling" (right), "antibiotic and cooling".',
    cure="Let two wrong options share something that the right one does not have.",
    source=_TEST_WISE,
    spec=("LN-72",),
)
def convergence(whole: Whole) -> Iterator[Finding]:
    """A right option that shares clearly more words with the others than any other option does."""
    for asked in chosen(whole, "single"):
        if len(asked.options) >= _FEWEST:
            shares = list(zip(asked.options, _shares(asked.options), strict=True))
            own = next(share for option, share in shares if option.correct)
            nearest = max(share for option, share in shares if not option.correct)
            if own - nearest > whole.limits.question_convergence:
                message = f"the right option shares {own:.0%} of its words with the others, no other more than {nearest:.0%}"
                yield Finding(asked.path, asked.keys[0].line, message)


@rule(
    "B21",
    Severity.WARNING,
    reason="Of two options that say the opposite one is mostly right, so the rest is never read.",
    example='Options: "The risk rises after transplant" (right), "The risk falls after transplant", "The marrow is tested".',
    cure="Give the other options an opposite as well, or take this one out.",
    source=_TEST_WISE,
    spec=("LN-73",),
)
def opposite_pair(whole: Whole) -> Iterator[Finding]:
    """The only two options that say the opposite of each other, if one of them is right. A scale of single words is none."""
    for asked in chosen(whole, "single"):
        if len(asked.options) >= _FEWEST:
            pairs = [pair for pair in combinations(asked.options, 2) if _are_opposite(_parts(pair[0]), _parts(pair[1]))]
            if len(pairs) == 1 and any(option.correct for option in pairs[0]):
                other = next(option for option in pairs[0] if not option.correct)
                yield Finding(asked.path, asked.keys[0].line, f"only this option and that on line {other.line} are opposites")


# --- numbers ---------------------------------------------------------------------------------------------------------------------


def _series(options: Sequence[AskedOption]) -> list[Decimal]:
    """The numbers of options that are the same but for one number in each; none if they are not."""
    found = [_NUMBER.findall(option.folded) for option in options]
    if any(len(numbers) != 1 for numbers in found) or len({_NUMBER.sub("#", option.folded) for option in options}) != 1:
        return []
    return [Decimal(numbers[0].replace(",", "")) for numbers in found]


def _unit(words: str | None) -> str:
    """A unit without the signs that make no difference: "months" and "month" are one."""
    unit = (words or "").removesuffix("s")
    return "%" if unit == "per cent" else unit


# --- forms -----------------------------------------------------------------------------------------------------------------------


def _is_quantity(option: AskedOption) -> bool:
    return option.folded in _COUNTS or bool(_QUANTITY.fullmatch(option.folded.strip("\"'")))


def _is_quotation(option: AskedOption) -> bool:
    return option.text[:1] in ('"', "\N{LEFT DOUBLE QUOTATION MARK}")


def _is_sentence(option: AskedOption) -> bool:
    return option.text.rstrip("\"'\N{RIGHT DOUBLE QUOTATION MARK}").endswith((".", "!"))


_FORMS = (("a number", _is_quantity), ("a quotation", _is_quotation), ("a sentence with a full stop", _is_sentence))


# --- words ---------------------------------------------------------------------------------------------------------------


def _shares(options: Sequence[AskedOption]) -> list[float]:
    """For each option the share of words that it has in common with another one, on average over the others."""
    sets = [{word for word in option.tokens if len(word) > 2} for option in options]
    found = []
    for index, own in enumerate(sets):
        others = (other for at, other in enumerate(sets) if at != index)
        found.append(fmean(len(own & other) / max(1, len(own | other)) for other in others))
    return found


def _parts(option: AskedOption) -> tuple[str, ...]:
    """The words of an option, parted at their hyphens."""
    return tuple(part for word in option.tokens for part in word.split("-"))


def _are_opposite(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two options of three words or more differ in one word and its opposite, or in a "not" alone."""
    if min(len(first), len(second)) < _FEWEST:
        return False
    if len(first) == len(second):
        unlike = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
        return len(unlike) == 1 and frozenset(unlike[0]) in _OPPOSITES
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(longer) - len(shorter) != 1:
        return False
    at = next((index for index, word in enumerate(shorter) if longer[index] != word), len(shorter))
    return longer[at] in _NOT and longer[at + 1 :] == shorter[at:]
