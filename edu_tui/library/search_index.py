"""Searching a library: an index of its words in SQLite's FTS5, kept in the library's cache as the bytes of a database in memory.

What a learner types never reaches FTS5 as syntax: it is cut into words of letters and digits first, and each of them is quoted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import TypeAlias

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
            if wanted is not None:
                self._connection.create_function("wanted", 4, lambda *row: key_of(*row) in wanted)
            asked = _asked(query, among_wanted=wanted is not None)
            (total,) = self._all(asked.count())[0]
            named = self._numbers(asked.named(limit)) if total else []
            best = self._numbers(asked.best(limit + len(named), self._headings(asked, limit + len(named)))) if len(named) < total else []
            entries = [self._entry(number) for number in list(dict.fromkeys([*named, *best]))[:limit]]
        return Results(tuple(shown(entry, query.sought) for entry in entries), total)

    def _headings(self, asked: _Asked, limit: int) -> bool:
        """Whether so much has all the words in its heading that nothing else need be ranked: ranking costs the most."""
        return bool(asked.words) and len(self._all(asked.in_headings(limit))) == limit

    def _numbers(self, statement: _Statement) -> list[int]:
        return [number for (number,) in self._all(statement)]

    def _all(self, statement: _Statement) -> list[tuple[int]]:
        return self._connection.execute(*statement).fetchall()

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


_Statement: TypeAlias = tuple[str, list[str | int]]
"""SQL with its values."""


class _Asked(msgspec.Struct, frozen=True):
    """A query as FTS5 takes its words ("" for none) and SQL its filters, and the name that it may be. Each statement gives numbers."""

    words: str
    name: str
    conditions: list[str]
    values: list[str | int]

    @property
    def headings(self) -> str:
        """All the words, in the heading."""
        return f"heading : ({self.words})"

    def count(self) -> _Statement:
        """How much is found."""
        return self._found("count(*)")

    def named(self, limit: int) -> _Statement:
        """What is called so: its words are found in any case."""
        table = "name JOIN entry ON entry.number = name.number" if self.conditions else "name"
        where = _where(["name = ?", *self.conditions])
        return f"SELECT name.number FROM {table} {where} ORDER BY name.number LIMIT ?", [self.name, *self.values, limit]

    def in_headings(self, limit: int) -> _Statement:
        """What has all the words in its heading, in no order."""
        statement, values = self._found("words.rowid", self.headings)
        return f"{statement} LIMIT ?", [*values, limit]

    def best(self, limit: int, headings: bool) -> _Statement:
        """What has all the words in its heading, and unless that is asked for alone (`headings`) the rest after it."""
        if not self.words:
            return f"SELECT number FROM entry {_where(self.conditions)} ORDER BY number LIMIT ?", [*self.values, limit]
        statement, values = self._found("words.rowid", f"({self.words}) AND ({self.headings})" if headings else self.words)
        above = "words.rowid IN (SELECT rowid FROM words WHERE words MATCH ?) DESC"
        return f"{statement} ORDER BY {above}, bm25(words, {_WEIGHTS}), words.rowid LIMIT ?", [*values, self.headings, limit]

    def _found(self, what: str, words: str = "") -> _Statement:
        """Everything in which the words are found, and that passes the filters."""
        if not self.words:
            return f"SELECT {what} FROM entry {_where(self.conditions)}", self.values
        table = "words JOIN entry ON number = words.rowid" if self.conditions else "words"
        return f"SELECT {what} FROM {table} {_where(['words MATCH ?', *self.conditions])}", [words or self.words, *self.values]


def _asked(query: Query, among_wanted: bool) -> _Asked:
    """What `query` asks, of what is wanted where that is said."""
    conditions, values = _conditions(query)
    if among_wanted:
        conditions.append("wanted(kind, id, entry.module, entry.audience)")
    return _Asked(_expression(query.sought), query.name, conditions, [*values])


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
