"""What is worked out of answers and kept is what working it out anew would give: the next day, after more answers, in another library."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import START, answered, catalogue, judged, on, simulated

from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Event, Voided, new_id
from edu_tui.progress.state import LearnerState, advance, fold
from edu_tui.progress.store import ProgressStore
from edu_tui.progress.stored_state import StoredState
from edu_tui.study import digest as digest_module
from edu_tui.study.cards import Card, Memories, cards, memories
from edu_tui.study.digest import Digest
from edu_tui.study.stat_answers import Summaries
from edu_tui.study.statistics import Statistics, statistics

QUESTIONS = [question.id for quiz in catalogue().quizzes for question in quiz.questions if question.scored] + ["elsewhere"]
DECK = list(cards(catalogue()).values())


def more(events: list[Event], seed: int, days: int) -> list[Event]:
    """What a learner does later: she answers, says something of earlier answers, and takes some back."""
    chance = random.Random(seed)
    answers = [event for event in events if isinstance(event, Answered)]
    later: list[Event] = [answered(chance.choice(QUESTIONS), days + number / 10, float(chance.random() < 0.5)) for number in range(3)]
    later += [judged(answer, chance.choice([None, 1, 3]), chance.choice(["", "wrong"])) for answer in answers if chance.random() < 0.1]
    later += [Voided(id=new_id(), at=answer.at, event=answer.id) for answer in answers if chance.random() < 0.1]
    return later


@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(-3, 40))
def test_from_one_look_to_the_next(seed: int, days: int, wait: int) -> None:
    """Whatever day it has become, be it an earlier one by a clock that was set back."""
    events = list(simulated(QUESTIONS, days, seed))
    state, digest = fold(events), Digest(DECK)
    for today in (on(days), on(days + wait)):
        assert statistics(catalogue(), state, today, (), digest) == statistics(catalogue(), state, today)
        assert digest.memories.of(state, today) == memories(DECK, state, today)
        advance(state, more(events, seed, days))


@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(0, 40))
def test_another_state_begins_anew(seed: int, days: int, wait: int) -> None:
    one, other = (fold(simulated(QUESTIONS, days, number)) for number in (seed, seed + 1))
    digest = Digest(DECK)
    for state in (one, other, one):
        assert statistics(catalogue(), state, on(days + wait), (), digest) == statistics(catalogue(), state, on(days + wait))


def test_what_is_remembered_for_one_audience() -> None:
    family = [msgspec.structs.replace(card, id=f"{card.id}-f", guises=(f"{card.id}-f",), audience=Audience.FAMILY) for card in DECK]
    state = fold([*simulated(QUESTIONS, 20), *simulated([card.id for card in family], 20)])
    known = Memories([*DECK, *family])
    found = {audience: known.remembered(state, on(20), audience) for audience in Audience}
    assert found[Audience.FAMILY].keys() == {card.id for card in family if state.is_answered(card.id)}
    assert found[Audience.CLINICIAN] | found[Audience.FAMILY] == Memories([*DECK, *family]).remembered(state, on(20))


# --- from one start to the next --------------------------------------------------------------------------------------------------


def opened(folder: Path) -> ProgressStore:
    return ProgressStore.open(folder, now=lambda: START)


def looked(folder: Path, day: float, *events: Event, deck: list[Card] = DECK) -> Statistics:
    """One sitting: look at the statistics, do something, leave."""
    with opened(folder) as store:
        state = store.fold()
        found = statistics(catalogue(), state, on(day), (), Digest.of(deck, store))
        if events:
            store.append(*events)
            advance(state, events)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_sitting_after_sitting(tmp_path: Path, seed: int) -> None:
    events: list[Event] = []
    for sitting in range(6):
        day = sitting * 5.0 + (seed - 3 if sitting == 4 else 0)
        assert looked(tmp_path / "one", day) == statistics(catalogue(), fold(events), on(day))
        fresh = [*more(events, seed + sitting, sitting * 5), *simulated(QUESTIONS, 2, seed + sitting)]
        half = len(fresh) // 2
        looked(tmp_path / "one", day, *fresh[:half])
        with opened(tmp_path / "one") as store:  # somebody who looks at nothing
            store.fold()
            store.append(*fresh[half:])
        events += fresh
    with opened(tmp_path / "one") as store:
        assert isinstance(store.fold(), StoredState)


def test_only_what_changed_is_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(tmp_path / "one", 0, *(answered(question) for question in QUESTIONS))
    looked(tmp_path / "one", 1, answered("mrd-3", 1))
    with opened(tmp_path / "one") as store:
        store.fold()
        store.append(answered("car-t-1", 1))
    asked: list[str] = []
    original = LearnerState.history
    monkeypatch.setattr(LearnerState, "history", lambda self, question: asked.append(question) or original(self, question))
    looked(tmp_path / "one", 2)
    assert set(asked) == {"mrd-3", "mrd-4", "car-t-1"}  # the first two share a card


def test_other_cards_are_followed_anew(tmp_path: Path) -> None:
    """A question that became one about safety falls due earlier; twins that are none any more are two cards."""
    looked(tmp_path / "one", 0, *(answered(question, day) for question in QUESTIONS for day in (0, 3)))
    looked(tmp_path / "one", 4)
    deck = [msgspec.structs.replace(card, safety=not card.safety, guises=card.guises[:1]) for card in DECK]
    with opened(tmp_path / "one") as store:
        state = store.fold()
        assert Digest.of(deck, store).memories.of(state, on(5)) == memories(deck, state, on(5)) != memories(DECK, state, on(5))


def test_other_rules_work_it_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(tmp_path / "one", 0, answered())
    looked(tmp_path / "one", 0)
    with opened(tmp_path / "one") as store:
        assert Digest.of(DECK, store).goes_on
        assert Digest.of(DECK, store).memories.kept(store.fold()) != {}
        monkeypatch.setattr(digest_module, "_this_program", lambda: "another")
        assert not Digest.of(DECK, store).goes_on
        assert Digest.of(DECK, store).memories.kept(store.fold()) == {}


def test_what_is_no_longer_right_is_not_kept() -> None:
    state = fold([answered("mrd-1"), answered("mrd-2")])
    known, summaries = Memories(DECK), Summaries()
    known.of(state, on(0))
    summaries.of(state)
    state.apply(answered("mrd-1", 1))
    assert (set(known.kept(state)), set(summaries.kept(state))) == ({"mrd-2"}, {"mrd-2"})
    assert (known.kept(fold([])), summaries.kept(fold([]))) == ({}, {})


def test_an_answer_from_the_future_is_looked_at_again_each_day() -> None:
    state, kept = fold([answered("mrd-1", 0), answered("mrd-1", 50)]), Memories(DECK)
    due = [kept.of(state, on(day))["mrd-1"].last for day in (5, 6, 60, 7)]
    assert due == [on(5), on(6), on(50), on(7)]
