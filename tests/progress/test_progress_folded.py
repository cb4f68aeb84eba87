"""The fold that is kept: it is what folding anew would give, whatever happened since, and in doubt it is not used at all."""

from __future__ import annotations

import errno
import inspect
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import START, Clock, FaultyFiles, answered, open_store

from edu_tui.progress import folded as folded_module
from edu_tui.progress.documents import Documents
from edu_tui.progress.events import Event, Judged, Voided, new_id, stamp
from edu_tui.progress.folded import WorkedOut
from edu_tui.progress.records import encode_event
from edu_tui.progress.state import LearnerState, advance, fold
from edu_tui.progress.state_values import Section
from edu_tui.progress.store import ProgressStore
from edu_tui.progress.stored_state import Rows, StoredState, taken_apart

# --- any events ------------------------------------------------------------------------------------------------------------------

POOLS: dict[str, st.SearchStrategy[Any]] = {
    "question": st.sampled_from(["q-1", "q-2"]),
    "run": st.sampled_from(["r-1", "r-2"]),
    "rev": st.integers(1, 3),
    "response": st.just(("a",)),
    "score": st.sampled_from([None, 0.0, 0.5, 1.0]),
    "ms": st.integers(0, 90_000),
    "confidence": st.sampled_from([None, 1, 3]),
    "mode": st.sampled_from(["study", "test"]),
    "module": st.just("m"),
    "audience": st.sampled_from(["clinician", "family"]),
    "section": st.sampled_from(["s-1", "s-2"]),
    "quiz": st.just("z"),
    "questions": st.just(("q-1", "q-2")),
    "seed": st.integers(0, 9),
    "subject": st.sampled_from(["q-1", "m:family:s-1"]),
    "flag": st.sampled_from(["", "unsure"]),
    "text": st.sampled_from(["", 'a note, with "quotes"\nand lines']),
    "on": st.booleans(),
    "override": st.sampled_from(["", "wrong"]),
    "moments": st.just(("2026-01-01T00:00:00+00:00",)),
    "after": st.just("2026-02-01T00:00:00+00:00"),
}
"""What the fields of events may hold; a field with a default that is not named here keeps it."""


@st.composite
def histories(draw: st.DrawFn, most: int = 20) -> list[Event]:
    """Events of every kind that there is, at a few times, some taken back, some before what they speak of."""
    events: list[Event] = []
    known = [new_id() for _ in range(draw(st.integers(0, most)))]
    for ident in known:
        kind = draw(st.sampled_from(get_args(Event)))
        fields = {"event": st.sampled_from(known), "answer": st.sampled_from(known), **POOLS}
        asked = [field for field in msgspec.structs.fields(kind) if field.name not in ("id", "at")]
        given = {field.name: draw(fields[field.name]) for field in asked if field.required or field.name in fields}
        at = stamp(START + timedelta(minutes=draw(st.integers(0, 9)), days=draw(st.integers(-2, 2))))
        events.append(kind(id=ident, at=draw(st.sampled_from([at, at, at, "nan"])), **given))
    return events


ARGUMENTS: dict[str, list[Any]] = {
    "question": ["q-1", "q-2", "none"],
    "run": ["r-1", "r-2", "none"],
    "mode": ["", "study", "test"],
    "section": [Section("m", audience, section) for audience in ("clinician", "family") for section in ("s-1", "s-2")],
    "day": [(START + timedelta(days=days)).date() for days in range(-3, 4)],
}
ARGUMENTS |= {"today": ARGUMENTS["day"], "first": ARGUMENTS["day"]}


def told(state: LearnerState, events: list[Event]) -> dict[str, Any]:
    """All that the public methods of a state say, of whatever they can be asked."""
    ids = [event.id for event in events]
    arguments = {**ARGUMENTS, "answer": ids, "ident": ids}
    found: dict[str, Any] = {"answers": state.answers}
    for name, method in inspect.getmembers(LearnerState, inspect.isfunction):
        parameters = list(inspect.signature(method).parameters)[1:]
        if name.startswith("_") or name in ("apply", "changes", "changed", "is_read"):
            continue
        calls = [()] if not parameters else [(value,) for value in arguments[parameters[0]]]
        found[name] = [plain(getattr(state, name)(*call)) for call in calls]
    return found


def plain(value: Any) -> Any:
    return list(value) if isinstance(value, Iterator) else value


# --- as a pure thing -------------------------------------------------------------------------------------------------------------


class Shelf:
    """Documents, and states that are kept among them."""

    def __init__(self) -> None:
        self.documents = Documents()

    def add(self, events: list[Event]) -> list[Event]:
        return [event for event in events if self.documents.add(event.id, encode_event(event))]

    def stored(self, state: LearnerState) -> StoredState:
        """`state`, kept and found again."""
        parts = taken_apart(state, self.place)
        return StoredState(parts, Rows(self.documents.block(), self.documents.starts()[:], self.documents.position))

    def place(self, identity: str) -> int:
        position = self.documents.position(identity)
        assert position is not None
        return position


@given(histories(), st.integers(0, 20), st.integers(0, 20), st.booleans())
def test_what_is_kept_is_what_folding_anew_gives(events: list[Event], first: int, second: int, looked_at: bool) -> None:
    shelf, cuts = Shelf(), sorted((first, second))
    state: LearnerState = LearnerState()
    for part in (events[: cuts[0]], events[cuts[0] : cuts[1]], events[cuts[1] :]):
        if looked_at:
            told(state, events)  # what was asked for once is no longer only a position
        state = shelf.stored(advance(state, shelf.add(part)))
    assert told(state, events) == told(fold(events), events)


@given(histories())
def test_looking_changes_nothing(events: list[Event]) -> None:
    shelf = Shelf()
    state = shelf.stored(fold(shelf.add(events)))
    assert told(state, events) == told(state, events)
    assert told(shelf.stored(state), events) == told(fold(events), events)


@given(histories(), histories())
def test_what_changes_is_counted(events: list[Event], more: list[Event]) -> None:
    """While the count of a question stays, so do its answers and what was said of them."""
    shelf = Shelf()
    state = shelf.stored(fold(shelf.add(events)))
    for event in shelf.add(more):
        before = {question: (state.changes(question), standing(state, question)) for question in ARGUMENTS["question"]}
        state.apply(event)
        for question, (count, was) in before.items():
            assert state.changes(question) != count or standing(state, question) == was


def standing(state: LearnerState, question: str) -> list[Any]:
    return [(answer, state.judgement(answer.id)) for answer in state.history(question)]


def test_the_events_of_a_question_are_not_decoded_before_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    events: list[Event] = [answered("q-1", at=START + timedelta(minutes=number)) for number in range(50)]
    state = shelf.stored(fold(shelf.add(events)))
    decoded: list[int] = []
    original = Rows.event
    monkeypatch.setattr(Rows, "event", lambda self, position: decoded.append(position) or original(self, position))
    assert list(state.answered()) == ["q-1"]
    assert state.latest_score("q-1") == 1.0
    assert (state.answers, state.days()) == (50, [START.date()])
    assert decoded == [50]
    assert len(state.history("q-1")) == 50


def test_a_part_of_an_unknown_kind_is_refused() -> None:
    state = LearnerState()
    state._days = object()  # type: ignore[assignment]
    with pytest.raises(TypeError):
        taken_apart(state, lambda identity: 1)


def test_rows_of_a_newer_version_are_passed_over() -> None:
    shelf = Shelf()
    first, last = answered("q-1"), answered("q-2")
    shelf.add([first])
    shelf.documents.add("new", b'{"what":"unheard-of","id":"new","at":"x"}')
    state = shelf.stored(fold([*shelf.add([last]), first]))
    assert state.history("q-2") == (last,)
    state.apply(Voided(id="v", at=stamp(START), event="new"))
    assert state.answer("new") is None


# --- beside a progress.json ------------------------------------------------------------------------------------------------------


def study(folder: Path, *events: Event, files: FaultyFiles | None = None) -> ProgressStore:
    """One sitting: open, fold, record, close."""
    store = open_store(folder, **({"files": files} if files else {}))
    store.fold()
    if events:
        store.append(*events)
    store.close()
    return store


def state_in(folder: Path, *, read_only: bool = False) -> LearnerState:
    return open_store(folder, read_only=read_only).fold()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner who answered two questions, with her fold."""
    study(tmp_path / "one", answered("q-1"), answered("q-2", 0.0))
    assert isinstance(state_in(tmp_path / "one"), StoredState)
    return tmp_path / "one"


def kept(folder: Path) -> Path:
    return folder / "folded.cache"


def questions(folder: Path) -> list[str]:
    """The questions that were answered, as a fold anew tells, which the kept one must tell too."""
    with open_store(folder, read_only=True) as store:
        anew, found = fold(store.events), store.fold()
        assert told(found, list(store.events)) == told(anew, list(store.events))
        return sorted(found.answered())


def test_the_next_start_folds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edu_tui.progress.documents.typed_each", lambda documents: pytest.fail("decoded") if documents else [])
    assert isinstance(state_in(folder), StoredState)
    assert sorted(state_in(folder).answered()) == ["q-1", "q-2"]


def test_nobody_else_may_read_it(folder: Path) -> None:
    assert kept(folder).stat().st_mode & 0o777 == 0o600


def test_what_a_killed_program_left_in_its_journal_comes_on_top(folder: Path) -> None:
    open_store(folder).append(answered("q-3"))
    assert isinstance(state_in(folder), StoredState)
    assert questions(folder) == ["q-1", "q-2", "q-3"]


def test_a_sitting_is_added(folder: Path) -> None:
    answer = answered("q-3")
    study(folder, answer, Judged(id=new_id(), at=stamp(START), answer=answer.id, confidence=3))
    study(folder, Voided(id=new_id(), at=stamp(START), event=answer.id))
    assert isinstance(state_in(folder), StoredState)
    assert questions(folder) == ["q-1", "q-2"]


def test_without_a_fold_nothing_is_kept_and_what_was_is_not_believed(folder: Path) -> None:
    with open_store(folder) as store:
        store.append(answered("q-3"))
    assert not isinstance(state_in(folder), StoredState)
    assert questions(folder) == ["q-1", "q-2", "q-3"]


def test_who_only_looks_keeps_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "one") as store:
        store.append(answered())
    with open_store(tmp_path / "one", read_only=True) as store:
        store.fold()
    assert not kept(tmp_path / "one").exists()


def test_no_flipped_bit_is_believed(folder: Path) -> None:
    data, chance = kept(folder).read_bytes(), random.Random(1)
    for at in range(0, len(data), 7):
        kept(folder).write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        assert not isinstance(state_in(folder), StoredState)
    for end in range(0, len(data), 31):
        kept(folder).write_bytes(data[:end])
        assert questions(folder) == ["q-1", "q-2"]


@pytest.mark.parametrize("content", [b"", b"\0" * 4, b"\x00\x00\x00\x00\xc0", b"not ours"])
def test_what_is_not_ours_is_ignored(folder: Path, content: bytes) -> None:
    kept(folder).write_bytes(content)
    assert questions(folder) == ["q-1", "q-2"]


def test_a_link_in_its_place_is_not_followed(folder: Path, tmp_path: Path) -> None:
    kept(folder).rename(tmp_path / "elsewhere")
    kept(folder).symlink_to(tmp_path / "elsewhere")
    assert not isinstance(state_in(folder), StoredState)
    before = (tmp_path / "elsewhere").read_bytes()
    study(folder, answered("q-3"))
    assert (tmp_path / "elsewhere").read_bytes() == before
    assert questions(folder) == ["q-1", "q-2", "q-3"]


def test_another_program_folds_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folded_module, "this_program", lambda: "another")
    assert not isinstance(state_in(folder), StoredState)


def test_an_older_copy_of_the_file_does_not_fit(folder: Path) -> None:
    older = (folder / "progress.json").read_bytes()
    study(folder, answered("q-3"))
    (folder / "progress.json").write_bytes(older)
    assert questions(folder) == ["q-1", "q-2", "q-3"]  # from the newer backup, as ever


def test_the_file_of_another_learner_does_not_fit(folder: Path, tmp_path: Path) -> None:
    study(tmp_path / "other", answered("q-8"), answered("q-9", 0.0))
    kept(tmp_path / "other").replace(kept(folder))
    assert questions(folder) == ["q-1", "q-2"]


def test_it_is_not_merged(folder: Path, tmp_path: Path) -> None:
    study(tmp_path / "other", answered("q-9"))
    with open_store(tmp_path / "other") as store:
        store.fold()
        assert store.merge(folder) == 2
    assert questions(tmp_path / "other") == ["q-1", "q-2", "q-9"]
    assert isinstance(state_in(tmp_path / "other"), StoredState)


def test_two_windows_that_hear_of_each_other_late(folder: Path) -> None:
    """Each has its own order of events; who closes keeps a fold only for a file in its own order."""
    one, other = open_store(folder), open_store(folder)
    states = one.fold(), other.fold()
    one.append(answered("q-3"))
    other.append(answered("q-4"))
    one.append(answered("q-5"))
    for store in (one, other):
        store.close()
    assert questions(folder) == ["q-1", "q-2", "q-3", "q-4", "q-5"]
    assert {question for state in states for question in state.answered()} >= {"q-3", "q-4"}


def test_who_folds_twice_gets_one_state_up_to_date(folder: Path) -> None:
    store = open_store(folder)
    state, answer = store.fold(), answered("q-3")
    store.append(answer)
    advance(state, [answer])
    assert store.fold() is state
    store.append(answered("q-4"))
    assert sorted(store.fold().answered()) == ["q-1", "q-2", "q-3", "q-4"]
    assert state.answers == 4


def test_a_clock_that_was_set_back_is_still_noticed(tmp_path: Path) -> None:
    study(tmp_path / "one", answered(at=START + timedelta(days=3)))
    for _ in range(2):
        (note,) = study(tmp_path / "one").notices
        assert "3 days after" in note
    with open_store(tmp_path / "one", Clock(START + timedelta(days=4))) as store:
        assert store.notices == ()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("half", [False, True])
def test_no_failing_call_at_the_end_costs_an_answer(tmp_path: Path, code: int, half: bool) -> None:
    number, reached = 1, True
    while reached:
        folder = tmp_path / f"{number}"
        study(folder, answered("q-1"))
        files = FaultyFiles()
        store = open_store(folder, files=files)
        store.fold()
        store.append(answered("q-2"))
        files.code, files.first, files.half = code, len(files.calls) + number, half
        store.close()
        reached = len(files.calls) >= files.first
        assert questions(folder) == ["q-1", "q-2"]
        number += 1
    assert number > 5


# --- what others keep along with it ----------------------------------------------------------------------------------------------


def counted(state: LearnerState) -> bytes:
    return str(state.answers).encode()


def test_what_was_worked_out_is_there_at_the_next_start(folder: Path) -> None:
    with open_store(folder) as store:
        assert store.worked_out("number") is None
        store.fold()
        store.keep("number", counted)
        store.append(answered("q-3"))
    assert open_store(folder).worked_out("number") == WorkedOut(b"3")


def test_who_does_not_look_at_it_hands_it_on_with_what_changed(folder: Path) -> None:
    answer = answered("q-3")
    for events in ([answer], [answered("q-4")], [Judged(id=new_id(), at=stamp(START), answer=answer.id, override="wrong")], []):
        with open_store(folder) as store:
            store.fold()
            if events == [answer]:
                store.keep("number", counted)
            store.append(*events)
    assert open_store(folder).worked_out("number") == WorkedOut(b"3", frozenset({"q-3", "q-4"}))


def test_who_does_not_fold_hands_nothing_on(folder: Path) -> None:
    with open_store(folder) as store:
        store.fold()
        store.keep("number", counted)
    with open_store(folder) as store:
        store.append(answered("q-3"))
    assert open_store(folder).worked_out("number") is None


def test_nothing_is_written_where_nothing_changed(folder: Path) -> None:
    def look(make: Callable[[LearnerState], bytes]) -> int:
        with open_store(folder) as store:
            store.fold()
            store.keep("number", make)
        return kept(folder).stat().st_mtime_ns

    assert look(lambda state: b"1") == look(lambda state: b"1")
