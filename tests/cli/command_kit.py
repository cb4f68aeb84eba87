"""What a command leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


RunCommand = Callable[..., Ran]
"""Runs a command with its words; `library` and `data` say where."""
