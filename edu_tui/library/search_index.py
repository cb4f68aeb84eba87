"""Searching a library: an index of its words in SQLite's FTS5, kept in the library's cache as the bytes of a database in memory.

What is asked of it is SQL: see `search_statements`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import cache
from threading import Lock

import msgspec

from edu_tui.library.library import Library
from edu_tui.library.search_entries import Entry, Findable, Key, findables, key_of
from edu_tui.library.search_plain import PlainIndex
from edu_tui.library.search_query import Query
from edu_tui.library.search_results import LIMIT, Index, Results, shown
from edu_tui.library.search_statements import Asked, Statement, asked
from edu_tui.library.search_words import folded, words

NO_FTS5 = "This Python's SQLite has no full-text search (FTS5), so the library is searched without an index, which is slower."
"""What the learner is told where there is no index."""

_SCHEMA = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, place INTEGER, kind TEXT, id TEXT, module TEXT, audience TEXT);
CREATE TABLE shown (number INTEGER PRIMARY KEY, entry BLOB, folded TEXT);
CREATE TABLE belonging (
    number INTEGER, module TEXT, audience TEXT, objective TEXT, PRIMARY KEY (number, module, audience, objective)
) WITHOUT ROWID;
CREATE TABLE name (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (heading, text, unshown, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE headings USING fts5 (heading, content = '', columnsize = 0, tokenize = 'ascii');
"""
"""Words are folded before they are put in. For the tokenizer `ascii` what is left is letters, digits and spaces, whatever the script.

The shorter the heading of an entry the lower is its number; its `place` is where it stands in the library. What is shown of an entry
lies apart, so that filters go through few pages. Headings are indexed once more by themselves: to find a frequent word in the headings
among all words means to go through all the places where it stands.
"""

_PROBE = """
SELECT place, folded FROM words JOIN entry ON entry.number = words.rowid JOIN shown ON shown.number = words.rowid
WHERE words MATCH '"a"' AND entry.number IN (SELECT rowid FROM headings WHERE headings MATCH '"a"') LIMIT 1
"""


def open_index(library: Library) -> Index:
    """The index of `library`, from the cache where no file changed."""
    if not has_fts5():
        return PlainIndex(findables(library), NO_FTS5)
    if hasattr(sqlite3.Connection, "serialize"):
        data = library.kept("search", bytes, lambda: build(findables(library)).serialize())
        with suppress(sqlite3.Error, MemoryError):
            return FullTextIndex(_opened(data))
    return FullTextIndex(build(findables(library)))


@cache
def has_fts5() -> bool:
    """Whether SQLite can search full text here."""
    with suppress(sqlite3.Error):
        build(()).close()
        return True
    return False


class FullTextIndex:
    """A database made by `build`."""

    notice = ""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._lock = connection, Lock()

    def search(self, query: Query, wanted: Collection[Key] | None = None, limit: int = LIMIT) -> Results:
        """What `query` finds; see `search_results.Index`. Of what is alike otherwise BM25 says what comes first."""
        if not query.asks:
            return Results()
        with self._lock:
            if wanted is not None:
                self._connection.create_function("wanted", 4, lambda *row: key_of(*row) in wanted)
            statements = asked(query, among_wanted=wanted is not None)
            (total,) = self._numbers(statements.count())
            rows = [self._shown(number) for number in self._best(statements, min(limit, total))]
        return Results(tuple(shown(entry, words, query.sought) for entry, words in rows), total)

    def _best(self, statements: Asked, limit: int) -> list[int]:
        """The numbers of the best, `limit` of them; what comes later is not asked for where there are enough."""
        best: dict[int, None] = {}
        for statement in statements.tiers(limit):
            if len(best) >= limit:
                break
            best.update(dict.fromkeys(self._numbers(statement)))
        return list(best)[:limit]

    def _numbers(self, statement: Statement) -> list[int]:
        return [number for (number,) in self._connection.execute(*statement)]

    def _shown(self, number: int) -> tuple[Entry, str]:
        """An entry with the words of its text."""
        packed, words = self._connection.execute("SELECT entry, folded FROM shown WHERE number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(packed, type=Entry), words


def build(entries: Iterable[Findable]) -> sqlite3.Connection:
    """A database in memory with an index over `entries`, for use from any thread, one at a time."""
    connection = _connected()
    connection.executescript(_SCHEMA)
    with connection:
        for number, (place, item) in enumerate(sorted(enumerate(entries), key=_breadth), 1):
            entry, heading, text = item.entry, _words(item.heading), folded(item.entry.text)
            told = (number, place, entry.kind, entry.id, entry.module, entry.audience)
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", told)
            connection.execute("INSERT INTO shown VALUES (?, ?, ?)", (number, msgspec.msgpack.encode(entry), text))
            texts = (number, heading, text, _words(item.unshown))
            connection.execute("INSERT INTO words (rowid, heading, text, unshown) VALUES (?, ?, ?, ?)", texts)
            connection.execute("INSERT INTO headings (rowid, heading) VALUES (?, ?)", (number, heading))
            connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", ((_words(name), number) for name in item.names))
            connection.executemany("INSERT OR IGNORE INTO belonging VALUES (?, ?, ?, ?)", ((number, *where) for where in item.belongings))
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.execute("INSERT INTO headings (headings) VALUES ('optimize')")
    return connection


def _breadth(placed: tuple[int, Findable]) -> int:
    """How many words the heading of an entry has."""
    return len(words(placed[1].heading))


def _words(text: str) -> str:
    """The words of a text, as they are compared."""
    return " ".join(words(text))


def _connected() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)


def _opened(data: bytes) -> sqlite3.Connection:
    """The database in `data`. Raises sqlite3.Error or MemoryError if it is none that `build` made."""
    connection = _connected()
    connection.deserialize(data)
    connection.execute(_PROBE).fetchone()
    return connection
