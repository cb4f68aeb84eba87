"""The garbage collector, idle while modules were loaded: kept from what will never be garbage, and sent to work between two keys."""

from __future__ import annotations

import asyncio
import gc

from textual._styles_cache import StylesCache

YOUNG, MIDDLE, OLD = 10_000, 5, 100
"""Thresholds for a running app. A full collection takes a hundredth of a second or two: it waits for a pause, as long as any comes."""


def loaded() -> None:
    """The first frame is drawn: what lives now lives on, and is not looked at again."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    gc.enable()


PAUSE = 0.02
"""Seconds without a frame after which a reader reads."""

FEW = 1_000
"""Objects for which it is not worth looking."""

SELDOM = 25
"""Pauses after which everything is looked at, not only what is young."""


class Pauses:
    """Looks for garbage in the pauses between frames: a key that had to wait for it would at times wait longer than for its page."""

    def __init__(self) -> None:
        self._next: asyncio.TimerHandle | None = None

    def frame_drawn(self) -> None:
        """A frame was drawn: a pause may begin."""
        if self._next is not None:
            self._next.cancel()
        self._next = asyncio.get_running_loop().call_later(PAUSE, look_round)


def look_round() -> None:
    """Collect what is young, and seldom everything, if there is enough of it and collecting is allowed."""
    young, _, pauses = gc.get_count()
    if not gc.isenabled() or young <= FEW:
        return
    if pauses < SELDOM:
        gc.collect(1)
    else:
        forget_widgets_that_are_gone()
        gc.collect()


def forget_widgets_that_are_gone() -> None:
    """Drop what Textual keeps of a thousand widgets' colours: by a slip each entry holds all lines of its widget, gone or not."""
    StylesCache.get_inner_outer.cache_clear()
