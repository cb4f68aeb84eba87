"""Rights of what is made, and links and strange files that somebody put in the way."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest
from progress_kit import answered, ids, open_store, record

from edu_tui.progress.errors import NotSaved
from edu_tui.progress.place import Place


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
    with pytest.raises(NotSaved) if name in ("progress.lock", "backups") else nullcontext():
        store.checkpoint()
    store.close()
    if is_folder:
        assert list(victim.iterdir()) == []
    else:
        assert victim.read_bytes() == b"precious"
    path.unlink()
    assert set(saved) <= set(ids(open_store(folder)))


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
