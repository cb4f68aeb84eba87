"""The garbage collector's part in loading and in making much at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def loading() -> None:
    """From here to the first frame hardly anything becomes garbage: looking for it is a tenth of the start."""
    gc.disable()


@contextmanager
def collector_resting() -> Iterator[None]:
    """Switch the garbage collector off: while 100,000 objects are made and none is dropped it only costs time, about half of it all."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
