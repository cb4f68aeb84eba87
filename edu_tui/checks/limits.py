"""The thresholds of the rules: those of this program, and those that a library sets for itself in `content/checks.yaml`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import CHECKS_FILE
from edu_tui.library.schema import Reader
from edu_tui.library.sources import read_source, stamp
from edu_tui.library.yaml_reader import YamlError, read_yaml

UNREADABLE = "Z01"
"""The code of what is wrong with the file of thresholds."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Every number that decides whether a rule speaks; each is a choice of the project, and a line of the comment says what it limits."""

    # Text for families
    family_grade_most: float = 8.0  # years of school, by the stricter of Flesch-Kincaid and SMOG
    family_grade_aim: float = 6.0
    family_sentence_words: int = 20


PROGRAM = Limits()
"""The thresholds of this program."""


class LimitsRead(msgspec.Struct, frozen=True):
    """The thresholds, and what was wrong with the file: a threshold that cannot be read stays as the program has it."""

    limits: Limits
    diagnostics: tuple[Diagnostic, ...] = ()


def read_limits(root: Path) -> LimitsRead:
    """The thresholds of the library at `root`. Never raises."""
    if stamp(root, CHECKS_FILE) is None:
        return LimitsRead(PROGRAM)
    source = read_source(root, CHECKS_FILE)
    if source.text is None:
        return LimitsRead(PROGRAM, source.diagnostics)
    try:
        document = read_yaml(source.text)
    except YamlError as error:
        message = f"not valid YAML: {error.message}"
        found = Diagnostic(CHECKS_FILE, error.line, error.column, UNREADABLE, Severity.ERROR, message, error.hint)
        return LimitsRead(PROGRAM, (*source.diagnostics, found))
    reader = Reader(document, CHECKS_FILE, UNREADABLE)
    limits = None if document.value is None else reader.struct(Limits, document.value)
    return LimitsRead(limits or PROGRAM, (*source.diagnostics, *reader.diagnostics))
