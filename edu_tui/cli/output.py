"""Writing to standard output: plain text without control characters, whatever a library holds."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable

from edu_tui.library.text import clean

WIDTH = 80
"""Cells of a line of plain text."""


def put(text: str = "") -> None:
    """Write `text` and a newline."""
    if sys.stdout is not None:
        sys.stdout.write(clean(text) + "\n")


def prompt(words: str) -> None:
    """Show what was written so far, and `words` with the cursor behind them."""
    if sys.stdout is not None:
        sys.stdout.write(clean(words))
        sys.stdout.flush()


def did_you_mean(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that does not exist: with the nearest ones, or with all."""
    names = tuple(known)
    near = difflib.get_close_matches(name, names, n=2, cutoff=0.5)
    cure = f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(names[:20]) or 'none'}."
    return f"There is no {kind} {name[:60]}. {cure}"
