"""Running every rule over a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

# Importing a file of rules registers them.
from edu_tui.checks import (  # noqa: F401
    bank,
    blanks,
    citations,
    doubts,
    figures,
    forms,
    glossary,
    identity,
    links,
    locked,
    objectives,
    options,
    review,
    slides,
    structure,
    unexplained,
    wording,
)
from edu_tui.checks.blanks import BLANK
from edu_tui.checks.decks import Measure
from edu_tui.checks.limits import read_limits
from edu_tui.checks.locate import locate
from edu_tui.checks.registry import RULES, Finding, Rule
from edu_tui.checks.whole import read_whole
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library
from edu_tui.library.sources import read_source

MOST = 200
"""Findings of one rule in one file that are told one by one."""

_LONGEST = 300  # characters of a message: what it quotes from a file may be of any length


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by its code."""
    return tuple(sorted(RULES, key=lambda rule: rule.code))


def run_checks(library: Library, today: date | None = None, measure: Measure | None = None) -> tuple[Diagnostic, ...]:
    """All findings in `library`, those of the parsers included, each once, by file and line. `today` decides which reviews are overdue.

    Slides are checked if `measure` tells how they fit a screen.
    """
    config = read_limits(library.root)
    whole = read_whole(library, today or datetime.now().astimezone().date(), measure, config.limits)
    diagnostics = {*library.catalogue.diagnostics, *config.diagnostics}
    for rule in RULES:
        diagnostics.update(_diagnostics(library.root, rule, rule.check(whole)))
    return tuple(sorted(_but_blanks(diagnostics)))


def _but_blanks(diagnostics: set[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, but in a line with a blank only that: what else is said of a line that nobody has written yet is noise."""
    lines = {(item.path, item.line) for item in diagnostics if item.code == BLANK}
    return (item for item in diagnostics if item.code == BLANK or (item.path, item.line) not in lines)


def _diagnostics(root: Path, rule: Rule, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Findings with their exact places; a file is read only if something was found in it."""
    counts: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    for finding in dict.fromkeys(findings):
        path = finding.path
        counts[path] += 1
        if path not in lines:
            lines[path] = (read_source(root, path).text or "").split("\n")
        if counts[path] <= MOST:
            line, column = locate(lines[path], finding.line, finding.near)
            yield Diagnostic(path, line, column, rule.code, rule.severity, _cut(finding.message), _cut(finding.hint or rule.cure))
    for path, count in counts.items():
        if count > MOST:
            yield Diagnostic(
                path, 1, 1, rule.code, rule.severity, f"{count - MOST} more findings of this kind stand in this file", rule.cure
            )


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…"
