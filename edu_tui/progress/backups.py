"""Earlier snapshots, kept for the day when progress.json is damaged; and which of them to let go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from edu_tui.progress.files import Files
from edu_tui.progress.snapshot import DamagedError, Snapshot, parse
from edu_tui.progress.writing import replace_file

INTERVAL = timedelta(minutes=30)
"""The least time between two backups of one running program."""

KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 7, 4, 6
LEAST = 3
"""So many of the newest stay, whatever their age and size."""

SIZE_CAP = 50 * 1024 * 1024
"""Bytes that all backups together may take."""

_TIME = "%Y%m%dT%H%M%SZ"


class Backup(NamedTuple):
    """One backup by its name: the counter and the number of events that it holds, and when it was made (UTC).

    The newest is the one with the highest counter; a clock that was set back cannot make an old one look new.
    """

    n: int
    total: int
    made: datetime
    name: str


def write_backup(files: Files, folder: Path, data: bytes, now: datetime) -> Backup:
    """Keep the snapshot bytes `data`; read back and checked before this returns. Raises OSError, and DamagedError if they read wrong."""
    snapshot = parse(data)
    made = now.astimezone(UTC)
    backup = Backup(snapshot.n, snapshot.total, made, f"backup-{snapshot.n:016d}-{snapshot.total}-{made.strftime(_TIME)}.json")
    files.make_folder(folder)
    files.sync_folder(folder)  # refuses a folder that is a link, before anything is written through it
    replace_file(files, folder / backup.name, data)
    parse(files.read(folder / backup.name)[0])
    return backup


def list_backups(files: Files, folder: Path) -> list[Backup]:
    """The backups by their names, newest first; other files are passed over."""
    found = (_from_name(name) for name in files.names(folder))
    return sorted((backup for backup in found if backup is not None), reverse=True)


def good_backups(files: Files, folder: Path) -> Iterator[tuple[Backup, Snapshot]]:
    """The backups that read well, newest first; each is read only when asked for."""
    for backup in list_backups(files, folder):
        with suppress(OSError, DamagedError):
            snapshot = parse(files.read(folder / backup.name)[0])
            if not snapshot.newer:
                yield backup, snapshot


def thin_out(files: Files, folder: Path, now: datetime) -> None:
    """Remove the backups that `superfluous` names. Failures are let be: a backup too many does no harm."""
    with suppress(OSError):
        backups = list_backups(files, folder)
        sizes = [stamp.size if (stamp := files.stamp(folder / backup.name)) else 0 for backup in backups]
        for backup in superfluous(backups, sizes, now):
            files.remove(folder / backup.name)


def superfluous(backups: Sequence[Backup], sizes: Sequence[int], now: datetime) -> list[Backup]:
    """Which of `backups` (newest first, with their sizes in bytes) to remove at `now`.

    Kept are: all of two days, then the newest of each of 7 days, 4 weeks and 6 months, as far as the size cap allows; and always the newest
    LEAST. A backup dated in the future counts as new.
    """
    wanted = _wanted(backups, now)
    total = 0
    removed: list[Backup] = []
    for index, (backup, size) in enumerate(zip(backups, sizes, strict=True)):
        total += size
        if index >= LEAST and (backup not in wanted or total > SIZE_CAP):
            removed.append(backup)
            total -= size
    return removed


def _wanted(backups: Sequence[Backup], now: datetime) -> Collection[Backup]:
    recent = {backup for backup in backups if now - backup.made <= KEEP_ALL}
    older = [backup for backup in backups if backup not in recent]
    days = _newest_of_each(older, [backup.made.date() for backup in older], DAILY)
    weeks = _newest_of_each(older, [backup.made.date() - timedelta(days=backup.made.weekday()) for backup in older], WEEKLY)
    months = _newest_of_each(older, [backup.made.date().replace(day=1) for backup in older], MONTHLY)
    return recent | days | weeks | months


def _newest_of_each(backups: Sequence[Backup], periods: Sequence[date], limit: int) -> set[Backup]:
    """The newest backup of each of the `limit` latest periods."""
    newest: dict[date, Backup] = {}
    for backup, period in zip(backups, periods, strict=True):
        newest.setdefault(period, backup)
    return {newest[period] for period in sorted(newest, reverse=True)[:limit]}


def _from_name(name: str) -> Backup | None:
    parts = name.removesuffix(".json").split("-")
    if len(parts) != 4 or parts[0] != "backup":
        return None
    try:
        return Backup(int(parts[1]), int(parts[2]), datetime.strptime(parts[3], _TIME).replace(tzinfo=UTC), name)
    except ValueError:
        return None
