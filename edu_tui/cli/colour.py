"""Colour on a terminal that wants it, and nowhere else."""

from __future__ import annotations

import os
import sys
from typing import IO

from edu_tui.library.text import clean

_CODES = {"red": "1;31", "green": "32", "yellow": "1;33", "blue": "1;34", "dim": "2", "strong": "1"}


def wants_colour(stream: IO[str] | None) -> bool:
    """Whether `stream` is a terminal that shows colours, and nobody asked for none (NO_COLOR, see no-color.org)."""
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    try:
        return stream.isatty()
    except ValueError:
        return False


class Painter:
    """Makes text safe to show and, if `on`, coloured: nothing that stands in a library can become a colour of its own."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def paint(self, colour: str, text: str) -> str:
        """`text`, cleaned, in a colour of the table above."""
        safe = clean(text)
        return f"\x1b[{_CODES[colour]}m{safe}\x1b[0m" if self.on else safe

    def strong(self, text: str) -> str:
        """`text`, cleaned, in bold."""
        return self.paint("strong", text)

    def plain(self, text: str) -> str:
        """`text`, cleaned."""
        return clean(text)


def put_painted(text: str = "") -> None:
    """Write what a painter made, and a newline, so that it is seen at once."""
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
