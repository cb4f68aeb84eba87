from __future__ import annotations

from pathlib import Path

from progress_kit import START, Clock, answered, open_store, record

from edu_tui.progress.health import examine
from edu_tui.progress.place import Place


def test_a_healthy_learner(tmp_path: Path) -> None:
    record(tmp_path / "one", 3)
    with open_store(tmp_path / "one") as store:
        store.db.insert({"id": "new", "what": "meditated"})
    health = examine(tmp_path / "one", Clock())
    assert (health.exists, health.writable) == (True, True)
    assert (health.events, health.unknown, health.journals, health.quarantined) == (4, 1, 2, 0)
    assert (health.backups, health.good_backups, health.newest_backup) == (2, 2, START)
    assert health.findings == ()


def test_a_new_learner(tmp_path: Path) -> None:
    health = examine(tmp_path / "one", Clock())
    assert (health.exists, health.writable, health.events, health.newest_backup) == (False, True, 0, None)
    assert list(tmp_path.iterdir()) == []


def test_damage_is_found_and_left_alone(tmp_path: Path) -> None:
    record(tmp_path / "one", 3)
    for file in [Place(tmp_path / "one").snapshot, *Place(tmp_path / "one").backups.iterdir()]:
        file.write_bytes(b"damaged")
    open_store(tmp_path / "one").append(answered())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    health = examine(tmp_path / "one", Clock())
    assert (health.events, health.backups, health.good_backups, health.quarantined) == (4, 1, 0, 1)
    assert "is cut off or not JSON" in health.findings[0]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
