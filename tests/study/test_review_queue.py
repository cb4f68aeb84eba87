"""The queue of a review: what comes first, how much a day, and cards of two guises."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import expected_recall

from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry, QuizEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Event, Judged, new_id, stamp
from edu_tui.progress.schedule import Due
from edu_tui.progress.state import fold
from edu_tui.study.cards import Card, Memories, cards, guise_to_ask, memories
from edu_tui.study.review_queue import Plan, Settings, amount, plan

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
DECK = [Card(f"q-{number}", (f"q-{number}",), "mrd", Audience.CLINICIAN, "o") for number in range(30)]


def answered(question: str, day: float, score: float = 1.0, mode: str = "review", confidence: int | None = None) -> Answered:
    at = stamp(START + timedelta(days=day))
    return Answered(id=new_id(), at=at, question=question, rev=1, run="r", response=(), score=score, mode=mode, confidence=confidence)


def on(day: float) -> date:
    return (START + timedelta(days=day)).date()


def planned(events: list[Event], day: float, settings: Settings) -> Plan:
    state = fold(events)
    standing = DECK, Memories(DECK).remembered(state, on(day)), on(day), settings
    found = plan(*standing)
    told = amount(*standing)
    assert (told.due, told.new, told.waiting, told.done) == (len(found.ask) - found.new, found.new, found.waiting, found.done)
    return found


def ids(found: Plan) -> list[str]:
    return [card.id for card in found.ask]


def test_a_beginner_gets_the_new_ones_of_a_day_in_the_order_of_the_library():
    found = planned([], 0, Settings(new_a_day=4))
    assert (ids(found), found.new, found.due, found.waiting) == (["q-0", "q-1", "q-2", "q-3"], 4, 0, 0)


def test_what_was_begun_today_is_taken_off_the_new_ones():
    found = planned([answered("q-0", 0), answered("q-1", 0)], 0, Settings(new_a_day=3))
    assert (ids(found), found.done) == (["q-2"], 2)


def test_the_most_at_risk_comes_first():
    events = [answered("q-1", 0), answered("q-2", 0, 0.0), answered("q-2", 0.1), answered("q-3", 0)]
    found = planned(events, 20, Settings(new_a_day=0))
    state = fold(events)
    recall = [expected_recall(memories(DECK, state, on(20))[ident], on(20)) for ident in ids(found)]
    assert set(ids(found)) == {"q-1", "q-2", "q-3"}
    assert recall == sorted(recall)


def test_a_backlog_is_spread_over_days():
    events = [answered(card.id, 0) for card in DECK]
    first = planned(events, 60, Settings(reviews_a_day=12, new_a_day=0))
    assert (len(first.ask), first.waiting) == (12, 18)
    later = planned([*events, *(answered(ident, 60) for ident in ids(first))], 61, Settings(reviews_a_day=12, new_a_day=0))
    assert (len(later.ask), later.waiting) == (12, 6)
    assert not set(ids(first)) & set(ids(later))


def test_the_cap_counts_what_is_done_today():
    events = [answered(card.id, 0) for card in DECK]
    done = [answered(f"q-{number}", 60) for number in range(5)]
    assert len(planned([*events, *done], 60, Settings(reviews_a_day=12, new_a_day=0)).ask) == 7


def test_sure_and_wrong_goes_before_everything():
    events = [answered(card.id, 0) for card in DECK[:5]]
    slip = answered("q-4", 1, 0.0)
    sure = Judged(id=new_id(), at=stamp(START + timedelta(days=1, minutes=1)), answer=slip.id, confidence=3)
    assert ids(planned([*events, slip, sure], 30, Settings(new_a_day=0)))[0] == "q-4"


def sure(answer: Answered, day: float) -> Judged:
    return Judged(id=new_id(), at=stamp(START + timedelta(days=day)), answer=answer.id, confidence=3)


def test_sure_and_wrong_comes_first_in_the_next_review_and_no_sooner():
    """Known for long and not due for long, but for the slip; a repeat on the same evening does not make good for it."""
    events = [answered(card.id, day) for card in DECK[:3] for day in (0, 2, 6, 20)]
    slip = answered("q-2", 21, 0.0)
    told = [*events, slip, sure(slip, 21.01), answered("q-2", 21.02, 1.0, mode="repeat")]
    assert ids(planned(told, 21, Settings(new_a_day=0))) == []
    assert ids(planned(told, 22, Settings(new_a_day=0)))[0] == "q-2"
    better = [*told, answered("q-2", 22)]
    assert "q-2" not in ids(planned(better, 23, Settings(new_a_day=0)))


@pytest.mark.parametrize("known", [True, False])
def test_sure_and_wrong_in_a_test_comes_first_in_the_next_review(known: bool):
    events = [answered(card.id, day) for card in DECK[:3] for day in (0, 2, 6, 20)] if known else []
    slip = answered("q-2", 21, 0.0, mode="test", confidence=3)
    unsure = answered("q-1", 21, 0.0, mode="test", confidence=1)
    found = planned([*events, slip, unsure], 21, Settings(new_a_day=0))
    assert (ids(found), found.due, found.new, found.waiting) == (["q-2"], 1, 0, 0)


def test_what_was_asked_in_a_test_only_is_new_to_the_review():
    found = planned([answered("q-0", 0, mode="test")], 1, Settings(new_a_day=2))
    assert (ids(found), found.new) == (["q-0", "q-1"], 2)


def test_the_cap_leaves_out_what_comes_last():
    events = [answered(card.id, 0) for card in DECK]
    slip = answered("q-29", 1, 0.0, mode="test", confidence=3)
    assert ids(planned([*events, slip], 60, Settings(reviews_a_day=1, new_a_day=0))) == ["q-29"]


def test_an_exam_orders_by_what_is_known_on_its_day():
    long_ago, lately = answered("q-1", 0), [answered("q-2", 0), answered("q-2", 2), answered("q-2", 13)]
    events: list[Event] = [long_ago, *lately]
    state = fold(events)
    exam = on(400)
    found = planned(events, 60, Settings(new_a_day=0, exam=exam))
    recall = [expected_recall(memories(DECK, state, on(60))[ident], exam) for ident in ids(found)]
    assert recall == sorted(recall)


def test_repeats_and_tests_say_nothing_about_memory():
    assert memories(DECK, fold([answered("q-1", 0, mode="repeat"), answered("q-2", 0, mode="test")]), on(0)) == {}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40), st.sampled_from([0.0, 0.5, 1.0])), max_size=15))
def test_kept_memories_are_those_of_a_replay(history: list[tuple[int, int, float]]):
    kept = Memories(DECK)
    events: list[Event] = []
    for number, day, score in history:
        events.append(answered(f"q-{number}", day, score))
        state = fold(events)
        assert kept.of(state, on(50)) == memories(DECK, state, on(50))


# --- cards of two guises ---------------------------------------------------------------------------------------------------------


def catalogue() -> Catalogue:
    questions = (
        QuestionEntry("a-post", 1, "A later", "single", "o", twin="a"),
        QuestionEntry("a", 1, "A", "single", "o"),
        QuestionEntry("b", 1, "B", "single", "o", safety=True),
        QuestionEntry("p", 1, "P", "poll", ""),
    )
    entry = ModuleEntry("mrd", Audience.CLINICIAN, "", "MRD", "", 1, (), None, "", ())
    return Catalogue("x", "X", "1", "en", "", (), (entry,), (QuizEntry("mrd", "", "mrd", Audience.CLINICIAN, "MRD", questions),))


def test_twins_share_a_card_and_polls_are_none():
    deck = cards(catalogue())
    assert {ident: card.guises for ident, card in deck.items()} == {"a": ("a", "a-post"), "b": ("b",)}
    assert deck["b"].safety


def test_a_card_is_asked_in_the_guise_that_was_seen_longer_ago():
    card = cards(catalogue())["a"]
    assert guise_to_ask(card, fold([])) == "a"
    assert guise_to_ask(card, fold([answered("a", 0)])) == "a-post"
    assert guise_to_ask(card, fold([answered("a", 0), answered("a-post", 3)])) == "a"


def test_an_answer_to_either_guise_counts_for_the_card():
    deck = cards(catalogue()).values()
    both = memories(deck, fold([answered("a", 0), answered("a-post", 3)]), on(3))
    alone = memories(deck, fold([answered("a", 0), answered("a", 3)]), on(3))
    assert both == alone
    assert isinstance(both["a"], Due)


@pytest.mark.parametrize(("day", "expected"), [(1, []), (2, ["q-1"])])
def test_nothing_is_due_before_its_day(day: int, expected: list[str]):
    assert ids(planned([answered("q-1", 0)], day, Settings(new_a_day=0))) == expected
