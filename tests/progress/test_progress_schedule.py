from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, answered

from edu_tui.progress.events import Answered
from edu_tui.progress.schedule import MAXIMUM_DAYS, Due, Grade, due_by_day, due_today, grade, replay, retrievability, schedule, schedule_one
from edu_tui.progress.state import fold

FAR = date(2040, 1, 1)


def chain(days: list[int], retention: float = 0.9, score: float = 1.0) -> Due:
    due = replay([answered(score=score, at=START + timedelta(days=day)) for day in days], FAR, retention)
    assert due is not None
    return due


def good_chain(retention: float, length: int) -> list[int]:
    """Intervals in days when every review is on its day and right."""
    days, intervals = [0], []
    for _ in range(length):
        due = chain(days, retention)
        intervals.append((due.due - due.last).days)
        days.append(days[-1] + intervals[-1])
    return intervals


def test_intervals_of_right_answers() -> None:
    """The published chains of FSRS-6's default parameters, without steps; 497 is cut to the maximum."""
    assert good_chain(0.9, 5) == [2, 11, 46, 163, MAXIMUM_DAYS]
    assert good_chain(0.95, 6) == [1, 3, 8, 19, 43, 89]


@pytest.mark.parametrize(
    ("score", "hints", "confidence", "expected"),
    [
        (0.0, 0, None, Grade.AGAIN),
        (0.49, 0, 3, Grade.AGAIN),
        (0.5, 0, None, Grade.HARD),
        (0.99, 0, 1, Grade.AGAIN),
        (0.99, 0, 2, Grade.HARD),
        (0.99, 0, 3, Grade.HARD),
        (1.0, 1, None, Grade.HARD),
        (1.0, 1, 1, Grade.AGAIN),
        (1.0, 2, 3, Grade.HARD),
        (1.0, 0, 1, Grade.HARD),
        (1.0, 0, 2, Grade.GOOD),
        (1.0, 0, 3, Grade.GOOD),
        (1.0, 0, None, Grade.GOOD),
        (None, 0, None, None),
    ],
)
def test_grades(score: float | None, hints: int, confidence: int | None, expected: Grade | None) -> None:
    assert grade(answered(score=score, hints=hints, confidence=confidence)) is expected


def test_a_wrong_answer_is_due_soon_and_counts_as_lapse() -> None:
    wrong = replay([answered(score=1.0), answered(score=0.0, at=START + timedelta(days=2))], FAR)
    assert wrong is not None
    assert (wrong.reviews, wrong.lapses) == (2, 1)
    assert wrong.due - wrong.last <= timedelta(days=2)


def test_the_next_evening_is_another_day_at_any_hour() -> None:
    """23 hours later is one day later, and so is 25 hours later over a change of summer time."""
    zone = ZoneInfo("Europe/Paris")
    dues = set()
    for first, second in (
        (datetime(2026, 3, 10, 21, tzinfo=zone), datetime(2026, 3, 11, 20, tzinfo=zone)),
        (datetime(2026, 3, 10, 20, tzinfo=zone), datetime(2026, 3, 11, 23, tzinfo=zone)),
        (datetime(2026, 3, 28, 22, tzinfo=zone), datetime(2026, 3, 29, 21, tzinfo=zone)),
        (datetime(2026, 10, 24, 21, tzinfo=zone), datetime(2026, 10, 25, 23, tzinfo=zone)),
    ):
        due = replay([answered(at=first), answered(at=second)], FAR)
        assert due is not None
        dues.add((due.due - due.last, due.stability))
    assert len(dues) == 1


def test_after_midnight_is_the_same_day() -> None:
    zone = ZoneInfo("Europe/Paris")
    evening, night = datetime(2026, 3, 10, 23, tzinfo=zone), datetime(2026, 3, 11, 2, tzinfo=zone)
    due = replay([answered(at=evening), answered(at=night)], FAR)
    assert due is not None
    assert due.last == date(2026, 3, 10)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from([0.0, 0.6, 1.0])), min_size=1, max_size=8), st.randoms(use_true_random=False)
)
def test_arrival_order_does_not_matter(history: list[tuple[int, float]], chance: random.Random) -> None:
    events = [answered("q-1", score, at=START + timedelta(hours=7 * hours)) for hours, score in history]
    shuffled = events[:] + events[:2]
    chance.shuffle(shuffled)
    assert schedule(fold(shuffled), FAR) == schedule(fold(events), FAR)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=10), st.sampled_from([0.9, 0.95]))
def test_never_longer_than_the_maximum(days: list[int], retention: float) -> None:
    due = chain(sorted(days), retention)
    assert timedelta(days=1) <= due.due - due.last <= timedelta(days=MAXIMUM_DAYS)


def test_safety_comes_back_sooner() -> None:
    days = [START, START + timedelta(days=2), START + timedelta(days=13)]
    state = fold([answered(question, at=at) for question in ("plain", "dose") for at in days])
    plan = schedule(state, FAR, {"dose"})
    assert plan["dose"].due < plan["plain"].due
    assert schedule_one(state, "dose", FAR, {"dose"}) == plan["dose"]
    assert schedule_one(state, "never seen", FAR) is None


def test_tests_and_polls_do_not_count() -> None:
    state = fold([answered("exam", mode="test"), answered("poll", None), answered("both"), answered("both", mode="test")])
    assert set(schedule(state, FAR)) == {"both"}
    assert schedule(state, FAR)["both"].reviews == 1


def test_a_clock_that_ran_ahead() -> None:
    """Answers from the future count as of today: nothing vanishes for ten years."""
    today = START.date()
    due = replay([answered(at=START + timedelta(days=3650))], today)
    assert due is not None
    assert due.last == today
    assert due.due == today + timedelta(days=2)


def test_a_time_that_cannot_be_read_is_left_out() -> None:
    good = answered()
    odd = Answered(id="x", at="nan", question="q-1", rev=1, run="r", response=(), score=0.0)
    assert replay([odd, good], FAR) == replay([good], FAR)
    assert replay([odd], FAR) is None


def test_one_history_gives_one_date() -> None:
    assert len({chain([0, 2, 13, 59, 222]).due for _ in range(20)}) == 1


def test_the_most_at_risk_first() -> None:
    state = fold(
        [answered("old", at=START), answered("new", at=START + timedelta(days=5)), answered("later", at=START + timedelta(days=9))]
    )
    today = (START + timedelta(days=10)).date()
    plan = schedule(state, today)
    assert [memory.question for memory in due_today(plan, today)] == ["old", "new"]
    assert due_by_day(plan.values()) == {(START + timedelta(days=day)).date(): 1 for day in (2, 7, 11)}


def test_recall_falls_with_time() -> None:
    memory = chain([0])
    days = [memory.last + timedelta(days=number) for number in (-5, 0, 1, 10, 100)]
    chances = [retrievability(memory, day) for day in days]
    assert chances[:2] == [1.0, 1.0]
    assert chances[1:] == sorted(chances[1:], reverse=True)
    assert retrievability(memory, memory.last + timedelta(days=round(memory.stability))) == pytest.approx(0.9, abs=0.02)


def test_fsrs_is_imported_only_when_something_is_scheduled() -> None:
    script = "import sys, edu_tui.progress.schedule, edu_tui.progress.mastery; print('fsrs' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "False"
