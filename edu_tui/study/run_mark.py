"""The open question of a run, as it is kept between two programs: a mark, so that even a killed program comes back to it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

from edu_tui.progress.errors import NotSaved
from edu_tui.study.draft import Draft

if TYPE_CHECKING:
    from edu_tui.study.store import Store


class KeptPage(msgspec.Struct, frozen=True):
    """A question that was left: its draft, and the time spent with it in ms."""

    draft: Draft
    ms: int


class Kept(msgspec.Struct, frozen=True):
    """The open question of a run with its draft, and both clocks in ms.

    In a test besides: the questions marked for review, and the pages of others on which more stands than what was given.
    """

    run: str
    question: str
    draft: Draft
    question_ms: int
    run_ms: int
    marked: tuple[str, ...] = ()
    pages: dict[str, KeptPage] = {}


def read_mark(store: Store, key: str, run: str) -> Kept | None:
    """What is kept of `run` under `key`; None if nothing is, or nothing that can be read."""
    try:
        kept = msgspec.convert(store.marks.get(key), Kept)
    except msgspec.ValidationError:
        return None
    return kept if kept.run == run else None


def write_mark(store: Store, key: str, kept: Kept | None) -> None:
    """Keep it; None forgets. Best effort: what cannot be kept must not stop the learner from answering; the answer itself will say so."""
    with contextlib.suppress(NotSaved):
        store.set_mark(key, msgspec.to_builtins(kept))
