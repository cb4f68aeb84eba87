"""The slides of a module on one screen: measured by whoever draws them, judged by the rules in `slides.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from edu_tui.library.modules import Module
from edu_tui.library.slides import SlideFit

SIZES = ((80, 24), (120, 40))
"""The screens on which slides are checked, columns and rows: what a projector shows with large and with small type."""

Measure: TypeAlias = Callable[[Module, int, int], Sequence[SlideFit]]
"""How every slide of a module fits a screen of so many columns and rows."""


class Deck(msgspec.Struct, frozen=True):
    """How the slides of a module fit a screen of `width` x `height` cells."""

    module: Module
    width: int
    height: int
    fits: tuple[SlideFit, ...]

    @property
    def screen(self) -> str:
        """The screen in words, "80x24"."""
        return f"{self.width}x{self.height}"


def measured(modules: Sequence[Module], measure: Measure | None) -> tuple[Deck, ...]:
    """Every module on every screen; nothing where nobody measures."""
    if measure is None:
        return ()
    return tuple(Deck(module, width, height, tuple(measure(module, width, height))) for module in modules for width, height in SIZES)
