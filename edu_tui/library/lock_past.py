"""What a lock tells of the past that concerns learners, for all pages at once: small, and kept in the library's cache.

So the first screen can say which pages changed, and what is due today, without reading the lock, a page or a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from edu_tui.library.blocks import Paragraph
from edu_tui.library.library import Library
from edu_tui.library.lock import Lock
from edu_tui.library.lock_changes import moments, rises
from edu_tui.library.lock_file import read_lock
from edu_tui.library.walk import cited_keys


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
    return library.kept("past", Past, lambda: _gather(library))


def _gather(library: Library) -> Past:
    lock = read_lock(library.root).lock
    if lock is None:
        return Past()
    rose = {ident: fact.locked for ident, fact in lock.facts.items() if fact.history}
    return Past(tuple(sorted(moments(lock))), tuple(_sections(library, rose)), tuple(_withdrawn(lock)), rises(lock))


def _sections(library: Library, rose: dict[str, datetime]) -> Iterator[Rose]:
    """The sections that cite any of the facts in `rose`."""
    for entry in library.catalogue.modules if rose else ():
        module = None if entry.broken else library.module(entry.id, entry.audience)
        for section in module.sections if module else ():
            keys = cited_keys((Paragraph(section.line, section.title), *section.blocks))
            if facts := {key: rose[key] for key in keys if key in rose}:
                yield Rose(entry.id, entry.audience, section.id, facts)


def _withdrawn(lock: Lock) -> Iterator[Withdrawn]:
    for ident, entry in lock.questions.items():
        if entry.recall is not None and entry.gone is not None:
            wrong = next((rev for rev in reversed(entry.revs) if rev.rev <= entry.recall.rev), entry)
            yield Withdrawn(ident, entry.quiz, entry.recall.rev, wrong.right, entry.recall.reason, entry.gone.date())
