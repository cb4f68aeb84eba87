"""From a finding to its exact place: the line and column at which its words stand in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Words that an author broke over two lines have a line end, an indentation and perhaps a quote sign between them.
_GAP = r"\s+(?:>\s*)*"

_WINDOW = 5000  # lines


def locate(lines: Sequence[str], line: int, near: str) -> tuple[int, int]:
    """Line and column (from 1) of `near`, sought from `line` on; the first sign of `line` if it is not found."""
    first = _first_sign(lines, line)
    words = [re.escape(word) for word in near.split()]
    if not words:
        return line, first
    found = re.search(r"(?<![\w.])" + _GAP.join(words) + r"(?!\w)", "\n".join(lines[line - 1 : line + _WINDOW]))
    if not found:
        return line, first
    before = found.string[: found.start()]
    return line + before.count("\n"), found.start() - before.rfind("\n")


def _first_sign(lines: Sequence[str], line: int) -> int:
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return len(text) - len(text.lstrip()) + 1 if text.strip() else 1
