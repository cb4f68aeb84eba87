from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, answered

from edu_tui.progress.events import (
    Acknowledged,
    Answered,
    Arrived,
    Bookmarked,
    Event,
    Flagged,
    Judged,
    Noted,
    Read,
    Reported,
    RunEnded,
    RunStarted,
    Voided,
    new_id,
    stamp,
)
from edu_tui.progress.mastery import module_progress
from edu_tui.progress.moments import UNKNOWN, moment, study_day
from edu_tui.progress.state import LearnerState, advance, fold
from edu_tui.progress.state_values import Section

QUESTIONS = ("q-1", "q-2", "q-3")


def read(section: str = "s-1", *, at: datetime = START, **fields: str) -> Read:
    return Read(id=new_id(), at=stamp(at), module="m", audience=fields.get("audience", "clinician"), section=section)


def started(run: str, *, at: datetime = START) -> RunStarted:
    return RunStarted(id=new_id(), at=stamp(at), run=run, quiz="z", mode="study", questions=QUESTIONS, seed=1)


def ended(run: str, *, at: datetime = START) -> RunEnded:
    return RunEnded(id=new_id(), at=stamp(at), run=run)


def voided(event: str, *, at: datetime = START) -> Voided:
    return Voided(id=new_id(), at=stamp(at), event=event)


def summary(state: LearnerState) -> object:
    """All that a state says, to compare two of them."""
    return (
        state.answers,
        sorted(state.questions()),
        state.sections_read(),
        state.runs(),
        state.open_runs(),
        state.days(),
        state.reports(),
        sorted((reading.at, reading.id) for reading in state.readings()),
        [state.history(question) for question in QUESTIONS],
        [state.judgement(answer.id) for question in QUESTIONS for answer in state.history(question)],
        state.flags(),
        state.notes(),
        state.bookmarks(),
        [state.acknowledged(question) for question in QUESTIONS],
        state.arrivals(),
        state.last_deed(),
    )


moments = st.integers(0, 5000).map(lambda minutes: START + timedelta(minutes=minutes))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of all kinds, some voided, some twice."""
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 12))):
        at = draw(moments)
        kind = draw(st.integers(0, 11))
        run = draw(st.sampled_from(["r-1", "r-2"]))
        if kind <= 1:
            score = draw(st.sampled_from([0.0, 0.5, 1.0, None]))
            events.append(answered(draw(st.sampled_from(QUESTIONS)), score, at=at, run=run))
        elif kind == 2:
            events.append(read(draw(st.sampled_from(["s-1", "s-2"])), at=at))
        elif kind == 3:
            events.append(started(run, at=at))
        elif kind == 4:
            events.append(ended(run, at=at))
        elif kind == 5 and any(isinstance(event, Answered) for event in events):
            answer = draw(st.sampled_from([event for event in events if isinstance(event, Answered)]))
            events.append(Judged(id=new_id(), at=stamp(at), answer=answer.id, confidence=draw(st.sampled_from([None, 1, 3]))))
        elif kind == 6:
            flag = draw(st.sampled_from(["unsure", "dispute", ""]))
            events.append(Flagged(id=new_id(), at=stamp(at), subject=draw(st.sampled_from(QUESTIONS)), flag=flag))
        elif kind == 7:
            text = draw(st.sampled_from(["a note", ""]))
            events.append(Noted(id=new_id(), at=stamp(at), subject=draw(st.sampled_from(QUESTIONS)), text=text))
        elif kind == 8:
            events.append(
                Bookmarked(id=new_id(), at=stamp(at), subject=draw(st.sampled_from(["m:a:s-1", "m:a:s-2"])), on=draw(st.booleans()))
            )
        elif kind == 9:
            rev = draw(st.integers(1, 3))
            events.append(Acknowledged(id=new_id(), at=stamp(at), subject=draw(st.sampled_from(QUESTIONS)), rev=rev))
        elif kind == 10:
            events.append(Arrived(id=new_id(), at=stamp(at), moments=(stamp(START),), after=stamp(at)))
        else:
            events.append(Reported(id=new_id(), at=stamp(at), subject="q-1"))
    for event in draw(st.lists(st.sampled_from(events), max_size=3)) if events else []:
        events.append(voided(event.id, at=draw(moments)))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_state(events: list[Event], chance: random.Random) -> None:
    shuffled = events + chance.sample(events, len(events) // 2)  # some arrive twice
    chance.shuffle(shuffled)
    assert summary(fold(shuffled)) == summary(fold(events))


@given(histories())
def test_what_is_voided_never_happened(events: list[Event]) -> None:
    gone = {event.event for event in events if isinstance(event, Voided)}
    kept = [event for event in events if not isinstance(event, Voided) and event.id not in gone]
    assert summary(fold(events)) == summary(fold(kept))


@given(histories(), st.integers(0, 20))
def test_step_by_step_is_the_same_as_at_once(events: list[Event], cut: int) -> None:
    assert summary(advance(fold(events[:cut]), events[cut:])) == summary(fold(events))


@given(histories())
def test_undo_takes_back_deed_after_deed_to_the_very_first(events: list[Event]) -> None:
    state = fold(events)
    taken: list[Event] = []
    while (deed := state.last_deed()) is not None:
        state.apply(voided(deed.id, at=START))
        taken.append(deed)
    assert (list(state.questions()), state.flags(), state.notes(), state.bookmarks(), state.reports()) == ([], {}, {}, {}, ())
    assert len({deed.id for deed in taken}) == len(taken)
    assert {deed.id for deed in taken if not isinstance(deed, Judged | RunEnded)} == {
        event.id for event in events if not isinstance(event, Read | RunStarted | RunEnded | Judged | Voided | Acknowledged | Arrived)
    } - gone(events)


def gone(events: list[Event]) -> set[str]:
    return {event.event for event in events if isinstance(event, Voided)}


def test_the_latest_answer_counts() -> None:
    early, late = answered(score=1.0, at=START, rev=1), answered(score=0.5, at=START + timedelta(minutes=1), rev=2)
    state = fold([late, early]).question("q-1")
    assert state is not None
    assert (state.times, state.correct, state.score, state.event, state.rev, state.at) == (2, 1, 0.5, late.id, 2, late.at)


def test_later_is_by_the_instant_not_by_the_clock_face() -> None:
    tokyo = answered(score=0.0, at=datetime(2026, 3, 2, 20, 0, tzinfo=timezone(timedelta(hours=9))))
    london = answered(score=1.0, at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC))
    assert fold([london, tokyo]).latest_score("q-1") == 1.0


def test_equal_instants_are_ordered_by_id() -> None:
    first, second = answered(score=0.0, id="a"), answered(score=1.0, id="b")
    assert fold([second, first]).latest_score("q-1") == fold([first, second]).latest_score("q-1") == 1.0


def test_undo_brings_the_answer_before_back() -> None:
    first, second = answered(score=1.0), answered(score=0.0, at=START + timedelta(minutes=1))
    state = fold([first, second])
    state.apply(voided(second.id))
    assert state.latest_score("q-1") == 1.0
    assert state.answers == 1


def test_an_undo_cannot_be_undone() -> None:
    answer = answered()
    undo = voided(answer.id)
    assert fold([answer, undo, voided(undo.id)]).answers == 0


def test_a_question_that_was_only_voided_is_unknown() -> None:
    answer = answered()
    state = fold([answer, voided(answer.id)])
    assert state.question("q-1") is None
    assert list(state.questions()) == list(state.answered()) == []
    assert state.days() == []


def test_polls_are_seen_but_not_scored() -> None:
    state = fold([answered(score=0.5), answered(score=None, at=START + timedelta(minutes=1))]).question("q-1")
    assert state is not None
    assert (state.times, state.score, state.correct) == (2, 0.5, 0)


def test_sections_are_read_for_one_audience() -> None:
    state = fold([read("s-1"), read("s-1", audience="family"), read("s-2")])
    assert state.sections_read() == {
        Section("m", "clinician", "s-1"),
        Section("m", "family", "s-1"),
        Section("m", "clinician", "s-2"),
    }
    assert state.is_read("m", "family", "s-1")
    assert not state.is_read("m", "family", "s-2")


def test_the_last_reading() -> None:
    late = read("s-1", at=START + timedelta(hours=1))
    assert fold([late, read("s-1")]).last_reading(Section("m", "clinician", "s-1")) == late
    assert fold([late]).last_reading(Section("m", "clinician", "s-2")) is None


def test_open_runs_are_those_without_an_end_by_the_time_of_their_start() -> None:
    minutes = [START + timedelta(minutes=number) for number in range(9)]
    answer = answered("q-1", run="r-2", at=minutes[3])
    events: list[Event] = [
        started("r-1", at=minutes[0]),
        started("r-2", at=minutes[2]),
        answer,
        started("r-3", at=minutes[4]),
        ended("r-3", at=minutes[5]),
    ]
    run = fold(events).open_runs()[-1]
    assert (run.started.run, run.answers, run.ended) == ("r-2", (answer,), None)
    events.append(ended("r-2", at=minutes[6]))
    assert [run.started.run for run in fold(events).open_runs()] == ["r-1"]
    events.append(voided(events[-1].id))
    assert fold(events).open_runs() == fold(events[:-2]).open_runs()
    assert fold([]).open_runs() == []
    assert fold([ended("r-9"), answered(run="r-9")]).run("r-9") is None


def test_study_days_turn_at_four() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert study_day(datetime(2026, 3, 2, 3, 59, tzinfo=paris)) == date(2026, 3, 1)
    assert study_day(datetime(2026, 3, 2, 4, 0, tzinfo=paris)) == date(2026, 3, 2)


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 4, 5), date(2026, 11, 1)])
def test_each_local_day_is_one_study_day(zone: str, day: date) -> None:
    """Also the days of 23 and 25 hours."""
    evenings = [datetime(day.year, day.month, day.day, 21, tzinfo=ZoneInfo(zone)) + timedelta(days=number) for number in (-1, 0, 1)]
    assert fold([answered(at=at) for at in evenings]).days() == [day + timedelta(days=number) for number in (-1, 0, 1)]


def test_travel_does_not_move_what_was_done() -> None:
    monday = answered(at=datetime(2026, 3, 2, 23, 0, tzinfo=timezone(timedelta(hours=-8))))
    assert fold([monday]).days() == [date(2026, 3, 2)]


@pytest.mark.parametrize(
    "at",
    [
        "",
        "yesterday",
        "1e18",
        "nan",
        "2026-03-02",
        "2026-03-02T10:00:00",
        "33658-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+00:00",
        "9" * 5000,
    ],
)
def test_a_time_that_makes_no_sense_breaks_nothing(at: str) -> None:
    odd = answered("q-1", 0.0)
    odd = type(odd)(**{field: getattr(odd, field) for field in odd.__struct_fields__} | {"at": at})
    good = answered("q-1", 1.0)
    state = fold([good, odd])
    assert state.answers == 2
    assert state.latest_score("q-1") == 1.0
    assert state.days() == [START.date()]
    assert moment(at) == UNKNOWN or moment(at).day is not None


def test_streaks() -> None:
    today = START.date()
    state = fold([answered(at=START - timedelta(days=number)) for number in (1, 2, 3, 5)])
    assert state.streak(today) == 3
    state.apply(read(at=START))
    assert state.streak(today) == 4
    assert state.streak(today + timedelta(days=1)) == 4
    assert state.streak(today + timedelta(days=2)) == 0
    assert state.day_count(today) == 1
    assert fold([]).streak(today) == 0


def test_a_clock_ahead_by_ten_years_hides_nothing_that_is_undone() -> None:
    ahead = answered(score=0.0, at=START + timedelta(days=3650))
    state = fold([ahead, answered(score=1.0)])
    assert state.latest_score("q-1") == 0.0
    state.apply(voided(ahead.id))
    assert state.latest_score("q-1") == 1.0


def test_module_progress() -> None:
    state = fold([read("s-1"), answered("q-1", 0.0), answered("q-1", 1.0, at=START + timedelta(minutes=1)), answered("q-2", 0.5)])
    progress = module_progress(state, "m", "clinician", ["s-1", "s-2"], ["q-1", "q-2", "q-3"])
    assert (progress.sections, progress.read, progress.questions, progress.answered) == (2, 1, 3, 2)
    assert progress.mastery == pytest.approx(0.5)


def test_module_progress_of_nothing() -> None:
    assert module_progress(LearnerState(), "m", "family", [], []) == (0, 0, 0, 0, 0.0)


@given(histories())
def test_mastery_is_between_nothing_and_all(events: list[Event]) -> None:
    progress = module_progress(fold(events), "m", "clinician", ["s-1", "s-2"], QUESTIONS)
    assert 0 <= progress.mastery <= 1
    assert 0 <= progress.answered <= 3
    assert 0 <= progress.read <= 2
