"""What a lock tells of the past that concerns learners, for all pages at once: small, and kept in the library's cache.

So the first screen can say which pages changed, and what is due today, without reading the lock, a page or a fact.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from edu_tui.library.library import Library

_NAME = "past"


class Rose(msgspec.Struct, frozen=True):
    """A section, and of the facts on it those whose claim ever changed, with the moment at which that last happened."""

    module: str
    audience: str
    section: str
    facts: dict[str, datetime]


class Withdrawn(msgspec.Struct, frozen=True):
    """A question that was recalled and is asked no more, since the day `on`: the file of its quiz, and why it was wrong up to `rev`.

    `right` is what counted as right under that rev.
    """

    question: str
    quiz: str
    rev: int
    right: tuple[str, ...]
    reason: str
    on: date


class Past(msgspec.Struct, frozen=True):
    """Every moment of locking, oldest first, the sections with facts that changed, the questions that were withdrawn, and by question
    when it or a fact behind it changed (`lock_changes.rises`)."""

    moments: tuple[datetime, ...] = ()
    sections: tuple[Rose, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    rises: dict[str, tuple[datetime, ...]] = {}


def past_of(library: Library) -> Past:
    """The past of `library`; nothing where it has no lock, or a damaged one."""

    def gather() -> Past:
        from edu_tui.library.lock_gathering import gather_past  # a start finds it in the cache, and needs nothing of the lock

        return gather_past(library)

    return library.kept(_NAME, Past, gather)


def known_past(library: Library) -> Past | None:
    """The same, if it is known without reading the library; None if it is not."""
    return library.found(_NAME, Past)
