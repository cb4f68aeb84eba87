"""Programs of ours in a terminal of their own, with a home of their own."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from benchmarks.ptybench import PtySession

ROOT = Path(__file__).resolve().parents[2]
ENTER, ESCAPE = b"\r", b"\x1b"


def environment(home: Path) -> dict[str, str]:
    """A terminal of its own: nothing of the machine's learner is touched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "EDU_TUI"))}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


def edu_tui(data: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "edu_tui", "--data-dir", str(data), *arguments]


def place(session: PtySession) -> str:
    """The place in the quiz that the title bar shows, as "6/29"; "" elsewhere."""
    found = re.search(r"(\d+/\d+)\s*$", session.lines()[0].rstrip())
    return found.group(1) if found else ""
