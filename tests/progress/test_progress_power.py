"""Power cuts: every state that the disk could be in after any system call opens, and holds what was acknowledged by then."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from progress_kit import Clock, answered, ids, open_store
from progress_power import RecordingFiles, build

from edu_tui.progress import checkpoint


def live(files: RecordingFiles, folder: Path) -> set[str]:
    """Three sessions with answers, marks and checkpoints, days apart, so that journals and backups also go; returns all ids."""
    clock = Clock()
    attempted: set[str] = set()
    for _ in range(3):
        store = open_store(folder, clock, files=files)
        for number in range(7):
            event = answered(f"q-{number}")
            attempted.add(event.id)
            store.append(event)
            files.acknowledge(event.id)
            if number % 3 == 2:
                store.set_mark("place", number)
                store.checkpoint()
            clock.move(minutes=20)
        store.close()
        clock.move(days=20)
    return attempted


def failures(tmp_path: Path, forget: str = "") -> tuple[int, list[str]]:
    """How many states there are, and what is wrong with which."""
    root = tmp_path / "disk"
    root.mkdir()
    files = RecordingFiles(root, forget)
    attempted = live(files, root / "learners" / "one")
    wrong: list[str] = []
    for number, (state, acknowledged) in enumerate(files.seen.items()):
        place = tmp_path / "state"
        build(state, place)
        store = open_store(place / "learners" / "one")
        found = ids(store)
        if not acknowledged <= set(found) <= attempted or len(set(found)) < len(found):
            wrong.append(f"state {number}: {len(acknowledged - set(found))} lost of {len(acknowledged)}")
        shutil.rmtree(place)
    return len(files.seen), wrong


@pytest.fixture
def _no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let journals of earlier sessions go at once: their real time of change is always now."""
    monkeypatch.setattr(checkpoint, "GRACE", timedelta.min)


@pytest.mark.usefixtures("_no_grace")
def test_no_state_loses_an_acknowledged_answer(tmp_path: Path) -> None:
    number, wrong = failures(tmp_path)
    assert number > 300
    assert wrong == []


@pytest.mark.usefixtures("_no_grace")
@pytest.mark.parametrize("forget", ["sync", "sync_data", "sync_folder"])
def test_a_disk_that_lies_is_found_out(tmp_path: Path, forget: str) -> None:
    _, wrong = failures(tmp_path, forget)
    assert wrong
