"""The garbage collector around a start: idle while modules are loaded, then kept from what will never be garbage."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 10_000, 10, 1_000
"""Thresholds for a running app: a page makes little garbage, and a collection in the middle of a key press can be felt."""


def loading() -> None:
    """From here to the first frame hardly anything becomes garbage: looking for it is a tenth of the start."""
    gc.disable()


def loaded() -> None:
    """The first frame is drawn: what lives now lives on, and is not looked at again."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    gc.enable()
