"""What a figure looks like in text: percentages, intervals, ratios, counts of patients, thresholds, months.

A table of patterns, tried in order; what an earlier pattern took, a later one leaves alone. Years, ages, section numbers, trial names and
ids are no figures, because no pattern reaches them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

OPAQUE = "\ufffc"
"""Stands in text for what is no text: a citation, a code span, the border between two cells. No figure reaches across it."""


class Kind(StrEnum):
    """What a figure says."""

    PERCENT = "percent"  # each value is a percentage
    RANGE = "range"  # low and high, in per cent
    SPREAD = "spread"  # a value and its error, 25.8 ± 2.4%
    POINTS = "points"  # percentage points
    INTERVAL = "interval"  # low and high
    RATIO = "ratio"  # hazard, odds or risk ratio
    SHARE = "share"  # so many of so many
    COUNT = "count"  # so many patients
    POWER = "power"  # 10 to a negative power; the value is the exponent
    P_VALUE = "p-value"
    MONTHS = "months"
    NUMBER = "number"  # another number that looks measured: an incidence of 0.65, a limit of ≥ 36, a span of 5 years


LOOSE = frozenset({Kind.P_VALUE, Kind.MONTHS, Kind.NUMBER})
"""Kinds that also occur where nothing is claimed; they are held to the facts only where facts are cited."""


class Figure(msgspec.Struct, frozen=True):
    """One figure: its `values` in a form that can be compared, and the characters `start` to `end` as written (`text`)."""

    kind: Kind
    values: tuple[str, ...]
    text: str
    start: int
    end: int


# Each becomes one character, so that places in the even text are places in the text as written.
_SAME = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u00a0\u2007\u2009\u202f\n\t", " ")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# A number does not start inside a word or name (AALL1331, COVID-19) and does not end inside a longer number.
_BEGIN, _END = r"(?<![\w^])(?<![A-Za-z]-)(?<!\d[.,])", r"(?![\w⁻^])(?!\.\d)(?!,\d{3}(?!\d))"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_N = f"{_BEGIN}({_NUMBER}){_END}"
_DECIMAL = rf"{_BEGIN}(\d*\.\d+){_END}"
_PERCENT = r" ?(?:%|per ?cent\b)"
_UNDER = r"(?:under |below |less than |< ?)?"
_COUNTED = (
    *("children", "patients", "infants", "babies", "boys", "girls", "adults", "adolescents", "teenagers", "participants", "survivors"),
    *("young people", "relapses", "deaths", "enrolled", "randomised", "randomized"),
)
_PEOPLE = rf"(?:{'|'.join(_COUNTED)})\b"
_PERSON = r"(?:child|children|patients?|infants?|boys?|girls?|adults?|participants?|cells?)"
# What else "2 of 3" and "13 in 13" may count.
_NOT_PEOPLE = (
    r"(?! ?(?:%|[/-]|(?:mg|µg|mL|mmHg|months?|years?|weeks?|days?|hours?|countries|centres|hospitals|trials?|studies|groups?|arms?|cycles?"
    r"|blocks?|courses?|doses?|steps?|sites?|tests?|drugs?|samples?|questions?|options?)\b))"
)
# Words that may stand between a number and the people it counts: "64 isolated CNS relapses".
_LINKING = "of|in|on|for|to|with|without|and|or|from|at|by|after|before|per|until|than|months?|years?|weeks?|days?|cycles?|mg"
_ADJECTIVES = rf"(?: (?!(?:{_LINKING})\b)[A-Za-z][A-Za-z-]*){{0,3}}"
_LABEL = re.compile(
    r"\b(?:aged?|arm|block|chapter|chromosome|class|course|cycle|day|figure|grade|group|level|line|month|part|phase|stage|step|table|trisomy"
    r"|version|week|year|(?-i:[A-Z][A-Z-]+))$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 30


def _is_year(value: str) -> bool:
    return bool(re.fullmatch(r"19\d\d|20[0-4]\d", value))


def _any(found: re.Match[str]) -> bool:
    del found
    return True


def _after_label(found: re.Match[str]) -> bool:
    """Whether the number is part of a name: "Block 1", "BFM 87"."""
    before = found.string[max(0, found.start() - _LONGEST_LABEL) : found.start()]
    return bool(_LABEL.search(before.rstrip(" (")))


def _is_share(found: re.Match[str]) -> bool:
    """A part is no larger than its whole, and both are whole numbers; "2014 of 2020" would be years, "24/7" is none."""
    values = [_normal(value) for value in found.groups()]
    if not all(value.isdigit() for value in values) or _after_label(found) or all(map(_is_year, found.groups())):
        return False
    return Decimal(values[0]) <= Decimal(values[1])  # an int is refused when it is too long


def _is_frequency(found: re.Match[str]) -> bool:
    """ "1 in 8", but not "3 in 2014"."""
    return _is_share(found) and not _is_year(found.group(2))


def _is_count(found: re.Match[str]) -> bool:
    """Whole numbers that are no years; "100 children" is the whole of "26 out of 100"."""
    value = _normal(found.group(1))
    return value.isdigit() and not _is_year(found.group(1)) and value != "100" and not _after_label(found)


def _is_interval(found: re.Match[str]) -> bool:
    return not all(map(_is_year, found.groups()))


def _is_range(found: re.Match[str]) -> bool:
    """ "18 to 25%", but not "rose in 2001 to 57.5%"."""
    low, high = (_normal(value) for value in found.groups() if value)
    return Decimal(low) <= Decimal(high) and not _is_year(low)


_RATIO_NAME = r"(?:hazard|odds|risk|rate) ratios?|relative risks?"
_TO = r" ?(?:-|to) ?"


class _Pattern(NamedTuple):
    """What a kind of figure looks like. Only texts with one of the words `signs` are searched; `holds` decides on each match.

    A pattern that `begins` with a number is tried at the numbers of a text alone, another one at every character.
    """

    kind: Kind | None
    signs: tuple[str, ...]
    regex: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = _any
    begins: bool = True


_CENT = ("%", "cent")
_SHORT_RATIOS = ("HR", "OR", "RR")

_PATTERNS = (
    _Pattern(
        Kind.INTERVAL,
        ("CI", "nterval", "IQR"),
        re.compile(
            rf"(?:\bCI|interval|interquartile range|\bIQR)(?: \(?{_NUMBER}{_PERCENT}\)?)?"
            rf"[ ,:(\[]{{0,3}}(?:of |from )?{_N}(?:{_TO}|, ?| and ){_N}"
        ),
        _is_interval,
        begins=False,
    ),
    # The confidence level is no finding.
    _Pattern(None, ("CI", "onfidence", "redible"), re.compile(rf"{_N}{_PERCENT}(?=[ -](?:CI\b|confidence|credible))", re.IGNORECASE)),
    _Pattern(None, ("CI", "nterval"), re.compile(rf"(?:CI|interval) ?\(?{_N}{_PERCENT}(?=[),:])", re.IGNORECASE), begins=False),
    _Pattern(Kind.POINTS, ("point",), re.compile(rf"{_N}(?: ?%| per ?cent|[ -]percentage)[ -]points?\b")),
    _Pattern(Kind.POINTS, ("points",), re.compile(rf"{_DECIMAL} points\b")),
    _Pattern(Kind.SPREAD, ("±", "+/-"), re.compile(rf"{_N} ?%? ?(?:±|\+/-) ?{_N}(?:{_PERCENT})?")),
    _Pattern(Kind.PERCENT, ("/",), re.compile(rf"{_N} ?/ ?{_N}{_PERCENT}")),
    _Pattern(Kind.RANGE, _CENT, re.compile(rf"{_N}{_TO}{_UNDER}{_N}{_PERCENT}"), _is_range),
    _Pattern(Kind.RANGE, ("between",), re.compile(rf"between {_N} and {_N}{_PERCENT}"), _is_range, begins=False),
    _Pattern(Kind.PERCENT, _CENT, re.compile(rf"{_N}{_PERCENT}")),
    _Pattern(Kind.POWER, ("10⁻", "10^"), re.compile(r"(?<![\w.,^])10(?:⁻([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?)|\^\{?-(\d\d?)\}?)(?!\w)"), begins=False),
    _Pattern(Kind.P_VALUE, ("P", "p"), re.compile(rf"\b[Pp] ?(?:=|<|>|≤|≥) ?{_N}"), begins=False),
    _Pattern(
        Kind.RATIO,
        ("ratio", "relative", "Relative"),
        re.compile(rf"(?:{_RATIO_NAME})[^\d.;()]{{0,40}}{_N}(?: (?:and|or) {_N}(?!{_PERCENT}))?", re.IGNORECASE),
        begins=False,
    ),
    # HR is also short for high risk, so that a whole number behind it is none.
    _Pattern(
        Kind.RATIO,
        _SHORT_RATIOS,
        re.compile(rf"\b(?:HRs?|ORs?|RRs?)(?: of| was| were| is)? ?[=:,]? ?{_DECIMAL}(?: and {_DECIMAL})?"),
        begins=False,
    ),
    _Pattern(Kind.SHARE, ("/",), re.compile(rf"(?<!/){_N} ?/ ?{_N}{_NOT_PEOPLE}"), _is_share),
    _Pattern(
        Kind.SHARE,
        (" of ",),
        re.compile(rf"{_N}(?: {_PERSON})? (?:out )?of (?:(?:all|the|these|those|every|its) ){{0,2}}{_N}{_NOT_PEOPLE}", re.IGNORECASE),
        _is_share,
    ),
    _Pattern(Kind.SHARE, (" in ",), re.compile(rf"{_N}(?: {_PERSON})? in (?:every )?{_N}{_NOT_PEOPLE}", re.IGNORECASE), _is_frequency),
    _Pattern(Kind.COUNT, ("=",), re.compile(rf"\bn ?= ?{_N}", re.IGNORECASE), begins=False),
    _Pattern(Kind.COUNT, _CENT, re.compile(rf"{_N}(?: {_PERSON})?(?= \({_NUMBER}{_PERCENT})"), _is_count),
    _Pattern(Kind.COUNT, _COUNTED, re.compile(rf"{_N}{_ADJECTIVES} {_PEOPLE}"), _is_count),
    _Pattern(Kind.MONTHS, ("month",), re.compile(rf"{_N}{_TO}{_UNDER}{_N}[ -]months?\b|{_N} (?:and|or) {_N} months\b")),
    _Pattern(Kind.MONTHS, ("month",), re.compile(rf"{_N}[ -]months?\b")),
)

# Where a number begins (`_BEGIN`, told behind its first character, so that a text is searched for digits and points alone).
_LIMITS = "<>≤≥"
_START = r"[.\d](?<![\w^][.\d])(?<![A-Za-z]-[.\d])(?<!\d[.,][.\d])(?:(?<=\d)|(?=\d))"
_START_OR_LIMIT = re.compile(rf"[{_LIMITS}]|{_START}")
_DIGIT = re.compile(r"\d")
_ODD = re.compile(f"[{''.join(_SAME)}]")
_LOOSE_NUMBER = re.compile(rf"{_DECIMAL}|[<>≤≥] ?{_N}|{_N}(?:{_TO}{_N})?[ -](?:years?|weeks?|days?)\b")
_BRACKETED = re.compile(rf"[(\[] ?{_N}{_TO}{_N} ?%? ?[)\]]")


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures in `text`, in order; they do not overlap."""
    if not _DIGIT.search(text):
        return ()
    search = _Search(text)
    limits_too = [match.start() for match in _START_OR_LIMIT.finditer(search.even)]
    starts = [start for start in limits_too if search.even[start] not in _LIMITS]
    if not starts and "10" not in text:  # all patterns but that of a power need a number that stands alone
        return ()
    for kind, signs, regex, holds, begins in _PATTERNS:
        for sign in signs:
            if sign in search.even:
                search.take(kind, search.at(regex, starts) if begins else regex.finditer(search.even), holds)
                break
    if "(" in text or "[" in text:
        search.take(Kind.INTERVAL, _BRACKETED.finditer(search.even), search.is_behind_figure)
    search.take(Kind.NUMBER, search.at(_LOOSE_NUMBER, limits_too), _any)
    return tuple(sorted(search.found, key=lambda figure: figure.start))


def _even(text: str) -> str:
    """`text` with one kind of dash and one kind of space."""
    return _ODD.sub(lambda found: _SAME[found.group()], text)


class _Search:
    """One text, what was found in it, and which of its characters are taken."""

    def __init__(self, text: str) -> None:
        self.text, self.even = text, _even(text)
        self.found: list[Figure] = []
        self._taken = bytearray(len(text))

    def at(self, pattern: re.Pattern[str], starts: Iterable[int]) -> Iterator[re.Match[str]]:
        """The matches of `pattern` that begin at one of `starts`; none begins inside the one before."""
        free = 0
        for start in starts:
            if start >= free and (match := pattern.match(self.even, start)):
                yield match
                free = match.end()

    def take(self, kind: Kind | None, matches: Iterable[re.Match[str]], holds: Callable[[re.Match[str]], bool]) -> None:
        """Take every match in free places for which `holds`; without a kind only its place is taken."""
        for match in matches:
            start, end = match.span()
            if not any(self._taken[start:end]) and holds(match):
                self._taken[start:end] = b"\1" * (end - start)
                if kind is not None:
                    self.found.append(_figure(kind, match, self.text))

    def is_behind_figure(self, match: re.Match[str]) -> bool:
        """Whether brackets with two numbers stand right behind a figure, as its interval: "0.70 (0.47-1.03)"; years there are none."""
        before = match.start()
        while before and self.even[before - 1] in (" ", OPAQUE):
            before -= 1
        return _is_interval(match) and before > 0 and bool(self._taken[before - 1])


def _figure(kind: Kind, match: re.Match[str], text: str) -> Figure:
    values = tuple(_normal(value) for value in match.groups() if value)
    return Figure(kind, values, text[match.start() : match.end()], match.start(), match.end())


def _normal(value: str) -> str:
    """A number for comparing: no thousands commas, a zero before the point; trailing zeros stay, for they state a precision."""
    digits = value.replace(",", "").translate(_SUPERSCRIPTS)
    return f"0{digits}" if digits.startswith(".") else digits


def numbers_in(text: str) -> tuple[str, ...]:
    """All numbers in `text`, whatever they mean, in a form that can be compared."""
    return tuple(_normal(found) for found in re.findall(_N, _even(text)))
