"""What searching our library costs beside SQLite alone.

The peer does with the same words what no search over FTS5 can do without: it puts them into a table, opens its bytes, asks the same
question (each word in the same forms, the last as a beginning), ranks everything and has FTS5 cut as many snippets of the same length.
That it finds as much as we do is looked at, so that neither has the easier question; for that its text is in NFKC, in which 10⁻⁴ has a 4.
What is ours on top: reading the library, folding its words, filters, names and headings first, how much there is in all, and snippets in
pieces. Run: `python -m benchmarks.search`.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from unicodedata import normalize

from benchmarks.table import Row, ratio_row, table
from edu_tui.library.library import Library, open_library
from edu_tui.library.search_entries import Findable, findables
from edu_tui.library.search_index import build, open_index
from edu_tui.library.search_query import parse_query
from edu_tui.library.search_results import LIMIT
from edu_tui.library.search_words import Sought, sought

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, QUESTION_ROUNDS = 21, 101

BUILD_BAR, OPEN_BAR, QUERY_BAR, FRAME_MS = 12.0, 4.0, 2.5, 16.0

QUERIES = ("relapse", "mrd", "cytokine rel", "B-ALL", "car t", "10-4", "late marrow relapse transplant", "re")
"""What people type: one word, several, the beginning of one, a figure."""

_TABLE = "CREATE VIRTUAL TABLE words USING fts5 (heading, text, unshown, tokenize = 'unicode61')"
_FIND = "SELECT rowid, snippet(words, 1, '<', '>', '…', 30) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"


class Bare:
    """SQLite with the words of the library, and nothing else."""

    def __init__(self, entries: Sequence[Findable]) -> None:
        self._rows = [tuple(normalize("NFKC", text) for text in (item.heading, item.entry.text, item.unshown)) for item in entries]
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
        """Ask for the words, each in the forms in which we look for it, find and rank all, and cut snippets of the best."""
        self.connection.execute(_FIND, (_expression(query), LIMIT)).fetchall()

    def count(self, query: str) -> int:
        """How much it finds."""
        (total,) = self.connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (_expression(query),)).fetchone()
        return int(total)


def _expression(query: str) -> str:
    return " AND ".join(f"({' OR '.join(_strings(one))})" for one in sought(query))


def _strings(one: Sought) -> list[str]:
    """One word of a query as FTS5 takes it."""
    whole = [f'"{" ".join((*one.before, form))}"' for form in one.forms]
    return [*whole, f"{whole[0]}*"] if one.prefix else whole


def run(rounds: int = ROUNDS) -> list[Row]:
    """Building and opening so many rounds; asking more often, since it takes less than a millisecond."""
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        library = open_library(ROOT, Path(folder))
        entries = tuple(findables(library))
        bare = Bare(entries)
        rows = [
            compared("building the index", lambda: build(findables(library)).close(), lambda: bare.build().close(), BUILD_BAR, rounds),
            compared("opening it from the cache", opening(library), lambda: bare.open().close(), OPEN_BAR, rounds),
        ]
        return [*rows, *time_questions(library, bare, QUESTION_ROUNDS, QUERY_BAR)]


def time_questions(library: Library, bare: Bare, rounds: int, bar: float) -> list[Row]:
    """Each question, against FTS5 alone and against a frame. Raises RuntimeError if the two do not find as much."""
    index = open_index(library)
    rows: list[Row] = []
    slowest = 0.0
    for text in QUERIES:
        query, _ = parse_query(text, library.catalogue)
        if index.search(query).total != bare.count(text):
            raise RuntimeError(f"“{text}” is not the same question to both")
        ask = partial(index.search, query)
        rows.append(compared(f"asking for “{text}”", ask, partial(bare.find, text), bar, rounds))
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
