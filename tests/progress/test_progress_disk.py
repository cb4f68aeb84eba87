"""Rights, links, full and read-only disks, and folders that go away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from progress_kit import Clock, answered, ids, open_store, record

from edu_tui.progress import journal as journal_module
from edu_tui.progress.errors import Broken, DiskFull, ReadOnly
from edu_tui.progress.files import RealFiles
from edu_tui.progress.place import Place
from edu_tui.progress.store import ProgressStore

LIMITED = """
import resource, sys
from pathlib import Path
from progress_kit import answered, open_store
from edu_tui.progress.errors import DiskFull
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
store = open_store(Path(sys.argv[1]))
store._due = sys.maxsize
try:
    while True:
        event = answered()
        store.append(event)
        print(event.id)
except DiskFull as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
event = answered()
store.append(event)
print(event.id)
"""


def mount(folder: Path, *options: str) -> None:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("no right to mount a file system here")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    mount(folder, "-t", "tmpfs", "-o", "size=512k", "tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(store: ProgressStore) -> tuple[list[str], str]:
    """Record until the disk is full; the ids that were saved, and what was said then."""
    saved: list[str] = []
    while True:
        event = answered(f"q-{len(saved)}")
        try:
            store.append(event)
        except DiskFull as error:
            return saved, str(error)
        saved.append(event.id)


def test_a_full_disk_loses_nothing_and_is_usable_again(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(200 * 1024))
    store = open_store(small_disk / "one")
    saved, message = fill_up(store)
    assert len(saved) > 100
    assert "full" in message
    assert ids(open_store(small_disk / "one", read_only=True)) == saved
    ballast.unlink()
    store.append(answered("after"))
    store.close()
    assert len(open_store(small_disk / "one")) == len(saved) + 1


def test_a_full_disk_does_not_fill_up_with_trials(small_disk: Path) -> None:
    store = open_store(small_disk / "one")
    store.append(answered())
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    store._pen.retire()
    for _ in range(20):
        with pytest.raises(DiskFull):
            store.append(answered())
    assert len(list((small_disk / "one").iterdir())) == 1


def test_a_read_only_disk_can_be_read(small_disk: Path) -> None:
    folder = small_disk / "one"
    saved = record(folder, 3)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    store = open_store(folder)
    assert ids(store) == saved
    assert store.read_only
    assert "cannot be written" in store.notices[0]
    with pytest.raises(ReadOnly, match="NOT saved"):
        store.append(answered())
    with pytest.raises(ReadOnly):
        store.set_mark("place", 1)
    store.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_disk_that_turns_read_only(small_disk: Path) -> None:
    store = open_store(small_disk / "one")
    store.append(answered())
    store._pen.journal.close()  # type: ignore[union-attr]  # an open file would keep the disk writable
    store._pen.journal = None
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnly):
        store.append(answered())
    store.close()
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    store.append(answered())
    assert len(open_store(small_disk / "one")) == 2


def test_an_unmounted_disk_is_not_written_beneath(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    mount(folder, "-t", "tmpfs", "tmpfs")
    store = open_store(folder / "one")
    store.append(answered())
    subprocess.run(["umount", "-l", str(folder)], check=True)
    store._pen.retire()
    with pytest.raises(Broken, match="no longer there"):
        store.append(answered())
    assert list(folder.iterdir()) == []


def test_a_file_size_limit(tmp_path: Path) -> None:
    """Also a quota's end: Python ignores SIGXFSZ, so the write fails instead."""
    environment = {**os.environ, "PYTHONPATH": f"{Path(__file__).parents[2]}{os.pathsep}{Path(__file__).parent}"}
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "one")]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.splitlines()
    assert "full" in lines[-2]
    assert ids(open_store(tmp_path / "one")) == [*lines[:-2], lines[-1]]


class Unwritable(RealFiles):
    """A folder without the right to write: root may write anyway, so the answer is made up."""

    def can_write(self, folder: Path) -> bool:
        return False


def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    saved = record(folder, 2)
    store = open_store(folder, files=Unwritable())
    assert ids(store) == saved
    assert store.read_only
    with pytest.raises(ReadOnly, match="--data-dir"):
        store.append(answered())
    with pytest.raises(ReadOnly):
        store.checkpoint()


def test_looking_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "learners" / "one"
    with open_store(folder) as store:
        assert len(store) == 0
        assert dict(store.marks) == {}
        assert store.refresh() == ()
    assert list(tmp_path.iterdir()) == []


def time_passes(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of the monotonic clock, to be moved by hand."""
    seconds = [1000.0]
    monkeypatch.setattr(journal_module, "monotonic", lambda: seconds[0])
    return seconds


def test_a_folder_removed_while_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = time_passes(monkeypatch)
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered())
    shutil.rmtree(folder)
    seconds[0] += journal_module.CHECK_EVERY
    with pytest.raises(Broken, match="no longer there"):
        store.append(answered())
    assert not folder.exists()
    folder.mkdir()  # an empty mount point, or another folder of the name
    with pytest.raises(Broken):
        store.append(answered())
    assert list(folder.iterdir()) == []
    store.close()


def test_a_journal_removed_while_running_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = time_passes(monkeypatch)
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("q-0"))
    next(folder.glob("journal-*.log")).unlink()
    seconds[0] += journal_module.CHECK_EVERY
    store.append(answered("q-1"))
    assert [event.question for event in open_store(folder).events] == ["q-0", "q-1"]  # type: ignore[union-attr]


def test_leftovers_of_killed_programs_go(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 1, Clock())
    left = folder / ".progress.json.99.abcdef.tmp"
    left.write_bytes(b"half")
    record(folder, 1, Clock())
    assert not left.exists()


@pytest.mark.parametrize("data", [b"", bytes(70_000), b"half a li"], ids=["empty", "room", "half"])
def test_a_journal_without_a_line_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("edu_tui.progress.checkpoint.GRACE", timedelta.min)
    folder, clock = tmp_path / "one", Clock()
    record(folder, 1, clock)
    left = Place(folder).journal("0123456789abcdef")
    left.write_bytes(data)
    for _ in range(3):
        clock.move(hours=1)
        record(folder, 1, clock)
    assert not left.exists()
