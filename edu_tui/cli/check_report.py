"""What `check` tells: the findings that were asked for, whatever form they are told in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from edu_tui.checks.waivers import Judged, Waived
from edu_tui.cli.errors import CommandError
from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Diagnostic, Severity, has_errors
from edu_tui.library.library import Library
from edu_tui.library.text import clean_line

_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_WORDS = ("error", "warning", "note")


class Choice(msgspec.Struct, frozen=True):
    """Which findings are asked for: those in `paths` (of the whole library if empty), of `codes` (of all), from the severity `least` up."""

    paths: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    least: Severity = Severity.INFO

    def holds(self, item: Diagnostic) -> bool:
        """Whether `item` is asked for, however light it is."""
        return (not self.paths or item.path in self.paths) and (not self.codes or item.code in self.codes)

    def shows(self, item: Diagnostic) -> bool:
        """Whether `item` is heavy enough to be shown."""
        return _WEIGHTS.index(item.severity) <= _WEIGHTS.index(self.least)


class Report(msgspec.Struct, frozen=True):
    """The findings to tell in `files` files of the library at `root`, those that somebody answers for, and those too light to be shown."""

    root: Path
    files: int
    found: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()
    hidden: tuple[Diagnostic, ...] = ()
    failed: bool = False  # whether there is an error among all that was asked for


def report(library: Library, judged: Judged, choice: Choice) -> Report:
    """What there is to tell of a library with these findings."""
    asked = tuple(item for item in judged.findings if choice.holds(item))
    shown, hidden = (tuple(item for item in asked if choice.shows(item) is wanted) for wanted in (True, False))
    answered = tuple(item for item in judged.waived if choice.holds(item.finding))
    return Report(library.root, len(choice.paths) or len(library.files), shown, answered, hidden, has_errors(asked))


def codes_meant(words: Iterable[str]) -> frozenset[str]:
    """The codes of rules that were typed, in any case. Raises CommandError for what is none: nothing would ever be found under it."""
    codes = frozenset(word.upper() for word in words)
    odd = min(codes - _known_codes(), default="") if codes else ""
    if odd:
        raise CommandError(f"{clean_line(odd)[:40]} is no code of a rule, such as E02. edu-tui check --rules lists them.")
    return codes


def _known_codes() -> frozenset[str]:
    """Every code that a finding may have."""
    from edu_tui.checks.discovery import all_rules
    from edu_tui.checks.reading_codes import READING

    return frozenset((*(rule.code for rule in all_rules()), *READING))


def summary(told: Report) -> str:
    """One line: how many files, and how many findings of each weight."""
    words = [*_counts(told.found), *(f"{words} not shown" for words in _counts(told.hidden))]
    words += [f"{len(told.waived)} waived"] * bool(told.waived)
    return f"{counted(told.files, 'file')} checked: {', '.join(words) or 'nothing found'}."


def _counts(found: Iterable[Diagnostic]) -> list[str]:
    """The number of findings of each weight that there is."""
    counts = Counter(item.severity for item in found)
    return [counted(counts[weight], word) for weight, word in zip(_WEIGHTS, _WORDS, strict=True) if counts[weight]]
