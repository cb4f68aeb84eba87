"""All statistics of a learner: what they count, and that they count the same however the events arrive."""

from __future__ import annotations

import random
from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered, catalogue, judged, on, read, simulated

from edu_tui.progress.events import Event, Voided, new_id
from edu_tui.progress.state import fold
from edu_tui.study.cards import cards, memories
from edu_tui.study.stat_calibration import Calibration, Level
from edu_tui.study.stat_days import WEEKS, Spent, Times
from edu_tui.study.stat_recall import Retention
from edu_tui.study.stat_share import Share
from edu_tui.study.stat_words import certainty_words, duration, level_verdict, recall_verdict, share_words, times_words
from edu_tui.study.statistics import Statistics, statistics

QUESTIONS = [question.id for quiz in catalogue().quizzes for question in quiz.questions if question.scored]


def known(events: list[Event], day: float = 10) -> Statistics:
    return statistics(catalogue(), fold(events), on(day))


# --- as a whole ------------------------------------------------------------------------------------------------------------------


def test_a_learner_who_did_nothing():
    found = known([])
    assert (found.totals.answers, found.totals.right, found.totals.questions) == (0, Share(0, 0), 14)
    assert not any(module.begun for module in found.modules)
    assert (found.weakest, found.calendar.active, found.recall.all, found.recall.bands) == ((), 0, None, ())
    assert (found.forecast.total, found.calibration.levels, found.times.all) == (0, (), Spent())


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_the_order_of_events_and_their_repetition_change_nothing(seed: int, days: int):
    events = list(simulated(QUESTIONS, days, seed))
    shuffled = events + events[: days // 2]
    random.Random(seed).shuffle(shuffled)
    assert known(shuffled, days) == known(events, days)


@given(st.integers(0, 2**32))
def test_what_was_undone_never_was(seed: int):
    events = list(simulated(QUESTIONS, 20, seed))
    gone = random.Random(seed).sample(events, len(events) // 3)
    undone = [Voided(id=new_id(), at=event.at, event=event.id) for event in gone]
    assert known([*events, *undone], 20) == known([event for event in events if event not in gone], 20)


@given(st.integers(0, 2**32), st.integers(0, 200))
def test_the_numbers_agree_with_one_another_and_with_the_schedule(seed: int, days: int):
    state = fold(simulated(QUESTIONS, days, seed))
    found = statistics(catalogue(), state, on(days))
    assert found.totals.right.of == sum(objective.right.of for module in found.modules for objective in module.objectives)
    assert found.totals.answers >= found.calibration.answers >= sum(level.right.part for level in found.calibration.levels)
    assert sum(found.calendar.counts) <= found.totals.answers + found.totals.days_active
    assert found.times.all.total >= found.times.month.total >= found.times.week.total
    assert found.times.all.total == sum(module.spent.total for module in found.modules)
    due = Counter(memory.due for memory in memories(cards(catalogue()).values(), state, on(days)).values())
    assert found.forecast.total == sum(due.values())
    assert all(found.forecast.days[ahead] == due[on(days + ahead)] for ahead in range(1, 30))


# --- mastery ---------------------------------------------------------------------------------------------------------------------


def test_mastery_goes_by_the_latest_answer():
    found = known([answered("mrd-1", 0, 0.0), answered("mrd-1", 1, 1.0), answered("mrd-2", 1, 0.5), answered("mrd-poll", 1, None)])
    module, untouched = found.modules
    one, two = module.objectives
    assert (one.right, one.questions, one.missed, one.mastery) == (Share(1, 2), 2, ("mrd-2",), 0.75)
    assert (two.right, two.questions, two.missed, two.mastery) == (Share(0, 0), 2, (), 0.0)
    assert (module.right, module.questions, module.progress.mastery) == (Share(1, 2), 4, pytest.approx(1.5 / 4))
    assert (module.progress.questions_answered, module.progress.questions_total) == (3, 5)
    assert (module.begun, untouched.begun) == (True, False)


def test_the_weakest_is_the_one_that_is_most_surely_weak():
    few = [answered("mrd-1", 0, 0.0)]
    many = [answered(f"car-t-{number}", 0, float(number == 1)) for number in range(1, 6)]
    fine = [answered("mrd-3", 0, 1.0)]
    found = known(few + many + fine).weakest
    assert [(weak.module, weak.id, weak.right) for weak in found] == [("car-t", "one", Share(1, 5)), ("mrd", "one", Share(0, 1))]
    assert (found[0].section, found[0].section_title, found[0].quiz) == ("one", "Section one", "car-t")
    assert found[0].missed == ("car-t-2", "car-t-3", "car-t-4", "car-t-5")


def test_answers_to_another_library_count_in_the_totals_only():
    found = known([answered("elsewhere", 0, ms=5000, confidence=3), answered("elsewhere", 5), read("elsewhere", ms=1000)])
    assert (found.totals.answers, found.totals.right, found.totals.sections_read) == (2, Share(0, 0), 0)
    assert found.times.all == Spent(1000, 5000)
    assert (found.forecast.total, found.recall.all) == (0, None)
    assert found.calibration.answers == 1


# --- days and time ---------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 400))
def test_a_calendar_holds_whole_weeks_up_to_today(day: int):
    calendar = known([], day).calendar
    assert calendar.first.weekday() == 0
    assert len(calendar.weeks) == WEEKS
    assert calendar.day(len(calendar.counts) - 1) == on(day)


def test_a_calendar_counts_answers_and_sections():
    found = known([answered(day=0), answered(day=0.2), read(day=2), answered(day=2.1), answered(day=9), answered(day=-400)], 8)
    counts = {found.calendar.day(index): count for index, count in enumerate(found.calendar.counts) if count}
    assert counts == {on(0): 2, on(2): 2}
    assert found.calendar.active == 2
    assert found.calendar.weeks[-1] == (0, 0)
    assert found.calendar.weeks[-2] == (2, 0, 2, 0, 0, 0, 0)


def test_time_in_all_and_lately():
    events = [read(day=100, ms=1), read(day=94, ms=10), read(day=93, ms=100), answered(day=71, ms=1000), answered(day=70, ms=10_000)]
    found = known([*events, answered("car-t-1", 100, ms=7)], 100)
    assert found.times == Times(all=Spent(111, 11_007), week=Spent(11, 7), month=Spent(111, 1007))
    assert [module.spent for module in found.modules] == [Spent(111, 11_000), Spent(0, 7)]


def test_a_time_that_cannot_be_read_counts_in_all_but_not_lately():
    found = known([msgspec.structs.replace(answered(ms=50), at="yesterday")], 0)
    assert found.times == Times(all=Spent(0, 50), week=Spent(), month=Spent())
    assert (found.forecast.total, found.totals.right) == (0, Share(1, 1))


def test_twins_are_one_card():
    found = known([answered("mrd-3", 0), answered("mrd-4", 5, 0.0)], 6)
    assert found.forecast.total == 1
    assert found.recall.all is not None
    assert found.recall.all.recalled == Share(0, 1)


def test_what_rests_on_changed_evidence_is_due_now():
    state = fold([answered("mrd-1", 0), answered("mrd-2", 0), answered("car-t-1", -300)])
    before = statistics(catalogue(), state, on(0)).forecast
    after = statistics(catalogue(), state, on(0), {"mrd-1", "car-t-1", "car-t-9"}).forecast
    assert (before.days[0], after.days[0]) == (1, 2)
    assert (before.overdue, after.overdue) == (1, 1)
    assert before.total == after.total == 3


def test_what_the_learner_counts_as_wrong_was_not_recalled():
    first, second = answered(day=0), answered(day=5)
    assert known([first, second]).recall.all.recalled == Share(1, 1)
    assert known([first, second, judged(second, override="wrong")]).recall.all.recalled == Share(0, 1)


# --- words -----------------------------------------------------------------------------------------------------------------------


def test_shares_in_words():
    assert share_words(Share(3, 8)) == "38%, 3 of 8 (14 to 69%)"
    assert share_words(Share(30, 60)) == "50%, 30 of 60"


@pytest.mark.parametrize(
    ("ms", "words"), [(0, "less than 1 min"), (29_000, "less than 1 min"), (60_000, "1 min"), (3_600_000, "1 h"), (4_800_000, "1 h 20 min")]
)
def test_times_in_words(ms: int, words: str):
    assert duration(ms) == words


def test_lately_is_told_only_where_there_was_any():
    assert times_words(Times(Spent(3_600_000), Spent(), Spent(60_000))) == "1 h in all, 1 min in the last 30 days"


@pytest.mark.parametrize(("expected", "words"), [(0.9, "as expected"), (0.3, "more than expected"), (0.99, "less than expected")])
def test_recall_is_judged_by_its_interval(expected: float, words: str):
    assert words in recall_verdict(Retention(0, 1, expected, Share(34, 40)))


def test_certainty_stands_beside_what_was_right():
    words = certainty_words(Calibration((Level(3, Share(1, 4)),), -15.0))
    assert words == "Right of all these: 25%, 1 of 4 (5 to 70%). Certainty-based score: −3.8 an answer, of at most 3."
    assert level_verdict(Level(3, Share(1, 4))) == "You were surer than you were right."
