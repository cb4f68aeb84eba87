"""Numbers as people type them, read without guessing: what could mean two things is refused with a reason in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TypeAlias

import msgspec

from edu_tui.library.answers import visible

MAX_LENGTH = 60
"""Characters of the longest text that is looked at as a number with its unit."""

MAX_DIGITS = 18
"""Digits of the longest number: with a power of ten within `MAX_POWER`, every comparison stays exact."""

MAX_POWER = 15
"""The largest power of ten, up or down, in 5e3 or 5 x 10^3."""


class Quantity(msgspec.Struct, frozen=True):
    """A number and the unit as typed, "" if none was."""

    value: Decimal
    unit: str


class Problem(msgspec.Struct, frozen=True):
    """Why a text is no number: `code` N01 (not a number) or N03 (it could mean two), `reason` a clause that may follow the text."""

    code: str
    reason: str


Parsed: TypeAlias = Quantity | Problem

_SIGNS = str.maketrans({"\u2212": "-", "\u2012": "-", "\u2013": "-", "\uff0d": "-", "\ufe63": "-", "\uff0b": "+"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = r"10(?:\^(?P<{0}>[+-]?\d{{1,3}})|(?P<{0}_up>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}))"
_QUANTITY = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?:" + _POWER.format("alone") + r"|(?P<digits>(?!0)\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|[\d.,]*\d[.,]?)"
    r"(?: ?[x×·*] ?" + _POWER.format("times") + r"|[eE](?P<exponent>[+-]?\d+))?)"
    r" ?(?P<unit>(?:[^\W\d_]|[%°]|/[^\W\d_])[\w%°/^²³⁻.·\- ]*)?"
)
_FRACTION = re.compile(r"\d\s*[/\u2044]\s*\d")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3}){2,})")


def parse_quantity(text: str) -> Parsed:
    """`text` as a number with an optional unit: "0,76 m²", "1 000 mg", "-5", "2 x 10^9/L", "1e-4".

    A decimal comma is a decimal point. A comma before exactly three digits is refused unless the number begins with 0, for it may part
    thousands. So are fractions, sums, infinities, and digits or powers beyond `MAX_DIGITS` and `MAX_POWER`. Nothing is ever evaluated.
    """
    line = " ".join(visible(text).translate(_SIGNS).split())
    if len(line) > MAX_LENGTH:
        return Problem("N01", "is too long for a number")
    line = line.rstrip(" .,;!")
    if _has_fraction(line):
        return Problem("N01", "is a fraction: write it as a decimal number, such as 0.5")
    found = _QUANTITY.fullmatch(line)
    if not found or (found["unit"] and not (found["unit"][0].isalpha() or found["unit"][0] in "%°/")):
        return Problem("N01", "is not a number")
    value = _value(found)
    return value if isinstance(value, Problem) else Quantity(value, (found["unit"] or "").strip())


def _has_fraction(line: str) -> bool:
    """Whether "1/2" or a character such as ½ stands in `line`."""
    return bool(_FRACTION.search(line)) or any(unicodedata.decomposition(char).startswith("<fraction>") for char in line)


def _value(found: re.Match[str]) -> Decimal | Problem:
    digits = _point(found["digits"].replace(" ", "")) if found["digits"] else "1"
    if isinstance(digits, Problem):
        return digits
    power = _power(found)
    if len(digits) > MAX_DIGITS or abs(power) > MAX_POWER:
        return Problem("N01", "is beyond any number that is asked for here")
    return Decimal(f"{found['sign']}{digits}").scaleb(power)


def _power(found: re.Match[str]) -> int:
    """The power of ten of a number, 0 if it has none; a long exponent is cut, as any beyond `MAX_POWER` is refused anyway."""
    up = found["alone_up"] or found["times_up"]
    written = up.translate(_SUPERSCRIPTS) if up else found["alone"] or found["times"] or found["exponent"]
    return int(written[:5]) if written else 0


def _point(digits: str) -> str | Problem:
    """Digits with at most one decimal point."""
    commas, points = digits.count(","), digits.count(".")
    if _GROUPS.fullmatch(digits) or (commas and points):
        return Problem("N03", "could mean two numbers: write it without a separator for thousands")
    if commas + points > 1:
        return Problem("N01", "is not a number")
    return digits.replace(",", ".")
