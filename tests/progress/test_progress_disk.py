"""Rights, links, full and read-only disks, and folders that go away."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from progress_kit import Clock, answered, ids, open_store, record

from edu_tui.progress import journal as journal_module
from edu_tui.progress.errors import Broken, DiskFull, NotSaved, ReadOnly
from edu_tui.progress.files import RealFiles
from edu_tui.progress.place import Place

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


def test_a_full_disk_loses_nothing_and_is_usable_again(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(200 * 1024))
    store = open_store(small_disk / "one")
    saved: list[str] = []
    with pytest.raises(DiskFull) as caught:
        while True:
            event = answered(f"q-{len(saved)}")
            store.append(event)
            saved.append(event.id)
    assert len(saved) > 100
    assert "full" in str(caught.value)
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


def test_rights_under_any_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = tmp_path / "learners" / "one"
        record(folder, 2)
        Place(folder).snapshot.write_bytes(b"damaged")
        store = open_store(folder)
        store.append(answered())
        store.checkpoint()
    finally:
        os.umask(old)
    modes = {path.relative_to(tmp_path): stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert Path("learners/one/quarantine") in modes
    for path, mode in modes.items():
        assert mode == (0o700 if (tmp_path / path).is_dir() else 0o600), path


@pytest.mark.parametrize("name", ["progress.json", "progress.lock", "backups", "quarantine"])
def test_a_planted_link_is_not_followed(tmp_path: Path, name: str) -> None:
    folder, victim = tmp_path / "one", tmp_path / "victim"
    is_folder = name in ("backups", "quarantine")
    saved = record(folder, 2)
    path = folder / name
    if is_folder:
        shutil.rmtree(path, ignore_errors=True)
        victim.mkdir()
    else:
        path.unlink()
        victim.write_bytes(b"precious")
    path.symlink_to(victim)
    if name == "quarantine":
        Place(folder).snapshot.write_bytes(b"damaged")
    store = open_store(folder)
    store.append(answered())
    with pytest.raises(NotSaved) if name != "quarantine" and name != "progress.json" else nothing():
        store.checkpoint()
    store.close()
    if is_folder:
        assert list(victim.iterdir()) == []
    else:
        assert victim.read_bytes() == b"precious"
    path.unlink()
    assert set(saved) <= set(ids(open_store(folder)))


class nothing:  # noqa: N801 (reads like contextlib's)
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 2)
    Place(folder).snapshot.unlink()
    os.mkfifo(Place(folder).snapshot)
    os.mkfifo(folder / "journal-0123.log")
    store = open_store(folder)
    assert len(store) == 2
    assert any("could not be read" in notice for notice in store.notices)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 2)
    with Place(folder).snapshot.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    store = open_store(folder)
    assert len(store) == 2
    assert "too large" in store.notices[0]


def test_a_folder_removed_while_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "CHECK_EVERY", 0.0)
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered())
    shutil.rmtree(folder)
    with pytest.raises(Broken, match="no longer there"):
        store.append(answered())
    assert not folder.exists()
    folder.mkdir()  # an empty mount point, or another folder of the name
    with pytest.raises(Broken):
        store.append(answered())
    assert list(folder.iterdir()) == []
    store.close()


def test_a_journal_removed_while_running_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "CHECK_EVERY", 0.0)
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("q-0"))
    next(folder.glob("journal-*.log")).unlink()
    store.append(answered("q-1"))
    assert [event.question for event in open_store(folder).events] == ["q-0", "q-1"]  # type: ignore[union-attr]


def test_leftovers_of_killed_programs_go(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 1, Clock())
    left = folder / ".progress.json.99.abcdef.tmp"
    left.write_bytes(b"half")
    record(folder, 1, Clock())
    assert not left.exists()
