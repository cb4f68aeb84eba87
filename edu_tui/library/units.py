"""Units of measurement: which spellings mean the same, and conversion inside one dimension."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

import msgspec

MAX_UNIT = 40
"""Characters of the longest text that is looked at as a unit."""

# Dimension, size in the dimension's base unit, spellings. Months and weeks are apart: no whole number of weeks makes a month.
_ROWS = (
    ("mass", "0.000000001", "ng nanogram nanograms"),
    ("mass", "0.000001", "µg ug mcg microgram micrograms"),
    ("mass", "0.001", "mg milligram milligrams"),
    ("mass", "1", "g gram grams"),
    ("mass", "1000", "kg kilogram kilograms"),
    ("volume", "0.000001", "µl ul mm3 microlitre microlitres microliter microliters"),
    ("volume", "0.001", "ml cm3 millilitre millilitres milliliter milliliters"),
    ("volume", "0.1", "dl decilitre decilitres deciliter deciliters"),
    ("volume", "1", "l litre litres liter liters"),
    ("length", "0.001", "mm millimetre millimetres millimeter millimeters"),
    ("length", "0.01", "cm centimetre centimetres centimeter centimeters"),
    ("length", "1", "m metre metres meter meters"),
    ("area", "0.0001", "cm2"),
    ("area", "1", "m2 sqm squaremetre squaremetres squaremeter squaremeters"),
    ("amount", "0.000000001", "nmol"),
    ("amount", "0.000001", "µmol umol"),
    ("amount", "0.001", "mmol"),
    ("amount", "1", "mol"),
    ("activity", "1", "u iu unit units"),
    ("radiation", "0.01", "cgy"),
    ("radiation", "1", "gy gray"),
    ("time", "1", "min minute minutes"),
    ("time", "60", "h hr hrs hour hours"),
    ("time", "1440", "d day days"),
    ("time", "10080", "w wk wks week weeks"),
    ("calendar", "1", "mo mos month months"),
    ("calendar", "12", "y yr yrs year years"),
    ("temperature", "1", "°c oc c degc degreecelsius degreescelsius celsius"),
    ("share", "1", "% percent"),
    ("count", "1", "cell cells blast blasts"),
)


class _Measure(msgspec.Struct, frozen=True):
    """What a unit measures, as its numerator and sorted denominators, and its size in base units."""

    dimension: tuple[str, ...]
    size: Fraction


def _spelling(unit: str) -> str:
    """A unit without the accidents of typing: "mg / m²" and "MG per M^2" both give "mg/m2"."""
    folded = unicodedata.normalize("NFKC", unit[:MAX_UNIT]).casefold().strip(" .")
    folded = re.sub(r"\bper\s+cent\b", "percent", folded)
    folded = re.sub(r"\s+per\s+|\s*/\s*", "/", folded)
    return re.sub(r"[\s^]", "", folded)


_ATOMS = {_spelling(name): (dimension, Fraction(size)) for dimension, size, names in _ROWS for name in names.split()}


@lru_cache(maxsize=512)
def _measure(spelling: str) -> _Measure | None:
    """What a normalised unit measures; None if one of its words is not in the table. A lone "/l" counts something."""
    top, *below = spelling.split("/")
    numerator = _ATOMS.get(top) if top else (("count", Fraction(1)) if below else None)
    denominators = [_ATOMS.get(part) for part in below]
    if numerator is None or None in denominators:
        return None
    size = numerator[1]
    names: list[str] = []
    for part in denominators:
        if part:
            names.append(part[0])
            size /= part[1]
    return _Measure((numerator[0], *sorted(names)), size)


def known_unit(unit: str) -> bool:
    """Whether the table knows `unit`, alone or as a quotient such as mg/m²/day."""
    return _measure(_spelling(unit)) is not None


def factor(unit: str, other: str) -> Fraction | None:
    """How many `other` one `unit` is: 1000 for g in mg, 1 for two spellings of one unit, None where no conversion exists.

    Exact: a third of a year stays a third.
    """
    left, right = _spelling(unit), _spelling(other)
    if left == right:
        return Fraction(1)
    one, two = _measure(left), _measure(right)
    if one is None or two is None or one.dimension != two.dimension:
        return None
    return one.size / two.size
