"""What a learner says is saved at once, and one saying of an answer does not wipe out an earlier one, whenever that was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from edu_tui.progress.events import Answered, Event, Flagged, Judged, Noted, Reported, new_id, stamp
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_of, section_subject
from edu_tui.study.keeping import FLAGS, Keeping
from edu_tui.study.practice import PracticeStore
from edu_tui.study.sayings import Kind, sayings

START = datetime(2026, 3, 2, 18, tzinfo=UTC)


def ticking() -> Callable[[], datetime]:
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


def answer(store: PracticeStore, question: str = "q-1") -> Answered:
    given = Answered(id=new_id(), at=stamp(START - timedelta(days=1)), question=question, rev=1, run="r", response=("a",), score=0.0)
    store.append(given)
    return given


def state_of(store: PracticeStore) -> LearnerState:
    return fold(store.events)


def test_what_is_not_said_now_stays_as_it_was_said_in_another_sitting():
    store = PracticeStore()
    given, now = answer(store), ticking()
    for said in ({"confidence": 3}, {"override": "easy"}, {"confidence": 1}, {"override": ""}):
        Keeping(store, now).judge(given, state_of(store).judgement(given.id), **said)
    told = [(event.confidence, event.override) for event in store.events if isinstance(event, Judged)]
    assert told == [(3, ""), (3, "easy"), (1, "easy"), (1, "")]


def test_the_latest_flag_and_note_hold_and_reports_add_up():
    store = PracticeStore()
    keeping = Keeping(store, ticking())
    keeping.flag("q-1", "teach")
    keeping.flag("q-1", "dispute")
    keeping.note("q-1", "ask Anna")
    keeping.note("m:family:s", "for parents")
    keeping.report("q-1", 2, "the figure")
    keeping.report("q-1", 2)
    found = sayings(state_of(store))
    assert [(one.kind, one.subject, one.text, one.rev) for one in found] == [
        (Kind.REPORT, "q-1", "", 2),
        (Kind.REPORT, "q-1", "the figure", 2),
        (Kind.NOTE, "m:family:s", "for parents", 0),
        (Kind.NOTE, "q-1", "ask Anna", 0),
        (Kind.FLAG, "q-1", "dispute", 0),
    ]


def test_deleting_takes_one_saying_away_and_leaves_the_others():
    store = PracticeStore()
    keeping = Keeping(store, ticking())
    keeping.flag("q-1", "teach")
    keeping.note("q-1", "ask Anna")
    keeping.report("q-1", 1, "first")
    keeping.report("q-1", 1, "second")
    kept = {(one.kind, one.text) for one in sayings(state_of(store))}
    for one in sayings(state_of(store)):
        keeping.delete(one)
        kept -= {(one.kind, one.text)}
        assert {(left.kind, left.text) for left in sayings(state_of(store))} == kept


@pytest.mark.parametrize(
    ("say", "kind"), [(lambda k: k.flag("q", "teach"), Flagged), (lambda k: k.note("q", "x"), Noted), (lambda k: k.report("q"), Reported)]
)
def test_nothing_is_said_that_was_not_saved(say: Callable[[Keeping], Event], kind: type[Event]):
    class Full(PracticeStore):
        def append(self, *events: Event) -> None:
            raise OSError

    store = PracticeStore()
    assert isinstance(say(Keeping(store)), kind)
    assert len(store.events) == 1
    with pytest.raises(OSError):
        say(Keeping(Full()))


def test_flags_are_told_in_words():
    assert all(words and words == words.strip() for words in FLAGS.values())


@pytest.mark.parametrize("subject", ["q-1", "rt-time-01", "", "a:b"])
def test_a_question_is_no_section(subject: str):
    assert section_of(subject) is None


def test_a_section_is_found_again_by_its_subject():
    section = Section("mrd", "family", "what-it-is")
    assert section_of(section_subject(section)) == section
    assert section_subject(section) == "mrd:family:what-it-is"
