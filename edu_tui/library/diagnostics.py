"""One kind of finding for everything that can be wrong with a library."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How bad a finding is: an error makes `check` fail and keeps the broken thing from being shown as if it were whole."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One finding: where (`path` in the library, `line` and `column` from 1), what (`message`, one sentence) and the cure (`hint`)."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether any of the findings is an error."""
    return any(item.severity is Severity.ERROR for item in diagnostics)
