"""The garbage collector around a start: idle while modules are loaded, then kept from what will never be garbage."""

from __future__ import annotations

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
