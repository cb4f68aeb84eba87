"""What one durable answer costs: `ProgressStore.append` against the least that can be done, one write and one fsync of the same bytes.

SQLite with `synchronous=FULL` stands beside it as the usual way to keep such records. All three take turns in the same run on the same
disk, so that its mood touches them alike; the ratio is the median over pairs. Run: `python benchmarks/answers.py`.
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
ROUNDS = 400
WARM_UP = 20
BAR = 1.15

_START = datetime(2026, 1, 1, 9, tzinfo=UTC)

Prepare = Callable[[Answered], Callable[[], object]]
"""Gets an answer ready outside the measurement and returns the step to be timed."""


class Row(NamedTuple):
    """One size: medians in microseconds and paired ratios to the bare append."""

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


def measure(stored: int, folder: Path, rounds: int = ROUNDS) -> Row:
    """Time `rounds` answers each way, in turns, after a warm-up; who goes first changes from round to round."""
    with bare_append(folder) as bare, store_append(folder, stored) as store, sqlite_insert(folder, stored) as sqlite:
        ways = {"bare": bare, "store": store, "sqlite": sqlite}
        times: dict[str, list[float]] = {name: [] for name in ways}
        order = list(ways)
        for number in range(WARM_UP + rounds):
            order = order[1:] + order[:1]
            for name in order:
                spent = timed(ways[name](answer(number)))
                if number >= WARM_UP:
                    times[name].append(spent)
    medians = {name: median(spent) * 1e6 for name, spent in times.items()}
    ratios = {name: median(one / floor for one, floor in zip(spent, times["bare"], strict=True)) for name, spent in times.items()}
    return Row(stored, medians["bare"], medians["store"], medians["sqlite"], ratios["store"], ratios["sqlite"])


def timed(step: Callable[[], object]) -> float:
    """Seconds that one step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def run(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> list[Row]:
    """All sizes, each in a folder of its own. Takes well under a minute."""
    rows = []
    for stored in sizes:
        with tempfile.TemporaryDirectory(prefix="answers-") as folder:
            rows.append(measure(stored, Path(folder), rounds))
    return rows


def table(rows: Sequence[Row]) -> str:
    """The rows as plain text."""
    lines = [f"{'stored':>8} {'append+fsync':>13} {'store':>9} {'SQLite FULL':>12} {'store x':>8} {'SQLite x':>9}  bar {BAR}"]
    for row in rows:
        verdict = "holds" if row.holds else "MISSED"
        lines.append(
            f"{row.stored:>8,} {row.bare:>10.0f} us {row.store:>6.0f} us {row.sqlite:>9.0f} us "
            f"{row.store_ratio:>8.2f} {row.sqlite_ratio:>9.2f}  {verdict}"
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
