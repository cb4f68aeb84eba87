"""Helpers for the tests of the progress room: a clock, events, and `Files` that fail or remember on purpose."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from edu_tui.progress.events import Answered, new_id, stamp
from edu_tui.progress.files import RealFiles
from edu_tui.progress.store import ProgressStore

START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.time = now

    def __call__(self) -> datetime:
        return self.time

    def move(self, **units: float) -> None:
        self.time += timedelta(**units)


def answered(question: str = "q-1", score: float | None = 1.0, *, at: datetime = START, **fields: Any) -> Answered:
    fields.setdefault("id", new_id())
    fields.setdefault("run", "run-1")
    fields.setdefault("rev", 1)
    return Answered(at=stamp(at), question=question, response=("a",), score=score, **fields)


def open_store(folder: Path, now: Callable[[], datetime] | None = None, **options: Any) -> ProgressStore:
    return ProgressStore.open(folder, now=now or Clock(), **options)


def ids(store: ProgressStore) -> list[str]:
    return [event.id for event in store.events]


def record(folder: Path, count: int, now: Callable[[], datetime] | None = None) -> list[str]:
    """Open, record `count` answers, close; their ids."""
    with open_store(folder, now) as store:
        events = [answered(f"q-{number}") for number in range(count)]
        store.append(*events)
    return [event.id for event in events]


def in_child(deed: Callable[[], object]) -> int:
    """Do something in a forked child; its exit code, 0 if it went well."""
    child = os.fork()
    if child == 0:
        try:
            deed()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


NEVER = 10**9
FALLIBLE = (
    "read",
    "stamp",
    "names",
    "create",
    "write",
    "sync",
    "sync_data",
    "cut",
    "intact",
    "close",
    "replace",
    "remove",
    "make_folder",
    "sync_folder",
)


class FaultyFiles(RealFiles):
    """Counts the calls that can fail, and lets chosen ones fail with `code`: from number `first` on, `times` of them.

    A write that is to fail `half` puts half of its bytes down first.
    """

    def __init__(self, code: int = 0, first: int = NEVER, times: int = 1, *, half: bool = False, only: Sequence[str] = FALLIBLE) -> None:
        self.calls: list[str] = []
        self.code = code
        self.first = first
        self.times = times
        self.half = half
        self.only = only

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name not in FALLIBLE:
            return value

        def call(*args: Any) -> Any:
            if name not in self.only:
                return value(*args)
            self.calls.append(name)
            if self.code and self.first <= len(self.calls) < self.first + self.times:
                if self.half and name == "write":
                    descriptor, data, offset = args
                    value(descriptor, data[: len(data) // 2], offset)
                if name == "close":
                    value(*args)  # a failed close still closes, and the tests must not run out of descriptors
                raise OSError(self.code, errno.errorcode[self.code])
            return value(*args)

        return call


class ShortFiles(RealFiles):
    """Writes at most three bytes at a time."""

    @staticmethod
    def write(descriptor: int, data: bytes, offset: int, /) -> int:  # type: ignore[override]
        return int(RealFiles.write(descriptor, data[:3], offset))
