"""Leading a session: what each step does, what the audience may see, and that a killed program costs nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from teaching_kit import HIDDEN, Ticking, full_plan, go_to_step, make_material, make_session

from edu_tui.library.modules import Audience
from edu_tui.progress.sessions_events import END, Place, Reopened, Shown
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession
from edu_tui.study.teaching.views import AudienceView, BlankView, CoverView, EndView, PromptView, VoteView
from edu_tui.study.teaching.votes import PublicBallot, Tally, Verdict


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return make_material(tmp_path / "library")


@pytest.fixture
def session(tmp_path: Path, material: Material) -> Iterator[TeachingSession]:
    made = make_session(tmp_path / "data", material)
    yield made
    made.store.close()


def vote_view(session: TeachingSession) -> VoteView:
    view = session.audience()
    assert isinstance(view, VoteView)
    return view


def written(view: AudienceView) -> str:
    return msgspec.json.encode(view).decode()


def test_a_clicker_walks_through_the_whole_plan_and_back(session: TeachingSession) -> None:
    assert isinstance(session.audience(), CoverView)
    seen: list[str] = []
    while session.state.place.step != END:
        session.next()
        seen.append(session.state.place.step)
        assert len(seen) < 200
    assert list(dict.fromkeys(seen)) == [*(step.key for step in session.plan.steps), END]
    assert isinstance(session.audience(), EndView)
    with pytest.raises(NotNow, match="last page"):
        session.next()
    back: list[str] = []
    with pytest.raises(NotNow, match="first page"):
        while True:
            session.back()
            back.append(session.state.place.step)
    assert list(dict.fromkeys(back)) == [step.key for step in reversed(session.plan.steps)]


def test_forward_and_back_meet_the_same_stops_of_a_section(session: TeachingSession) -> None:
    go_to_step(session, "section:first")
    there = [session.state.place]
    while session.plan.step(session.state.place.step) == session.plan.step("section:first"):
        session.next()
        there.append(session.state.place)
    assert [(place.slide, place.shown) for place in there[:-1]] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    again = [there[-1]]
    while again[-1] != there[0]:
        session.back()
        again.append(session.state.place)
    assert again == there[::-1]


def test_a_vote_goes_from_open_to_the_answer_key_by_key(session: TeachingSession) -> None:
    go_to_step(session, "question:q-noted")
    assert vote_view(session).phase == "ready"
    session.next()
    assert vote_view(session).phase == "open"
    session.tap("a")
    session.tap("B")
    session.tap("B")
    session.tap("B", -1)
    assert session.vote is not None
    assert session.vote.counts == (1, 1, 0)
    session.count("A 2 B 3")
    session.next()
    assert (vote_view(session).phase, vote_view(session).rounds) == ("closed", ())
    session.next()
    assert vote_view(session).rounds[0].counts == (2, 3, 0)
    assert vote_view(session).key == ()
    assert "EXPLANATIONWORD" not in written(session.audience())
    session.next()
    ballot = session.vote.ballot
    assert vote_view(session).key == tuple("ABC"[place] for place, option in enumerate(ballot.options) if option.correct)
    assert "EXPLANATIONWORD" in written(session.audience())
    before = session.state.place.step
    session.next()
    assert session.state.place.step != before


def test_a_second_round_shows_the_shift_and_there_is_no_third(session: TeachingSession) -> None:
    go_to_step(session, "question:q-noted")
    with pytest.raises(NotNow):
        session.second_round()
    session.open_vote()
    with pytest.raises(NotNow, match="already"):
        session.open_vote()
    right = next(place for place, option in enumerate(session.vote.ballot.options) if option.correct)  # type: ignore[union-attr]
    first, second = [2, 2, 2], [0, 0, 0]
    second[right], second[(right + 1) % 3] = 5, 1
    session.count(first)
    session.close_vote()
    assert session.presenter().vote.advice.startswith("The room is divided")  # type: ignore[union-attr]
    session.second_round()
    assert session.vote is not None
    assert (session.vote.round, session.vote.counts) == (2, (0, 0, 0))
    session.count(second)
    session.close_vote()
    moved = session.presenter().vote.shift  # type: ignore[union-attr]
    assert moved is not None
    assert (moved.before.part, moved.after.part) == (2, 5)
    with pytest.raises(NotNow, match="twice"):
        session.second_round()
    session.reveal_counts()
    assert [one.number for one in vote_view(session).rounds] == [2]
    session.reveal_earlier()
    assert [one.number for one in vote_view(session).rounds] == [1, 2]


def test_an_answer_on_the_screen_ends_the_voting(session: TeachingSession) -> None:
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.close_vote()
    session.reveal_key()
    with pytest.raises(NotNow, match="answer stands"):
        session.second_round()


@pytest.mark.parametrize(("counts", "told"), [((1, 1, 0), Verdict.HIDDEN), ((3, 1, 0), Verdict.MOST), ((2, 2, 0), Verdict.SPLIT)])
def test_few_voters_on_a_familys_poll_are_told_no_counts(session: TeachingSession, counts: tuple[int, ...], told: Verdict) -> None:
    go_to_step(session, "question:q-poll")
    session.open_vote()
    session.count(counts)
    session.close_vote()
    session.reveal_counts()
    shown = vote_view(session).rounds[0]
    assert (shown.verdict, shown.counts, shown.voters) == (told, (), 0)
    session.count((4, 1, 0))
    assert vote_view(session).rounds[0].counts == (4, 1, 0)


def test_a_clinicians_poll_is_counted_as_it_is(tmp_path: Path) -> None:
    session = make_session(tmp_path / "data", make_material(tmp_path / "library", Audience.CLINICIAN))
    go_to_step(session, "question:q-poll")
    session.open_vote()
    session.count((1, 1, 0))
    session.close_vote()
    session.reveal_counts()
    assert vote_view(session).rounds[0].counts == (1, 1, 0)
    with pytest.raises(NotNow, match="no right answer"):
        session.reveal_key()


def test_non_voters_come_from_attendance_or_from_a_count(session: TeachingSession) -> None:
    session.attend(count=8)
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count("2 3 1")
    session.close_vote()
    assert session.vote is not None
    assert session.vote.non_voters == 2
    session.count("2 3 1", abstained=4)
    assert session.vote.non_voters == 4
    assert session.vote.corrected


def test_a_teach_back_is_a_checklist_that_loops(session: TeachingSession) -> None:
    go_to_step(session, "teach-back:back")
    assert isinstance(session.audience(), PromptView)
    console = session.presenter()
    assert console.teach_back is not None
    assert console.teach_back.points == ("POINTWORD one", "POINTWORD two")
    assert "NOTEWORD for the teach-back" in msgspec.json.encode(console.notes).decode()
    session.observe(0)
    session.explain_again()
    session.observe(1)
    assert session.state.teach_back("back").heard == (1, 2)  # type: ignore[union-attr]
    with pytest.raises(NotNow, match="Every point"):
        session.explain_again()
    session.observe(1, seen=False)
    assert session.state.teach_back("back").missing == ("POINTWORD two",)  # type: ignore[union-attr]
    with pytest.raises(NotNow, match="no such point"):
        session.observe(2)


def test_blank_hides_and_the_next_key_only_shows_again(session: TeachingSession) -> None:
    session.start()
    session.next()
    place = session.state.place
    session.blank()
    assert isinstance(session.audience(), BlankView)
    session.next()
    assert session.state.place == place
    assert not isinstance(session.audience(), BlankView)


def test_names_are_refused_and_initials_kept(session: TeachingSession) -> None:
    for name in ("Schneider", "Anna"):
        with pytest.raises(NotNow, match="names are not kept"):
            session.attend(initials=[name])
    assert session.state.attendance is None
    session.attend(initials=["a.s.", "B K"])
    assert session.state.attendance.initials == ("AS", "BK")  # type: ignore[union-attr]
    assert session.state.present == 2
    session.attend()
    assert session.state.present is None
    with pytest.raises(NotNow, match="name is not wanted"):
        session.mark_sheet("pre", "Anna Schneider", {"pre-1": True})
    assert session.mark_sheet("pre", " ＢＬＵＥ 7", {"pre-1": True}) == "blue 7"


def test_forms_take_their_own_questions_only(session: TeachingSession) -> None:
    session.count_form("pre", "pre-1", 3, 7)
    assert session.state.counted["pre", "pre-1"] == (3, 7)
    with pytest.raises(NotNow):
        session.count_form("pre", "post-1", 3, 7)
    with pytest.raises(NotNow):
        session.count_form("pre", "pre-1", 8, 7)
    session.mark_sheet("post", "x", {"post-1": True, "post-2": False})
    session.mark_sheet("post", "x", {})
    assert session.state.sheets == {}
    with pytest.raises(NotNow, match="no sheet x to take away"):
        session.mark_sheet("post", "x", {})


def test_undo_takes_back_deeds_one_by_one_but_not_slides(session: TeachingSession) -> None:
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.tap("A")
    session.next()
    session.next()
    assert session.undo() == "showing the counts"
    assert session.undo() == "the end of the vote"
    assert session.undo() == "the last vote counted"
    assert session.vote is not None
    assert (session.vote.phase, session.vote.counts) == ("open", (0, 0, 0))
    assert session.undo() == "the opening of the vote, with its counts"
    place = session.state.place
    with pytest.raises(NotNow, match="nothing to take back"):
        session.undo()
    assert session.state.place == place


def test_the_clock_knows_pauses_and_the_plan(tmp_path: Path, material: Material) -> None:
    clock = Ticking(0)
    session = make_session(tmp_path / "data", material, clock=clock)
    session.start()
    clock.time += _minutes(1)
    assert session.presenter().clock.ahead == 0
    session.pause()
    clock.time += _minutes(30)
    assert session.presenter().clock.elapsed == 60_000
    session.resume()
    clock.time += _minutes(10)
    late = session.presenter().clock
    assert late.elapsed == 660_000
    assert late.ahead == session.plan.steps[0].ms - 660_000
    session.go_to(len(session.plan.steps))
    early = session.presenter().clock
    assert early.ahead == round(sum(step.ms for step in session.plan.steps[:-1])) - 660_000


def _minutes(number: float) -> object:
    from datetime import timedelta

    return timedelta(minutes=number)


def test_a_session_goes_on_where_it_was_cut_off(tmp_path: Path, material: Material) -> None:
    clock = Ticking()
    session = make_session(tmp_path / "data", material, clock=clock)
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.tap("A")
    state, folder = session.state, session.store.folder
    session.store.close()
    source = Phones()
    again = TeachingSession(SessionStore.open(folder, now=clock), material, source=source, now=clock)
    assert isinstance(again.store.events[-1], Reopened)
    assert (again.state.place, again.state.votes) == (state.place, state.votes)
    assert source.opened == ["q-plain"]
    again.store.close()


class Phones:
    """A source of votes that counts by itself."""

    name = "phones"

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.counts = (0, 0, 0)
        self.closed = 0

    def open(self, ballot: PublicBallot) -> None:
        assert "correct" not in msgspec.json.encode(ballot).decode()
        self.opened.append(ballot.question)

    def tally(self) -> Tally:
        return Tally(self.counts, 1)

    def close(self) -> None:
        self.closed += 1


def test_another_source_of_votes_takes_the_place_of_typing(tmp_path: Path, material: Material) -> None:
    session = make_session(tmp_path / "data", material)
    session.store.close()
    source = Phones()
    clock = Ticking()
    led = TeachingSession(SessionStore.open(session.store.folder, now=clock), material, source=source, now=clock)
    go_to_step(led, "question:q-plain")
    led.open_vote()
    source.counts = (1, 2, 3)
    led.take_in()
    before = len(led.store.events)
    led.take_in()
    assert len(led.store.events) == before
    source.counts = (1, 2, 4)
    led.close_vote()
    assert led.vote is not None
    assert (led.vote.counts, led.vote.abstained, source.closed) == ((1, 2, 4), 1, 1)
    while led.vote is not None:
        assert source.closed == 1
        led.undo()
    assert source.closed == 2  # a vote that was never opened takes no more hands
    led.store.close()


def test_the_library_may_move_on_under_a_session(tmp_path: Path, material: Material) -> None:
    session = make_session(tmp_path / "data", material)
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count("1 2 3")
    empty = msgspec.structs.replace(
        material, module=msgspec.structs.replace(material.module, sections=()), quiz=msgspec.structs.replace(material.quiz, questions=())
    )
    session.material = empty
    assert vote_view(session).options
    for number in range(1, len(session.plan.steps) + 1):
        session.go_to(number)
        written(session.audience())
        session.presenter()
    session.store.close()


def test_a_step_that_is_refused_leaves_the_pause_as_it_is(session: TeachingSession) -> None:
    session.start()
    session.pause()
    before = session.store.events
    for refused in (lambda: session.go_to(99), session.back, session.open_vote, lambda: session.show_place(Place("section:none"))):
        with pytest.raises(NotNow):
            refused()
    assert session.store.events == before
    session.next()
    assert session.state.running


@pytest.mark.parametrize("step", ["vote", "counts", "key"])
def test_going_on_with_a_vote_ends_a_pause(session: TeachingSession, step: str) -> None:
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count("1 2 3")
    for _ in range(["vote", "counts", "key"].index(step)):
        session.next()
    session.pause()
    session.next()
    assert session.state.running


def test_the_end_closes_every_vote_that_is_open(session: TeachingSession) -> None:
    session.attend(count=9)
    for key in ("question:q-plain", "question:q-noted"):
        go_to_step(session, key)
        session.open_vote()
        session.tap("A")
    session.end()
    assert [(vote.phase, vote.non_voters) for vote in session.state.votes] == [("closed", 8), ("closed", 8)]


def test_who_takes_back_the_end_the_next_day_has_not_taught_all_night(tmp_path: Path, material: Material) -> None:
    clock = Ticking(0)
    session = make_session(tmp_path / "data", material, clock=clock)
    session.start()
    clock.time += _minutes(5)
    session.end()
    clock.time += _minutes(24 * 60)
    assert session.undo() == "the end of the session"
    assert (session.state.ended_at, session.state.running) == ("", True)
    clock.time += _minutes(1)
    session.next()
    assert session.state.ms == 6 * 60_000
    session.store.close()


def test_a_question_that_became_one_of_many_answers_is_gone_on_from(session: TeachingSession) -> None:
    quiz = session.material.quiz
    assert quiz is not None
    changed = tuple(msgspec.structs.replace(one, type="multiple") if one.id == "q-safe" else one for one in quiz.questions)
    session.material = msgspec.structs.replace(session.material, quiz=msgspec.structs.replace(quiz, questions=changed))
    go_to_step(session, "question:q-safe")
    assert session.presenter().vote is None
    with pytest.raises(NotNow, match="go on to the next step"):
        session.open_vote()
    session.next()
    assert session.state.place.step != "question:q-safe"


def test_a_vote_goes_on_when_its_question_leaves_the_library(session: TeachingSession) -> None:
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count("1 2 3")
    quiz = session.material.quiz
    assert quiz is not None
    session.material = msgspec.structs.replace(session.material, quiz=msgspec.structs.replace(quiz, questions=()))
    session.next()
    assert session.vote is not None
    assert session.vote.phase == "closed"
    session.second_round()
    assert session.vote.round == 2


# --- what an audience may see, over any sequence of steps ----------------------------------------------------------------------------

LETTERS = st.sampled_from("ABCD")
NUMBERS = st.lists(st.integers(0, 4), min_size=3, max_size=3)

Deed = Callable[[TeachingSession], object]
DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.sampled_from(
        [
            TeachingSession.next,
            TeachingSession.next,
            TeachingSession.back,
            TeachingSession.blank,
            TeachingSession.reveal_all,
            TeachingSession.open_vote,
            TeachingSession.second_round,
            TeachingSession.close_vote,
            TeachingSession.reveal_counts,
            TeachingSession.reveal_earlier,
            TeachingSession.reveal_key,
            TeachingSession.explain_again,
            TeachingSession.undo,
            TeachingSession.pause,
            TeachingSession.resume,
            TeachingSession.end,
            TeachingSession.reopen,
        ]
    ),
    st.builds(lambda number: partial(_go, number), st.integers(0, 20)),
    st.builds(lambda letter: partial(_tap, letter), LETTERS),
    st.builds(lambda counts: partial(_count, counts), NUMBERS),
    st.builds(lambda point: partial(_observe, point), st.integers(0, 2)),
)


def _go(number: int, session: TeachingSession) -> None:
    session.go_to(number)


def _tap(letter: str, session: TeachingSession) -> None:
    session.tap(letter)


def _count(counts: list[int], session: TeachingSession) -> None:
    session.count(counts)


def _observe(point: int, session: TeachingSession) -> None:
    session.observe(point)


def run(session: TeachingSession, deeds: list[Deed]) -> Iterator[AudienceView]:
    yield session.audience()
    for deed in deeds:
        try:
            deed(session)
        except NotNow:
            continue
        yield session.audience()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Material, Material]:
    """The same module with another right answer each."""
    folder = tmp_path_factory.mktemp("twins")
    return make_material(folder / "one", right=0), make_material(folder / "other", right=2)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=st.lists(DEEDS, min_size=5, max_size=40))
def test_nothing_that_is_to_be_hidden_is_in_what_the_audience_sees(twins: tuple[Material, Material], deeds: list[Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(Path(folder), twins[0])
        for view in run(session, deeds):
            text = written(view)
            key_shown = isinstance(view, VoteView) and any(vote.key_shown for vote in session.state.rounds(view.question))
            allowed = {"EXPLANATIONWORD"} if key_shown else set()
            assert [word for word in HIDDEN if word in text and word not in allowed] == []
            if isinstance(view, VoteView):
                assert bool(view.key) == key_shown
                open_rounds = [vote.round for vote in session.state.rounds(view.question) if vote.phase != "revealed"]
                assert not {one.number for one in view.rounds} & set(open_rounds)
        session.store.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=st.lists(DEEDS, min_size=5, max_size=40))
def test_which_answer_is_right_changes_nothing_that_the_audience_sees_before_it_is_shown(
    twins: tuple[Material, Material], deeds: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        sessions = [make_session(Path(folder), material) for folder, material in zip((one, other), twins, strict=True)]
        for first, second in zip(*(run(session, deeds) for session in sessions), strict=True):
            if isinstance(first, VoteView) and first.key:
                assert isinstance(second, VoteView)
                assert first.key != second.key
            else:
                assert written(first) == written(second)
        for session in sessions:
            session.store.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=st.lists(DEEDS, max_size=40), after=st.integers(0, 40))
def test_a_program_that_ends_at_any_moment_goes_on_there(twins: tuple[Material, Material], deeds: list[Deed], after: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(Path(folder), twins[0])
        for _ in run(session, deeds[:after]):
            pass
        before = session.audience()
        console = SessionStore.open(session.store.folder, now=Ticking(), read_only=True)
        assert console.state == session.state
        session.store.close()
        again = TeachingSession(SessionStore.open(session.store.folder, now=Ticking()), twins[0], now=Ticking())
        assert again.audience() == before
        for _ in run(again, deeds[after:]):
            pass
        console.refresh()
        assert console.state == again.state
        for one in (console, again.store):
            one.close()


def test_every_shown_place_is_in_the_plan(session: TeachingSession) -> None:
    for _ in range(30):
        try:
            session.next()
        except NotNow:
            break
    shown = {event.place.step for event in session.store.events if isinstance(event, Shown)}
    assert shown <= {step.key for step in full_plan(session.material).steps} | {END}
