"""A test without any screen: any order, changed answers, marks, clocks, a killed program."""

from __future__ import annotations

import random

import pytest
from exam_kit import NOW, Clock, Store, Wall, again, begin, exam_library, put
from hypothesis import given, settings
from hypothesis import strategies as st
from right_answers import answer_to, wrong_answer_to

from edu_tui.library.library import open_library
from edu_tui.library.marking import mark
from edu_tui.library.questions import Quiz
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Answered, RunEnded, RunStarted, stamp
from edu_tui.progress.state import fold
from edu_tui.study.cards import cards, memories
from edu_tui.study.draft import Draft
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.run_state import Phase
from edu_tui.study.runs import is_open, run_to_resume


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return open_library(exam_library(tmp_path_factory.mktemp("library")))


@pytest.fixture(scope="module")
def quiz(library) -> Quiz:
    return library.quiz("timing")


def numbers(session: ExamSession) -> dict[str, int]:
    return {one.question: one.number for one in session.standings()}


# --- giving and changing ---------------------------------------------------------------------------------------------------------


def test_an_answer_is_on_the_disk_at_once_and_the_next_question_opens(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    put(session)
    session.submit()
    assert store.kinds() == ["RunStarted", "Answered"]
    assert (session.phase, session.place[0]) == (Phase.ASKING, 2)


def test_after_the_last_question_comes_the_overview_and_nothing_ends_by_itself(quiz: Quiz, library) -> None:
    store = Store()
    session = begin(quiz, store, questions=("rt-time-01", "rt-true-01"))
    for _ in range(2):
        put(session, *answer_to(session.question, session.shown))
        session.submit()
    assert (session.phase, session.question, session.is_over) == (Phase.OVERVIEW, None, False)
    run = fold(store.events).run(session.run)
    assert is_open(run, {"rt-time-01"})
    assert run_to_resume(library.catalogue, fold(store.events))[0].started.run == session.run
    session.finish()
    assert store.kinds() == ["RunStarted", "Answered", "Answered", "RunEnded"]
    assert (session.phase, session.is_over, store.marks) == (Phase.DONE, True, {})
    assert not is_open(fold(store.events).run(session.run), {"rt-time-01"})


def test_a_changed_answer_counts_once_and_the_last_one_holds(quiz: Quiz, library) -> None:
    store, wall = Store(), Wall()
    session = begin(quiz, store, wall=wall, questions=("rt-time-01", "rt-true-01"))
    question, shown = session.question, session.shown
    put(session, *wrong_answer_to(question, shown))
    session.submit()
    wall.move(60)
    session.go(1)
    assert session.draft.response == wrong_answer_to(question, shown)
    put(session, *answer_to(question, shown))
    session.submit()
    events = list(store.events)
    random.Random(1).shuffle(events)
    for state in (fold(store.events), fold(reversed(store.events)), fold(events)):
        assert [answer.score for answer in state.history("rt-time-01")] == [1.0]
        assert state.answers == 1
        assert len(state.run(session.run).replaced) == 1
        assert memories(cards(library.catalogue).values(), state, NOW.date()) == {}


def test_a_changed_answer_holds_even_if_the_clock_on_the_wall_was_set_back(quiz: Quiz) -> None:
    store, wall = Store(), Wall()
    session = begin(quiz, store, wall=wall)
    put(session, session.shown[0])
    session.submit()
    wall.move(-3600)
    session.go(1)
    put(session, session.shown[1])
    session.turn(1)
    assert fold(store.events).history("rt-time-01")[0].response == (session.answers["rt-time-01"].response)
    assert again(quiz, store, session.run).answers["rt-time-01"].response != store.events[1].response


def test_undo_brings_the_former_answer_back_here_and_in_the_state(quiz: Quiz) -> None:
    store, wall = Store(), Wall()
    session = begin(quiz, store, wall=wall)
    first, second = session.shown[:2]
    put(session, first)
    session.turn(1)
    before = fold(store.events).history("rt-time-01")
    wall.move(5)
    session.go(1)
    put(session, second)
    session.turn(1)
    assert session.undo()
    assert (session.question.id, session.draft.response) == ("rt-time-01", (first,))
    assert fold(store.events).history("rt-time-01") == before
    # Nothing is given by leaving a question as it was.
    session.turn(1)
    assert session.answers["rt-time-01"] == before[0]
    later = again(quiz, store, session.run, wall=wall)
    assert later.undo()
    assert (later.draft.response, fold(store.events).answers) == ((), 0)
    assert later.undo() is False


def test_what_was_handed_in_stays(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    put(session)
    session.finish()
    assert list(session.answers) == ["rt-time-01"]
    assert session.undo() is False
    with pytest.raises(RuntimeError):
        session.submit()


def test_turning_away_gives_what_stands_there_but_no_untouched_order_and_no_slip(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    at = numbers(session)
    session.go(at["rt-order-01"])
    session.go(at["rt-name-01"])
    assert session.answers == {}
    session.edit(Draft(("minimal residual diseas",)))
    session.go(at["rt-number-01"])
    session.edit(Draft(("many",)))
    session.survey()
    begun = [one.question for one in session.standings() if one.begun]
    assert (session.answers, begun) == ({}, ["rt-name-01", "rt-number-01"])
    session.go(at["rt-name-01"])
    assert session.draft.response == ("minimal residual diseas",)
    # At the end what looked like a slip counts as it stands; what can be no number cannot.
    session.finish()
    assert {answer.question: answer.score for answer in session.answers.values()} == {"rt-name-01": 0.0}


def test_nothing_changes_when_the_store_refuses(quiz: Quiz) -> None:
    store = Store()
    session = begin(quiz, store)
    put(session)
    store.refuses = True
    for step in (session.submit, lambda: session.go(3), session.survey, session.finish):
        with pytest.raises(NotSaved):
            step()
        assert (session.phase, session.place[0], session.answers, session.is_over) == (Phase.ASKING, 1, {}, False)
        assert session.draft.response == session.shown[:1]
    store.refuses = False
    session.finish()
    assert len(session.answers) == 1


def test_a_question_that_does_not_exist_is_not_gone_to(quiz: Quiz) -> None:
    session = begin(quiz, Store())
    for number in (0, -1, 99):
        with pytest.raises(IndexError):
            session.go(number)


def test_how_sure_she_is_goes_with_the_answer(quiz: Quiz) -> None:
    store, wall = Store(), Wall()
    session = begin(quiz, store, wall=wall)
    put(session)
    session.be_sure(3)
    session.turn(1)
    assert store.events[-1].confidence == 3
    wall.move(1)
    session.turn(-1)
    session.be_sure(1)
    session.turn(1)
    assert fold(store.events).history("rt-time-01")[0].confidence == 1
    session.turn(-1)
    session.be_sure(1)
    assert session.draft.confidence is None


# --- the clock -------------------------------------------------------------------------------------------------------------------


def test_a_hard_clock_is_up_and_a_soft_one_marks_what_comes_late(quiz: Quiz) -> None:
    clock, store = Clock(), Store()
    session = begin(quiz, store, clock, limit_ms=60_000, soft=True)
    put(session)
    session.submit()
    clock.seconds = 61
    assert (session.left_ms, session.is_late, session.time_is_up) == (0, True, False)
    put(session, *session.shown)
    session.submit()
    assert [event.late for event in store.events if isinstance(event, Answered)] == [False, True]
    hard = begin(quiz, Store(), clock, limit_ms=60_000)
    clock.seconds += 60
    assert (hard.time_is_up, hard.is_late) == (True, False)
    assert not begin(quiz, Store(), clock).time_is_up


def test_an_answer_changed_after_the_time_is_a_late_one(quiz: Quiz) -> None:
    clock, wall = Clock(), Wall()
    session = begin(quiz, Store(), clock, wall, limit_ms=60_000, soft=True)
    put(session, session.shown[0])
    session.submit()
    clock.seconds = 61
    wall.move(61)
    session.go(1)
    session.turn(1)
    assert not session.answers["rt-time-01"].late
    session.go(1)
    put(session, session.shown[1])
    session.turn(1)
    assert session.answers["rt-time-01"].late


def test_the_time_is_kept_with_the_end_and_each_question_has_its_own(quiz: Quiz) -> None:
    clock, store = Clock(), Store()
    session = begin(quiz, store, clock, questions=("rt-time-01", "rt-true-01"))
    clock.seconds = 5
    session.turn(1)
    clock.seconds = 8
    session.turn(-1)
    clock.seconds = 10
    put(session)
    session.survey()
    clock.seconds = 40
    session.finish()
    assert [event.ms for event in store.events if isinstance(event, Answered | RunEnded)] == [7000, 40_000]


def test_time_that_answers_took_is_not_given_back_when_the_mark_is_lost(quiz: Quiz) -> None:
    clock, store = Clock(), Store()
    session = begin(quiz, store, clock, limit_ms=60_000)
    clock.seconds = 20
    put(session)
    session.submit()
    for key in list(store.marks):
        store.set_mark(key, None)
    assert again(quiz, store, session.run, clock).left_ms == 40_000


def test_time_away_and_time_after_a_kill_do_not_count(quiz: Quiz) -> None:
    clock, store = Clock(), Store()
    session = begin(quiz, store, clock, limit_ms=60_000)
    clock.seconds = 10
    session.pause()
    clock.seconds = 500
    assert session.left_ms == 50_000
    session.go_on()
    clock.seconds = 504
    session.keep()
    clock.seconds = 507  # killed here: the last three seconds are not known
    later = again(quiz, store, session.run, clock)
    clock.seconds = 508
    assert later.left_ms == 60_000 - 14_000 - 1000


def test_a_test_begun_by_an_older_version_goes_on(quiz: Quiz) -> None:
    store = Store()
    store.append(
        RunStarted(id="a", at=stamp(NOW), run="r", quiz="timing", mode="test", questions=("gone", "rt-time-01", "rt-true-01"), seed=1)
    )
    store.append(Answered(id="b", at=stamp(NOW), question="rt-time-01", rev=1, run="r", response=("x",), score=0.0, mode="test", ms=9000))
    session = again(quiz, store, "r")
    assert (session.question.id, session.place, session.elapsed_ms) == ("rt-true-01", (2, 2), 9000)


# --- looking at it again ---------------------------------------------------------------------------------------------------------


def test_every_question_is_shown_with_its_feedback_answered_or_not(quiz: Quiz) -> None:
    session = begin(quiz, Store())
    put(session, *answer_to(session.question, session.shown))
    session.finish()
    session.look(session.asked[0].id)
    verdicts = []
    while session.phase is Phase.FEEDBACK:
        verdicts.append((session.question.id, session.marking.verdict, bool(session.marking.answer)))
        assert session.is_last == (session.place[0] == len(session.asked))
        assert session.last_answer == session.answers.get(session.question.id)
        session.proceed()
    assert [ident for ident, _, _ in verdicts] == [question.id for question in quiz.questions]
    assert [verdict for _, verdict, _ in verdicts] == ["right"] + ["open"] * (len(verdicts) - 1)
    scored = {question.id for question in quiz.questions if question.scored}
    assert all(answer for ident, _, answer in verdicts if ident in scored)
    assert session.phase is Phase.DONE
    session.look(session.asked[3].id)
    session.look_on(-1)
    assert session.question.id == session.asked[2].id
    session.look_away()
    assert session.question is None


def test_an_open_question_shows_the_answer_that_a_marked_one_shows(quiz: Quiz) -> None:
    session = begin(quiz, Store())
    for question in session.asked:
        if question.scored:
            marked = mark(question, answer_to(question, ()), insist=True)
            left_open = session.marking_of(question)
            assert left_open.answer == marked.answer
            if left_open.parts:
                assert [part.key for part in left_open.parts] == [part.key for part in marked.parts]
                assert [part.wanted for part in left_open.parts] == [part.wanted for part in marked.parts]
                assert all(part.given == "" for part in left_open.parts)


# --- laws ------------------------------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(1, 10)),
        st.tuples(st.just("put"), st.integers(0, 3)),
        st.tuples(st.just("submit"), st.just(0)),
        st.tuples(st.just("turn"), st.sampled_from((1, -1))),
        st.tuples(st.just("survey"), st.just(0)),
        st.tuples(st.just("mark"), st.just(0)),
        st.tuples(st.just("undo"), st.just(0)),
        st.tuples(st.just("pass"), st.integers(1, 90)),
        st.tuples(st.just("pause"), st.integers(1, 900)),
        st.tuples(st.just("set back"), st.integers(1, 9000)),
        st.tuples(st.just("kill"), st.just(0)),
    ),
    max_size=40,
)


class Model:
    """What a learner would say that she did."""

    def __init__(self, session: ExamSession) -> None:
        self.given: list[tuple[str, tuple[str, ...]]] = []
        self.marked: set[str] = set()
        self.session = session

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        return dict(self.given)

    def leave(self) -> None:
        """What stands on the open question is given when she turns away, if it is an answer and a new one."""
        session = self.session
        question = session.question
        if question is None:
            return
        response = session.draft.response
        touched = response != session.shown or question.id in self.answers if question.type == "order" else any(response)
        if touched and self.answers.get(question.id) != response and not mark(question, response).ask_again:
            self.given.append((question.id, response))


@given(STEPS)
@settings(max_examples=150)
def test_whatever_happens_what_was_given_last_is_the_result_and_the_clock_only_runs_on(library, steps) -> None:
    quiz = library.quiz("timing")
    store, clock, wall = Store(), Clock(), Wall()
    session = begin(quiz, store, clock, wall, limit_ms=300_000, soft=True)
    model, kept, least = Model(session), 0, 0
    for what, how in steps:
        wall.move(1)
        match what:
            case "go":
                model.leave()
                session.go(how)
            case "turn":
                model.leave()
                session.turn(how)
            case "survey":
                model.leave()
                session.survey()
            case "put" if session.question:
                shown, question = session.shown, session.question
                right = answer_to(question, shown)
                response = (right, wrong_answer_to(question, shown), (*right[1:], right[0]), session.draft.response)[how]
                session.edit(Draft(response))
            case "submit" if session.phase is Phase.ASKING:
                question, response = session.question, session.draft.response
                before = model.answers.get(question.id)
                if not session.submit(insist=True).ask_again and before != response:
                    model.given.append((question.id, response))
            case "mark" if session.question:
                model.marked ^= {session.question.id}
                session.mark_for_review()
            case "undo":
                done = session.undo()
                assert done == bool(model.given)
                if done:
                    model.given.pop()
            case "pass":
                clock.seconds += how
            case "pause":
                session.pause()
                clock.seconds += how
                session.go_on()
            case "set back":
                wall.move(-how)
            case "kill":
                session = model.session = again(quiz, store, session.run, clock, wall)
                assert session.elapsed_ms >= kept
                least = session.elapsed_ms
        assert session.elapsed_ms >= least
        least = session.elapsed_ms
        assert {ident: answer.response for ident, answer in session.answers.items()} == model.answers
        assert set(session.marked) == model.marked
        state = fold(store.events)
        assert {answer.question: answer.response for answer in state.run(session.run).answers} == model.answers
        assert state.answers == len(model.answers)
        kept = store.marks[f"run:{session.run}"]["run_ms"]
        assert kept <= session.elapsed_ms
    model.leave()
    session.survey()
    begun = {one.question for one in session.standings() if one.begun}
    session.finish()
    told = {answer.question: answer.response for answer in fold(reversed(store.events)).run(session.run).answers}
    assert {ident: told[ident] for ident in told.keys() - begun} == {ident: model.answers[ident] for ident in model.answers.keys() - begun}
    assert begun <= told.keys()
    assert store.marks == {}
