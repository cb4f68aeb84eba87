"""The formulas agree with the package that they are taken from, to the last digit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.progress.forgetting import AGAIN, EASY, GOOD, GRADES, HARD, forgetting
from edu_tui.progress.schedule import MAXIMUM_DAYS, Grade

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWERS = st.lists(st.tuples(st.integers(-1, 400), st.sampled_from(GRADES)), min_size=1, max_size=20)


def test_the_grades_are_those_of_the_schedule_and_of_the_package():
    assert tuple(Grade) == GRADES == (AGAIN, HARD, GOOD, EASY) == tuple(Rating)


@given(answers=ANSWERS, retention=st.sampled_from([0.9, 0.95]), wait=st.integers(0, 1000))
def test_any_history_leads_to_the_card_of_the_package(answers: list[tuple[int, int]], retention: float, wait: int):
    scheduler = Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), maximum_interval=MAXIMUM_DAYS, enable_fuzzing=False
    )
    formulas, day, card = forgetting(), NOON, Card(card_id=0, due=NOON)
    stability = difficulty = 0.0
    for number, (days, grade) in enumerate(answers):
        day += timedelta(days=days if number else 0)
        card, _ = scheduler.review_card(card, Rating(grade), day)
        if number:
            stability, difficulty = formulas.after(stability, difficulty, days, formulas.recall(stability, days), grade)
        else:
            stability, difficulty = formulas.first(grade)
        assert (stability, difficulty) == (card.stability, card.difficulty)
        assert day + timedelta(days=formulas.interval(stability, retention, MAXIMUM_DAYS)) == card.due
    assert formulas.recall(stability, wait) == scheduler.get_card_retrievability(card, day + timedelta(days=wait))


@pytest.mark.parametrize("grade", GRADES)
def test_recall_falls_to_nine_in_ten_after_as_many_days_as_the_stability(grade: int):
    formulas = forgetting()
    stability, _ = formulas.first(grade)
    days = round(stability)
    assert formulas.recall(stability, 0) == 1
    assert formulas.recall(float(max(1, days)), max(1, days)) == pytest.approx(0.9)
