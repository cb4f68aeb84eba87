"""One kind of finding for everything that can be wrong with a library."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How bad a finding is: an error makes `check` fail and keeps the broken thing from being shown as if it were whole."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


LONGEST = 400
"""Characters of a message or a hint: what quotes an author's words must stay a sentence, whatever these are."""

_CUT_AT = 260
"""Characters from the beginning that stay; the others are from the end, where a message says what is wrong."""


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One finding: where (`path` in the library, `line` and `column` from 1), what (`message`, one sentence) and the cure (`hint`).

    Message and hint are one line each, at most `LONGEST` characters long: longer ones lose their middle.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        for field, words in (("message", self.message), ("hint", self.hint)):
            if len(words) > LONGEST or "\t" in words or "\n" in words:
                msgspec.structs.force_setattr(self, field, _as_sentence(words))


def _as_sentence(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:_CUT_AT]} … {line[_CUT_AT + 3 - LONGEST :]}"


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether any of the findings is an error."""
    return any(item.severity is Severity.ERROR for item in diagnostics)
