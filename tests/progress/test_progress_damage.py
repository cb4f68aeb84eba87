"""Damaged progress files of every kind: the program starts, says so, keeps the damaged file, and brings everything back."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from progress_kit import Clock, FaultyFiles, answered, ids, open_store, record
from tinydb import TinyDB

from edu_tui.progress.place import Place
from edu_tui.progress.snapshot import DamagedError, parse

ROW = {
    "what": "answered",
    "id": "x",
    "at": "2026-01-01T00:00:00+00:00",
    "question": "q",
    "rev": 1,
    "run": "r",
    "response": [],
    "score": 1.0,
}

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one zero byte": lambda _: b"\0",
    "zeros": lambda data: bytes(len(data)),
    "zeros at the end": lambda data: data[:-200] + bytes(200),
    "zeros in the midst": lambda data: data[:300] + bytes(100) + data[400:],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut by one": lambda data: data[:-1],
    "cut in the head": lambda data: data[:20],
    "doubled": lambda data: data * 2,
    "old tail": lambda data: data + b'"}}}',
    "garbage": lambda _: bytes(range(256)) * 8,
    "blanks": lambda _: b" \n\n ",
    "html": lambda _: b"<!doctype html><title>Sign in</title>",
    "conflict marks": lambda data: b"<<<<<<< ours\n" + data + b"=======\n" + data + b">>>>>>> theirs\n",
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "latin-1": lambda data: data.replace(b"answered", b"\xe9\xe8\xff", 1),
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "null": lambda _: b"null",
    "true": lambda _: b"true",
    "number": lambda _: b"7",
    "text": lambda _: b'"progress"',
    "list": lambda _: b"[]",
    "list of events": lambda _: json.dumps([ROW]).encode(),
    "empty object": lambda _: b"{}",
    "events a list": lambda _: json.dumps({"events": [ROW]}).encode(),
    "events null": lambda _: b'{"events": null}',
    "row not an object": lambda _: b'{"events": {"1": 3}}',
    "row without id": lambda _: b'{"events": {"1": {"what": "answered"}}}',
    "id abc": lambda _: json.dumps({"events": {"abc": ROW}}).encode(),
    "stock TinyDB": lambda _: json.dumps({"_default": {"1": ROW}}).encode(),
    "stock TinyDB with events": lambda _: json.dumps({"events": {"1": ROW}}).encode(),
    "rewritten by stock TinyDB": lambda data: json.dumps(json.loads(data)).encode(),
    "row removed": lambda data: b"\n".join(line for line in data.split(b"\n") if not line.startswith(b'"2":')),
    "number changed": lambda data: data.replace(b'"score":1.0', b'"score":0.0', 1),
    "twice the same key": lambda _: b'{"events": {"1": {}}, "events": {}}',
    "deep": lambda _: b"[" * 100_000,
    "deep object": lambda _: b'{"a":' * 100_000,
    "long number": lambda _: b'{"events": ' + b"1" * 5_000 + b"}",
    "NaN": lambda _: b'{"events": {"1": {"score": NaN}}}',
    "half a pair": lambda _: b'{"events": {"\\ud800": 1}}',
    "wrong sum": lambda data: data.replace(data[22:30], b"00000000", 1),
    "sum without body": lambda data: data[:32],
}


def damage(folder: Path, how: Callable[[bytes], bytes]) -> bytes:
    path = Place(folder).snapshot
    data = how(path.read_bytes())
    path.write_bytes(data)
    return data


@pytest.mark.parametrize("name", DAMAGE)
def test_everything_comes_back(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "one"
    clock = Clock()
    saved = record(folder, 3, clock)
    clock.move(days=5)
    saved += record(folder, 2, clock)
    for journal in folder.glob("journal-*.log"):
        journal.unlink()  # so that the backup is needed
    store = open_store(folder, clock)
    last = answered("journal only")
    store.append(last)
    saved.append(last.id)
    data = damage(folder, DAMAGE[name])

    store = open_store(folder, clock)
    assert sorted(ids(store)) == sorted(saved)
    (notice,) = store.notices
    assert "progress.json" in notice
    assert "6 answers were restored from the backup of" in notice
    (copy,) = Place(folder).quarantine.iterdir()
    assert copy.read_bytes() == data
    assert str(copy) in notice
    assert Place(folder).snapshot.read_bytes() == data  # still there; only a checkpoint replaces it
    store.close()

    again = open_store(folder, clock)
    assert sorted(ids(again)) == sorted(saved)
    assert again.notices == ()


@pytest.mark.parametrize("name", ["empty", "garbage", "stock TinyDB", "null"])
def test_merely_looking_at_damage_repairs_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 3)
    data = damage(folder, DAMAGE[name])
    store = open_store(folder, read_only=True)
    assert sorted(ids(store)) == sorted(saved)
    assert len(store.notices) == 1
    store.close()
    assert Place(folder).snapshot.read_bytes() == data
    assert not Place(folder).quarantine.exists()


def test_a_missing_snapshot_is_damage_when_there_is_a_backup(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 3)
    Place(folder).snapshot.unlink()
    store = open_store(folder)
    assert sorted(ids(store)) == sorted(saved)
    assert "is missing" in store.notices[0]


def test_a_missing_snapshot_is_damage_when_a_journal_knew_it(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 3)
    open_store(folder).append(answered("later"))
    for file in [Place(folder).snapshot, *Place(folder).backups.iterdir()]:
        file.unlink()
    assert "is missing" in open_store(folder).notices[0]
    assert len(open_store(folder)) == 4  # the journals of that day are still there


def test_a_new_learner_is_told_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    open_store(folder).append(answered())
    assert open_store(folder).notices == ()


def test_all_backups_bad(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 3)
    for file in [Place(folder).snapshot, *Place(folder).backups.iterdir()]:
        file.write_bytes(b"nothing of use")
    store = open_store(folder)
    assert sorted(ids(store)) == sorted(saved)  # from the journal
    assert "from the journals alone, as there is no good backup" in store.notices[0]


def test_everything_bad_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 3)
    for file in [path for path in folder.rglob("*") if path.is_file() and path.name != "progress.lock"]:
        file.write_bytes(b"nothing of use")
    store = open_store(folder)
    assert len(store) == 0
    assert any("0 answers were restored" in notice for notice in store.notices)
    store.append(answered())
    store.close()
    assert len(open_store(folder)) == 1
    assert len(list(Place(folder).quarantine.iterdir())) == 2  # the snapshot and the journal


def test_the_newest_good_backup_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    clock = Clock()
    early = record(folder, 3, clock)
    clock.move(days=1)
    record(folder, 2, clock)
    for journal in folder.glob("journal-*.log"):
        journal.unlink()
    newest = sorted(Place(folder).backups.iterdir())[-1]
    newest.write_bytes(newest.read_bytes()[:-9])
    damage(folder, DAMAGE["empty"])
    assert sorted(ids(open_store(folder, clock))) == sorted(early)


def test_an_old_copy_that_was_put_back_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    clock = Clock()
    saved = record(folder, 3, clock)
    old = Place(folder).snapshot.read_bytes()
    clock.move(days=1)
    saved += record(folder, 2, clock)
    for journal in folder.glob("journal-*.log"):
        journal.unlink()
    Place(folder).snapshot.write_bytes(old)
    store = open_store(folder, clock)
    assert sorted(ids(store)) == sorted(saved)
    assert "older copy" in store.notices[0]
    assert "2 steps were added" in store.notices[0]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 3)
    damage(folder, lambda data: b"\xef\xbb\xbf" + data)
    store = open_store(folder)
    assert ids(store) == saved
    assert store.notices == ()


def test_a_newer_version_is_only_read(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 3)
    data = damage(folder, lambda _: b'{"_meta": {"1": {"fmt": 2}}, "events": {"1": {"new": "shape"}}}')
    store = open_store(folder)
    assert store.read_only
    assert "newer version" in store.notices[0]
    with pytest.raises(Exception, match="Update edu-tui"):
        store.append(answered())
    store.close()
    assert Place(folder).snapshot.read_bytes() == data


def test_a_newer_version_that_comes_while_running(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered())
    store.checkpoint()
    newer = b'{"_meta": {"1": {"fmt": 2}}}'
    Place(folder).snapshot.write_bytes(newer)
    store.append(answered())
    store.checkpoint()
    store.close()
    assert Place(folder).snapshot.read_bytes() == newer
    store.refresh()
    assert store.read_only
    assert len(open_store(folder)) == 2  # the journals can still be read


def test_a_snapshot_that_cannot_be_read_now_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 3)
    path = Place(folder).snapshot
    path.rename(path.with_name("elsewhere"))
    path.mkdir()
    store = open_store(folder)
    assert len(store) == 3
    assert "could not be read" in store.notices[0]
    store.append(answered())
    store.close()
    assert path.is_dir()
    assert len(open_store(folder)) == 4


def test_a_snapshot_that_could_not_be_read_for_a_moment(tmp_path: Path) -> None:
    """It is read when it can be, and never replaced by the less that was known meanwhile."""
    folder, clock = tmp_path / "one", Clock()
    saved = record(folder, 2, clock)
    clock.move(minutes=1)
    saved += record(folder, 3, clock)
    for journal in folder.glob("journal-*.log"):
        journal.unlink()
    (newest, *_) = sorted(Place(folder).backups.iterdir(), reverse=True)
    newest.unlink()
    store = open_store(folder, clock, files=FaultyFiles(errno.EIO, 1, only=("read",)))
    assert len(store) == 2
    assert "could not be read" in store.notices[0]
    store.append(answered())
    store.close()
    assert not Place(folder).quarantine.exists()
    assert set(saved) <= set(ids(open_store(folder, clock)))


def test_every_flipped_bit_of_a_snapshot_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 2)
    data = Place(folder).snapshot.read_bytes()
    parse(data)
    for index in range(len(data)):
        flipped = bytearray(data)
        flipped[index] ^= 1 << index % 8
        with pytest.raises(DamagedError):
            parse(bytes(flipped))


def test_the_damaged_file_of_stock_tinydb_use(tmp_path: Path) -> None:
    """Somebody opens our file with stock TinyDB and inserts: noticed, kept, nothing of ours lost."""
    folder = tmp_path / "one"
    saved = record(folder, 3)
    with TinyDB(Place(folder).snapshot) as base:
        base.table("events").insert({"id": "by hand"})
    store = open_store(folder)
    assert sorted(ids(store)) == sorted(saved)
    assert "changed by something other than edu-tui" in store.notices[0]


def test_what_cannot_be_copied_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 3)
    data = damage(folder, DAMAGE["cut in half"])
    Place(folder).quarantine.write_bytes(b"in the way")
    store = open_store(folder)
    event = answered()
    store.append(event)
    store.close()
    assert Place(folder).snapshot.read_bytes() == data
    assert sorted(ids(open_store(folder, read_only=True))) == sorted([*saved, event.id])
    Place(folder).quarantine.unlink()
    open_store(folder).close()
    assert Place(folder).snapshot.read_bytes() != data
    assert [path.read_bytes() for path in Place(folder).quarantine.iterdir()] == [data]
