from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import answered, record
from tinydb import TinyDB, where

from edu_tui.progress.documents import Documents
from edu_tui.progress.marks import Marks
from edu_tui.progress.place import Place
from edu_tui.progress.records import encode_event, encode_value
from edu_tui.progress.snapshot import Covered, DamagedError, parse, render


def documents(count: int) -> Documents:
    kept = Documents()
    for number in range(count):
        event = answered(f"q-{number}")
        kept.add(event.id, encode_event(event))
    return kept


@pytest.mark.parametrize("count", [0, 1, 5])
def test_what_is_rendered_is_parsed(count: int) -> None:
    kept, marks = documents(count), Marks()
    marks.add("theme", b'"dark"', 4, "ab")
    snapshot = parse(render(9, kept, marks, {"journal-ab.log": Covered(9, 120)}))
    assert (snapshot.n, snapshot.total, snapshot.newer) == (9, count, False)
    assert list(snapshot.documents()) == list(kept)
    assert [(mark.key, bytes(mark.value), mark.n, mark.w) for mark in snapshot.marks] == [("theme", b'"dark"', 4, "ab")]
    assert snapshot.journals == {"journal-ab.log": Covered(9, 120)}


@given(st.lists(st.text(), max_size=5, unique=True), st.text())
def test_any_text_survives(questions: list[str], mark: str) -> None:
    kept, marks = Documents(), Marks()
    for question in questions:
        event = answered(question)
        kept.add(event.id, encode_event(event))
    marks.add(mark, encode_value(mark), 1, "ab")
    snapshot = parse(render(1, kept, marks, {}))
    assert list(snapshot.documents()) == list(kept)
    assert snapshot.marks[0].key == mark


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(DamagedError, match=r"^(is|was|holds|does) "):
        parse(data)


def test_a_later_snapshot_adds_to_the_block() -> None:
    kept = documents(3)
    first = render(3, kept, Marks(), {})
    event = answered("later")
    kept.add(event.id, encode_event(event))
    second = render(4, kept, Marks(), {})
    assert list(parse(second).documents())[:3] == list(parse(first).documents())
    assert parse(second).total == 4


def test_to_check_a_snapshot_makes_no_copy_of_it() -> None:
    data = render(9, documents(500), Marks(), {})
    parse(data)
    tracemalloc.start()
    try:
        parse(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < len(data) / 5


def test_stock_tinydb_reads_it(tmp_path: Path) -> None:
    saved = record(tmp_path / "one", 3)
    with TinyDB(Place(tmp_path / "one").snapshot, access_mode="r") as base:
        assert [row["id"] for row in base.table("events").all()] == saved
        assert base.table("events").get(doc_id=2)["id"] == saved[1]  # type: ignore[index, call-overload]
        assert base.table("events").search(where("question") == "q-2")[0]["id"] == saved[2]
        assert base.tables() == {"_meta", "marks", "events"}
        assert base.table("_meta").all()[0]["fmt"] == 1
