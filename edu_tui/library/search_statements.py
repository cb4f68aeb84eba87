"""From a query to SQL: what is asked of the database that `search_index.build` makes.

What a learner types never reaches FTS5 as syntax: it is cut into words of letters and digits first, and each of them is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from edu_tui.library.search_query import Query
from edu_tui.library.search_words import Sought

RANKED = 4_000
"""How many are ranked by BM25 at most. Each costs a microsecond; of so many that hold the words in their text alone none stands out."""

_WEIGHTS = "8.0, 1.0, 0.5"
"""How much a word counts in heading, text and what is not shown."""

Statement: TypeAlias = tuple[str, list[str | int]]
"""SQL with its values."""


class Asked(msgspec.Struct, frozen=True):
    """A query in SQL: its words, and what its filters ask of a row of `entry`. Each statement gives numbers."""

    sought: tuple[Sought, ...]
    name: str
    conditions: list[str]
    values: list[str | int]

    def count(self) -> Statement:
        """How much is found."""
        if not self.sought:
            return f"SELECT count(*) FROM entry {_where(self.conditions)}", self.values
        return self._matching("count(*)", "words", _finding(self.sought))

    def tiers(self, limit: int) -> Iterator[Statement]:
        """What is found, the best first and each at most `limit` long: a later one may repeat what an earlier one gave."""
        if not self.sought:
            yield f"SELECT number FROM entry {_where(self.conditions)} ORDER BY place LIMIT ?", [*self.values, limit]
            return
        yield self._named(limit)
        whole = (*self.sought[:-1], self.sought[-1]._replace(prefix=""))
        for sought in dict.fromkeys((whole, self.sought)):  # what was typed, then what it may be the beginning of
            yield self._headings(sought, limit)
        yield self._texts(limit)

    def _named(self, limit: int) -> Statement:
        """What is called so: its words are found in any case."""
        table = "name JOIN entry ON entry.number = name.number" if self.conditions else "name"
        where = _where(["name = ?", *self.conditions])
        return f"SELECT name.number FROM {table} {where} ORDER BY name.number LIMIT ?", [self.name, *self.values, limit]

    def _headings(self, sought: Sequence[Sought], limit: int) -> Statement:
        """What has all the words in its heading. The less else stands there the more it is about them, and the lower is its number."""
        statement, values = self._matching("headings.rowid", "headings", _finding(sought))
        return f"{statement} ORDER BY headings.rowid LIMIT ?", [*values, limit]

    def _texts(self, limit: int) -> Statement:
        """What holds the words anywhere, by BM25; twice as many, as earlier statements may have given some of them."""
        statement, values = self._matching(f"words.rowid AS number, bm25(words, {_WEIGHTS}) AS score", "words", _ranking(self.sought))
        candidates = f"{statement} ORDER BY words.rowid LIMIT ?"
        return f"SELECT number FROM ({candidates}) ORDER BY score, number LIMIT ?", [*values, max(RANKED, 2 * limit), 2 * limit]

    def _matching(self, what: str, index: str, words: str) -> Statement:
        """Everything in which `index` finds the words, and that passes the filters."""
        table = f"{index} JOIN entry ON entry.number = {index}.rowid" if self.conditions else index
        return f"SELECT {what} FROM {table} {_where([f'{index} MATCH ?', *self.conditions])}", [words, *self.values]


def asked(query: Query, among_wanted: bool) -> Asked:
    """What `query` asks, of what is wanted where that is said."""
    conditions, values = _conditions(query)
    if among_wanted:
        conditions.append("wanted(kind, id, entry.module, entry.audience)")
    return Asked(query.sought, query.name, conditions, [*values])


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


# --- the language of FTS5 --------------------------------------------------------------------------------------------------------


def _finding(sought: Sequence[Sought]) -> str:
    """What finds everything that is looked for, each in one of its forms, with as few lists to merge as may be."""
    return " AND ".join(_phrases(one, one.others) for one in sought)


def _ranking(sought: Sequence[Sought]) -> str:
    """What finds the same, and where the beginning of a word is enough lets whole words count for more: they are found twice."""
    return " AND ".join(_phrases(one, one.forms) for one in sought)


def _phrases(one: Sought, forms: Sequence[str]) -> str:
    """One word of a query in any of `forms`, or as a beginning where that is enough."""
    phrases = [_quoted((*one.before, form)) for form in forms]
    if one.prefix:
        phrases.append(f"{_quoted((*one.before, one.prefix))}*")
    return f"({' OR '.join(phrases)})"


def _quoted(parts: Sequence[str]) -> str:
    """Words as one string of FTS5, in which nothing but a quote has a meaning."""
    return f'"{" ".join(parts).replace(chr(34), chr(34) * 2)}"'
