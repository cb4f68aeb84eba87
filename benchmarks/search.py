"""What searching our library costs beside SQLite alone.

The peer does with the same words what no search over FTS5 can do without: it puts them into the same table, opens the same bytes, asks the
same question and lets FTS5 cut the snippets. What is ours on top: reading the library, folding its words, filters, marked snippets. Run:
`python -m benchmarks.search`.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.table import Row, ratio_row, table
from edu_tui.library.library import Library, open_library
from edu_tui.library.search_entries import Findable, findables
from edu_tui.library.search_index import build, open_index
from edu_tui.library.search_query import parse_query
from edu_tui.library.search_results import LIMIT
from edu_tui.library.search_words import words

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 21

BUILD_BAR, OPEN_BAR, QUERY_BAR, FRAME_MS = 12.0, 4.0, 16.0, 16.0

QUERIES = ("relapse", "mrd", "cytokine rel", "B-ALL", "car t", "10-4", "late marrow relapse transplant", "re")
"""What people type: one word, several, the beginning of one, a figure."""

_TABLE = "CREATE VIRTUAL TABLE words USING fts5 (heading, text, unshown, tokenize = 'unicode61')"
_FIND = "SELECT rowid, snippet(words, 1, '<', '>', '…', 30) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"


class Bare:
    """SQLite with the words of the library, and nothing else."""

    def __init__(self, entries: Sequence[Findable]) -> None:
        self._rows = [(item.heading, item.entry.text, item.unshown) for item in entries]
        self.kept = self.build().serialize()
        self.connection = self.open()

    def build(self) -> sqlite3.Connection:
        """Put the words in."""
        connection = sqlite3.connect(":memory:")
        connection.execute(_TABLE)
        with connection:
            connection.executemany("INSERT INTO words VALUES (?, ?, ?)", self._rows)
        return connection

    def open(self) -> sqlite3.Connection:
        """Open what was kept."""
        connection = sqlite3.connect(":memory:")
        connection.deserialize(self.kept)
        connection.execute(_FIND, ('"a"', 1)).fetchall()
        return connection

    def find(self, query: str) -> None:
        """Ask for the words, the last as a beginning."""
        quoted = [f'"{word}"' for word in words(query)]
        self.connection.execute(_FIND, (" ".join(quoted) + "*", LIMIT)).fetchall()


def run(rounds: int = ROUNDS) -> list[Row]:
    """Building, opening, asking."""
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        library = open_library(ROOT, Path(folder))
        entries = tuple(findables(library))
        bare = Bare(entries)
        rows = [
            compared("building the index", lambda: build(findables(library)).close(), lambda: bare.build().close(), BUILD_BAR, rounds),
            compared("opening it from the cache", opening(library), lambda: bare.open().close(), OPEN_BAR, rounds),
        ]
        index = open_index(library)
        slowest = 0.0
        for text in QUERIES:
            query, _ = parse_query(text, library.catalogue)

            def ask(query=query) -> None:  # type: ignore[no-untyped-def]
                index.search(query)

            rows.append(compared(f"asking for “{text}”", ask, lambda text=text: bare.find(text), QUERY_BAR, rounds))  # type: ignore[misc]
            slowest = max(slowest, median(seconds(ask) for _ in range(rounds)))
        return [*rows, Row("the slowest question, against a frame", slowest * 1000, FRAME_MS, "ms")]


def opening(library: Library) -> Callable[[], object]:
    """Opens the index that a first call has put into the cache."""
    open_index(library)
    return lambda: open_index(library)


def compared(what: str, ours: Callable[[], object], peer: Callable[[], object], bar: float, rounds: int) -> Row:
    """Both in turn, after one round to warm up."""
    pairs = [(seconds(ours), seconds(peer)) for _ in range(rounds + 1)][1:]
    mine, others = zip(*pairs, strict=True)
    return ratio_row(what, mine, others, bar)


def seconds(step: Callable[[], object]) -> float:
    """How long a step takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    rows = run()
    print("Our search beside SQLite's FTS5 alone over the same words; ratios are medians over pairs.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
