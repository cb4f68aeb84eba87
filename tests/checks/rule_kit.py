"""What the rules find in a library on one day, and where words stand in its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from edu_tui.checks.run import run_checks
from edu_tui.library.library import open_library

TODAY = date(2026, 6, 1)


def findings(root: Path, today: date = TODAY) -> list[tuple[str, str, int, int]]:
    """Code, path, line and column of all that is found."""
    return [(item.code, item.path, item.line, item.column) for item in run_checks(open_library(root), today)]


def places_found(root: Path, code: str) -> list[tuple[str, tuple[int, int]]]:
    """Where this rule finds something."""
    return [(path, (line, column)) for found, path, line, column in findings(root) if found == code]


def place(root: Path, path: str, words: str, after: str = "") -> tuple[str, tuple[int, int]]:
    """Where these words stand in a file, or what follows a "¦" in them; sought behind the first `after`."""
    text = (root / path).read_text()
    at = text.index(words.replace("¦", ""), max(0, text.find(after))) + max(0, words.find("¦"))
    return path, (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
