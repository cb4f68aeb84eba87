"""Sessions from elsewhere: whatever their files say, they are told or refused, and no screen falls over."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from teaching_kit import go_to_step, make_material, make_session

from edu_tui.export.session_report import Form, session_report
from edu_tui.progress.sessions_events import SessionEvent
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.study.teaching.console import presenter_view
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.views import audience_view

decode = msgspec.json.Decoder(SessionEvent).decode
NUMBERS = [None, True, -1, 0, 1, 7, 99_999, 2**53, 10**30, 0.5, 1e308, -1e308]
WORDS = ["", "x", "pre", "question:q-plain", "x" * 3000, "\x1b[2J\u202e", [], {}, ["a", "b"], {"q-plain": 3}]
TIMES = ["2026-03-02T18:00:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"]
ODD = st.sampled_from([*NUMBERS, *WORDS, *TIMES])


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, material: Material) -> list[dict[str, Any]]:
    """The steps of a session with a bit of everything."""
    session = make_session(tmp_path_factory.mktemp("data"), material)
    session.attend(initials=["AB"])
    for key in ("question:q-plain", "question:q-poll"):
        go_to_step(session, key)
        session.open_vote()
        session.tap("A")
        session.count("1 2 1")
        session.close_vote(5)
        session.reveal_counts()
    go_to_step(session, "teach-back:back")
    session.explain_again()
    session.observe(1)
    session.count_form("pre", "pre-1", 2, 6)
    session.mark_sheet("post", "*", {"post-1": True})
    session.note("a note")
    session.undo()
    session.blank()
    session.pause()
    session.end()
    session.store.close()
    return [msgspec.json.decode(one) for one in session.store.documents()]


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, one in inner for path in places(one, (*at, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], new)
    return copy


@given(data=st.data())
def test_no_value_in_a_file_upsets_anything(material: Material, documents: list[dict[str, Any]], data: st.DataObject) -> None:
    events = []
    spoilt = data.draw(st.sets(st.integers(0, len(documents) - 1), max_size=6))
    for number, document in enumerate(documents):
        if number in spoilt:
            path = data.draw(st.sampled_from(places(document)))
            document = changed(document, path, data.draw(ODD))
        try:
            events.append(decode(msgspec.json.encode(document)))
        except (msgspec.MsgspecError, ValueError):
            continue
    state = fold_session(events)
    audience_view(material, state)
    presenter_view(material, state, 1.8e9)
    report = make_report(state, "id")
    for form in Form:
        assert not {"\x1b", "\u202e"} & set(session_report(report, form, date(2026, 3, 2)))
