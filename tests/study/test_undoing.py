"""Undo of anything returns the former state, any number of times, in whatever order the events arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry, QuizEntry, SectionEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Bookmarked, Event, Flagged, Judged, Noted, Read, Reported, RunEnded, RunStarted, new_id, stamp
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.state_values import TEST
from edu_tui.study.practice import PracticeStore
from edu_tui.study.undoing import next_undo, take_back

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
QUESTIONS = ("q-1", "q-2", "q-3")
SUBJECTS = (*QUESTIONS, "m:clinician:s")
CATALOGUE = Catalogue(
    "x",
    "X",
    "1",
    "en",
    "",
    (),
    (ModuleEntry("m", Audience.CLINICIAN, "", "M", "", 1, (), None, "", (SectionEntry("s", "A section", ()),)),),
    (QuizEntry("m", "", "m", Audience.CLINICIAN, "M", (QuestionEntry("q-1", 1, "A question", "single", ""),)),),
)


def seen(state: LearnerState) -> object:
    """All that a state says of what was done on purpose."""
    runs = {run.started.run: run for run in state.runs()}
    judged = {answer.id: state.judgement(answer.id) for question in QUESTIONS for answer in state.history(question)}
    return (
        state.answers,
        sorted(state.questions()),
        runs,
        judged,
        state.flagged(),
        state.noted(),
        state.bookmarks(),
        state.reports(),
        state.sections_read(),
        state.days(),
    )


class Learner:
    """Does things, one a minute."""

    def __init__(self) -> None:
        self.store = PracticeStore()
        self.deeds: list[tuple[Event, ...]] = []
        self._at = START

    def next_time(self) -> str:
        self._at += timedelta(minutes=1)
        return stamp(self._at)

    def do(self, *events: Event) -> None:
        """One deliberate deed."""
        self.deeds.append(events)
        self.store.append(*events)

    @property
    def state(self) -> LearnerState:
        return fold(self.store.events)

    def undo(self) -> bool:
        undo = next_undo(self.state, CATALOGUE, self._at)
        if undo is None:
            return False
        take_back(self.store, undo, self._at)
        return True


@st.composite
def learners(draw: st.DrawFn) -> Learner:
    """A learner who studied, was tested, said something of this and that, and read on between."""
    learner = Learner()
    store = learner.store
    for number in range(draw(st.integers(0, 4))):
        run, mode = f"r-{number}", draw(st.sampled_from(["study", "review", TEST]))
        questions = QUESTIONS[: draw(st.integers(1, 3))]
        store.append(RunStarted(id=new_id(), at=learner.next_time(), run=run, quiz="m", mode=mode, questions=questions, seed=1))
        answers: list[Answered] = []
        for place, question in enumerate(questions[: draw(st.integers(0, 3))], 1):
            score = draw(st.sampled_from([0.0, 0.5, 1.0, None]))
            at = learner.next_time()
            answers.append(Answered(id=new_id(), at=at, question=question, rev=1, run=run, response=("a",), score=score, mode=mode))
            ends = place == len(questions) and mode != TEST
            learner.do(answers[-1], *([RunEnded(id=new_id(), at=at, run=run)] if ends else []))
            for _ in range(draw(st.integers(0, 2))):
                _say(draw, learner, answers)
        if mode == TEST and draw(st.booleans()):
            learner.do(RunEnded(id=new_id(), at=learner.next_time(), run=run))
        if draw(st.booleans()):
            store.append(Read(id=new_id(), at=learner.next_time(), module="m", audience="clinician", section="s"))
    return learner


def _say(draw: st.DrawFn, learner: Learner, answers: Sequence[Answered]) -> None:
    """Say something of a question, a section or the answer given last."""
    at, subject = learner.next_time(), draw(st.sampled_from(SUBJECTS))
    match draw(st.integers(0, 4)):
        case 0:
            learner.do(Flagged(id=new_id(), at=at, subject=subject, flag=draw(st.sampled_from(["teach", "dispute", ""]))))
        case 1:
            learner.do(Noted(id=new_id(), at=at, subject=subject, text=draw(st.sampled_from(["a", "b", ""]))))
        case 2:
            learner.do(Reported(id=new_id(), at=at, subject=subject, rev=1, text="x"))
        case 3:
            learner.do(Bookmarked(id=new_id(), at=at, subject="m:clinician:s", on=draw(st.booleans())))
        case _:
            learner.do(Judged(id=new_id(), at=at, answer=answers[-1].id, confidence=draw(st.sampled_from([1, 3]))))


@given(learners())
def test_undo_of_anything_returns_the_former_state_any_number_of_times(learner: Learner):
    """To have been read, or begun, is no deed: it stays whatever is taken back."""
    done = list(learner.store.events)
    while learner.deeds:
        taken = {event.id for event in learner.deeds.pop()}
        done = [event for event in done if event.id not in taken]
        assert learner.undo()
        assert seen(learner.state) == seen(fold(done))
    assert not learner.undo()
    assert not learner.undo()


@given(learners(), st.integers(0, 30), st.randoms(use_true_random=False))
def test_in_any_order_of_arrival_the_same_is_taken_back(learner: Learner, undos: int, random):
    for _ in range(undos):
        learner.undo()
    arrived = list(learner.store.events)
    random.shuffle(arrived)
    shuffled = fold([*arrived, *arrived])
    assert seen(shuffled) == seen(learner.state)
    assert next_undo(shuffled, CATALOGUE, START) == next_undo(learner.state, CATALOGUE, START)


# --- runs ------------------------------------------------------------------------------------------------------------------------


def run_of(mode: str, *, how: str = "finished", ends: int = 1) -> Learner:
    """One answer, which is the last of its run."""
    learner = Learner()
    learner.store.append(RunStarted(id=new_id(), at=learner.next_time(), run="r", quiz="m", mode=mode, questions=("q-1",), seed=1))
    at = learner.next_time()
    learner.do(Answered(id=new_id(), at=at, question="q-1", rev=1, run="r", response=("a",), score=1.0, mode=mode))
    for _ in range(ends):
        learner.store.append(RunEnded(id=new_id(), at=learner.next_time(), run="r", how=how))
    return learner


@pytest.mark.parametrize("ends", [1, 2])
def test_an_answer_that_ended_its_run_opens_it_again_on_every_machine_that_ended_it(ends: int):
    learner = run_of("study", ends=ends)
    assert learner.undo()
    run = learner.state.run("r")
    assert run is not None
    assert (run.ended, run.answers) == (None, ())


def test_a_run_that_was_given_up_stays_given_up():
    learner = run_of("study", how="abandoned")
    assert learner.undo()
    run = learner.state.run("r")
    assert run is not None
    assert run.ended is not None
    assert run.answers == ()


def test_handing_a_test_in_is_taken_back_before_its_answers():
    learner = run_of(TEST)
    assert learner.undo()
    run = learner.state.run("r")
    assert run is not None
    assert (run.ended, len(run.answers)) == (None, 1)
    assert learner.undo()
    assert not learner.state.answers


def test_what_was_said_of_an_answer_that_is_gone_is_no_step_of_its_own():
    learner = run_of("study", ends=0)
    answer = learner.state.history("q-1")[0]
    learner.do(Flagged(id=new_id(), at=learner.next_time(), subject="q-1", flag="teach"))
    learner.do(Judged(id=new_id(), at=learner.next_time(), answer="an-answer-that-never-was", confidence=3))
    assert learner.undo()
    assert (learner.state.flags(), learner.state.history("q-1")) == ({}, (answer,))


# --- words -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Flagged(id="1", at="", subject="q-1", flag="teach"), "your flag on “A question”."),
        (Flagged(id="1", at="", subject="q-9", flag=""), "that you took the flag off q-9."),
        (Noted(id="1", at="", subject="m:clinician:s", text="x"), "what you noted last on “A section”."),
        (Noted(id="1", at="", subject="q-1", text=""), "that you deleted your note on “A question”."),
        (Reported(id="1", at="", subject="q-1"), "your report on “A question”."),
        (Bookmarked(id="1", at="", subject="m:clinician:s"), "your bookmark on “A section”."),
        (Bookmarked(id="1", at="", subject="m:clinician:s", on=False), "that you took the bookmark off “A section”."),
        (Answered(id="1", at="", question="q-1", rev=1, run="r", response=(), score=1.0), "your answer to “A question”."),
    ],
)
def test_one_sentence_says_what_was_taken_back(event: Event, words: str):
    undo = next_undo(fold([event]), CATALOGUE, START)
    assert undo is not None
    assert undo.told == f"Taken back: {words}"


def test_what_was_done_on_another_day_is_told_with_its_day():
    flagged = Flagged(id="1", at=stamp(START - timedelta(days=1)), subject="q-1", flag="teach")
    undo = next_undo(fold([flagged]), CATALOGUE, START)
    assert undo is not None
    assert undo.told == "Taken back: your flag on “A question”, done on 1 March 2026."


def test_an_answer_that_ended_a_quiz_says_that_it_is_open_again():
    undo = next_undo(run_of("study").state, CATALOGUE, START)
    assert undo is not None
    assert undo.told == "Taken back: your answer to “A question”. What it ended is open again."
