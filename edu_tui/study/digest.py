"""What is worked out of a learner's answers, kept from one look to the next and from one start to the next.

50,000 answers take half a second to go over, and a day adds fifty: so what was worked out of a question's answers stays until one of them
changes. It is kept with the fold of the events and is right for just those (`progress.folded`); another version of the rules begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
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
    """What an earlier program worked out, and which program that was. The summaries wait until somebody asks for statistics."""

    program: str
    remembered: dict[str, Remembered]
    summaries: msgspec.Raw


class Digest:
    """The memories of a deck, and the summaries of all questions."""

    def __init__(self, deck: Iterable[Card], before: WorkedOut | None = None) -> None:
        """`before` is what `kept` gave an earlier program."""
        self._before = _decoded(before.data) if before else None
        self._changed = before.changed if before else frozenset[str]()
        remembered = self._before.remembered if self._before else {}
        if self._changed:
            remembered = {card: found for card, found in remembered.items() if self._changed.isdisjoint(found.guises)}
        self.memories = Memories(deck, remembered)

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from what an earlier program worked out, so that nobody waits for it."""
        return self._before is not None

    @cached_property
    def summaries(self) -> Summaries:
        """The summaries of all questions."""
        before = msgspec.msgpack.decode(self._before.summaries, type=dict[str, Summary]) if self._before else {}
        return Summaries({question: found for question, found in before.items() if question not in self._changed})

    @classmethod
    def of(cls, deck: Iterable[Card], store: ProgressStore) -> Digest:
        """What was kept along with the fold of `store`; what is worked out from now on is kept when that is closed."""
        digest = cls(deck, store.worked_out(_NAME))
        store.keep(_NAME, digest.kept)
        return digest

    def kept(self, state: LearnerState) -> bytes:
        """All that is right for `state` as it is now."""
        return msgspec.msgpack.encode(_Kept(_this_program(), self.memories.kept(state), self._kept_summaries(state)))

    def _kept_summaries(self, state: LearnerState) -> msgspec.Raw:
        if self._before is not None and "summaries" not in self.__dict__ and not self._changed and not state.changed():
            return self._before.summaries
        return msgspec.Raw(msgspec.msgpack.encode(self.summaries.kept(state)))


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
