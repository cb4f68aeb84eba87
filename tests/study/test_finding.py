"""Filters that ask how a learner stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import QUIZ, write_library

from edu_tui.library.library import Library, open_library
from edu_tui.library.lock_past import past_of
from edu_tui.library.search_index import open_index
from edu_tui.library.search_query import STATES, Query, parse_query
from edu_tui.library.search_results import Results
from edu_tui.progress.events import Answered, Bookmarked, Flagged, Landmark, Voided, new_id, stamp
from edu_tui.progress.state import LearnerState, fold
from edu_tui.study.cards import Memories, cards
from edu_tui.study.finding import due_questions, find, standings_of, wanted, wrong_questions
from edu_tui.study.news import News
from edu_tui.study.places import Whereabouts

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
FORMS = QUIZ.replace("id: rt-time-01\n", "id: rt-time-01\nform: pre\n").replace(
    "id: rt-order-01\n", "id: rt-order-01\nform: post\ntwin: rt-time-01\n"
)


def answered(question: str, score: float | None, *, days: int = 0, mode: str = "study") -> Answered:
    at = stamp(MONDAY + timedelta(days=days))
    return Answered(id=new_id(), at=at, run="run", question=question, rev=1, response=("a",), score=score, mode=mode)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(write_library(tmp_path_factory.mktemp("library")))


def memories(library: Library) -> Memories:
    return Memories(cards(library.catalogue).values())


def asked(library: Library, text: str) -> Query:
    return parse_query(text, library.catalogue)[0]


def found(library: Library, text: str, state: LearnerState, day: int = 0) -> set[str]:
    standings = standings_of(
        state, memories(library), News(library, past_of(library)), Whereabouts(library), MONDAY.date() + timedelta(days=day)
    )
    results = find(open_index(library), asked(library, text), standings, 100)
    assert results.total == len(results.found)
    return {item.entry.id for item in results.found}


def test_wrong_is_what_was_not_fully_right_the_last_time(library):
    events = [
        answered("rt-time-01", 1.0),
        answered("rt-time-01", 0.0, days=1),
        answered("rt-order-01", 0.0),
        answered("rt-order-01", 1.0, days=1),
        answered("fam-time-01", 0.5),
        answered("fam-time-02", None),
    ]
    state = fold(events)
    assert wrong_questions(state) == {"rt-time-01", "fam-time-01"}
    assert found(library, "is:wrong", state) == {"rt-time-01", "fam-time-01"}
    assert found(library, "is:wrong audience:family", state) == {"fam-time-01"}
    assert found(library, "is:wrong share", state) == {"rt-time-01"}
    assert found(library, "is:wrong kind:page", state) == set()
    assert found(library, "is:wrong", fold([*events, Voided(id=new_id(), at=stamp(MONDAY), event=events[1].id)])) == {"fam-time-01"}


def test_due_is_what_the_schedule_says(library):
    state = fold([answered("rt-time-01", 0.0), answered("rt-order-01", 1.0), answered("fam-time-01", 1.0, mode="test")])
    assert found(library, "is:due", state) == set()
    assert found(library, "is:due", state, day=1) == {"rt-time-01"}
    assert found(library, "is:due", state, day=400) == {"rt-time-01", "rt-order-01"}
    assert found(library, "is:due is:wrong", state, day=400) == {"rt-time-01"}
    assert found(library, "relapse", state, day=400) > {"rt-time-01"}


def test_of_questions_that_ask_for_the_same_those_are_due_that_were_seen(tmp_path: Path):
    known = memories(open_library(write_library(tmp_path, {"quizzes/timing.md": FORMS})))
    later = date(2027, 3, 2)
    assert due_questions(fold([answered("rt-order-01", 1.0)]), known, later) == {"rt-order-01"}
    both = fold([answered("rt-order-01", 1.0), answered("rt-time-01", 0.0)])
    assert due_questions(both, known, later) == {"rt-order-01", "rt-time-01"}


def test_what_rests_on_evidence_that_changed_is_due(library):
    state, today = fold([answered("rt-order-01", 1.0)]), MONDAY.date()
    assert due_questions(state, memories(library), today) == frozenset()
    assert due_questions(state, memories(library), today, {"rt-order-01", "rt-time-01", "gone"}) == {"rt-order-01"}


def test_flagged_is_what_has_a_flag_now(library):
    def flag(subject: str, word: str, days: int = 0) -> Flagged:
        return Flagged(id=new_id(), at=stamp(MONDAY + timedelta(days=days)), subject=subject, flag=word)

    events = [flag("rt-time-01", "unsure"), flag("rt-order-01", "dispute"), flag("rt-order-01", "", 1), flag("unknown", "unsure")]
    assert found(library, "is:flagged", fold(events)) == {"rt-time-01"}


def test_sections_are_flagged_by_a_flag_or_a_bookmark_where_they_are_now(library):
    def at(days: int) -> str:
        return stamp(MONDAY + timedelta(days=days))

    moved = Landmark("Remission again", words="in all 531 661 80 3 reached a second remission")
    events = [
        Flagged(id=new_id(), at=at(0), subject="timing:clinician:clocks", flag="teach"),
        Bookmarked(id=new_id(), at=at(0), subject="timing:clinician:old", landmark=moved),
        Bookmarked(id=new_id(), at=at(0), subject="timing:family:clocks"),
        Bookmarked(id=new_id(), at=at(1), subject="timing:family:clocks", on=False),
        Bookmarked(id=new_id(), at=at(0), subject="timing:clinician:gone", landmark=Landmark("Quite another thing")),
    ]
    assert found(library, "is:flagged", fold(events)) == {"clocks", "remission"}
    assert found(library, "is:flagged kind:question", fold(events)) == set()
    assert found(library, "is:flagged second", fold(events)) == {"remission"}


def test_how_the_learner_stands_is_asked_only_if_the_query_does(library):
    calls: list[str] = []
    standings = {state: lambda state=state: calls.append(state) or () for state in STATES}
    assert find(open_index(library), asked(library, "relapse"), standings).total > 0
    assert calls == []
    assert find(open_index(library), asked(library, "relapse is:due"), standings) == Results()
    assert calls == ["due"]


@given(sets=st.fixed_dictionaries({state: st.sets(st.sampled_from("abcdef")) for state in STATES}), states=st.sets(st.sampled_from(STATES)))
def test_every_state_narrows(sets: dict[str, set[str]], states: set[str]):
    def of(ids: Collection[str]):
        return lambda: ids

    standings = {state: of(ids) for state, ids in sets.items()}
    left = wanted(Query(states=tuple(sorted(states))), standings)
    if not states:
        assert left is None
    else:
        assert left == {ident for ident in "abcdef" if all(ident in sets[state] for state in states)}
