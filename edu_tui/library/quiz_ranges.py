"""Expected numbers: "0.76 ± 0.01 m2 | m²", "7.5 ± 10% mg", "18..36 months", "*"."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from edu_tui.library.quantities import Problem, parse_quantity
from edu_tui.library.units import known_unit


class Expected(msgspec.Struct, frozen=True):
    """The numbers from `low` to `high` in any of `units`; `text` is the author's without further spellings of the unit."""

    text: str
    low: Decimal
    high: Decimal
    units: tuple[str, ...]


_SPREAD = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_PERCENT = re.compile(r"(\S*\d)%(?=\s|$)\s*(.*)")
_WORDS = re.compile(r"°|[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")


def parse_range(text: str) -> Expected | Problem:
    """`value`, `value ± tolerance`, `value ± 5%` or `low..high`, with a unit and its other spellings after ` | `.

    A percentage after ± that touches its number is a share of the value and needs a unit after it: without one, "25 ± 1%" could mean
    percent points (written "25 ± 1 %") as well. Problems: N01 not a number or unit, N02 upside down, N03 two meanings.
    """
    first, *spellings = [part.strip() for part in text.split("|")]
    low, dots, high = first.partition("..")
    value, spread, tolerance = _partition(_SPREAD, first)
    if dots:
        found = _bounds(low, high)
    elif spread:
        found = _spread(value, tolerance)
    else:
        found = _bounds(first, first)
    if isinstance(found, Problem):
        return found
    units = tuple(unit for unit in (found.units[0] if found.units else "", *spellings) if unit)
    bad = next((unit for unit in units if not _is_unit(unit)), "")
    if bad:
        return Problem("N01", f'has "{bad}" where a unit should stand')
    if found.low > found.high:
        return Problem("N02", "runs from high to low")
    return Expected(first, found.low, found.high, tuple(dict.fromkeys(units)))


def _partition(pattern: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    found = pattern.search(text)
    return (text[: found.start()], True, text[found.end() :]) if found else (text, False, "")


def _is_unit(unit: str) -> bool:
    """Whether this is a unit of the table, a word or two, or a quotient of such."""
    return known_unit(unit) or all(known_unit(part) or _WORDS.fullmatch(part.strip()) for part in unit.split("/"))


def _bounds(low: str, high: str) -> Expected | Problem:
    bottom, top = parse_quantity(low), parse_quantity(high)
    if isinstance(bottom, Problem):
        return bottom
    if isinstance(top, Problem):
        return top
    return _between(bottom.value, top.value, bottom.unit, top.unit)


def _spread(value: str, tolerance: str) -> Expected | Problem:
    middle = parse_quantity(value)
    if isinstance(middle, Problem):
        return middle
    percent = _PERCENT.fullmatch(tolerance)
    around = parse_quantity(percent[1] if percent else tolerance)
    if isinstance(around, Problem):
        return around
    if percent and not (percent[2] or middle.unit):
        return Problem("N03", "could mean a share of the value or percent points: name the unit after ± 5%, or part the sign, ± 5 %")
    half = abs(middle.value) * around.value / 100 if percent else around.value
    return _between(middle.value - half, middle.value + half, middle.unit, percent[2] if percent else around.unit)


def _between(low: Decimal, high: Decimal, unit: str, other: str) -> Expected | Problem:
    if unit and other and unit != other:
        return Problem("N01", f'has two units, "{unit}" and "{other}"')
    return Expected("", low, high, (unit or other,) if unit or other else ())
