"""The passive voice: which sentences leave out who does what, and the rules that ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.readability import FEWEST_SENTENCES
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.participles import ADJECTIVES, IRREGULAR, NO_PARTICIPLES
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_BETWEEN = r"(?:not|never|also|often|still|now|then|always|only|just|first|both|all|once|soon|well|being|been|[a-z]+ly)"
_PASSIVE = re.compile(
    rf"(?<![\w'-])(is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)\s+(?:{_BETWEEN}\s+){{0,2}}([a-z]+(?:ed|en|n|t|d|e|g|k|m|p|w))\b",
    re.IGNORECASE,
)
"""A form of "be", up to two small words, and what may be a participle."""

_ASIDE = re.compile(r"\b(?:that|which|who)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What stands before the passive of a clause that only says what is meant: "the leukaemia that can be seen"."""

_LOOK_BACK = 40  # characters: room for two words

_DIRECT = frozenset({"key point", "call now"})
"""Labels of what must say plainly who does what."""


def passive(sentence: str) -> str:
    """The words that make a sentence passive: "was given"; "" if none do.

    A guess from the forms of words. Participles that are used as adjectives ("is worried") count as such; "Was it given?" and clauses with
    "that", "which" or "who" are left alone.
    """
    return next((" ".join(match.group().split()) for match in _PASSIVE.finditer(sentence) if _is_passive(match)), "")


def _is_passive(match: re.Match[str]) -> bool:
    if not (_is_participle(match[2].casefold()) or _is_to_be_called(match)):
        return False
    return not _ASIDE.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])


def _is_participle(word: str) -> bool:
    if word in ADJECTIVES:
        return False
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 4 and word not in NO_PARTICIPLES)


def _is_to_be_called(match: re.Match[str]) -> bool:
    """Whether somebody "should be called"; what "is called" something has a name."""
    return (match[1].casefold(), match[2].casefold()) == ("be", "called")


@rule(
    "W10",
    Severity.WARNING,
    reason="A passive sentence hides who does what, and a family must know what is theirs to do.",
    example="Blood is taken, the dose is changed, and parents are informed.",
    cure='Say who does it: "a nurse takes blood", "you call".',
    source="AHRQ PEMAT, item 5, whose raters agree if four sentences in five are active",
    spec=("LN-28",),
)
def mostly_passive(whole: Whole) -> Iterator[Finding]:
    """A text for families with too many passive sentences."""
    most = whole.limits.family_passive_share
    for path, prose in whole.family_prose.items():
        voices = [passive(sentence) for sentence in prose.sentences]
        number = sum(1 for voice in voices if voice)
        if len(voices) >= FEWEST_SENTENCES and number > most * len(voices):
            first = next(filter(None, voices))
            message = f'{number} of {len(voices)} sentences are passive (the first has "{first}"), at most {most:.0%} should be'
            yield Finding(path, 1, message)


@rule(
    "W11",
    Severity.WARNING,
    reason="The main message and the call for help must say plainly who does what.",
    example="> **Call now:** The team should be called for a fever.",
    cure='Turn it round: "Call the team for a fever."',
    source="U.S. CDC Clear Communication Index, item 6; a warning, since the passive is guessed from the forms of words",
    spec=("LN-28",),
)
def passive_message(whole: Whole) -> Iterator[Finding]:
    """A passive sentence in a `Key point` or a `Call now` for families."""
    for path, prose in whole.family_prose.items():
        for piece in prose.pieces:
            if piece.label in _DIRECT:
                for found in filter(None, map(passive, piece.sentences)):
                    yield Finding(path, piece.line, f'"{found}" is passive, and this must say plainly who does what', near=found)
