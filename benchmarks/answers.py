"""What one durable answer costs: `ProgressStore.append` against the least that can be done, one write and one fsync of the same bytes.

Both take turns in the same run on the same disk, so that its mood touches them alike; a ratio is the median over pairs. SQLite with
`synchronous=FULL`, the usual way to keep such records, has turns of its own with the bare append, because the file that it makes and
removes at each commit would change what a neighbour's next fsync costs. Run: `python benchmarks/answers.py`.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

from edu_tui.progress.events import Answered, new_id, stamp
from edu_tui.progress.records import encode_event, encode_line, events_body
from edu_tui.progress.store import ProgressStore

SIZES = (0, 1_000, 10_000, 100_000)
ROUNDS = 500
WARM_UP = 20
BAR = 1.15

_START = datetime(2026, 1, 1, 9, tzinfo=UTC)

Prepare = Callable[[Answered], Callable[[], object]]
"""Gets an answer ready outside the measurement and returns the step to be timed."""


class Row(NamedTuple):
    """One size: medians in microseconds, and paired ratios to the bare append."""

    stored: int
    bare: float
    store: float
    sqlite: float
    store_ratio: float
    sqlite_ratio: float

    @property
    def holds(self) -> bool:
        """Whether the store keeps to the bar."""
        return self.store_ratio <= BAR


class Pairs(NamedTuple):
    """Times of the bare append and of another way, in seconds, pair by pair."""

    bare: list[float]
    other: list[float]

    @property
    def ratio(self) -> float:
        """The median of other / bare."""
        return median(other / bare for bare, other in zip(*self, strict=True))


def answer(number: int) -> Answered:
    """A typical answer."""
    return Answered(
        id=new_id(),
        at=stamp(_START + timedelta(minutes=number)),
        question=f"rt-time-{number % 500:02}",
        rev=1,
        run=f"{number // 20:032x}",
        response=("b",),
        score=1.0,
        shown=("b", "a", "c"),
        ms=8_000,
    )


@contextmanager
def bare_append(folder: Path) -> Iterator[Prepare]:
    """The floor: one os.write and one os.fsync of the bytes that the store writes."""
    descriptor = os.open(folder / "bare.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def prepare(event: Answered) -> Callable[[], object]:
        line = encode_line("0" * 16, 100_000, events_body([encode_event(event)]))

        def step() -> None:
            os.write(descriptor, line)
            os.fsync(descriptor)

        return step

    try:
        yield prepare
    finally:
        os.close(descriptor)


@contextmanager
def store_append(folder: Path, stored: int) -> Iterator[Prepare]:
    """Ours, with `stored` answers already there and folded."""
    path = folder / "learner"
    with ProgressStore.open(path, now=lambda: datetime.now(UTC)) as before:
        before.append(*map(answer, range(stored)))
    with ProgressStore.open(path, now=lambda: datetime.now(UTC)) as store:
        yield lambda event: lambda: store.append(event)


@contextmanager
def sqlite_insert(folder: Path, stored: int) -> Iterator[Prepare]:
    """One committed insert with synchronous=FULL, the journal mode left as it comes."""
    with closing(sqlite3.connect(folder / "answers.db", isolation_level=None)) as base:

        def insert(event: Answered) -> None:
            base.execute("INSERT INTO events VALUES (?, ?)", (event.id, msgspec.json.encode(event).decode()))

        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE events (id TEXT PRIMARY KEY, document TEXT)")
        base.execute("BEGIN")
        for event in map(answer, range(stored)):
            insert(event)
        base.execute("COMMIT")
        yield lambda event: lambda: insert(event)


def in_turns(bare: Prepare, other: Prepare, rounds: int) -> Pairs:
    """Time `rounds` answers both ways after a warm-up; who goes first changes each time."""
    pairs = Pairs([], [])
    for number in range(WARM_UP + rounds):
        steps = [(pairs.bare, bare(answer(number))), (pairs.other, other(answer(number)))]
        for times, step in steps if number % 2 else steps[::-1]:
            times.append(timed(step))
    return Pairs(pairs.bare[WARM_UP:], pairs.other[WARM_UP:])


def timed(step: Callable[[], object]) -> float:
    """Seconds that one step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def measure(stored: int, folder: Path, rounds: int = ROUNDS) -> Row:
    """One size, in an empty folder."""
    with bare_append(folder) as bare:
        with store_append(folder, stored) as store:
            ours = in_turns(bare, store, rounds)
        with sqlite_insert(folder, stored) as sqlite:
            usual = in_turns(bare, sqlite, rounds // 2)
    bare_us, store_us, sqlite_us = (median(times) * 1e6 for times in (ours.bare, ours.other, usual.other))
    return Row(stored, bare_us, store_us, sqlite_us, ours.ratio, usual.ratio)


def run(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> list[Row]:
    """All sizes, each in a folder of its own. Takes well under a minute."""
    rows = []
    for stored in sizes:
        with tempfile.TemporaryDirectory(prefix="answers-") as folder:
            rows.append(measure(stored, Path(folder), rounds))
    return rows


def table(rows: Sequence[Row]) -> str:
    """The rows as plain text."""
    titles = f"{'stored':>8} {'append+fsync':>13} {'store':>8} {'SQLite FULL':>12} {'store x':>8} {'SQLite x':>9}  bar {BAR}"
    lines = [titles]
    for row in rows:
        lines.append(
            f"{row.stored:>8,} {row.bare:>10.0f} us {row.store:>5.0f} us {row.sqlite:>9.0f} us "
            f"{row.store_ratio:>8.2f} {row.sqlite_ratio:>9.2f}  {'holds' if row.holds else 'MISSED'}"
        )
    return "\n".join(lines)


def main() -> int:
    """Print the table; 0 when the bar holds at every size, else 1."""
    rows = run()
    print("One durable answer, medians; ratios are medians over pairs within the run.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
