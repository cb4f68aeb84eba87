"""Several programs, threads and processes on one learner."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from progress_kit import NEVER, Clock, FaultyFiles, answered, ids, in_child, open_store, record

from edu_tui.progress import checkpoint
from edu_tui.progress import store as store_module
from edu_tui.progress.errors import Busy
from edu_tui.progress.files import RealFiles
from edu_tui.progress.journal import ROOM
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
    for _ in range(5):
        left.set_mark("theme", "paper")
    right.refresh()
    right.set_mark("theme", "amber")  # right has heard of all of these, so this one is later, however few it has set itself
    left.refresh()
    assert left.marks["theme"] == "amber"


class Meddling(RealFiles):
    """Lets something happen when the folder is listed for the first time: just after the snapshot was read."""

    def __init__(self, action: Callable[[], None]) -> None:
        self.action = action

    def names(self, folder: Path) -> list[str]:
        action, self.action = self.action, lambda: None
        action()
        return super().names(folder)


def test_a_checkpoint_in_the_middle_of_reading(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    other = open_store(folder)
    other.append(answered("early"))
    other.checkpoint()
    other.append(answered("late"))

    def fold() -> None:
        other.checkpoint()
        for journal in folder.glob("journal-*.log"):
            journal.unlink()

    store = open_store(folder, files=Meddling(fold))
    assert [event.question for event in store.events] == ["early", "late"]  # type: ignore[union-attr]


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


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 warns of it beside threads
def test_a_forked_child_writes_a_journal_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("before"))
    assert in_child(lambda: store.append(answered("child"))) == 0
    assert store._pen.journal.path.stat().st_size == ROOM  # type: ignore[union-attr]  # the child let it alone
    store.append(answered("parent"))
    assert [event.question for event in store.refresh() if event.question == "child"] == ["child"]  # type: ignore[union-attr]
    store.close()
    assert sorted(event.question for event in open_store(folder).events) == ["before", "child", "parent"]  # type: ignore[union-attr]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_disk_that_refuses_at_a_fork_leaves_the_child_its_own_journal(tmp_path: Path) -> None:
    """Nor may it leave what is saved elsewhere with both of them: each of many stores has its turn before or after the one on that disk."""
    files = FaultyFiles(errno.EIO)
    stores = [open_store(tmp_path / str(number)) for number in range(8)] + [open_store(tmp_path / "refused", files=files)]
    for store in stores:
        store.append(answered("before"))

    def record_all() -> None:
        files.first = NEVER
        for store in stores:
            store.append(answered("child"))

    files.first, files.times = len(files.calls) + 1, NEVER
    assert in_child(record_all) == 0
    files.first = NEVER
    for store in stores:
        store.append(answered("parent"))
        store.close()
        assert sorted(event.question for event in open_store(store.folder).events) == ["before", "child", "parent"]  # type: ignore[union-attr]


def test_the_journal_of_a_living_program_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However old, and though all in it was folded and backed up: its program may write on at any moment."""
    monkeypatch.setattr(checkpoint, "GRACE", timedelta.min)
    folder, clock = tmp_path / "one", Clock()
    idle, busy = open_store(folder, clock), open_store(folder, clock)
    idle.append(answered("idle"))
    journal = idle._pen.journal
    assert journal is not None
    for _ in range(3):
        clock.move(hours=1)
        busy.append(answered())
        busy.checkpoint()
    assert journal.path.exists()
    idle._pen.retire()  # the program ends
    clock.move(hours=1)
    busy.append(answered())
    busy.checkpoint()
    assert not journal.path.exists()
    assert len(open_store(folder, clock)) == 5
