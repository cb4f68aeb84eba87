"""What one option says: words that give it away, words that leave it open, and how many options there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.asked import Asked, AskedOption
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_WRITERS = "U.S. NBME item-writing guide, flaws that help to guess"

_YES_NO = frozenset({"yes", "no"})

_OTHERS = r"(?:above|(?:these|the|the other|other) (?:options|answers|choices)|these|those)"
_ABOVE = re.compile(
    rf"\b(?:all|none|both|neither|either|any|some|two|three)(?: of)?(?: the)? (?:above|options|answers|choices)\b"
    rf"|^(?:all|none|both|neither|either)(?: (?:of|from))? {_OTHERS}(?: (?:is|are) \w+)?\W*$"
    r"|^(?:both|neither)\W*$",
    re.IGNORECASE,
)
_LETTER = r"(?:[a-e]|i{1,3}|iv|v)"
_COMBINED = re.compile(
    rf"\(?(?:both |only |neither |options? |answers? |statements? )*{_LETTER}"
    rf"(?:\)?(?:,| and| or| nor| &|, and) ?\(?{_LETTER})+\)?(?: only)?\W*",
    re.IGNORECASE,
)

_UNIT_OF_TIME = (
    r"(?:\d|second|third|other|one|two|three|four|five|six|day|week|month|year|hour|minute|night|morning|shift|cycle|course|visit)"
)
_ABSOLUTE = re.compile(
    r"\b(?<!\bnot )(?:always|never|completely|entirely|totally|impossible|cannot|only|must(?! have)"
    rf"|every(?! {_UNIT_OF_TIME})|(?<!at )all(?! (?:at once|in one|over|right|the same|but|\d))(?!(?<=in all)\s*(?:$|[,.;])))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?<!\bmore )(?<!\bless )(?<!\bas )(?<!\bhow )"
    r"\b(?:usually|rarely|often|sometimes|frequently|commonly|occasionally|seldom|generally|mostly|typically|now and then|as a rule)\b",
    re.IGNORECASE,
)
"""Not "may", "can" and "might": in options of medicine they mostly give leave or tell what is possible, and no frequency."""


def chosen(whole: Whole, *types: str) -> Iterator[Asked]:
    """The questions of these types that have options and a right answer."""
    return (asked for asked in whole.asked if asked.options and asked.question.type in types)


def _matching(whole: Whole, pattern: re.Pattern[str]) -> Iterator[tuple[Asked, list[tuple[AskedOption, str]]]]:
    """Each question with the options in which the pattern stands, with its words; questions without such an option are left out."""
    for asked in chosen(whole, "single", "multiple"):
        found = [(option, match[0]) for option in asked.options if (match := pattern.search(option.everyday))]
        if found:
            yield asked, found


@rule(
    "B10",
    Severity.ERROR,
    reason="Of two options one in two guesses is right; of six or more some tempt nobody, and all have to be read.",
    example="A question with the options 25.8% and 49.5% alone.",
    cure="Give three or four options that tempt, or make a statement of it with True and False.",
    source="Meta-analysis of 80 years of studies: three options are enough; U.S. NBME item-writing guide",
    spec=("LN-60",),
)
def number_of_options(whole: Whole) -> Iterator[Finding]:
    """A question with too few or too many options, or one of several right options without a wrong one. Yes and No are a true or false."""
    least, most = whole.limits.question_options_least, whole.limits.question_options_most
    for asked in chosen(whole, "single", "multiple"):
        count = len(asked.options)
        if count < least and {option.folded.strip(" .") for option in asked.options} != _YES_NO:
            yield Finding(asked.path, asked.options[0].line, f"this question has {count} options; it needs {least} at least")
        elif asked.question.type == "single" and count > most:
            yield Finding(asked.path, asked.options[most].line, f"this question has {count} options; {most} are the most")
        elif not asked.distractors:
            yield Finding(asked.path, asked.options[0].line, "every option is right, so there is nothing to choose")


@rule(
    "B11",
    Severity.INFO,
    reason="A fifth option seldom tempts anybody, and takes time to read and to write.",
    example="A question with five options and one key.",
    cure="Take out the option that fewest will choose.",
    source="Meta-analysis of 80 years of studies: three options are enough",
    spec=("LN-60",),
)
def one_option_more(whole: Whole) -> Iterator[Finding]:
    """A question with one right option that has more options than it should, but not too many."""
    aim, most = whole.limits.question_options_aim, whole.limits.question_options_most
    for asked in chosen(whole, "single"):
        count = len(asked.options)
        if aim < count <= most:
            yield Finding(asked.path, asked.options[aim].line, f"this question has {count} options; three or {aim} do the same")


@rule(
    "B12",
    Severity.ERROR,
    reason="Whoever knows two of the options, or that one of them is wrong, need not know the rest.",
    example='Options: "None of the above", "Both A and B", "I and III only".',
    cure="Write the answer out, or ask for all that apply.",
    source="U.S. NBME item-writing guide, flaws that make a question harder without reason",
    spec=("LN-61",),
)
def option_about_options(whole: Whole) -> Iterator[Finding]:
    """An option that speaks of the other options instead of the subject."""
    for asked in chosen(whole, "single", "multiple"):
        combined = [option for option in asked.options if _COMBINED.fullmatch(option.text)]
        for option in asked.options:
            found = _ABOVE.search(option.text)
            # One option such as "A and B" may be a pair of names; two are a list of combinations.
            if found or (len(combined) > 1 and option in combined):
                words = found[0] if found else option.text
                yield Finding(asked.path, option.line, f'"{words}" speaks of the other options', near=words)


@rule(
    "B13",
    Severity.WARNING,
    reason="Who has taken many tests strikes out what is said to hold always or never, without knowing why it is wrong.",
    example='A distractor "It always comes back" beside a key without such a word.',
    cure="Say it without the word, or put such words into all options.",
    source=_WRITERS,
    spec=("LN-63",),
)
def absolute_distractor(whole: Whole) -> Iterator[Finding]:
    """An absolute word (always, never, only) in a wrong option where no right one has any.

    A warning, as such a word may be a part of what was misunderstood.
    """
    for asked, found in _matching(whole, _ABSOLUTE):
        if not any(option.correct for option, _ in found):
            for option, words in found:
                yield Finding(asked.path, option.line, f'"{words}" gives this distractor away', near=words)


@rule(
    "B14",
    Severity.INFO,
    reason="A key that holds without exception is easy to dispute.",
    example='- [x] "It never spreads"',
    cure="Say how far it holds, unless the fact itself is without exception.",
    source=_WRITERS,
    spec=("LN-63",),
)
def absolute_key(whole: Whole) -> Iterator[Finding]:
    """An absolute word (always, never, only) in a right option. A note, as there are facts without exception."""
    for asked, found in _matching(whole, _ABSOLUTE):
        for option, words in found:
            if option.correct:
                yield Finding(asked.path, option.line, f'"{words}" lets this key hold without exception', near=words)


@rule(
    "B15",
    Severity.WARNING,
    reason='Everybody means another number by "often", so nobody can say whether the option is right.',
    example='- [x] "It is usually late"',
    cure="Give the number, or say what happens.",
    source="U.S. NBME item-writing guide, flaws that make a question harder without reason",
    spec=("LN-64",),
)
def vague_frequency(whole: Whole) -> Iterator[Finding]:
    """A word for a frequency in an option."""
    for asked, found in _matching(whole, _VAGUE):
        for option, words in found:
            yield Finding(asked.path, option.line, f'"{words}" means another number to each reader', near=words)


@rule(
    "B16",
    Severity.WARNING,
    reason="Options are compared in the head, so the reading belongs into the stem.",
    example="An option of twenty words.",
    cure="Move what the options share into the stem, and leave in each only what sets it apart.",
    source=f"{_WRITERS}; the number of words is a house rule",
    spec=("LN-76",),
)
def long_option(whole: Whole) -> Iterator[Finding]:
    """An option of too many words."""
    most = whole.limits.question_option_words
    for asked in chosen(whole, "single", "multiple"):
        for option in asked.options:
            if len(option.tokens) > most:
                yield Finding(asked.path, option.line, f"this option has {len(option.tokens)} words, at most {most} are easy to compare")
