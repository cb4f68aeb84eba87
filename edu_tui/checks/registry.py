"""Rules and how they become known: each is one small function with its code, its weight, its reason and its cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

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


class Scope(StrEnum):
    """What a rule must see at once: `MODULE` one module for both audiences with its quizzes, ledger and limits; `LIBRARY` all."""

    MODULE = "module"
    LIBRARY = "library"


Check = Callable[[Whole], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """One rule: `example` is a short text that breaks it, `cure` what to do.

    `source` says in a few words where the rule comes from, and `spec` names the entries of the linter's specification that it covers.
    A rule of scope MODULE is run on one module at a time, and its `Whole` holds the pages and quizzes of that module only.
    """

    code: str
    severity: Severity
    reason: str
    example: str
    cure: str
    check: Check
    source: str = ""
    spec: tuple[str, ...] = ()
    scope: Scope = Scope.MODULE


RULES: list[Rule] = []
"""All rules, in the order in which their files were imported (`discovery.py` imports them all)."""


def rule(
    code: str,
    severity: Severity,
    *,
    reason: str,
    example: str,
    cure: str,
    source: str = "",
    spec: tuple[str, ...] = (),
    scope: Scope = Scope.MODULE,
) -> Callable[[Check], Check]:
    """Make the decorated function a rule; see `Rule` for its parts."""

    def register(check: Check) -> Check:
        RULES.append(Rule(code, severity, reason, example, cure, check, source, spec, scope))
        return check

    return register
