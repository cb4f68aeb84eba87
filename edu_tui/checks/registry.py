"""Rules and how they become known: each is one small function with its code, its weight, its reason and its cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: `path` and `line`, the fault as one sentence without its full stop, and its cure ("" for that of the rule).

    `near` are words of the file, at or below the line, that the finding is about: they make the line and the column exact.
    """

    path: str
    line: int
    message: str
    hint: str = ""
    near: str = ""


Check = Callable[[Whole], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """One rule: `example` is a short text that breaks it, `cure` what to do."""

    code: str
    severity: Severity
    reason: str
    example: str
    cure: str
    check: Check


RULES: list[Rule] = []
"""All rules, in the order in which their files were imported (`run.py` imports them all)."""


def rule(code: str, severity: Severity, *, reason: str, example: str, cure: str) -> Callable[[Check], Check]:
    """Make the decorated function a rule."""

    def register(check: Check) -> Check:
        RULES.append(Rule(code, severity, reason, example, cure, check))
        return check

    return register
