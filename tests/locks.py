"""The lock of the small library, as it is or with faults in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from libraries import write_library

from edu_tui.library.library import Library, open_library
from edu_tui.library.lock import Lock
from edu_tui.library.lock_entries import Snapshot, take_snapshot
from edu_tui.library.lock_file import lock_text
from edu_tui.library.lock_keeping import take_over
from edu_tui.library.roles import LOCK_FILE

MONDAY, TUESDAY, FRIDAY = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (2, 3, 6))

Changes = Mapping[str, str | bytes | None]


def snapshot_of(library: Library, now: datetime = MONDAY) -> Snapshot:
    """The library as it would be locked at `now`."""
    quizzes = [quiz for entry in library.catalogue.quizzes if (quiz := library.quiz(entry.name))]
    return take_snapshot(library.catalogue, quizzes, library.ledger, now)


def snapshot(changes: Changes | None = None, now: datetime = MONDAY) -> Snapshot:
    """The small library with changes as it would be locked at `now`."""
    return _snapshot(tuple((changes or {}).items()), now)


@cache
def _snapshot(changes: tuple[tuple[str, str | bytes | None], ...], now: datetime) -> Snapshot:
    with TemporaryDirectory() as folder:
        return snapshot_of(open_library(write_library(Path(folder), dict(changes))), now)


def locked(*versions: Changes, first: datetime = MONDAY) -> Lock:
    """The lock after the small library was locked with each of these changes in turn, first on Monday, then a day later each time."""
    lock = Lock()
    for number, changes in enumerate(versions or ({},)):
        now = first.replace(day=first.day + number)
        lock = take_over(lock, snapshot(changes, now).lock, now)
    return lock


def lock_file(*versions: Changes, first: datetime = MONDAY) -> dict[str, str | bytes | None]:
    """The change that gives the small library the lock after these changes (see `locked`)."""
    return {LOCK_FILE: lock_text(locked(*versions, first=first))}
