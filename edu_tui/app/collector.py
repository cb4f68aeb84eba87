"""The garbage collector: idle while modules are loaded, then kept from what will never be garbage, and sent to work between two keys."""

from __future__ import annotations

import asyncio
import gc

YOUNG, MIDDLE, OLD = 10_000, 5, 5
"""Thresholds for a running app. Without what is frozen even a full collection takes a few milliseconds; without any, memory would grow."""


def loading() -> None:
    """From here to the first frame hardly anything becomes garbage: looking for it is a tenth of the start."""
    gc.disable()


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
    if gc.isenabled() and young > FEW:
        gc.collect(2 if pauses >= SELDOM else 1)
