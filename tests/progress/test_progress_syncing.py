"""Folders that a sync tool or a network carries about: copies in conflict, halves of files, older versions, locks that lie."""

from __future__ import annotations

import fcntl
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from progress_kit import Clock, answered, ids, open_store, record

from edu_tui.progress import checkpoint
from edu_tui.progress.place import Place


def test_an_older_copy_of_a_journal_does_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    other = open_store(folder)
    other.append(answered("q-0"))
    other._pen.retire()
    (journal,) = folder.glob("journal-*.log")
    whole = journal.read_bytes()
    store = open_store(folder)
    journal.write_bytes(whole[:50])
    assert store.refresh() == ()
    journal.write_bytes(whole)
    assert store.refresh() == ()
    assert len(store) == 1


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


def test_a_program_killed_after_it_was_read_is_read_on(tmp_path: Path) -> None:
    """Its journal keeps its length, because room is made ahead: what was put into the room later must be seen all the same."""
    folder, clock = tmp_path / "one", Clock()
    killed, other = open_store(folder, clock), open_store(folder, clock)
    killed.append(answered("early"))
    journal = killed._pen.journal
    assert journal is not None
    other.refresh()
    fcntl.flock(journal._descriptor, fcntl.LOCK_UN)  # as on a network folder, where the lock of a living program is not seen
    other.append(answered("other"))
    other.checkpoint()
    killed.append(answered("late"))
    assert [event.question for event in other.refresh()] == ["late"]  # type: ignore[union-attr]
    other.close()
    assert len(open_store(folder, clock)) == 3


def test_a_journal_that_grew_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync tool brings the rest of another computer's journal after its first part was folded and backed up."""
    monkeypatch.setattr(checkpoint, "GRACE", timedelta.min)
    there, here, clock = tmp_path / "there", tmp_path / "here", Clock()
    writer = open_store(there, clock)
    writer.append(answered("q-0"))
    part = writer._pen.journal.size  # type: ignore[union-attr]
    writer.append(answered("q-1"))
    writer._pen.retire()
    (source,) = there.glob("journal-*.log")
    here.mkdir()
    target = here / source.name
    target.write_bytes(source.read_bytes()[:part])
    store = open_store(here, clock)
    store.append(answered("mine"))
    store.checkpoint()
    target.write_bytes(source.read_bytes())
    store.checkpoint()
    assert target.exists()
    assert len(store) == 3
    for _ in range(2):
        clock.move(hours=1)
        store.append(answered())
        store.checkpoint()
    assert not target.exists()
    assert len(open_store(here, clock)) == 5


def test_no_lock_is_needed_to_save(tmp_path: Path) -> None:
    """Where locks lie, as on some network folders, two programs still write two files."""
    folder = tmp_path / "one"
    left, right = open_store(folder), open_store(folder)
    left.append(answered())
    right.append(answered())
    assert len(list(folder.glob("journal-*.log"))) == 2
    assert not Place(folder).lock.exists()
