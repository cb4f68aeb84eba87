from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, answered

from edu_tui.progress.events import Answered, Judged, new_id, stamp
from edu_tui.progress.moments import DAY_TURNS
from edu_tui.progress.schedule import MAXIMUM_DAYS, MODES, Due, Grade, by_risk, follow, grade, replay
from edu_tui.progress.state import LearnerState, fold

FAR = date(2040, 1, 1)


def chain(days: list[int], retention: float = 0.9, score: float = 1.0) -> Due:
    due = replay([answered(score=score, at=START + timedelta(days=day)) for day in days], FAR, retention)
    assert due is not None
    return due


def recall(memory: Due, day: date) -> float:
    """The recall that the `fsrs` package expects on `day`."""
    card = Card(card_id=0, stability=memory.stability, last_review=datetime.combine(memory.last, time(12), UTC))
    return Scheduler().get_card_retrievability(card, datetime.combine(day, time(12), UTC))


def schedule(state: LearnerState, today: date = FAR) -> dict[str, Due]:
    """The memory of every question that was answered."""
    found = {question: replay(state.history(question), today, judged=state.judgement) for question in state.answered()}
    return {question: due for question, due in found.items() if due is not None}


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
    assert schedule(fold(shuffled)) == schedule(fold(events))


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=10), st.sampled_from([0.9, 0.95]))
def test_never_longer_than_the_maximum(days: list[int], retention: float) -> None:
    due = chain(sorted(days), retention)
    assert timedelta(days=1) <= due.due - due.last <= timedelta(days=MAXIMUM_DAYS)


def test_what_must_be_known_more_surely_comes_back_sooner() -> None:
    days = [0, 2, 13]
    assert chain(days, 0.95).due < chain(days, 0.9).due


def test_tests_and_polls_do_not_count() -> None:
    state = fold([answered("exam", mode="test"), answered("poll", None), answered("both"), answered("both", mode="test")])
    assert set(schedule(state)) == {"both"}
    assert schedule(state)["both"].reviews == 1


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
    assert [memory.question for memory in by_risk(plan.values(), today)] == ["old", "new", "later"]
    assert sorted(memory.due for memory in plan.values()) == [(START + timedelta(days=day)).date() for day in (2, 7, 11)]


MEMORIES = st.builds(
    lambda number, last, stability: Due(f"q-{number:02}", FAR, last, last, 1, 0, stability, 5.0),
    st.integers(0, 20),
    st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    st.sampled_from([0.001, 2.5, 5.0, 25.0]) | st.floats(0.001, 36_500),
)


@given(st.lists(MEMORIES, max_size=12), st.dates(date(2025, 6, 1), date(2030, 1, 1)))
def test_the_order_by_risk_is_that_of_the_recall_which_the_package_expects(memories: list[Due], day: date) -> None:
    """But for the last digits of its power; and who was answered on that day, or later by a clock that ran ahead, is at no risk."""
    ordered = by_risk(memories, day)
    expected = [recall(memory, day) for memory in ordered]
    assert expected == pytest.approx(sorted(expected), rel=1e-12)
    assert sorted(memories) == sorted(ordered)
    fresh = [memory.question for memory in ordered if memory.last >= day]
    assert fresh == sorted(fresh) == [memory.question for memory in ordered[len(ordered) - len(fresh) :]]


# --- every history ---------------------------------------------------------------------------------------------------------------

OFFSETS = st.sampled_from([-12, -10, -3.5, 0, 1, 2, 5.75, 9, 14]).map(lambda hours: timezone(timedelta(hours=hours)))
"""Where on earth an answer was given, in summer or in winter."""


@st.composite
def histories(draw: st.DrawFn, question: str = "q-1") -> list[Answered]:
    """Answers of a traveller, in order of time: several a day, some in tests, polls, or with a time that cannot be read."""
    at, found = START, []
    for _ in range(draw(st.integers(1, 12))):
        at += timedelta(minutes=draw(st.sampled_from([1, 300, 1380, 1440, 1500]) | st.integers(1, 200_000)))
        answer = answered(
            question,
            draw(st.sampled_from([0.0, 0.49, 0.5, 0.99, 1.0, None])),
            at=at.astimezone(draw(OFFSETS)),
            hints=draw(st.integers(0, 1)),
            confidence=draw(st.sampled_from([None, 1, 2, 3])),
            mode=draw(st.sampled_from(["study", "review", "test", "repeat"])),
        )
        found.append(answer if draw(st.integers(0, 9)) else Answered(**{**to_document(answer), "at": "nan"}))
    return found


def to_document(answer: Answered) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in answer.__struct_fields__}


def by_the_package(history: list[Answered], today: date, retention: float, said: dict[str, Judged]) -> tuple[Card, date] | None:
    """The card and the day of the last answer, as the `fsrs` package alone leads to them: study days at noon, without steps and fuzz."""
    scheduler = Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), maximum_interval=MAXIMUM_DAYS, enable_fuzzing=False
    )
    card, last = None, today
    for answer in history:
        earned = grade(answer, said.get(answer.id))
        if answer.at == "nan" or earned is None or answer.mode not in MODES:
            continue
        last = min((datetime.fromisoformat(answer.at) - DAY_TURNS).date(), today)
        noon = datetime.combine(last, time(12), UTC)
        card, _ = scheduler.review_card(card or Card(card_id=0, due=noon), Rating(earned), noon)
    return (card, last) if card else None


@given(histories(), st.integers(-5, 900), st.sampled_from([0.9, 0.95]), st.data())
def test_the_dates_are_those_of_the_package_for_every_history(
    history: list[Answered], ahead: int, retention: float, data: st.DataObject
) -> None:
    today = START.date() + timedelta(days=ahead)
    overrides = st.sampled_from(["", "easy", "wrong"])
    judgements = [Judged(id=new_id(), at=stamp(START), answer=one.id, override=data.draw(overrides)) for one in history[::2]]
    said = {judged.answer: judged for judged in judgements}
    due, card = replay(history, today, retention, said.get), by_the_package(history, today, retention, said)
    if card is None:
        assert due is None
        return
    assert due is not None
    assert (due.due, due.last, due.stability, due.difficulty) == (card[0].due.date(), card[1], card[0].stability, card[0].difficulty)
    assert recall(due, FAR) == Scheduler().get_card_retrievability(card[0], datetime.combine(FAR, time(12), UTC))


@given(histories("q-1"), histories("q-2"), st.randoms(use_true_random=False))
def test_order_repetition_and_merges_move_no_date(one: list[Answered], other: list[Answered], chance: random.Random) -> None:
    """Two machines that each heard of a part, some of it twice, fold to the same dates, whoever merges whom."""
    everything = one + other
    here, there = ([event for event in everything if chance.random() < 0.7] for _ in range(2))
    missing = [event for event in everything if event not in here and event not in there]
    merges = [here + there + missing, missing + there + here, chance.sample(everything, len(everything)) + here]
    assert all(schedule(fold(events)) == schedule(fold(everything)) for events in merges)


@given(histories(), st.integers(0, 11), OFFSETS)
def test_where_the_learner_is_now_moves_no_date(history: list[Answered], number: int, zone: timezone) -> None:
    """The study day of an answer is that of the clock on the wall where it was given: only the time that was written down counts."""
    before = replay(history, FAR)
    later = answered("q-2", at=(START + timedelta(days=number)).astimezone(zone))
    assert schedule(fold([*history, later])).get("q-1") == before


@given(histories(), st.integers(0, 400))
def test_nothing_is_ahead_of_the_last_day(history: list[Answered], days: int) -> None:
    """What holds on one day without a clock that ran ahead holds on every later day."""
    today = START.date() + timedelta(days=days)
    found = follow(history, today)
    if not found.ahead:
        assert follow(history, today + timedelta(days=days)) == found


def test_fsrs_is_imported_only_when_something_is_scheduled() -> None:
    script = "import sys, edu_tui.study.statistics, edu_tui.study.review_queue; print('fsrs' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "False"
