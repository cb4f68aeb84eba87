"""What came of a test, by objective; tests of the past, side by side."""

from __future__ import annotations

import msgspec
import pytest
from exam_kit import Clock, Store, Wall, begin, exam_library, put
from hypothesis import given
from hypothesis import strategies as st
from right_answers import answer_to, wrong_answer_to

from edu_tui.library.library import open_library
from edu_tui.progress.events import Scope
from edu_tui.progress.state import LearnerState, fold
from edu_tui.study.exam.choice import Choice
from edu_tui.study.exam.draw import draw_test
from edu_tui.study.exam.outcome import could_be_chance, difference, former_of, outcome_of, past_tests, same_choice, side_by_side
from edu_tui.study.exam.words import date_words, difference_words, outcome_words, part_of
from edu_tui.study.stat_share import Share


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return open_library(exam_library(tmp_path_factory.mktemp("library")))


def sat(library, store: Store, wall: Wall, right: int, wrong: int = 0, **options):
    """A test of the module `other` that was handed in."""
    scope = options.pop("scope", Scope(("other",), number=6))
    quiz = draw_test(library, Choice(scope=scope), LearnerState(), 3)
    clock = Clock()
    session = begin(quiz, store, clock, wall, scope=scope, **options)
    for number in range(right + wrong):
        clock.seconds += 30
        wall.move(30)
        answer = answer_to if number < right else wrong_answer_to
        put(session, *answer(session.question, session.shown))
        session.submit()
    session.finish()
    wall.move(86_400)
    return session


def test_right_wrong_and_open_are_counted_by_objective_with_what_to_read(library) -> None:
    store, wall = Store(), Wall()
    session = begin(library.quiz("timing"), store, wall=wall)
    for _ in range(3):
        put(session, *answer_to(session.question, session.shown))
        session.submit()
    put(session, *wrong_answer_to(session.question, session.shown))
    session.be_sure(3)
    session.finish()
    state = fold(store.events)
    outcome = outcome_of(session.record, library.catalogue, state)
    assert outcome == outcome_of(state.run(session.run), library.catalogue, state)
    assert (outcome.title, outcome.scope, outcome.early) == ("The time of relapse", None, False)
    assert (outcome.right, outcome.late, len(outcome.open)) == (Share(3, 10), Share(0, 0), 6)
    assert [sure.question for sure in outcome.sure_and_wrong] == list(outcome.wrong) == ["rt-true-02"]
    assert [(one.objective, one.right, one.sections) for one in outcome.objectives] == [
        ("classify", Share(2, 4), (("timing:clocks", "Two clocks"),)),
        ("explain", Share(1, 6), (("timing:remission", "Remission"),)),
    ]
    words = list(outcome_words(outcome))
    assert words == ["Your result: 30%, 3 of 10 (11 to 60%) right.", "6 questions not answered.", "Time: less than 1 min, no clock."]
    assert session.missed() == tuple(question.id for question in session.asked[3:] if question.scored)


def test_what_came_after_the_clock_is_counted_apart(library) -> None:
    session = sat(library, Store(), Wall(), 4, 2, limit_ms=70_000, soft=True)
    outcome = outcome_of(session.record, library.catalogue, LearnerState())
    assert (outcome.right, outcome.late, outcome.right_at_all) == (Share(2, 6), Share(2, 4), Share(4, 6))
    assert outcome.objectives[0].right == Share(4, 6)
    words = list(outcome_words(outcome))
    assert words[1] == "After the time: 2 of 4 right; with these 67%, 4 of 6 (30 to 90%)."
    assert words[2] == "Time: 3 min of 1 min."


def test_a_question_that_the_library_no_longer_has_is_left_out(library) -> None:
    store = Store()
    session = sat(library, store, Wall(), 6)
    run = session.record
    gone = msgspec.structs.replace(run.started, questions=("gone", *run.started.questions))
    outcome = outcome_of(run._replace(started=gone), library.catalogue, LearnerState())
    assert (outcome.right, outcome.open) == (Share(6, 6), ())


def test_past_tests_come_newest_first_and_each_finds_the_one_before_of_its_choice(library) -> None:
    store, wall = Store(), Wall()
    first = sat(library, store, wall, 2, 4)
    other = sat(library, store, wall, 1, scope=Scope(("timing",), number=3))
    shorter = sat(library, store, wall, 3, scope=Scope(("other",), number=3))
    begin(library.quiz("timing"), store, wall=wall)  # not ended
    past = past_tests(library.catalogue, fold(store.events))
    assert [outcome.run for outcome in past] == [shorter.run, other.run, first.run]
    assert former_of(past[0], past) == past[2]
    assert former_of(past[1], past) is former_of(past[2], past) is None
    assert same_choice(past[0], past[2])
    assert not same_choice(past[0], past[1])
    assert date_words(past[2]).startswith("22 November 2026, ")
    pairs = side_by_side(past[2], past[0])
    assert [(pair.objective.module, pair.first, pair.second) for pair in pairs] == [("other", Share(2, 6), Share(3, 3))]
    both = side_by_side(past[1], past[0])
    assert {(pair.objective.module, pair.first is None, pair.second is None) for pair in both} == {
        ("timing", False, True),
        ("other", True, False),
    }


def test_tests_of_one_quiz_are_of_the_same_choice_if_they_ask_the_same(library) -> None:
    store, wall = Store(), Wall()
    for questions in (("rt-time-01",), ("rt-true-01",), ("rt-time-01",)):
        session = begin(library.quiz("timing"), store, wall=wall, questions=questions)
        put(session)
        session.finish()
        wall.move(60)
    past = past_tests(library.catalogue, fold(store.events))
    assert former_of(past[0], past) == past[2]


def test_a_test_that_was_given_up_says_so(library) -> None:
    store, wall = Store(), Wall()
    quiz = library.quiz("other")
    session = begin(quiz, store, wall=wall)
    put(session)
    session.submit()
    wall.move(60)
    begin(quiz, store, wall=wall, instead=session.record)
    (outcome,) = past_tests(library.catalogue, fold(store.events))
    assert outcome.early
    assert "This test was given up, not handed in." in outcome_words(outcome)


# --- differences -----------------------------------------------------------------------------------------------------------------

SHARES = st.integers(1, 200).flatmap(lambda of: st.integers(0, of).map(lambda part: Share(part, of)))


@given(SHARES, SHARES)
def test_the_interval_of_a_difference_holds_it_and_turns_round(first: Share, second: Share) -> None:
    low, high = difference(first, second)
    assert -1 - 1e-9 <= low <= second.value - first.value <= high <= 1 + 1e-9
    back_low, back_high = difference(second, first)
    assert (back_low, back_high) == pytest.approx((-high, -low))
    assert could_be_chance(first, first)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # R. G. Newcombe, Stat Med 1998; 17: 873-890, table II, method 10: 56/70 and 48/80.
    low, high = difference(Share(48, 80), Share(56, 70))
    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


def test_two_tests_of_twenty_rarely_differ(library) -> None:
    assert could_be_chance(Share(11, 20), Share(15, 20))
    assert not could_be_chance(Share(6, 20), Share(16, 20))
    session = sat(library, Store(), Wall(), 6)
    one = outcome_of(session.record, library.catalogue, LearnerState())
    worse = msgspec.structs.replace(one, right=Share(0, 60))
    better = msgspec.structs.replace(one, right=Share(60, 60))
    assert difference_words(one, one) == "The difference may be chance."
    assert difference_words(worse, better) == "More was right than chance explains."
    assert difference_words(better, worse) == "Less was right than chance explains."
    assert difference_words(msgspec.structs.replace(one, right=Share(0, 0)), one) == "One of them holds nothing that is scored."
    assert (part_of(Share(3, 5)), part_of(Share(30, 60))) == ("3 of 5 (23 to 88%)", "30 of 60")
