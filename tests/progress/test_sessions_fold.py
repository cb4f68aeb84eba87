"""Laws of the fold of a session: order, repetition and undo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START
from sessions_kit import BALLOT, PLANNED

from edu_tui.progress import sessions_events as e
from edu_tui.progress.events import Event, stamp
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_state import SessionState

places = st.builds(e.Place, st.sampled_from(["", "section:s", "question:q", e.END]), st.integers(0, 3), st.integers(0, 3))
rounds = st.integers(1, 2)
prompts = st.sampled_from(["p", "r"])
forms = st.sampled_from(["pre", "post"])
facts: st.SearchStrategy[e.SessionEvent] = st.one_of(
    st.just(PLANNED),
    st.just(e.Started()),
    st.builds(e.Shown, place=places),
    st.builds(e.Blanked, on=st.booleans()),
    st.builds(e.VoteOpened, ballot=st.just(BALLOT), round=rounds),
    st.builds(e.VoteTapped, question=st.just("q"), round=rounds, option=st.sampled_from("abc"), by=st.sampled_from([1, -1])),
    st.builds(
        e.VoteCounted,
        question=st.just("q"),
        round=rounds,
        counts=st.dictionaries(st.sampled_from("abc"), st.integers(0, 9)),
        abstained=st.none() | st.integers(0, 9),
    ),
    st.builds(e.VoteClosed, question=st.just("q"), round=rounds, present=st.none() | st.integers(0, 20)),
    st.builds(e.VoteRevealed, question=st.just("q"), round=rounds, key=st.booleans()),
    st.builds(e.PromptOpened, prompt=prompts, title=st.just("T"), text=st.just("say it"), points=st.just(("one", "two"))),
    st.builds(e.PointObserved, prompt=prompts, point=st.integers(0, 2), seen=st.booleans()),
    st.builds(e.ExplainedAgain, prompt=prompts),
    st.builds(e.FormCounted, form=forms, question=st.sampled_from("xy"), right=st.integers(0, 9), of=st.integers(0, 9)),
    st.builds(e.FormMarked, form=forms, symbol=st.sampled_from("*#"), marks=st.dictionaries(st.sampled_from("xy"), st.booleans())),
    st.builds(e.AttendanceTaken, how=st.sampled_from(["count", "none"]), count=st.integers(0, 30)),
    st.builds(e.SessionNoted, text=st.sampled_from(["a", "b"])),
    st.just(e.Paused()),
    st.just(e.Resumed()),
    st.just(e.Reopened()),
    st.just(e.Ended()),
)


@st.composite
def histories(draw: Any) -> list[e.SessionEvent]:
    """Events as one program would stamp them, or two that did not see each other (the same `n`), some of them voided."""
    events: list[e.SessionEvent] = []
    n, now = 0, START
    for number, fact in enumerate(draw(st.lists(facts, max_size=25))):
        n += draw(st.sampled_from([1, 1, 1, 0]))
        now += timedelta(seconds=draw(st.integers(-30, 2000)))
        events.append(msgspec.structs.replace(fact, id=f"{number:032x}", at=stamp(now), n=n))
        if draw(st.integers(0, 9)) == 0:
            target = draw(st.sampled_from(events)).id
            events.append(e.StepVoided(id=f"{number:031x}v", at=stamp(now), n=n, event=target))
    return events


@given(histories(), st.randoms())
def test_order_and_repetition_make_no_difference(events: list[e.SessionEvent], chance: Any) -> None:
    state = fold_session(events)
    mixed = [*events, *(chance.choice(events) for _ in range(5) if events)]
    chance.shuffle(mixed)
    assert fold_session(mixed) == state


def timeless(state: SessionState) -> SessionState:
    """A state without what only the clock says."""
    return msgspec.structs.replace(state, ms=0, step_ms={}, last_instant=0.0)


@given(histories(), facts)
def test_undo_gives_the_state_before(events: list[e.SessionEvent], fact: e.SessionEvent) -> None:
    """Any number of times: the whole history is taken back one by one."""
    at = stamp(START + timedelta(days=1))
    deed = msgspec.structs.replace(fact, id="d" * 32, at=at, n=1000)
    undo = e.StepVoided(id="u" * 32, at=at, n=1001, event=deed.id)
    assert timeless(fold_session([*events, deed, undo])) == timeless(fold_session(events))
    state = fold_session(events)
    more = list(events)
    while state.last is not None:
        more.append(e.StepVoided(id=f"{len(more):032d}", at=at, n=2000 + len(more), event=state.last.id))
        state = fold_session(more)
    assert not state.votes
    assert not state.counted
    assert not state.sheets
    assert not state.ended_at


@given(histories())
def test_a_state_makes_sense_whatever_the_events(events: list[e.SessionEvent]) -> None:
    state = fold_session(events)
    assert state.ms >= sum(state.step_ms.values()) >= 0
    for vote in state.votes:
        assert min(vote.counts) >= 0
        assert len(vote.counts) == len(vote.ballot.options)
        assert 0 <= vote.right <= vote.voters
    for teach_back in state.teach_backs:
        assert max(teach_back.heard) <= teach_back.rounds


def stamped(*facts: tuple[float, e.SessionEvent]) -> list[e.SessionEvent]:
    """Events at so many minutes after the start."""
    return [
        msgspec.structs.replace(fact, id=f"{number:032x}", at=stamp(START + timedelta(minutes=minutes)), n=number)
        for number, (minutes, fact) in enumerate(facts, 1)
    ]


STARTED = ((0.0, e.Started()), (0.0, e.Shown(place=e.Place("section:s"))))


def minutes_of(*facts: tuple[float, e.SessionEvent]) -> float:
    return fold_session(stamped(*STARTED, *facts)).ms / 60_000


def test_time_runs_from_the_start_to_the_end_without_pauses() -> None:
    assert minutes_of((5, e.Paused()), (25, e.Resumed()), (30, e.Ended())) == 10
    assert minutes_of((5, e.Ended()), (500, e.SessionNoted(text="late"))) == 5


def test_a_mended_crash_is_time_of_the_room_and_a_night_is_not() -> None:
    assert minutes_of((5, e.Reopened()), (6, e.Ended())) == 6
    assert minutes_of((1, e.Blanked(on=False)), (600, e.Reopened()), (602, e.Ended())) == 3
    assert minutes_of((5, e.Paused()), (7, e.Reopened()), (9, e.SessionNoted(text="still"))) == 5
    assert minutes_of((5, e.Ended()), (60, e.Reopened()), (61, e.Ended())) == 6


def test_each_step_gets_the_time_that_it_stood_on_the_screen() -> None:
    state = fold_session(
        stamped(*STARTED, (2, e.Shown(place=e.Place("question:q"))), (5, e.Shown(place=e.Place("section:s"))), (6, e.Ended()))
    )
    assert state.step_ms == {"section:s": 180_000, "question:q": 180_000}
    later = (START + timedelta(minutes=9)).timestamp()
    assert state.elapsed(later) == state.ms
    running = fold_session(stamped(*STARTED))
    assert running.elapsed(later) == running.step_elapsed("section:s", later) == 540_000


def test_a_clock_that_goes_back_neither_takes_time_away_nor_turns_the_order_round() -> None:
    state = fold_session(stamped(*STARTED, (4, e.Blanked(on=True)), (1, e.Blanked(on=False)), (3, e.Ended())))
    assert not state.blank
    assert state.ms == 6 * 60_000


def test_what_two_writers_opened_is_one_vote() -> None:
    opened = e.VoteOpened(ballot=BALLOT)
    tap = e.VoteTapped(question="q", round=1, option="a")
    events = [
        msgspec.structs.replace(one, id=ident, at=stamp(START), n=n)
        for ident, one, n in (("1", opened, 1), ("2", tap, 2), ("3", opened, 2), ("4", tap, 3))
    ]
    assert [vote.counts for vote in fold_session(events).votes] == [(2, 0)]


def tags(union: Any) -> set[str]:
    return {str(kind.__struct_config__.tag) for kind in union.__args__}


def test_no_step_of_a_session_can_be_taken_for_a_deed_of_a_learner() -> None:
    """So that a session that is merged into a learner by mistake changes nothing of hers."""
    assert not tags(e.SessionEvent) & tags(Event)
    assert all(tag.startswith("session-") for tag in tags(e.SessionEvent))
