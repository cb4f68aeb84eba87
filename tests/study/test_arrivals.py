"""When what was locked reached the computers of a learner."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from libraries import edited, write_library
from locks import FRIDAY, MONDAY, TUESDAY, lock_file

from edu_tui.library.library import Library, open_library
from edu_tui.library.lock_past import past_of
from edu_tui.progress.events import Answered, Arrived, Event, new_id, stamp
from edu_tui.progress.state import fold
from edu_tui.progress.store import ProgressStore
from edu_tui.study.arrivals import Here, arrival, arrivals_now, arrivals_of, note_arrivals
from edu_tui.study.cards import cards
from edu_tui.study.news import News

FACT = "content/facts.yaml"
HOUR = timedelta(hours=1)
CORRECTED = edited(FACT, '"49.5%"', '"51.0%"')
CORRECTED = {FACT: CORRECTED[FACT].replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}


def answered(at: datetime, question: str = "rt-time-01") -> Answered:
    return Answered(id=new_id(), at=stamp(at), question=question, rev=1, run="run", response=("a",), score=1.0)


def known(*moments: datetime) -> list[str]:
    return sorted(stamp(moment) for moment in moments)


def open_store(folder: Path) -> ProgressStore:
    return ProgressStore.open(folder, now=lambda: FRIDAY)


def here_of(library: Library, opened: datetime) -> Here:
    return Here(library.catalogue.id, past_of(library).moments, opened)


def test_what_a_computer_knew_when_it_began_to_remember_arrived_when_it_was_locked():
    found = arrival((MONDAY, TUESDAY), None, lambda: [answered(FRIDAY)], FRIDAY + HOUR)
    assert (found.event, found.known) == (None, known(MONDAY, TUESDAY))
    assert arrival((), None, list, FRIDAY) == (None, None)


def test_nothing_new_is_nothing_to_note_and_nobody_looks_at_the_steps():
    assert arrival((MONDAY,), known(MONDAY, TUESDAY), lambda: 1 / 0, FRIDAY) == (None, None)


def test_what_comes_late_is_noted_with_the_last_step_from_the_older_copy():
    steps = [answered(TUESDAY - HOUR), answered(TUESDAY + HOUR), answered(MONDAY), answered(FRIDAY + HOUR)]
    found = arrival((MONDAY, TUESDAY), known(MONDAY), lambda: steps, FRIDAY)
    assert found.event is not None
    assert (found.event.moments, found.event.after) == ((stamp(TUESDAY),), stamp(TUESDAY + HOUR))
    assert found.known == known(MONDAY, TUESDAY)
    (at,) = arrivals_of([found.event]).values()
    assert TUESDAY + HOUR < at < TUESDAY + 2 * HOUR


def test_what_came_before_the_next_step_was_made_came_in_time():
    found = arrival((MONDAY, TUESDAY), known(MONDAY), lambda: [answered(MONDAY + HOUR)], FRIDAY)
    assert (found.event, found.known) == (None, known(MONDAY, TUESDAY))
    assert arrival((TUESDAY,), known(), list, FRIDAY) == (None, known(TUESDAY))


TIMES = st.integers(0, 500).map(lambda hours: MONDAY + timedelta(hours=hours))
TOLD = st.lists(
    st.builds(
        lambda moments, after: Arrived(id=new_id(), at=stamp(FRIDAY), moments=tuple(map(stamp, moments)), after=stamp(after)),
        st.lists(TIMES, max_size=3),
        TIMES,
    ),
    max_size=5,
)


@given(TOLD, TOLD, st.randoms(use_true_random=False))
def test_a_merge_is_the_same_in_any_order_and_twice(one: list[Arrived], other: list[Arrived], chance: random.Random):
    merged = [*one, *other]
    shuffled = [*merged, *one]
    chance.shuffle(shuffled)
    found = arrivals_of(merged)
    assert arrivals_of(shuffled) == found
    for part in (arrivals_of(one), arrivals_of(other)):
        assert all(found[moment] >= at for moment, at in part.items())
    assert all(at > moment for moment, at in found.items())


ODD = st.sampled_from(["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00", "2026-03-02", "2026-03-02T12:00:00", ""])


@given(st.lists(st.tuples(ODD | st.text(max_size=8), ODD | st.text(max_size=8)), max_size=3))
def test_what_is_no_time_is_passed_over(told):
    found = arrivals_of(Arrived(id=new_id(), at="", moments=(one,), after=after) for one, after in told)
    assert all(at.year == 1 for at in found)


def news(library: Library, store: ProgressStore, opened: datetime) -> News:
    state = fold(store.events)
    return News(library, past_of(library), arrivals_now(here_of(library, opened), store.marks, state.arrivals(), lambda: store.events))


def test_who_answers_from_an_older_copy_is_told_when_the_new_one_comes(tmp_path: Path):
    before = open_library(write_library(tmp_path / "before", lock_file({})))
    after = open_library(write_library(tmp_path / "after", {**CORRECTED, **lock_file({}, CORRECTED)}))
    deck = tuple(cards(after.catalogue).values())
    with open_store(tmp_path / "ward") as ward, open_store(tmp_path / "home") as home:
        ward.append(answered(MONDAY + HOUR))
        note_arrivals(here_of(before, MONDAY + HOUR), ward, lambda: ward.events)
        ward.append(answered(TUESDAY + HOUR))  # from the older copy, a day after the figure was corrected elsewhere
        assert news(before, ward, TUESDAY + HOUR).behind("rt-time-01", fold(ward.events)) == ()

        # Before anything is noted it is told already, and nothing is written by being told.
        size = len(ward)
        for _ in range(2):
            opened = FRIDAY
            told = news(after, ward, opened)
            assert told.changed(deck, fold(ward.events)) == {"rt-time-01"}
            assert "it was 49.5%, now it is 51.0%" in told.behind("rt-time-01", fold(ward.events))[0]
            note_arrivals(here_of(after, opened), ward, lambda: ward.events)
        assert len(ward) == size + 1

        ward.append(answered(FRIDAY + HOUR))
        assert news(after, ward, FRIDAY + 2 * HOUR).changed(deck, fold(ward.events)) == frozenset()

        home.merge(ward.folder)
        assert news(after, home, FRIDAY + 2 * HOUR).behind("rt-time-01", fold(home.events)) == ()
        assert fold(home.events).arrivals() == fold(ward.events).arrivals()


def test_a_computer_that_lay_in_a_drawer_makes_nothing_old(tmp_path: Path):
    before = open_library(write_library(tmp_path / "before", lock_file({})))
    after = open_library(write_library(tmp_path / "after", {**CORRECTED, **lock_file({}, CORRECTED)}))
    deck = tuple(cards(after.catalogue).values())
    year = timedelta(days=365)
    with open_store(tmp_path / "desk") as desk, open_store(tmp_path / "drawer") as drawer:
        drawer.append(answered(MONDAY + HOUR))
        note_arrivals(here_of(before, MONDAY + HOUR), drawer, lambda: drawer.events)
        desk.append(answered(TUESDAY + year / 2))
        note_arrivals(here_of(after, TUESDAY + year), drawer, lambda: drawer.events)
        desk.merge(drawer.folder)
        assert news(after, desk, TUESDAY + year).changed(deck, fold(desk.events)) == frozenset()


def test_without_a_lock_nothing_is_noted(tmp_path: Path):
    library = open_library(write_library(tmp_path / "library"))
    store: list[Event] = [answered(MONDAY)]
    with open_store(tmp_path / "data") as kept:
        note_arrivals(here_of(library, FRIDAY), kept, lambda: store)
        assert (len(kept), dict(kept.marks)) == (0, {})
    assert past_of(library).moments == ()
