"""The report: gains with their rules, guarded counts, what to teach again, and that it tells what was entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teaching_kit import go_to_step, make_material, make_session

from edu_tui.export.session_report import Form, session_report
from edu_tui.library.modules import Audience
from edu_tui.progress.sessions_events import FormPair
from edu_tui.study.teaching.gain import Score, change, class_gain, matched
from edu_tui.study.teaching.report import NOT_MATCHED, TWO_GAINS, make_report
from edu_tui.study.teaching.report_values import CONTACT_HOURS, SessionReport
from edu_tui.study.teaching.session import TeachingSession

PAIRS = (FormPair(pre="a", post="A"), FormPair(pre="b", post="B"))


def sheet(*right: bool, form: str = "pre") -> dict[str, bool]:
    return dict(zip("ab" if form == "pre" else "AB", right, strict=False))


def test_gains_as_published() -> None:
    assert class_gain(40, 70, 10).value == pytest.approx(0.5)
    assert (class_gain(40, 50, 9).level, class_gain(40, 70, 9).level, class_gain(10, 90, 9).level) == ("low", "medium", "high")
    assert class_gain(40, 70, 4).value is None
    assert class_gain(100, 100, 10).value is None
    assert [change(Score(*pair)) for pair in ((50, 75), (50, 25), (50, 50), (0, 0), (100, 100), (0, 100), (100, 0))] == [
        0.5,
        -0.5,
        0.0,
        None,
        None,
        1.0,
        -1.0,
    ]


def test_only_matched_learners_count_and_five_at_least() -> None:
    pre = {str(number): sheet(False, False) for number in range(6)}
    post = {str(number): sheet(True, number > 2, form="post") for number in range(1, 7)}
    five = matched(PAIRS, pre, post)
    assert (five.learners, five.dropped_pre, five.dropped_post) == (5, 1, 1)
    assert five.of_class.value == pytest.approx(0.8)
    del post["1"]
    four = matched(PAIRS, pre, post)
    assert (four.learners, four.of_class.value, four.of_persons.value) == (4, None, None)
    assert "fewer than 5" in four.of_class.withheld
    assert [(gain.pre, gain.post) for gain in (four.of_class, four.of_persons, class_gain(40, 70, 4))] == [(0, 0)] * 3


def test_the_average_of_persons_stands_beside_the_means_of_the_same_persons() -> None:
    pre = {str(number): sheet(number < 2, number < 2) for number in range(7)}
    post = {str(number): sheet(True, number < 2, form="post") for number in range(7)}
    found = matched(PAIRS, pre, post)
    assert (found.of_persons.n, found.of_persons.pre, found.of_persons.post) == (5, 0, 50)
    assert (found.of_class.n, found.of_class.pre) == (7, pytest.approx(200 / 7))


def test_persons_at_the_ends_are_left_out_and_may_be_too_many() -> None:
    pre = {str(number): sheet(number < 2, number < 2) for number in range(6)}
    post = {str(number): sheet(True, True, form="post") for number in range(6)}
    found = matched(PAIRS, pre, post)
    assert (found.left_out, found.of_class.value, found.of_persons.value) == (2, 1.0, None)


@given(
    st.dictionaries(st.sampled_from("xyz12345"), st.tuples(st.booleans(), st.booleans())),
    st.dictionaries(st.sampled_from("xyz12345"), st.tuples(st.booleans(), st.booleans())),
)
def test_a_matching_is_sane_whatever_the_sheets(pre: dict[str, tuple[bool, bool]], post: dict[str, tuple[bool, bool]]) -> None:
    found = matched(
        PAIRS, {key: sheet(*marks) for key, marks in pre.items()}, {key: sheet(*marks, form="post") for key, marks in post.items()}
    )
    assert found.learners == len(pre.keys() & post.keys())
    assert found.learners + found.dropped_pre == len(pre)
    assert (found.of_class.value is None) >= (found.learners < 5)
    if found.of_persons.value is not None:
        assert -1 <= found.of_persons.value <= 1
        assert found.learners - found.left_out >= 5


# --- a whole session -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> TeachingSession:
    return make_session(tmp_path / "data", make_material(tmp_path / "library"))


def report(session: TeachingSession) -> SessionReport:
    return make_report(session.state, session.store.id)


def written(session: TeachingSession, width: int = 80, form: Form = Form.TEXT) -> list[str]:
    return session_report(report(session), form, date(2026, 3, 3), width).splitlines()


def text(session: TeachingSession) -> str:
    return " ".join(line.strip() for line in written(session))


def test_a_report_tells_what_was_entered(session: TeachingSession) -> None:
    session.attend(count=9)
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.count("A 3 B 2 C 1")
    session.close_vote()
    session.second_round()
    session.count("A 1 B 7 C 0")
    session.close_vote()
    session.note("The projector failed.")
    session.end()
    told = report(session)
    (asked,) = told.votes
    assert [[option.count for option in one.options] for one in asked.rounds] == [[3, 2, 1], [1, 7, 0]]
    assert [one.non_voters for one in asked.rounds] == [3, 1]
    assert asked.shift is not None
    assert (told.module, told.audience, told.library_version, told.present) == ("talk", "family", "7", 9)
    shown = [step for step in told.steps if step.actual_ms is not None]
    assert {step.title for step in shown} >= {"A small talk", "plain"}
    words = text(session)
    for part in ("Attendance: 9.", "n = 6, 3 did not vote", "Shift:", "The projector failed.", "planned and not reached", CONTACT_HOURS):
        assert part in words


def test_every_line_of_a_report_fits(session: TeachingSession) -> None:
    go_to_step(session, "teach-back:back")
    for width in (40, 80):
        assert all(len(line) <= width for line in written(session, width))


def test_the_counts_of_a_small_poll_are_not_in_the_report(session: TeachingSession) -> None:
    go_to_step(session, "question:q-poll")
    session.open_vote()
    session.count("2 1 0")
    session.close_vote()
    (one,) = report(session).votes[0].rounds
    assert (one.voters, one.non_voters, {option.count for option in one.options}) == (None, None, {None})
    assert "most chose A" in text(session)
    session.count("3 1 1")
    assert report(session).votes[0].rounds[0].voters == 5


def fill(session: TeachingSession, form: str, right: int, of: int) -> None:
    for pair in session.state.planned.pairs:  # type: ignore[union-attr]
        session.count_form(form, pair.pre if form == "pre" else pair.post, right, of)  # type: ignore[arg-type]


def test_counts_give_a_gain_only_if_as_many_answered_before_as_after(session: TeachingSession) -> None:
    assert report(session).forms is None
    fill(session, "pre", 2, 6)
    assert report(session).forms.gain.value is None  # type: ignore[union-attr]
    fill(session, "post", 5, 6)
    told = report(session).forms
    assert told is not None
    assert told.gain.value == pytest.approx(0.75)
    assert NOT_MATCHED in told.caveats
    fill(session, "post", 5, 7)
    assert report(session).forms.gain.value is None  # type: ignore[union-attr]
    fill(session, "pre", 1, 4)
    fill(session, "post", 4, 4)
    assert report(session).forms.gain.value is None  # type: ignore[union-attr]
    assert "No gain" in text(session)


def test_sheets_with_symbols_are_matched_and_both_gains_named(session: TeachingSession) -> None:
    pairs = session.state.planned.pairs  # type: ignore[union-attr]
    for number in range(6):
        session.mark_sheet("pre", f"s{number}", {pair.pre: place == number % 2 for place, pair in enumerate(pairs)})
        session.mark_sheet("post", f"s{number}", {pair.post: True for pair in pairs})
    told = report(session).forms
    assert told is not None
    assert told.matched is not None
    assert (told.matched.learners, told.matched.of_class.value, told.matched.of_persons.value) == (6, 1.0, 1.0)
    assert TWO_GAINS in told.caveats
    assert NOT_MATCHED not in told.caveats
    assert (told.pre.part, told.pre.of) == (6, 12)  # type: ignore[union-attr]
    fill(session, "pre", 3, 9)
    assert (report(session).forms.pre.part, report(session).forms.pre.of) == (6, 18)  # type: ignore[union-attr]


def test_no_symbol_is_in_a_report(session: TeachingSession) -> None:
    pairs = session.state.planned.pairs  # type: ignore[union-attr]
    for number in range(6):
        for form in ("pre", "post"):
            session.mark_sheet(form, f"zebra{number}", {pair.pre if form == "pre" else pair.post: True for pair in pairs})  # type: ignore[arg-type]
    assert "zebra" not in text(session) + repr(report(session))


def test_what_was_not_heard_is_to_be_taught_again(session: TeachingSession) -> None:
    go_to_step(session, "teach-back:back")
    session.explain_again()
    session.observe(0)
    words = text(session)
    assert "[x] POINTWORD one (heard in round 2)" in words
    assert "[ ] POINTWORD two (not heard)" in words
    assert "Needed another explanation once." in words
    assert "POINTWORD two" in {one.what for one in report(session).again}


def test_a_report_needs_no_library(session: TeachingSession, tmp_path: Path) -> None:
    """It is made from the state alone, so it is the same from another computer's copy."""
    go_to_step(session, "question:q-noted")
    session.open_vote()
    before = report(session)
    make_material(tmp_path / "other", Audience.CLINICIAN)
    assert report(session) == before
    assert before.votes[0].title == "noted"
