"""What a fact supports: its ledger figures, read with the same grammar as text, and the question whether a figure stands among them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from edu_tui.checks.figure_grammar import Figure, Kind, find_figures, numbers_in
from edu_tui.library.ledger import Fact

_ALONE = re.compile(r"([\d.,]+)(?:-fold)?(?:\s*\(.*\))?")
_BOUNDS = re.compile(r"\(?([\d.,]+)\s*[-\u2013]\s*([\d.,]+)\)?(?!\d)")

_REMEMBERED = 20_000  # facts, so that a program that checks again and again reads a ledger once


class Evidence(msgspec.Struct, frozen=True):
    """The figures of one fact by what they can support. All numbers are texts, so that 69% and 69.0% stay two figures.

    `percents` may stand before a per cent sign, `plain` are numbers without a unit, `pairs` parts of a whole, `intervals` low and high,
    `numbers` every number of the fact whatever its unit.
    """

    percents: frozenset[str]
    plain: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    intervals: frozenset[tuple[str, ...]]
    months: frozenset[str]
    powers: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def evidence(fact: Fact) -> Evidence:
    """What `fact` supports."""
    figures = [figure for written in fact.figures for figure in find_figures(written)]
    spreads = {value for figure in figures if figure.kind is Kind.SPREAD for value in figure.values}
    alone = {value for written in fact.figures if _ALONE.fullmatch(written) for value in numbers_in(written)[:1]}
    return Evidence(
        percents=frozenset(_values(figures, Kind.PERCENT, Kind.RANGE) | spreads),
        plain=frozenset(alone | spreads | _values(figures, Kind.RATIO, Kind.COUNT, Kind.P_VALUE, Kind.POINTS, Kind.SHARE)),
        pairs=frozenset(figure.values for figure in figures if figure.kind is Kind.SHARE),
        intervals=frozenset(_bounds(fact) | {figure.values for figure in figures if figure.kind is Kind.RANGE}),
        months=frozenset(_values(figures, Kind.MONTHS)),
        powers=frozenset(_values(figures, Kind.POWER)),
        numbers=frozenset(value for written in fact.figures for value in numbers_in(written)),
    )


def _values(figures: list[Figure], *kinds: Kind) -> set[str]:
    return {value for figure in figures if figure.kind in kinds for value in figure.values}


def _bounds(fact: Fact) -> set[tuple[str, ...]]:
    """Two numbers with a dash are an interval in the ledger even without anything before them: "54.2-73.2", "0.70 (0.47-1.03)"."""
    return {numbers_in(found.group()) for written in fact.figures for found in _BOUNDS.finditer(written)}


def supports(known: Evidence, figure: Figure) -> bool:
    """Whether `figure` stands in the fact behind `known`."""
    values = set(figure.values)
    match figure.kind:
        case Kind.PERCENT:
            return values <= known.percents
        case Kind.RANGE:
            return figure.values in known.intervals or values <= known.percents
        case Kind.INTERVAL:
            return figure.values in known.intervals
        case Kind.SPREAD | Kind.POINTS:
            return values <= known.percents | known.plain
        case Kind.RATIO | Kind.COUNT | Kind.P_VALUE:
            return values <= known.plain
        case Kind.SHARE:
            return figure.values in known.pairs or values <= known.plain or _rounds(known, figure)
        case Kind.POWER:
            return values <= known.powers
        case Kind.MONTHS:
            return values <= known.months
        case Kind.NUMBER:
            return values <= known.numbers


def _rounds(known: Evidence, figure: Figure) -> bool:
    """Whether "26 out of 100" is a percentage of the fact rounded to a whole number; a half may go either way."""
    part, whole = figure.values
    return whole == "100" and any(abs(Decimal(percent) - Decimal(part)) <= Decimal("0.5") for percent in known.percents)
