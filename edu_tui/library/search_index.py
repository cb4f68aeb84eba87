"""Searching a library: an index of its words in SQLite's FTS5, kept in the library's cache as the bytes of a database in memory.

What a learner types never reaches FTS5 as syntax: it is cut into words of letters and digits first, and each of them is quoted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from threading import Lock

import msgspec

from edu_tui.library.library import Library
from edu_tui.library.search_entries import Entry, Findable, Key, findables, key_of
from edu_tui.library.search_plain import PlainIndex
from edu_tui.library.search_query import Query
from edu_tui.library.search_results import LIMIT, Index, Results, shown
from edu_tui.library.search_words import Sought, words

NO_FTS5 = "This Python's SQLite has no full-text search (FTS5), so the library is searched without an index, which is slower."
"""What the learner is told where there is no index."""

_SCHEMA = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, module TEXT, audience TEXT, entry BLOB);
CREATE TABLE belonging (number INTEGER, module TEXT, audience TEXT, objective TEXT);
CREATE INDEX belongings ON belonging (number);
CREATE TABLE name (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (heading, text, unshown, content = '', tokenize = 'ascii');
"""
"""Words are folded before they are put in. For the tokenizer `ascii` what is left is letters, digits and spaces, whatever the script."""

_FOUND = "number, kind, id, entry.module, entry.audience"
"""What is taken of what was found, before it is known whether it is wanted."""

_WEIGHTS = "8.0, 1.0, 0.5"
"""How much a word counts in heading, text and what is not shown."""


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
            rows = self._connection.execute(*_statement(query)).fetchall()
            numbers = [number for number, *row in rows if wanted is None or key_of(*row) in wanted]
            entries = [self._entry(number) for number in numbers[:limit]]
        return Results(tuple(shown(entry, query.sought) for entry in entries), len(numbers))

    def _entry(self, number: int) -> Entry:
        (packed,) = self._connection.execute("SELECT entry FROM entry WHERE number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(packed, type=Entry)


def build(entries: Iterable[Findable]) -> sqlite3.Connection:
    """A database in memory with an index over `entries`, for use from any thread, one at a time."""
    connection = _connected()
    connection.executescript(_SCHEMA)
    with connection:
        for number, item in enumerate(entries, 1):
            entry = item.entry
            row = (number, entry.kind, entry.id, entry.module, entry.audience, msgspec.msgpack.encode(entry))
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
            texts = (_folded(text) for text in (item.heading, entry.text, item.unshown))
            connection.execute("INSERT INTO words (rowid, heading, text, unshown) VALUES (?, ?, ?, ?)", (number, *texts))
            connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", ((_folded(name), number) for name in item.names))
            connection.executemany("INSERT INTO belonging VALUES (?, ?, ?, ?)", ((number, *place) for place in item.belongings))
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    return connection


def _folded(text: str) -> str:
    """The words of a text, as they are compared."""
    return " ".join(words(text))


def _connected() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)


def _opened(data: bytes) -> sqlite3.Connection:
    """The database in `data`. Raises sqlite3.Error or MemoryError if it is none that `build` made."""
    connection = _connected()
    connection.deserialize(data)
    connection.execute("SELECT number FROM words JOIN entry ON number = words.rowid WHERE words MATCH '\"a\"' LIMIT 1").fetchone()
    return connection


# --- from a query to SQL ---------------------------------------------------------------------------------------------------------


def _statement(query: Query) -> tuple[str, list[str]]:
    """The statement for a query, with its values: number, and what `key_of` takes, of what is found, the best first."""
    conditions, values = _conditions(query)
    if not query.sought:
        return f"SELECT {_FOUND} FROM entry {_where(conditions)} ORDER BY number", values
    wanted = _expression(query.sought)
    statement = (
        f"SELECT {_FOUND} FROM words JOIN entry ON number = words.rowid {_where(['words MATCH ?', *conditions])} "
        f"ORDER BY number IN (SELECT number FROM name WHERE name = ?) DESC, "
        f"number IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, bm25(words, {_WEIGHTS}), number"
    )
    return statement, [wanted, *values, query.name, f"heading : ({wanted})"]


def _conditions(query: Query) -> tuple[list[str], list[str]]:
    """What the filters ask of a row of `entry`, with their values; as `Query.admits` says it."""
    conditions, values = _among("kind", query.kinds)
    places: list[str] = []
    for column, names in (("module", query.modules), ("objective", query.objectives), ("audience", query.audiences)):
        found, wanted = _among(f"belonging.{column}", names)
        places += found
        values += wanted
    if places:
        conditions.append(f"EXISTS (SELECT 1 FROM belonging WHERE belonging.number = entry.number AND {' AND '.join(places)})")
    return conditions, values


def _among(column: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The condition that a column holds one of `names`; none if there are no names."""
    return ([f"{column} IN ({', '.join('?' * len(names))})"], [*names]) if names else ([], [])


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _expression(sought: Sequence[Sought]) -> str:
    """What is looked for, in the language of FTS5: everything of it, each in one of its forms."""
    return " AND ".join(f"({' OR '.join(_phrases(one))})" for one in sought)


def _phrases(one: Sought) -> list[str]:
    """The forms of one word; where its beginning is enough, whole words still count for more, being found twice."""
    phrases = [_quoted((*one.before, form)) for form in one.forms]
    return [*phrases, f"{_quoted((*one.before, one.prefix))}*"] if one.prefix else phrases


def _quoted(parts: Sequence[str]) -> str:
    """Words as one string of FTS5, in which nothing but a quote has a meaning."""
    return f'"{" ".join(parts).replace(chr(34), chr(34) * 2)}"'
