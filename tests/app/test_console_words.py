"""What is typed at the console, and how its clock speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.app.pages.console_words import ahead_words, clock_words, step_words, stopwatch
from edu_tui.app.screens.console_sense import form_order
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.console import ClockView, later


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("9/14", Order(Word.FORM, 5, text="9/14", about="pre")),
        ("3 9/14", Order(Word.FORM, 3, text="9/14", about="pre")),
        ("3:9/14", Order(Word.FORM, 3, text="9/14", about="pre")),
        ("3: 9 of 14", Order(Word.FORM, 3, text="9/14", about="pre")),
        ("12 0 / 7", Order(Word.FORM, 12, text="0/7", about="pre")),
        ("blue7 ++-+", Order(Word.SHEET, text="blue7 ++-+", about="pre")),
        ("A 3 B 9", Order(Word.FORM, 5, text="A 3 B 9", about="pre")),
        ("b7", Order(Word.SHEET, text="b7", about="pre")),
        ("blue 7 + +", Order(Word.SHEET, text="blue 7 + +", about="pre")),
    ],
)
def test_what_is_typed_of_a_form(text: str, order: Order) -> None:
    assert form_order(text, "pre", 5) == order


def clock(elapsed: int = 0, begins: int = 0, step: int = 60_000, minutes: int = 20, *, running: bool = True) -> ClockView:
    return (
        later(
            ClockView(elapsed=0, planned=begins, left=minutes * 60_000, ahead=begins, step_elapsed=0, step_planned=step, running=True),
            elapsed,
        )
        if running
        else ClockView(
            elapsed=elapsed, planned=begins, left=minutes * 60_000 - elapsed, ahead=0, step_elapsed=0, step_planned=step, running=False
        )
    )


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**6), st.lists(st.integers(0, 10**6), max_size=5))
def test_a_clock_goes_on_alike_in_one_stride_or_in_many(elapsed: int, begins: int, step: int, strides: list[int]) -> None:
    one = many = clock(elapsed, begins, step)
    for stride in strides:
        many = later(many, stride)
    assert later(one, sum(strides)) == many
    assert many.elapsed + many.left == 20 * 60_000
    if begins <= many.elapsed <= begins + step and many.elapsed:
        assert many.ahead == 0


def test_a_clock_that_stands_still_does_not_go_on() -> None:
    still = clock(5000, running=False)
    assert later(still, 10_000) == still


def test_the_clock_in_words() -> None:
    assert clock_words(clock(724_000, 600_000), started=True, ended=False) == "12:04 of 20 min, 1 min behind"
    assert clock_words(clock(630_000, 600_000), started=True, ended=False) == "10:30 of 20 min, on time"
    assert clock_words(clock(300_000, 600_000), started=True, ended=False) == "5:00 of 20 min, 5 min ahead"
    assert clock_words(clock(), started=False, ended=False) == "Not begun, 20 min"
    assert clock_words(clock(60_000), started=True, ended=True) == "Ended after 1:00 of 20 min"
    assert clock_words(clock(60_000, running=False), started=True, ended=False) == "1:00 of 20 min, on time, paused"
    assert step_words(clock(30_000), started=True, ended=False) == "this step 0:30 of 1:00"
    assert step_words(clock(30_000), started=False, ended=False) == ""
    assert ahead_words(clock(59_000 + 60_000)) == "on time"
    assert stopwatch(3_599_999) == "59:59"
