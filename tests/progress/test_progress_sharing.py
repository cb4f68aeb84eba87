"""Several programs, threads and processes on one learner."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from progress_kit import Clock, answered, ids, open_store, record

from edu_tui.progress import store as store_module
from edu_tui.progress.errors import Busy
from edu_tui.progress.place import Place

HOLD = """
import os, signal, sys
from filelock import FileLock
lock = FileLock(sys.argv[1])
lock.acquire()
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""


def test_two_windows_see_each_other(tmp_path: Path) -> None:
    left, right = open_store(tmp_path / "one"), open_store(tmp_path / "one")
    for number in range(20):
        left.append(answered(f"left-{number}"))
        right.append(answered(f"right-{number}"))
        assert [event.question for event in left.refresh()] == [f"right-{number}"]
    assert len(right.refresh()) == 20
    assert right.refresh() == ()
    assert sorted(ids(left)) == sorted(ids(right))


def test_checkpoints_of_both_windows_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "CHECKPOINT_EVERY", 3)
    clock = Clock()
    stores = [open_store(tmp_path / "one", clock) for _ in range(3)]
    saved = []
    for number in range(60):
        store = stores[number % 3]
        event = answered(f"q-{number}")
        store.append(event)
        saved.append(event.id)
        clock.move(minutes=11)
        if number % 10 == 9:
            store.close()
            stores[number % 3] = open_store(tmp_path / "one", clock)
    for store in stores:
        store.refresh()
        assert sorted(ids(store)) == sorted(saved)
        store.close()
    assert sorted(ids(open_store(tmp_path / "one"))) == sorted(saved)


def test_marks_of_two_windows_settle_alike(tmp_path: Path) -> None:
    left, right = open_store(tmp_path / "one"), open_store(tmp_path / "one")
    left.set_mark("theme", "dark")
    right.set_mark("theme", "light")
    left.refresh()
    right.refresh()
    assert left.marks["theme"] == right.marks["theme"]
    right.set_mark("theme", "amber")  # right has heard of the first, so this one is later
    left.refresh()
    assert left.marks["theme"] == "amber"


def test_the_snapshot_of_another_window_is_taken_in(tmp_path: Path) -> None:
    left = open_store(tmp_path / "one")
    left.append(answered("mine"))
    others = record(tmp_path / "one", 5)
    for journal in (tmp_path / "one").glob("journal-*.log"):
        if journal.name not in left._pen.names():
            journal.unlink()  # only the snapshot has them now
    assert {event.id for event in left.refresh()} == set(others)


def test_a_stopped_program_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "LOCK_PATIENCE", 0.05)
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("before"))
    with subprocess.Popen([sys.executable, "-c", HOLD, str(Place(folder).lock)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        os.waitpid(holder.pid, os.WUNTRACED)
        store.append(answered("during"))
        with pytest.raises(Busy, match=r"Every answer is safe"):
            store.checkpoint()
        store.close()
        assert len(open_store(folder)) == 2
        assert not Place(folder).snapshot.exists()
        holder.send_signal(signal.SIGKILL)
    again = open_store(folder)
    again.append(answered("after"))
    again.checkpoint()  # the kernel freed the lock of the killed holder
    assert again.notices == ()


def test_eight_threads(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    batches = [[answered(f"q-{number}-{thread}") for number in range(100)] for thread in range(8)]

    def work(events: list[object]) -> None:
        for event in events:
            store.append(event)  # type: ignore[arg-type]
            store.set_mark("place", 1)

    threads = [threading.Thread(target=work, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = sorted(event.id for batch in batches for event in batch)
    assert sorted(ids(store)) == expected
    store.close()
    assert sorted(ids(open_store(tmp_path / "one"))) == expected


def test_a_forked_child_writes_a_journal_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("before"))
    child = os.fork()
    if child == 0:
        try:
            store.append(answered("child"))
            store.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    store.append(answered("parent"))
    assert [event.question for event in store.refresh() if event.question == "child"] == ["child"]  # type: ignore[union-attr]
    store.close()
    assert sorted(event.question for event in open_store(folder).events) == ["before", "child", "parent"]  # type: ignore[union-attr]


def test_folders_that_went_apart_come_together(tmp_path: Path) -> None:
    """A sync tool copies single files both ways and keeps the loser of a conflict under another name."""
    left, right = tmp_path / "left", tmp_path / "right"
    common = record(left, 3)
    shutil.copytree(left, right)
    mine, theirs = record(left, 2), record(right, 4)
    for file in right.iterdir():
        if file.name == "progress.json":
            shutil.copy(file, left / "progress (conflicted copy 2026-03-02).json")
    store = open_store(left)
    assert sorted(ids(store)) == sorted(common + mine + theirs)
    assert any("4 steps" in notice and "sync tool" in notice for notice in store.notices)
    store.append(answered())
    store.close()
    assert open_store(left).notices == ()


def test_every_prefix_of_every_file_opens(tmp_path: Path) -> None:
    """A sync tool may deliver half of anything; with one file cut off at any length the others still hold everything."""
    folder = tmp_path / "one"
    clock = Clock()
    saved = record(folder, 4, clock) + record(folder, 3, clock)
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        whole = file.read_bytes()
        for length in range(0, len(whole), 97):
            file.write_bytes(whole[:length])
            with open_store(folder, clock, read_only=True) as store:
                assert sorted(ids(store)) == sorted(saved), (file, length)
        file.write_bytes(whole)
    assert sorted(ids(open_store(folder))) == sorted(saved)


def test_no_lock_is_needed_to_save(tmp_path: Path) -> None:
    """Where locks lie, as on some network folders, two programs still write two files."""
    folder = tmp_path / "one"
    left, right = open_store(folder), open_store(folder)
    left.append(answered())
    right.append(answered())
    assert len(list(folder.glob("journal-*.log"))) == 2
    assert not Place(folder).lock.exists()
