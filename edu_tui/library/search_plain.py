"""Searching without an index: every entry is looked at. For a Python whose SQLite has no full-text search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from edu_tui.library.search_entries import Findable, Key
from edu_tui.library.search_query import Query
from edu_tui.library.search_results import LIMIT, Results, shown
from edu_tui.library.search_words import Sought, folded, words

_Rank: TypeAlias = tuple[bool, bool, int]


class _Words(NamedTuple):
    """The words of an entry: its names, and those of its heading, of its text, and of what is not shown."""

    names: list[str]
    heading: list[str]
    text: list[str]
    unshown: list[str]


class PlainIndex:
    """All entries and their words, held in memory."""

    def __init__(self, entries: Iterable[Findable], notice: str = "") -> None:
        self.notice = notice
        self._entries = [(item, _words(item)) for item in entries]

    def search(self, query: Query, wanted: Collection[Key] | None = None, limit: int = LIMIT) -> Results:
        """What `query` finds; see `search_results.Index`. Of what is alike otherwise that with more hits comes first."""
        if not query.asks:
            return Results()
        ranked: list[tuple[_Rank, int]] = []
        for number, (item, have) in enumerate(self._entries):
            entry = item.entry
            if (wanted is None or entry.key in wanted) and query.admits(entry.kind, item.belongings):
                rank = _rank(have, query)
                if rank is not None:
                    ranked.append((rank, number))
        best = [self._entries[number][0].entry for _, number in sorted(ranked)[:limit]]
        return Results(tuple(shown(entry, folded(entry.text), query.sought) for entry in best), len(ranked))


def _words(item: Findable) -> _Words:
    return _Words([" ".join(words(name)) for name in item.names], words(item.heading), words(item.entry.text), words(item.unshown))


def _rank(have: _Words, query: Query) -> _Rank | None:
    """Where an entry comes, the lowest first; None if a word is not there."""
    hits = 0
    in_heading = True
    for one in query.sought:
        above, below = _count(have.heading, one), _count(have.text, one) + _count(have.unshown, one)
        if not above + below:
            return None
        hits += above + below
        in_heading = in_heading and above > 0
    return query.name not in have.names, not in_heading, -hits


def _count(text: Sequence[str], one: Sought) -> int:
    """How often the words `text` hold what is looked for."""
    length = len(one.before)
    return sum(one.fits(word) and tuple(text[max(0, at - length) : at]) == one.before for at, word in enumerate(text))
