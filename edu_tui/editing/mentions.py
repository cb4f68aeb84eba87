"""Names in the text of a file: where each stands, what it names, and whether it is made there or only used.

Texts are scanned rather than parsed: a parser knows the line of a name and not its column, and says nothing of a file that is half typed.
Tests hold the scanner to the parsers on whole files.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What a name names."""

    FACT = "fact"
    REFERENCE = "reference"
    SECTION = "section"
    OBJECTIVE = "objective"
    QUESTION = "question"
    MODULE = "module"
    TERM = "term"
    RULE = "rule"


class Mention(msgspec.Struct, frozen=True):
    """A name from `start` to `end` of its file.

    `scope` is what it belongs to: "module/audience" for sections and objectives, "" for what has one name in the whole library; of a name
    of a module the audience that is meant. `defines` says that it is made here.
    """

    kind: Kind
    key: str
    start: int
    end: int
    scope: str = ""
    defines: bool = False

    def names_same(self, other: Mention) -> bool:
        """Whether both name one thing."""
        same_scope = self.kind is Kind.MODULE or self.scope == other.scope
        return (self.kind, self.key) == (other.kind, other.key) and same_scope


def mention_at(mentions: Iterator[Mention], offset: int) -> Mention | None:
    """The name at `offset`, or the one that ends there."""
    found = [mention for mention in mentions if mention.start <= offset <= mention.end]
    return min(found, key=lambda mention: (mention.end == offset, mention.end - mention.start), default=None)
