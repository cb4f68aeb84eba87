"""Known names spelt right: a trial or drug under a wrong name is another one, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from edu_tui.checks.haystack import small
from edu_tui.checks.passages import module_head
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.known_names import BRANDS, DRUGS, REGISTERED, TRIALS
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.roles import FACTS_FILE

_LONG = 10
"""Letters from which a name may be taken for meant although two letters beside each other are wrong."""

_SHORTEST = 6
_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]{4,}(?!\w)")
_DIGITS = re.compile(r"\d+")


@rule(
    "X12",
    Severity.ERROR,
    reason="A reader who looks up a misspelt trial or drug finds nothing, or another one.",
    example="ALLL1331",
    cure="Correct the name; a name that is right although it looks like another goes into the glossary.",
    source="house rule: names of trials and drugs are spelt as their owners spell them",
    spec=("LN-12",),
)
def misspelt_name(whole: Whole) -> Iterator[Finding]:
    """A word that is one slip away from the name of a trial or drug and is itself neither such a name nor in the glossary."""
    for path, line, text in _texts(whole) if _has_slips(whole) else ():
        for word in dict.fromkeys(_WORD.findall(text)):
            meant = meant_name(word)
            if meant and not _is_in_glossary(whole, word):
                yield Finding(path, line, f'"{word}" looks like a slip for {meant}', f"Write {meant}.", word)


def _has_slips(whole: Whole) -> bool:
    """Whether a word anywhere may be a slip: each is looked at once, however often it stands there."""
    pages = whole.passages_by_words.words | whole.heads_by_words.words
    facts = (small(f"{fact.claim} {fact.population}").split() for fact in whole.ledger.facts.values()) if FACTS_FILE in whole.files else ()
    return any(map(_may_be_slip, pages.union(*facts)))


@lru_cache(maxsize=50_000)
def _may_be_slip(written: str) -> bool:
    """Whether what stands between two white spaces, made `small`, holds a slip."""
    return any(map(meant_name, _WORD.findall(written)))


def _is_in_glossary(whole: Whole, word: str) -> bool:
    names = (name for term in whole.ledger.terms.values() for name in (term.name, *term.aliases))
    return any(word.casefold() in name.casefold().split() for name in names)


def _texts(whole: Whole) -> Iterator[tuple[str, int, str]]:
    """All text in which names stand: pages, questions, heads, and the ledger's statements. A caution may tell of a misprint."""
    yield from ((passage.path, passage.line, passage.text) for passage in whole.passages)
    yield from ((head.path, head.line, head.text) for head in map(module_head, whole.modules))
    if FACTS_FILE in whole.files:
        yield from ((FACTS_FILE, fact.line, f"{fact.claim}\n{fact.population}") for fact in whole.ledger.facts.values())


@lru_cache(maxsize=50_000)
def meant_name(word: str) -> str:
    """The known name of which `word` is a slip: "" if it is a known name itself, or like none.

    A slip is one letter too many, too few or wrong, two that changed places, and in a long name two wrong ones side by side. Where only
    digits are wrong, as in AALL1332, another trial may be meant, unless they changed places.
    """
    folded = word.casefold().removesuffix("'s")
    names = _names()
    if len(folded) < _SHORTEST or folded in names or folded.removesuffix("s") in names:
        return ""
    likely = (_by_end().get(folded[:3], ()), _by_end().get(f"…{folded[-3:]}", ()))
    return next((names[name] for group in likely for name in group if _is_slip(folded, name)), "")


@cache
def _names() -> dict[str, str]:
    """Every known name in small letters, as it is written."""
    return {name.casefold(): name for name in (*TRIALS, *DRUGS, *BRANDS)}


@cache
def _by_end() -> dict[str, tuple[str, ...]]:
    """The names that begin with three letters, and under "…" with three letters those that end with them: a slip spares one end."""
    groups: dict[str, tuple[str, ...]] = {}
    for name in sorted(_names()):
        if len(name) >= _SHORTEST:
            for key in (name[:3], f"…{name[-3:]}"):
                groups[key] = (*groups.get(key, ()), name)
    return groups


def _is_slip(word: str, name: str) -> bool:
    wrong, right = _differing(word, name)
    swapped = len(right) == 2 and wrong == right[::-1]
    if swapped or not (_is_number(wrong) and _is_number(right)):
        return swapped or max(len(wrong), len(right)) <= (2 if len(name) >= _LONG and len(wrong) == len(right) else 1)
    return False


def _is_number(part: str) -> bool:
    return not part or bool(_DIGITS.fullmatch(part))


def _differing(word: str, name: str) -> tuple[str, str]:
    """What is left of both when what they share at both ends is taken away."""
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(word), len(name)) - start and word[-1 - end] == name[-1 - end]:
        end += 1
    return word[start : len(word) - end], name[start : len(name) - end]


_REGISTERED = re.compile(r"\bNCT[ -]?\d+\b", re.IGNORECASE)
_NUMBER = re.compile(r"NCT\d{8}")
_NEAR = 60
"""Characters around the number of a trial within which its name would stand."""


@rule(
    "X13",
    Severity.ERROR,
    reason="A registry number leads to one trial, and a wrong one to a stranger's.",
    example="ELIANA (NCT02228096), which is the number of ENSIGN.",
    cure="Look the number up at ClinicalTrials.gov and correct it.",
    source="ClinicalTrials.gov: a number is NCT and eight digits",
    spec=("LN-12",),
)
def wrong_registry_number(whole: Whole) -> Iterator[Finding]:
    """A registry number that cannot be one, or that stands in brackets behind the name of another trial."""
    for path, line, text in _texts(whole):
        if "NCT" in text.upper():
            for found in _REGISTERED.finditer(text):
                if message := _fault(found):
                    yield Finding(path, line, message, near=found.group())


def _fault(found: re.Match[str]) -> str:
    number = found.group()
    if not _NUMBER.fullmatch(number):
        return f'"{number}" is no number of a trial: NCT and eight digits'
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    owner = re.search(r"([\w-]+)(?: trial)? ?\($", before)
    named = owner.group(1).upper() if owner else ""
    known = REGISTERED.get(number, "")
    others = {name for name in REGISTERED.values() if name != known}
    if named in others:
        return f"{number} is the number of {known}, not of {named}" if known else f"{number} is not the number of {named}"
    return ""
