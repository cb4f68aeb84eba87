"""What cannot be carried over from the file of another program, and why: nothing is lost in silence."""

from __future__ import annotations

import msgspec

WHOLE_FILE = 0
"""The line of a loss that is about the whole file."""


class RefusedError(Exception):
    """An item that is not carried over: what it is, and why."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.what, self.why = what, why


class Dropped(msgspec.Struct, frozen=True, order=True):
    """What a text loses on the way to our blocks, and why."""

    what: str
    why: str


class Loss(msgspec.Struct, frozen=True, order=True):
    """What could not be carried over: `line` of the file (or number of the note) at which its item begins, what it was, and why."""

    line: int
    what: str
    why: str
