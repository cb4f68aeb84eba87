"""What a search gives, and what can be searched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import msgspec

from edu_tui.library.search_entries import Entry, Key
from edu_tui.library.search_query import Query
from edu_tui.library.search_snippets import Piece, snippet
from edu_tui.library.search_words import Sought

LIMIT = 20
"""How many entries are shown where nobody says how many; who wants others narrows the search."""


class Found(msgspec.Struct, frozen=True):
    """An entry that was found, and a stretch of its text in pieces, so that the words that were looked for can be set apart."""

    entry: Entry
    snippet: tuple[Piece, ...]


class Results(msgspec.Struct, frozen=True):
    """The best of what was found, and how much there is in `total`."""

    found: tuple[Found, ...] = ()
    total: int = 0


class Index(Protocol):
    """Something that can be searched, from any thread. `notice` is a sentence for the learner, or ""."""

    notice: str

    def search(self, query: Query, wanted: Collection[Key] | None = None, limit: int = LIMIT) -> Results:
        """What `query` finds, the best first: what is called so, then what has all the words in its heading, then the rest.

        With `wanted` only questions and sections with these keys are found. The states in the query are not looked at: see `study.finding`.
        """


def shown(entry: Entry, folded: str, sought: Sequence[Sought]) -> Found:
    """An entry as it is shown; `folded` are the words of its text (`search_words.folded`)."""
    return Found(entry, snippet(entry.text, folded, sought))
