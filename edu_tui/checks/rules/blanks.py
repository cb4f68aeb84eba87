"""Blanks that a new file left to its author."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.blanks import find_blanks
from edu_tui.library.diagnostics import Severity
from edu_tui.library.roles import LOCK_FILE

BLANK = "U01"
"""The code of the rule: of a line with a blank nothing else is told (`run.py`)."""


@rule(
    BLANK,
    Severity.ERROR,
    reason="A blank is a note to the author, and learners would read it.",
    example="- [x] <right answer>",
    cure="Write what it asks for in its place, brackets included; for a real < write \\<.",
    source="house rule: what is left to the author reaches no reader",
)
def blank_to_fill(whole: Whole) -> Iterator[Finding]:
    """A blank, as `edu-tui new` and `edu-tui import` leave them, that nobody has filled."""
    for path in whole.files:
        if path != LOCK_FILE:
            for found in find_blanks(whole.text(path)):
                yield Finding(path, found.line, f"{found.text} is a blank to fill", near=found.text)
