"""What is worked out of a learner's answers, kept from one look to the next and from one start to the next.

50,000 answers take half a second to go over, and a day adds fifty: so what was worked out of a question's answers stays until one of them
changes. It is kept with the fold of the events and is right for just those (`progress.folded`); another version of the rules begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from edu_tui.program import fingerprint, sources
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Card, Memories, Remembered
from edu_tui.study.stat_answers import Summaries, Summary

if TYPE_CHECKING:
    from edu_tui.progress.folded import WorkedOut
    from edu_tui.progress.store import ProgressStore

_NAME = "digest"


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What an earlier program worked out, and which program that was."""

    program: str
    remembered: dict[str, Remembered]
    summaries: dict[str, Summary]


class Digest:
    """The memories of a deck, and the summaries of all questions."""

    def __init__(self, deck: Iterable[Card], before: WorkedOut | None = None) -> None:
        """`before` is what `kept` gave an earlier program."""
        kept, changed = (_decoded(before.data), before.changed) if before else (None, frozenset[str]())
        remembered, summaries = (kept.remembered, kept.summaries) if kept else ({}, {})
        self.memories = Memories(deck, {card: found for card, found in remembered.items() if changed.isdisjoint(found.guises)})
        self.summaries = Summaries({question: found for question, found in summaries.items() if question not in changed})

    @classmethod
    def of(cls, deck: Iterable[Card], store: ProgressStore) -> Digest:
        """What was kept along with the fold of `store`; what is worked out from now on is kept when that is closed."""
        digest = cls(deck, store.worked_out(_NAME))
        store.keep(_NAME, digest.kept)
        return digest

    def kept(self, state: LearnerState) -> bytes:
        """All that is right for `state` as it is now."""
        return msgspec.msgpack.encode(_Kept(_this_program(), self.memories.kept(state), self.summaries.kept(state)))


def _decoded(data: bytes) -> _Kept | None:
    """What was kept, if this program kept it."""
    try:
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except msgspec.DecodeError:
        return None
    return kept if kept.program == _this_program() else None


@cache
def _this_program() -> str:
    """Which program works out, with the package that it does so with; the rules of `progress` are looked at where the fold is kept."""
    package = PathFinder.find_spec("fsrs")
    theirs = sources(Path(package.origin).parent) if package is not None and package.origin is not None else []
    return fingerprint([*sources(Path(__file__).parent), *theirs])
