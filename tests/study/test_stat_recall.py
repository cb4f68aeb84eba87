"""Expected recall and due dates are those of the schedule, and only true reviews count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered, catalogue, expected_recall, judged, on

from edu_tui.progress.events import Answered, Event, Judged
from edu_tui.progress.schedule import Review, follow
from edu_tui.progress.state import fold
from edu_tui.study.cards import Card, card_history, cards, memories
from edu_tui.study.stat_recall import DAYS_AHEAD, forecast_of, recall_of, tallies_of
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
def test_reviews_are_what_the_schedule_expected_before_each_answer(steps: list, ident: str):
    if ident == "mrd-2":
        steps = [("mrd-2", *rest) for _, *rest in steps]
    card = cards(catalogue())[ident]
    events = history(steps)
    state = fold(events)
    found = follow(card_history(card, state), TODAY, card.retention, state.judgement)
    assert found.due is None or found.due._replace(question=ident) == memories([card], state, TODAY).get(card.id)
    assert list(found.reviews) == list(reviews_by_the_schedule(card, events))


def reviews_by_the_schedule(card: Card, events: list[Event]) -> Iterator[Review]:
    """What the schedule expects before each answer, replayed from the beginning each time."""
    for number, event in enumerate(events):
        if not isinstance(event, Answered):
            continue
        own = [word for word in events[number + 1 :] if isinstance(word, Judged) and word.answer == event.id]
        before, after = (memories([card], fold(some), TODAY).get(card.id) for some in (events[:number], [*events[: number + 1], *own]))
        counted = after is not None and after.reviews > (before.reviews if before else 0)
        if before is not None and after is not None and counted and after.last > before.last:
            yield Review(expected_recall(before, after.last), after.lapses == before.lapses)


def test_a_second_answer_on_the_same_day_is_no_review():
    assert follow([answered(day=0), answered(day=0.1, score=0.0), answered(day=0.15)], TODAY).reviews == ()


def test_a_clock_that_ran_ahead_counts_as_today():
    found, same = follow([answered(day=0), answered(day=900)], on(5)), follow([answered(day=0), answered(day=5)], on(5))
    assert len(found.reviews) == 1
    assert found.reviews == same.reviews
    assert (found.ahead, same.ahead) == (True, False)


def test_recall_is_summed_up_by_what_was_expected():
    reviews = [Review(0.97, True), Review(0.96, True), Review(0.95, False), Review(0.91, True), Review(0.4, False), Review(1.0, True)]
    recall = recall_of([tallies_of(reviews[:2]), tallies_of([]), tallies_of(reviews[2:])])
    assert recall.all is not None
    assert (recall.all.recalled, recall.all.expected) == (Share(4, 6), pytest.approx(sum(review.expected for review in reviews) / 6))
    assert [(band.low, band.high, band.recalled) for band in recall.bands] == [
        (0.0, 0.7, Share(0, 1)),
        (0.9, 0.95, Share(1, 1)),
        (0.95, 1.0, Share(3, 4)),
    ]


REVIEWS = st.lists(st.builds(Review, st.floats(0, 1), st.booleans()), min_size=1)


@given(st.lists(REVIEWS, min_size=1))
def test_every_review_is_in_one_band(by_card: list[list[Review]]):
    reviews = [review for own in by_card for review in own]
    recall = recall_of(map(tallies_of, by_card))
    assert recall.all is not None
    assert sum(band.recalled.of for band in recall.bands) == recall.all.recalled.of == len(reviews)
    assert sum(band.recalled.part for band in recall.bands) == recall.all.recalled.part == sum(review.recalled for review in reviews)
    assert all(band.low - 1e-9 <= band.expected <= band.high + 1e-9 for band in recall.bands)


@given(st.lists(REVIEWS))
def test_the_order_of_the_cards_changes_no_digit(by_card: list[list[Review]]):
    tallies = [tallies_of(own) for own in by_card]
    assert recall_of(tallies) == recall_of(reversed(tallies))


def test_without_reviews_there_is_no_recall():
    for tallies in ([], [tallies_of([])]):
        assert (recall_of(tallies).all, recall_of(tallies).bands) == (None, ())


@given(st.lists(st.integers(-100, 300)))
def test_a_forecast_holds_every_card_once(due: list[int]):
    forecast = forecast_of([on(day) for day in due], on(0))
    assert len(forecast.days) == DAYS_AHEAD
    assert forecast.total == len(due)
    assert forecast.overdue == sum(day < 0 for day in due)
    assert forecast.days[0] == sum(day <= 0 for day in due)
    assert forecast.days[3] == sum(day == 3 for day in due)
    assert forecast.later == sum(day >= DAYS_AHEAD for day in due)
