from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.checks.days import iso_day


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day):
    assert iso_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "20260301", "2026-W09-7", "2026-13-01", "2026-3-1", " 2026-03-01", "tomorrow"])
def test_other_forms_name_no_day(text):
    assert iso_day(text) is None


def test_what_is_read_is_a_date():
    assert iso_day("2026-03-01") == date(2026, 3, 1)
