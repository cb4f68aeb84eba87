"""Orders: every word reaches the session, garbage is refused, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from teaching_kit import Ticking, full_plan, go_to_step, make_material, make_session

from edu_tui.progress.sessions_state import FormCount
from edu_tui.study.teaching.commands import Order, Word, carry_out, read_sheet
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession
from edu_tui.study.teaching.views import FormView, VoteView


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("library"))


@pytest.fixture
def session(tmp_path: Path, material: Material) -> Iterator[TeachingSession]:
    made = make_session(tmp_path / "data", material)
    yield made
    made.store.close()


def test_a_vote_led_by_orders_alone(session: TeachingSession) -> None:
    go_to_step(session, "question:q-noted")
    carry_out(session, Order(Word.ATTEND, text="14"))
    for order in (Order(Word.OPEN_VOTE), Order(Word.ADD_VOTE, text="a"), Order(Word.ADD_VOTE, text="B"), Order(Word.TAKE_VOTE, text="B")):
        assert carry_out(session, order) == ""
    assert session.vote is not None
    assert session.vote.counts == (1, 0, 0)
    carry_out(session, Order(Word.COUNT, text="4 7 2"))
    view = session.audience()
    assert isinstance(view, VoteView)
    assert (view.voted, view.present, view.rounds) == (13, 14, ())
    for word in (Word.CLOSE_VOTE, Word.SECOND_ROUND):
        carry_out(session, Order(word))
    carry_out(session, Order(Word.COUNT, text="B 13"))
    for word in (Word.CLOSE_VOTE, Word.SHOW_COUNTS, Word.SHOW_EARLIER, Word.SHOW_KEY):
        carry_out(session, Order(word))
    view = session.audience()
    assert isinstance(view, VoteView)
    assert [one.counts for one in view.rounds] == [(4, 7, 2), (0, 13, 0)]
    assert view.key
    assert carry_out(session, Order(Word.UNDO)) == "Taken back: showing the answer."


def test_a_sensitive_poll_does_not_say_how_many_voted(session: TeachingSession) -> None:
    go_to_step(session, "question:q-poll")
    carry_out(session, Order(Word.OPEN_VOTE))
    carry_out(session, Order(Word.COUNT, text="1 1 1"))
    view = session.audience()
    assert isinstance(view, VoteView)
    assert view.voted is None


def test_a_point_that_is_ticked_twice_was_not_heard(session: TeachingSession) -> None:
    go_to_step(session, "teach-back:back")
    carry_out(session, Order(Word.HEARD, 2))
    carry_out(session, Order(Word.HEARD, 1))
    carry_out(session, Order(Word.HEARD, 2))
    told = session.state.teach_back("back")
    assert told is not None
    assert told.missing == ("POINTWORD two",)
    carry_out(session, Order(Word.EXPLAIN_AGAIN))
    carry_out(session, Order(Word.HEARD, 2))
    told = session.state.teach_back("back")
    assert told is not None
    assert told.heard == (1, 2)
    with pytest.raises(NotNow):
        carry_out(session, Order(Word.HEARD, 9))


def test_forms_by_count_are_asked_one_by_one(session: TeachingSession) -> None:
    go_to_step(session, "form:pre")
    seen = []
    while isinstance(view := session.audience(), FormView):
        seen.append((view.number, view.questions, len(view.options)))
        assert carry_out(session, Order(Word.FORM, view.number, text="3/4", about="pre")) == f"Question {view.number} is entered."
        carry_out(session, Order(Word.NEXT))
    assert seen == [(1, 2, 3), (2, 2, 3)]
    carry_out(session, Order(Word.BACK))
    view = session.audience()
    assert isinstance(view, FormView)
    assert view.number == 2
    assert session.state.counted["pre", "pre-2"] == FormCount(3, 4)


def test_hands_for_each_letter_are_entered_without_knowing_which_is_right(session: TeachingSession) -> None:
    go_to_step(session, "form:pre")
    (key,) = session.presenter().form.key  # type: ignore[union-attr]
    hands = {letter: 9 if letter == key else 2 for letter in "ABC"}
    carry_out(session, Order(Word.FORM, 1, text=" ".join(f"{letter} {count}" for letter, count in hands.items()), about="pre"))
    assert session.state.counted["pre", "pre-1"] == FormCount(9, 13)
    carry_out(session, Order(Word.FORM, 1, text=" ".join(str(count) for count in hands.values()), about="pre"))
    assert session.state.counted["pre", "pre-1"] == FormCount(9, 13)
    for wrong in ("A 1 E 2", "9 14", "9/x", ""):
        with pytest.raises(NotNow, match="9/14"):
            carry_out(session, Order(Word.FORM, 1, text=wrong, about="pre"))


def test_forms_on_paper_are_one_page(tmp_path: Path, material: Material) -> None:
    session = make_session(tmp_path, material, full_plan(material, forms="paper"), Ticking())
    go_to_step(session, "form:pre")
    view = session.audience()
    assert isinstance(view, FormView)
    assert (view.number, view.stem, view.options) == (0, (), ())
    session.next()
    assert session.state.place.step != "form:pre"
    session.store.close()


def test_sheets_are_entered_under_a_sign(session: TeachingSession) -> None:
    assert carry_out(session, Order(Word.SHEET, text="Blue 7: + -", about="pre")) == "The sheet blue 7 is entered."
    assert session.state.sheets["pre", "blue 7"] == {"pre-1": True, "pre-2": False}
    with pytest.raises(NotNow, match="3 signs were given for 2"):
        carry_out(session, Order(Word.SHEET, text="star +++", about="pre"))
    assert carry_out(session, Order(Word.SHEET, text="blue 7", about="pre")) == "The sheet blue 7 is taken away."
    assert session.state.sheets == {}


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("blue7 ++-+", ("blue7", (True, True, False, True))),
        ("blue 7: + + -", ("blue 7", (True, True, False))),
        ("star", ("star", ())),
        ("", ("", ())),
    ],
)
def test_what_a_typed_sheet_means(text: str, sheet: tuple[str, tuple[bool, ...]]) -> None:
    assert read_sheet(text) == sheet


def test_attendance_is_a_number_initials_or_nothing(session: TeachingSession) -> None:
    assert carry_out(session, Order(Word.ATTEND, text="14")) == "14 are here."
    assert carry_out(session, Order(Word.ATTEND, text="ab, CD")) == "2 are here."
    assert session.state.attendance is not None
    assert session.state.attendance.initials == ("AB", "CD")
    with pytest.raises(NotNow, match="names are not kept"):
        carry_out(session, Order(Word.ATTEND, text="Margaret"))
    carry_out(session, Order(Word.ATTEND))
    assert session.state.present is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(
        st.builds(
            Order,
            st.sampled_from(Word),
            st.integers(0, 100_000),
            st.one_of(st.text(max_size=20), st.sampled_from(["A", "b", "1 2 3", "3/4", "blue ++"])),
            st.one_of(st.text(max_size=20), st.sampled_from(["pre", "post"])),
            st.integers(0, 9),
        ),
        max_size=25,
    )
)
def test_no_order_from_anywhere_breaks_a_session(tmp_path_factory: pytest.TempPathFactory, material: Material, orders: list[Order]) -> None:
    session = make_session(tmp_path_factory.mktemp("data"), material)
    try:
        session.start()
        for order in orders:
            given = msgspec.json.decode(msgspec.json.encode(order), type=Order)
            assert given == order
            with suppress(NotNow):
                carry_out(session, given)
            session.audience()
            session.presenter()
    finally:
        session.store.close()


@pytest.mark.parametrize(
    "raw", [b'{"word":"explode"}', b'{"word":"go","number":-1}', b"[]", b'{"word":"note","text":"' + b"x" * 5000 + b'"}']
)
def test_what_is_no_order_is_not_taken(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(raw, type=Order)
