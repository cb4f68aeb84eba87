"""Answers of a test: changed until it is handed in, the latest holds, in whatever order the events arrive."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, answered

from edu_tui.progress.events import RunStarted, Voided, stamp
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.state_values import TEST

STARTED = RunStarted(id="start", at=stamp(START), run="run-1", quiz="z", mode=TEST, questions=("q-1", "q-2"), seed=1)


def given_answer(number: int, question: str = "q-1", *, minute: int = 0, **fields):
    fields.setdefault("mode", TEST)
    return answered(question, 1.0, at=START + timedelta(minutes=minute), id=f"a{number}", **fields)


def void(number: int, event: str) -> Voided:
    return Voided(id=f"v{number}", at=stamp(START + timedelta(minutes=number)), event=event)


def told(state: LearnerState) -> tuple[object, ...]:
    """All that may depend on which answers hold."""
    run = state.run("run-1")
    deed = state.last_deed()
    return (
        {question: [answer.id for answer in state.history(question)] for question in ("q-1", "q-2")},
        state.answers,
        [answer.id for answer in run.answers] if run else None,
        [answer.id for answer in run.replaced] if run else None,
        {day: state.day_count(day) for day in state.days()},
        deed.id if deed else None,
        {one.question: one for one in state.questions()},
    )


def test_the_latest_answer_in_a_test_holds_and_the_former_ones_are_kept() -> None:
    state = fold([STARTED, given_answer(1), given_answer(2, minute=5), given_answer(3, "q-2", minute=6)])
    assert [answer.id for answer in state.history("q-1")] == ["a2"]
    assert (state.answers, state.question("q-1").times) == (2, 1)
    run = state.run("run-1")
    assert ([answer.id for answer in run.answers], [answer.id for answer in run.replaced]) == (["a2", "a3"], ["a1"])


def test_outside_tests_and_in_another_test_every_answer_counts() -> None:
    assert fold([given_answer(1, mode="study"), given_answer(2, mode="study", minute=1)]).answers == 2
    assert fold([given_answer(1), given_answer(2, run="run-2", minute=1)]).answers == 2


def test_taking_the_latest_back_brings_the_former_one_back_on_its_day() -> None:
    yesterday = given_answer(1, minute=-24 * 60)
    before = told(fold([STARTED, yesterday]))
    state = fold([STARTED, yesterday, given_answer(2)])
    assert told(state) != before
    state.apply(void(9, "a2"))
    assert told(state) == before
    state.apply(void(10, "a1"))
    assert (state.answers, state.days(), state.last_deed()) == (0, [], None)


EVENTS = st.lists(
    st.one_of(
        st.builds(
            given_answer,
            st.integers(0, 7),
            st.sampled_from(("q-1", "q-2")),
            minute=st.integers(-2000, 2000),
            mode=st.sampled_from((TEST, TEST, "study")),
        ),
        st.builds(void, st.integers(0, 9), st.sampled_from([f"a{number}" for number in range(8)])),
    ),
    max_size=20,
    unique_by=lambda event: event.id,
)


@given(EVENTS, st.randoms())
def test_the_fold_does_not_depend_on_order_or_doubles(events, random) -> None:
    mixed = [STARTED, *events, *events[:3]]
    random.shuffle(mixed)
    assert told(fold(mixed)) == told(fold([STARTED, *events]))


@given(EVENTS)
def test_undo_of_the_last_deed_returns_the_former_state(events) -> None:
    voided = {event.event for event in events if isinstance(event, Voided)}
    given_only = [event for event in events if not isinstance(event, Voided) and event.id not in voided]
    given_only.sort(key=lambda event: (event.at, event.id))
    state = fold([STARTED, *given_only])
    for number, last in reversed(list(enumerate(given_only))):
        assert state.last_deed().id == last.id
        state.apply(void(100 + number, last.id))
        assert told(state) == told(fold([STARTED, *given_only[:number]]))
