"""Expected recall and due dates are those of the schedule, and only true reviews count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered, catalogue, judged, on

from edu_tui.progress.events import Answered, Event, Judged
from edu_tui.progress.schedule import RETENTION, SAFETY_RETENTION, retrievability
from edu_tui.progress.state import fold
from edu_tui.study.cards import Card, cards, memory_of
from edu_tui.study.stat_answers import answers_of, merged
from edu_tui.study.stat_recall import DAYS_AHEAD, Review, follow, forecast_of, recall_of
from edu_tui.study.stat_share import Share

TODAY = on(400)
STEP = st.tuples(
    st.sampled_from(["mrd-3", "mrd-4"]),
    st.integers(0, 60),
    st.sampled_from([None, 0.0, 0.6, 1.0]),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from(["study", "review", "test"]),
    st.sampled_from(["", "easy", "wrong"]),
)


def history(steps: list[tuple[str, int, float | None, int | None, str, str]]) -> list[Event]:
    events: list[Event] = []
    day = 0
    for number, (question, wait, score, confidence, mode, override) in enumerate(steps):
        day += wait
        answer = answered(question, day + number / 1000, score, confidence=confidence, mode=mode)
        events += [answer, judged(answer, override=override)] if override else [answer]
    return events


@given(st.lists(STEP, max_size=12), st.sampled_from(["mrd-2", "mrd-3"]))
def test_a_card_is_followed_as_the_schedule_replays_it(steps: list, ident: str):
    if ident == "mrd-2":
        steps = [("mrd-2", *rest) for _, *rest in steps]
    card = cards(catalogue())[ident]
    events = history(steps)
    state = fold(events)
    answers = answers_of(state, TODAY)
    memory = follow(merged(answers, card.guises) if answers else (), SAFETY_RETENTION if card.safety else RETENTION)
    reference = memory_of(card, state, TODAY)
    assert memory.due == (reference.due if reference else None)
    assert list(memory.reviews) == list(reviews_by_the_schedule(card, events))


def reviews_by_the_schedule(card: Card, events: list[Event]) -> Iterator[Review]:
    """What the schedule's own replay expects before each answer, replayed from the beginning each time."""
    for number, event in enumerate(events):
        if not isinstance(event, Answered):
            continue
        own = [word for word in events[number + 1 :] if isinstance(word, Judged) and word.answer == event.id]
        before, after = (memory_of(card, fold(some), TODAY) for some in (events[:number], [*events[: number + 1], *own]))
        counted = after is not None and after.reviews > (before.reviews if before else 0)
        if before is not None and after is not None and counted and after.last > before.last:
            yield Review(retrievability(before, after.last), after.lapses == before.lapses)


def test_a_second_answer_on_the_same_day_is_no_review():
    state = fold([answered(day=0), answered(day=0.1, score=0.0), answered(day=0.15)])
    assert follow(answers_of(state, TODAY)["mrd-1"], RETENTION).reviews == ()


def test_a_clock_that_ran_ahead_counts_as_today():
    state = fold([answered(day=0), answered(day=900)])
    (review,) = follow(answers_of(state, on(5))["mrd-1"], RETENTION).reviews
    (same,) = follow(answers_of(fold([answered(day=0), answered(day=5)]), on(5))["mrd-1"], RETENTION).reviews
    assert review == same


def test_recall_is_summed_up_by_what_was_expected():
    reviews = [Review(0.97, True), Review(0.96, True), Review(0.95, False), Review(0.91, True), Review(0.4, False), Review(1.0, True)]
    recall = recall_of(reviews)
    assert recall.all is not None
    assert (recall.all.recalled, recall.all.expected) == (Share(4, 6), pytest.approx(sum(review.expected for review in reviews) / 6))
    assert [(band.low, band.high, band.recalled) for band in recall.bands] == [
        (0.0, 0.7, Share(0, 1)),
        (0.9, 0.95, Share(1, 1)),
        (0.95, 1.0, Share(3, 4)),
    ]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_review_is_in_one_band(reviews: list[tuple[float, bool]]):
    recall = recall_of([Review(*review) for review in reviews])
    assert recall.all is not None
    assert sum(band.recalled.of for band in recall.bands) == recall.all.recalled.of == len(reviews)
    assert sum(band.recalled.part for band in recall.bands) == recall.all.recalled.part
    assert all(band.low - 1e-9 <= band.expected <= band.high + 1e-9 for band in recall.bands)


def test_without_reviews_there_is_no_recall():
    assert (recall_of([]).all, recall_of([]).bands) == (None, ())


@given(st.lists(st.integers(-100, 300)))
def test_a_forecast_holds_every_card_once(due: list[int]):
    forecast = forecast_of([on(day) for day in due], on(0))
    assert len(forecast.days) == DAYS_AHEAD
    assert forecast.total == len(due)
    assert forecast.overdue == sum(day < 0 for day in due)
    assert forecast.days[0] == sum(day <= 0 for day in due)
    assert forecast.days[3] == sum(day == 3 for day in due)
    assert forecast.later == sum(day >= DAYS_AHEAD for day in due)
