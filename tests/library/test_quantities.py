"""Typed numbers and units."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.quantities import Problem, Quantity, parse_quantity
from edu_tui.library.units import factor, known_unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0.76", "0.76", ""),
        ("0,76", "0.76", ""),
        (" 0.76. ", "0.76", ""),
        ("0.76 m2", "0.76", "m2"),
        ("0.76m²", "0.76", "m²"),
        ("0.76\u00a0m²", "0.76", "m²"),
        ("0.7\u200b6", "0.76", ""),
        ("\u22125", "-5", ""),
        ("\u20135", "-5", ""),
        ("- 5", "-5", ""),
        ("+5", "5", ""),
        (".5", "0.5", ""),
        ("5.", "5", ""),
        ("0,761", "0.761", ""),
        ("1234,567", "1234.567", ""),
        ("1 000 mg", "1000", "mg"),
        ("1\u202f000,5 mg", "1000.5", "mg"),
        ("25%", "25", "%"),
        ("38.6 °C", "38.6", "°C"),
        ("18 months.", "18", "months"),
        ("15 µg/m²/day", "15", "µg/m²/day"),
        ("1e-4", "0.0001", ""),
        ("10^-4", "0.0001", ""),
        ("10⁻⁴", "0.0001", ""),
        ("50 x 10^9/L", "50000000000", "/L"),
        ("５", "5", ""),
        ("٣", "3", ""),
    ],
)
def test_a_number_is_read(text: str, value: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["1,000", "12,345", "1,000,000", "1.000.000", "1.000,5", "1,000.5"])
def test_thousands_are_not_guessed(text: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem)
    assert found.code == "N03"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "nan", "inf", "-inf", "Infinity", "abc", "--5", "1_000", "5-10", "5..6", "<5", "~5", "9 8", "1 0000", "1,2,3"),
        *("1e400", "1e-400", "10^99999", "1e" + "9" * 50, "9" * 30, "9" * 5000, "9**9**9", "2+2", "2*3", "__import__('os')", "10²3"),
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem)
    assert found.code == "N01"


@pytest.mark.parametrize("text", ["½", "2½", "1/2", "3 ⁄ 4"])
def test_a_fraction_is_sent_back_with_its_cure(text: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem)
    assert "decimal" in found.reason


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem) or found.value.is_finite()


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_plain_numbers_come_back_exactly(value: Decimal) -> None:
    assert parse_quantity(f"{value:f}") == Quantity(value, "")


@pytest.mark.parametrize(
    ("unit", "other", "expected"),
    [
        ("g", "mg", 1000),
        ("mcg", "µg", 1),
        ("µg", "\u03bcg", 1),
        ("m2", "m²", 1),
        ("m^2", "m²", 1),
        ("MMOL/L", "mmol/l", 1),
        ("mmol / L", "mmol/L", 1),
        ("mg per m²", "mg/m2", 1),
        ("month", "months", 1),
        ("years", "months", 12),
        ("months", "years", Fraction(1, 12)),
        ("weeks", "days", 7),
        ("mL", "L", Fraction(1, 1000)),
        ("mg/m²/day", "µg/m2/d", 1000),
        ("/µL", "/L", 10**6),
        ("cells/µL", "/mm³", 1),
        ("per cent", "%", 1),
        ("º C", "°C", 1),
        ("blorps", "Blorps", 1),
        ("blorps", "mg", None),
        ("months", "weeks", None),
        ("mg", "mL", None),
    ],
)
def test_units_convert_inside_one_dimension(unit: str, other: str, expected: int | Fraction | None) -> None:
    assert factor(unit, other) == expected


def test_a_unit_is_known_alone_and_as_a_quotient() -> None:
    assert known_unit("mg")
    assert known_unit("µg/kg/min")
    assert not known_unit("blorps")
    assert not known_unit("mg/blorp")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_unit_raises(unit: str, other: str) -> None:
    forth, back = factor(unit, other), factor(other, unit)
    assert (forth is None) == (back is None)
    assert forth is None or back is None or forth * back == 1
