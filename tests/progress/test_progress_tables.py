from __future__ import annotations

from pathlib import Path

import pytest
from progress_kit import FaultyFiles, answered, ids, open_store
from tinydb import Query, where
from tinydb.table import Document

from edu_tui.progress.events import to_document
from edu_tui.progress.tables import EventTable


def test_reading_works_as_in_tinydb(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered("q-1"), answered("q-2", 0.0), answered("q-2"))
    table = store.db.table("events")
    assert isinstance(table, EventTable)
    assert len(table) == len(store.db) == 3
    assert [row["question"] for row in table.all()] == ["q-1", "q-2", "q-2"]
    assert [row.doc_id for row in table.search(where("question") == "q-2")] == [2, 3]
    assert table.get(doc_id=1)["question"] == "q-1"  # type: ignore[index, call-overload]
    assert table.get(Query().score == 0.0).doc_id == 2  # type: ignore[union-attr]
    assert table.get(doc_id=9) is None
    assert table.contains(where("question") == "q-1")
    assert not table.contains(doc_id=9)
    assert table.count(where("score") == 1.0) == 2
    assert [row.doc_id for row in table] == [1, 2, 3]
    assert store.db.tables() == {"events", "marks"}
    assert store.db.search(where("question") == "q-1") == table.search(where("question") == "q-1")


def test_an_insert_is_one_write_and_one_sync(tmp_path: Path) -> None:
    files = FaultyFiles()
    store = open_store(tmp_path / "one", files=files)
    store.append(*(answered() for _ in range(500)))
    store.append(answered())  # folds
    files.calls.clear()
    store.db.table("events").insert(to_document(answered()))
    first = list(files.calls)
    files.calls.clear()
    store.db.table("events").insert(to_document(answered()))
    assert [call for call in first if call in ("write", "sync_data")][-2:] == ["write", "sync_data"]
    assert files.calls == ["write", "sync_data"]


def test_an_inserted_document_is_an_event(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    event = answered()
    assert store.db.table("events").insert(to_document(event)) == 1
    assert list(store.events) == [event]
    assert store.db.insert_multiple([to_document(answered()), to_document(answered())]) == [2, 3]
    assert len(open_store(tmp_path / "one")) == 3


def test_unknown_kinds_are_kept_but_not_typed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered("q-1"))
    store.db.insert({"id": "new", "what": "meditated", "minutes": 3})
    store.append(answered("q-2"))
    store.close()
    again = open_store(tmp_path / "one")
    assert len(again) == 3
    assert [event.question for event in again.events] == ["q-1", "q-2"]  # type: ignore[union-attr]
    assert again.db.get(where("id") == "new")["minutes"] == 3  # type: ignore[index, call-overload]


def test_new_fields_of_known_kinds_are_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.db.insert({**to_document(answered()), "mood": "calm"})
    store.close()
    assert open_store(tmp_path / "one").db.all()[0]["mood"] == "calm"


def test_one_id_is_stored_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    event = answered()
    assert [store.db.insert(to_document(event)), store.db.insert(to_document(event))] == [1, 1]
    assert len(store) == 1


def test_ids_and_searches_do_not_go_stale(tmp_path: Path) -> None:
    """Stock TinyDB with two handles: 'Document with ID 2 already exists', and a cached search that misses the other's row."""
    left, right = open_store(tmp_path / "one"), open_store(tmp_path / "one")
    for number in range(10):
        for store in (left, right):
            store.refresh()
            assert len(store.db.search(where("question") == "q")) == len(store)
            assert store.db.insert(to_document(answered("q"))) == len(store)
        assert len(left) == 2 * number + 1
    left.refresh()
    assert sorted(ids(left)) == sorted(ids(right))


def test_what_is_recorded_is_never_changed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered())
    table = store.db.table("events")
    with pytest.raises(TypeError, match="never changed"):
        table.update({"score": 1.0})
    with pytest.raises(TypeError):
        table.remove(doc_ids=[1])
    with pytest.raises(TypeError):
        table.truncate()
    with pytest.raises(TypeError):
        store.db.drop_tables()
    with pytest.raises(TypeError, match="only for reading"):
        store.db.table("marks").insert({"key": "theme"})
    with pytest.raises(ValueError, match="doc_id"):
        table.insert(Document(to_document(answered()), doc_id=7))
    assert len(store) == 1


def test_what_is_no_event_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    for document in ({}, {"id": 3}, {"id": "x", "score": float("nan")}):
        with pytest.raises(ValueError, match="event"):
            store.db.insert_multiple([to_document(answered()), document])
    assert len(store) == 0
    assert not (tmp_path / "one").exists()


def test_marks_can_be_read_as_a_table(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.set_mark("theme", "dark")
    (row,) = store.db.table("marks").all()
    assert (row["key"], row["value"]) == ("theme", "dark")
    assert len(store.db.table("marks")) == 1
    assert store.db.table("other").all() == []
