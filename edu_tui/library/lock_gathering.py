"""Gathering from the lock, and from the pages, what `lock_past` tells of the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from edu_tui.library.blocks import Paragraph
from edu_tui.library.library import Library
from edu_tui.library.lock import Lock
from edu_tui.library.lock_changes import moments, rises
from edu_tui.library.lock_file import read_lock
from edu_tui.library.lock_past import Past, Rose, Withdrawn
from edu_tui.library.walk import cited_keys


def gather_past(library: Library) -> Past:
    """The past of `library`; nothing where it has no lock, or a damaged one."""
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
