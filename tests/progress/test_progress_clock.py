"""A clock that ran wrong is told of when progress is opened, and changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, Clock, answered, open_store

from edu_tui.progress.clock import AHEAD, TOLERANCE, clock_notice
from edu_tui.progress.documents import Documents
from edu_tui.progress.events import Noted, new_id, stamp, to_document
from edu_tui.progress.moments import moment
from edu_tui.progress.records import encode_document, encode_event
from edu_tui.progress.schedule import replay


def rows(*times: str) -> bytes:
    documents = Documents()
    for number, at in enumerate(times):
        documents.add(str(number), encode_document({"id": str(number), "at": at}))
    return documents.block()


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(days=-300), ""),
        (timedelta(), ""),
        (timedelta(hours=2), ""),
        (timedelta(hours=2, seconds=1), "2 hours behind the latest of your steps"),
        (timedelta(hours=24), "24 hours behind"),
        (timedelta(hours=24, seconds=1), "24 hours after what the clock of this computer says"),
        (
            timedelta(days=42, hours=3),
            "dated 13 April 2026 21:00, 42 days after what the clock of this computer says (02 March 2026 18:00)",
        ),
        (timedelta(days=365 * 4000), "dated"),
    ],
)
def test_how_far_is_too_far(ahead: timedelta, words: str) -> None:
    note = clock_notice(rows(stamp(START - timedelta(days=9)), stamp(START + ahead), stamp(START - timedelta(days=2))), START)
    assert words in note
    assert bool(words) == bool(note)
    assert "Nothing is lost" in note or not note


@pytest.mark.parametrize(
    "times",
    [(), ("",), ("soon",), ("9999-99-99T99:99:99+00:00",), ("2027-01-01T00:00:00",), ("1e18",), ("\u2028" * 5,), ("9" * 40,), ("x" * 99,)],
)
def test_times_that_are_none_say_nothing(times: tuple[str, ...]) -> None:
    assert clock_notice(rows(*times), START) == ""


def test_the_very_end_of_the_calendar() -> None:
    assert "dated" in clock_notice(rows("9999-12-31T23:59:59-14:00"), START)


def test_a_text_is_no_time() -> None:
    """What a learner writes may look like a document, but its quotation marks are not those of a document."""
    late = stamp(START + timedelta(days=400))
    note = Noted(id=new_id(), at=stamp(START), subject="q", text=f'"at":"{late}"')
    assert late.encode() in encode_event(note)
    assert clock_notice(encode_event(note), START) == ""


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.builds(lambda hours, zone: (START + timedelta(hours=hours)).astimezone(zone), st.floats(-100, 100), ZONES)


@given(st.lists(TIMES, max_size=8), ZONES)
def test_the_zone_makes_no_difference(times: list[datetime], zone: timezone) -> None:
    """Travel is no wrong clock: only the instants count."""
    note = clock_notice(rows(*map(stamp, times)), START.astimezone(zone))
    ahead = max((moment(stamp(time)).instant for time in times), default=0.0) - START.timestamp()
    assert bool(note) == (ahead > TOLERANCE.total_seconds())
    assert ("One of the two clocks ran wrong" in note) == (ahead > AHEAD.total_seconds())


def test_it_is_told_at_opening_until_the_time_has_come(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(tmp_path / "one", clock) as store:
        store.append(answered("q", at=START + timedelta(days=3)))
        assert store.notices == ()  # the app is running; it is told at the next start
    for _ in range(2):
        (note,) = open_store(tmp_path / "one", clock).notices
        assert "3 days after" in note
    clock.move(days=2, hours=20)
    assert "4 hours behind" in open_store(tmp_path / "one", clock).notices[0]
    clock.move(hours=3)
    assert open_store(tmp_path / "one", clock).notices == ()


def test_it_is_told_from_a_journal_and_to_who_only_looks(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered("q", at=START + timedelta(days=3)))
    (note,) = open_store(tmp_path / "one", read_only=True).notices
    assert "3 days after" in note


def test_it_is_not_obeyed(tmp_path: Path) -> None:
    """No event is changed or dropped, and an answer from the future falls due as one of today."""
    late, now = answered("q", at=START + timedelta(days=3000)), answered("q", at=START)
    with open_store(tmp_path / "one") as store:
        store.append(late)
    store = open_store(tmp_path / "one")
    assert [to_document(event) for event in store.events] == [to_document(late)]
    today = START.date()
    one, other = replay([late], today), replay([now], today)
    assert one is not None
    assert one == other


def test_a_million_old_steps_need_no_understanding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what may lie in the future by its very text is read as a time."""
    asked: list[str] = []
    monkeypatch.setattr("edu_tui.progress.clock.moment", lambda at: asked.append(at) or moment(at))
    old = [stamp(datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=number)) for number in range(2000)]
    assert clock_notice(rows(*old, stamp(START)), START) == ""
    assert asked == [stamp(START)]
