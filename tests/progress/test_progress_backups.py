from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from progress_kit import START, Clock, answered, ids, open_store, record

from edu_tui.progress.backups import LEAST, SIZE_CAP, Backup, good_backups, list_backups, superfluous, write_backup
from edu_tui.progress.documents import Documents
from edu_tui.progress.files import RealFiles
from edu_tui.progress.marks import Marks
from edu_tui.progress.place import Place
from edu_tui.progress.quarantine import CAPACITY, keep_copy
from edu_tui.progress.snapshot import DamagedError, render

FILES = RealFiles()


def series(*ages: timedelta) -> list[Backup]:
    """Backups of these ages, newest first."""
    made = sorted((START - age for age in ages), reverse=True)
    return [Backup(len(made) - number, 1, moment, f"backup-{number}") for number, moment in enumerate(made)]


def kept(backups: list[Backup], size: int = 1, now: datetime = START) -> list[Backup]:
    gone = superfluous(backups, [size] * len(backups), now)
    return [backup for backup in backups if backup not in gone]


def test_all_of_two_days_stay() -> None:
    backups = series(*(timedelta(minutes=30 * number) for number in range(96)))
    assert kept(backups) == backups


def test_older_ones_are_thinned_to_days_weeks_and_months() -> None:
    backups = series(*(timedelta(hours=6 * number) for number in range(4 * 400)))
    stay = [START.date() - backup.made.date() for backup in kept(backups) if START - backup.made > timedelta(days=2)]
    assert len(stay) == len(set(stay))  # one a day at most
    assert 7 + 4 + 6 - 3 <= len(stay) <= 7 + 4 + 6
    assert max(stay) > timedelta(days=140)


def test_thinning_is_stable() -> None:
    backups = series(*(timedelta(hours=5 * number) for number in range(300)))
    once = kept(backups)
    assert kept(once) == once


def test_the_newest_stay_at_any_age() -> None:
    backups = series(*(timedelta(days=3000 + number) for number in range(50)))
    assert kept(backups)[:LEAST] == backups[:LEAST]


def test_the_size_is_capped() -> None:
    backups = series(*(timedelta(minutes=30 * number) for number in range(20)))
    assert len(kept(backups, SIZE_CAP // 5)) == 5
    assert len(kept(backups, SIZE_CAP)) == LEAST


def test_a_clock_that_was_set_back_removes_nothing_new() -> None:
    backups = series(*(timedelta(minutes=30 * number) for number in range(20)))
    assert kept(backups, now=START - timedelta(days=365)) == backups


def test_the_newest_is_by_counter_not_by_clock(tmp_path: Path) -> None:
    for n, made in ((1, START), (2, START - timedelta(days=400))):
        write_backup(FILES, tmp_path, render(n, Documents(), Marks(), {}), made)
    assert [backup.n for backup in list_backups(FILES, tmp_path)] == [2, 1]
    assert next(good_backups(FILES, tmp_path))[0].n == 2


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("notes.txt", "backup-x-1-20260101T000000Z.json", "backup-1-1-yesterday.json", "backup-1.json"):
        (tmp_path / name).write_bytes(b"")
    assert list_backups(FILES, tmp_path) == []


def test_only_good_bytes_are_backed_up(tmp_path: Path) -> None:
    with pytest.raises(DamagedError):
        write_backup(FILES, tmp_path / "backups", b"rubbish", START)
    assert not (tmp_path / "backups").exists()


def test_the_first_change_and_then_each_half_hour(tmp_path: Path) -> None:
    clock = Clock()
    store = open_store(tmp_path / "one", clock)

    def after(minutes: int) -> int:
        clock.move(minutes=minutes)
        store.append(answered())
        store.checkpoint()
        return len(list_backups(FILES, Place(tmp_path / "one").backups))

    assert [after(minutes) for minutes in (0, 10, 10, 10, 10, 25, 45)] == [1, 1, 1, 2, 2, 3, 4]


def test_no_backup_without_change(tmp_path: Path) -> None:
    clock = Clock()
    record(tmp_path / "one", 2, clock)
    for _ in range(3):
        clock.move(days=1)
        with open_store(tmp_path / "one", clock) as store:
            store.set_mark("place", 1)
    assert len(list_backups(FILES, Place(tmp_path / "one").backups)) == 1


def test_after_a_restore_no_backup_is_let_go(tmp_path: Path) -> None:
    folder, clock = tmp_path / "one", Clock()
    for _ in range(8):
        record(folder, 1, clock)
        clock.move(minutes=1)
    count = len(list_backups(FILES, Place(folder).backups))
    clock.move(days=3000)
    Place(folder).snapshot.write_bytes(b"")
    record(folder, 1, clock)
    assert len(list_backups(FILES, Place(folder).backups)) == count + 1
    record(folder, 1, clock)
    assert len(list_backups(FILES, Place(folder).backups)) < count


def test_a_journal_stays_until_a_backup_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged snapshot alone can therefore never cost an answer, whenever it happens."""
    monkeypatch.setattr("edu_tui.progress.checkpoint.GRACE", timedelta.min)
    folder, clock, chance = tmp_path / "one", Clock(), random.Random(1)
    saved: list[str] = []
    store = open_store(folder, clock)
    for _ in range(120):
        event = answered()
        store.append(event)
        saved.append(event.id)
        clock.move(minutes=chance.choice((1, 1, 40)))
        if chance.random() < 0.4:
            store.checkpoint()
        if chance.random() < 0.2:
            store.close()
            Place(folder).snapshot.write_bytes(b"")
            store = open_store(folder, clock)
            assert sorted(ids(store)) == sorted(saved)
    assert len(list(folder.glob("journal-*.log"))) < 10


def test_journals_full_of_marks_do_not_pile_up(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    for number in range(3000):
        store.set_mark("draft", "x" * 1000 + str(number))
    total = sum(path.stat().st_size for path in folder.glob("journal-*.log"))
    assert total < 2 * 1024 * 1024
    assert store.marks["draft"] == "x" * 1000 + "2999"
    store.close()
    assert open_store(folder).marks == store.marks


def test_quarantine_keeps_the_same_bytes_once(tmp_path: Path) -> None:
    first = keep_copy(FILES, tmp_path / "q", b"damaged", "progress.json", START)
    again = keep_copy(FILES, tmp_path / "q", b"damaged", "progress.json", START + timedelta(days=1))
    assert first == again
    assert first.read_bytes() == b"damaged"


def test_quarantine_is_capped(tmp_path: Path) -> None:
    for number in range(CAPACITY + 5):
        newest = keep_copy(FILES, tmp_path / "q", b"%d" % number, "progress.json", START + timedelta(hours=number))
    assert len(list((tmp_path / "q").iterdir())) == CAPACITY
    assert newest.exists()


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    path = keep_copy(FILES, tmp_path / "q", b"damaged", "journal-" + "x" * 230 + ".log", datetime(2026, 1, 1, tzinfo=UTC))
    assert path.exists()
