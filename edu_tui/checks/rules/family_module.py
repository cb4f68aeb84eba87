"""The modules for families that are long enough to hold all parts of a page."""

from __future__ import annotations

from edu_tui.checks.prose import Prose, words
from edu_tui.checks.whole import Whole
from edu_tui.library.modules import Module


def full_modules(whole: Whole) -> tuple[tuple[Module, Prose], ...]:
    """Each module for families with its prose, but those of a few lines: a card needs no recap."""
    return whole.once(_full_modules)


def _full_modules(whole: Whole) -> tuple[tuple[Module, Prose], ...]:
    least = whole.limits.family_short_words
    return tuple(told for told in whole.family_modules if sum(len(words(piece.text)) for piece in told[1].pieces) >= least)
