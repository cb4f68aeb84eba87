"""All that is kept of a learner, in files that others read."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from progress_kit import START, FaultyFiles, answered, ids, open_store
from tinydb import TinyDB, where

from edu_tui.progress.events import Event, Noted, Read, new_id, stamp, to_document
from edu_tui.progress.exporting import ExportError, as_csv, as_json, write_export
from edu_tui.progress.files import RealFiles

HARD_TEXTS = ["", "Zoë", "👩‍⚕️", "\u202eevil", "\x1b[2J", "\x7f\x80\u2028", 'a"b\\c', "line\nline\r\n", "=1+1", "@x", "\t-"]


def note(text: str, **fields: object) -> Noted:
    return Noted(**{"id": new_id(), "at": stamp(START), "subject": "q", "text": text, **fields})


def test_json_is_what_merge_and_stock_tinydb_read(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered("q-1"), *map(note, HARD_TEXTS))
    store.set_mark("place", {"module": "Zoë", "x": "\u202e"})
    text = as_json(store)
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    path = tmp_path / "export.json"
    path.write_text(text)
    other = open_store(tmp_path / "two")
    assert other.merge(path) == 1 + len(HARD_TEXTS)
    assert sorted(map(str, other.events)) == sorted(map(str, store.events))
    with TinyDB(path, access_mode="r") as base:
        assert base.table("events").get(where("question") == "q-1")["score"] == 1.0
        assert base.table("marks").get(where("key") == "place")["value"]["module"] == "Zoë"
    assert len(text.splitlines()) == len(store) + 4  # one event a line


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    with open_store(tmp_path / new_id()) as store:
        store.append(note(text))
        path = tmp_path / "export.json"
        path.write_text(as_json(store))
    other = open_store(tmp_path / new_id())
    other.merge(path)
    assert [event.text for event in other.events] == [text]  # type: ignore[union-attr]


def test_computers_that_know_the_same_export_the_same(tmp_path: Path) -> None:
    events = [answered(f"q-{number}", at=START + timedelta(minutes=number * 7 % 20)) for number in range(20)]
    left, right = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    left.append(*events)
    for event in reversed(events):
        right.append(event)
    assert as_csv(left) == as_csv(right)
    assert json.loads(as_json(left))["events"] == json.loads(as_json(right))["events"]


def test_csv_has_a_column_for_each_field(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    store.append(answered("q-1", 0.5, shown=("a", "b"), confidence=3), Read(id="r", at="?", module="m", audience="family", section="s"))
    store.db.insert({"id": "new", "at": stamp(START), "what": "walked", "minutes": 3, "with": {"name": "Max"}, "far": True})
    rows = {row["what"]: row for row in csv.DictReader(io.StringIO(as_csv(store)))}
    assert list(rows["read"])[:3] == ["at", "what", "id"]
    assert (rows["answered"]["score"], rows["answered"]["shown"], rows["answered"]["confidence"]) == ("0.5", '["a","b"]', "3")
    assert (rows["read"]["section"], rows["read"]["score"]) == ("s", "")
    assert (rows["walked"]["minutes"], rows["walked"]["with"], rows["walked"]["far"]) == ("3", '{"name":"Max"}', "true")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_a_formula_in_a_spreadsheet(tmp_path: Path, text: str) -> None:
    store = open_store(tmp_path / "one")
    store.append(note(text), answered("q", 0.0, ms=-5))
    cells = [row["text"] for row in csv.DictReader(io.StringIO(as_csv(store), newline="")) if row["what"] == "noted"]
    assert cells == ["'" + text.replace("\r", "\n")]
    assert "-5" in [row["ms"] for row in csv.DictReader(io.StringIO(as_csv(store)))]


def test_nothing_done_is_an_empty_export(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    assert as_csv(store) == "at,what,id\n"
    (tmp_path / "x.json").write_text(as_json(store))
    assert store.merge(tmp_path / "x.json") == 0


def write(path: Path, text: str = "mine", *, force: bool = False, files: RealFiles | None = None, keep_out: Path | None = None) -> None:
    write_export(files or RealFiles(), path, text, force=force, keep_out=keep_out or path.parent / "learners")


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        for force in (False, True):
            write(tmp_path / "out.json", force=force)
            assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o600
            (tmp_path / "out.json").chmod(0o644)
    finally:
        os.umask(old)


def test_a_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write(path, "first")
    with pytest.raises(ExportError, match=r"there already and was left as it is: .* --force to replace it\.$"):
        write(path, "second")
    assert path.read_text() == "first"
    write(path, "second", force=True)
    assert path.read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("force", [False, True])
def test_only_plain_files_are_ever_replaced(tmp_path: Path, force: bool) -> None:
    victim, link, folder, pipe = (tmp_path / name for name in ("victim", "link", "folder", "pipe"))
    victim.write_text("precious")
    link.symlink_to(victim)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (link, folder, pipe, tmp_path / "dangling"):
        with pytest.raises(ExportError, match="there already"):
            write(path, force=force)
    assert victim.read_text() == "precious"
    assert pipe.is_fifo()
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("force", [False, True])
def test_progress_itself_is_out_of_reach(tmp_path: Path, force: bool) -> None:
    learners = tmp_path / "learners"
    with open_store(learners / "one") as store:
        store.append(answered())
    (tmp_path / "way").symlink_to(learners / "one")
    for path in (learners / "one" / "progress.json", learners / "x.json", tmp_path / "way" / "x.json", learners / ".." / "learners" / "y"):
        with pytest.raises(ExportError, match="where edu-tui keeps progress itself"):
            write(path, force=force, keep_out=learners)
    assert len(ids(open_store(learners / "one"))) == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("force", [False, True])
def test_a_failed_export_leaves_the_old_file_and_no_half_one(tmp_path: Path, code: int, force: bool) -> None:
    path = tmp_path / "out.json"
    for first in range(1, 50):
        if force:
            path.write_text("old")
        files = FaultyFiles(code, first, half=True, only=("create", "write", "sync", "replace"))
        with suppress(ExportError):
            write(path, "new " * 100, force=force, files=files)
            assert first > len(files.calls)
            return
        assert [one.read_text() for one in tmp_path.iterdir()] == (["old"] if force else [])
    pytest.fail("there is no end to the calls")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        write(tmp_path / "none" / "x.json")


def test_the_documentation_names_every_kind_and_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "your-data.md").read_text()
    for kind in get_args(Event):
        info = msgspec.inspect.type_info(kind)
        missing = [word for word in (info.tag, *(field.name for field in info.fields)) if f"`{word}`" not in page]
        assert not missing, f"docs/your-data.md does not name {missing} of {info.tag}"


def test_documents_are_exported_as_they_are(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    event = answered("q", 1 / 3, ms=2**53)
    store.append(event)
    (row,) = json.loads(as_json(store))["events"].values()
    assert row == json.loads(json.dumps(to_document(event)))
