"""The modules for families that are long enough to hold all parts of a page."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.prose import Prose, words
from edu_tui.checks.whole import Whole
from edu_tui.library.modules import Module


def full_modules(whole: Whole) -> Iterator[tuple[Module, Prose]]:
    """Each module for families with its prose, but those of a few lines: a card needs no recap."""
    for module, prose in whole.family_modules:
        if sum(len(words(piece.text)) for piece in prose.pieces) >= whole.limits.family_short_words:
            yield module, prose
