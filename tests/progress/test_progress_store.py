from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from progress_kit import START, Clock, FaultyFiles, answered, ids, open_store, record
from tinydb import TinyDB

from edu_tui.progress.errors import MergeError, NotSaved
from edu_tui.progress.events import RunStarted, Voided, new_id, stamp, to_document
from edu_tui.progress.place import Place


def test_what_is_appended_is_there_at_the_next_start(tmp_path: Path) -> None:
    events = [
        answered("q-1", 0.5, shown=("b", "a"), ms=1200, hints=1, confidence=2),
        RunStarted(id=new_id(), at=stamp(START), run="r", quiz="z", mode="test", questions=("q-1",), seed=7, limit_ms=60_000),
        Voided(id=new_id(), at=stamp(START), event="x"),
    ]
    store = open_store(tmp_path / "one")
    store.append(*events)
    assert list(store.events) == events
    assert list(open_store(tmp_path / "one").events) == events  # from the journal
    store.close()
    assert list(open_store(tmp_path / "one").events) == events  # from the snapshot


def test_events_keep_their_order_over_checkpoints(tmp_path: Path) -> None:
    saved: list[str] = []
    for number in range(5):
        with open_store(tmp_path / "one") as store:
            for _ in range(number):
                event = answered()
                store.append(event)
                saved.append(event.id)
                store.checkpoint()
    assert ids(open_store(tmp_path / "one")) == saved


def test_an_event_is_stored_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    event = answered()
    store.append(event)
    store.append(event, answered(), event)
    assert len(store) == 2
    assert len(open_store(tmp_path / "one")) == 2


def test_nothing_is_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append()
    store.checkpoint() if (tmp_path / "one").exists() else None
    assert not (tmp_path / "one").exists()


def test_a_checkpoint_without_news_writes_nothing(tmp_path: Path) -> None:
    record(tmp_path / "one", 2)
    files = FaultyFiles()
    store = open_store(tmp_path / "one", files=files)
    store.checkpoint()
    assert "create" not in files.calls


def test_marks(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.set_mark("place", {"module": "biology", "line": 12})
    store.set_mark("draft", "x")
    store.set_mark("draft", "")
    store.set_mark("theme", "dark")
    store.set_mark("theme", None)
    expected = {"place": {"module": "biology", "line": 12}, "draft": ""}
    assert dict(store.marks) == expected
    assert "theme" not in store.marks
    assert len(store.marks) == 2
    assert dict(open_store(tmp_path / "one").marks) == expected
    store.close()
    assert dict(open_store(tmp_path / "one").marks) == expected
    with pytest.raises(KeyError):
        store.marks["theme"]


def test_marks_cost_no_sync_unless_asked(tmp_path: Path) -> None:
    files = FaultyFiles()
    store = open_store(tmp_path / "one", files=files)
    store.append(answered())
    store.append(answered())
    files.calls.clear()
    store.set_mark("place", 1)
    assert files.calls == ["write"]
    store.set_mark("place", 2, durable=True)
    assert files.calls == ["write", "write", "sync_data"]


def test_marks_do_not_count_as_events(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.set_mark("place", 1)
    assert len(store) == 0
    assert store.events == []


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, {1: 2}, "\ud800"])
def test_a_mark_that_json_cannot_hold(tmp_path: Path, value: object) -> None:
    store = open_store(tmp_path / "one")
    with pytest.raises(ValueError, match="the value"):
        store.set_mark("place", value)  # type: ignore[arg-type]
    assert not (tmp_path / "one").exists()


def test_the_version_tells_whether_anything_is_new(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    versions = [store.version]
    store.append(answered())
    versions.append(store.version)
    store.set_mark("place", 1)
    versions.append(store.version)
    assert len(set(versions)) == 3
    store.close()
    assert open_store(tmp_path / "one").version == versions[-1]


def test_checkpoints_happen_by_themselves(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    for number in range(200):
        assert Place(tmp_path / "one").snapshot.exists() is (number > 199)
        store.append(answered())
    with TinyDB(Place(tmp_path / "one").snapshot, access_mode="r") as base:
        assert len(base.table("events")) == 200


def test_a_snapshot_that_would_not_read_is_never_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered())
    store.checkpoint()
    before = Place(tmp_path / "one").snapshot.read_bytes()
    monkeypatch.setattr("edu_tui.progress.checkpoint.render", lambda *_: b"a fault of ours")
    store.append(answered())
    with pytest.raises(NotSaved, match="Every answer is safe"):
        store.checkpoint()
    store.close()
    assert Place(tmp_path / "one").snapshot.read_bytes() == before
    assert len(open_store(tmp_path / "one")) == 2


def test_a_closed_store_can_still_save(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered())
    store.close()
    store.append(answered())
    store.close()
    assert len(open_store(tmp_path / "one")) == 2


def test_read_only_on_request(tmp_path: Path) -> None:
    saved = record(tmp_path / "one", 2)
    store = open_store(tmp_path / "one", read_only=True)
    assert store.read_only
    assert ids(store) == saved
    assert store.notices == ()
    with pytest.raises(Exception, match="open for reading only"):
        store.append(answered())


def test_a_program_that_was_never_closed_loses_nothing(tmp_path: Path) -> None:
    clock = Clock()
    for number in range(4):
        open_store(tmp_path / "one", clock).append(answered(f"q-{number}"))
    assert len(open_store(tmp_path / "one", clock)) == 4


def test_merge_another_learners_file(tmp_path: Path) -> None:
    mine, theirs = record(tmp_path / "one", 2), record(tmp_path / "two", 3)
    store = open_store(tmp_path / "one")
    assert store.merge(Place(tmp_path / "two").snapshot) == 3
    assert store.merge(Place(tmp_path / "two").snapshot) == 0
    assert sorted(ids(store)) == sorted(mine + theirs)
    assert len(open_store(tmp_path / "one")) == 5


def test_merge_a_file_of_stock_tinydb_and_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "stock.json"
    with TinyDB(path) as base:
        base.table("events").insert(to_document(answered()))
    open_store(tmp_path / "two").append(answered())
    store = open_store(tmp_path / "one")
    assert store.merge(path) == 1
    assert store.merge(next((tmp_path / "two").glob("journal-*.log"))) == 1
    assert len(store.events) == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"events": []}', '{"events": {"1": 3}}', '{"events": {"1": {"id": 4}}}', '{"events": {}, "events": {}}'],
)
def test_merge_what_is_no_progress(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    store = open_store(tmp_path / "one")
    with pytest.raises(MergeError, match=r"other\.json .*\.$"):
        store.merge(path)
    with pytest.raises(MergeError, match="cannot be read"):
        store.merge(tmp_path / "missing")
    assert len(store) == 0


def test_opening_imports_little(tmp_path: Path) -> None:
    """A small store opens without TinyDB, filelock (which pulls in a lot), fsrs, Textual or the library."""
    record(tmp_path / "one", 2)
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from edu_tui.progress.store import ProgressStore\n"
        "store = ProgressStore.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC)); assert len(store.events) == 2\n"
        "print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "one"], check=True, capture_output=True, text=True, env=environment)
    modules = set(done.stdout.split())
    unwanted = {
        "tinydb",
        "filelock",
        "fsrs",
        "platformdirs",
        "asyncio",
        "textual",
        "rich",
        "edu_tui.library",
        "edu_tui.app",
        "logging",
        "hashlib",
    }
    assert not modules & unwanted
    assert "edu_tui.progress.store" in modules


def test_the_file_is_plain_json_by_lines(tmp_path: Path) -> None:
    record(tmp_path / "one", 3)
    text = Place(tmp_path / "one").snapshot.read_text()
    assert set(json.loads(text)) == {"_meta", "marks", "events"}
    assert sum(line.startswith('"') and '"what":"answered"' in line for line in text.splitlines()) == 3
