"""Running every rule over a library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path

# Importing a file of rules registers them.
from edu_tui.checks import citations, figures, glossary, identity, links, objectives, recalled, review, structure  # noqa: F401
from edu_tui.checks.locate import locate
from edu_tui.checks.registry import RULES, Finding, Rule
from edu_tui.checks.whole import read_whole
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library
from edu_tui.library.sources import read_source


def run_checks(library: Library, today: date | None = None) -> tuple[Diagnostic, ...]:
    """All findings in `library`, those of the parsers included, each once, by file and line. `today` decides which reviews are overdue."""
    whole = read_whole(library, today or datetime.now().astimezone().date())
    found = [(rule, finding) for rule in RULES for finding in rule.check(whole)]
    return tuple(sorted({*library.catalogue.diagnostics, *_diagnostics(library.root, found)}))


def _diagnostics(root: Path, found: Iterable[tuple[Rule, Finding]]) -> Iterable[Diagnostic]:
    """Findings with their exact places; a file is read only if something was found in it."""

    @cache
    def lines(path: str) -> list[str]:
        return (read_source(root, path).text or "").split("\n")

    for rule, finding in found:
        line, column = locate(lines(finding.path), finding.line, finding.near)
        yield Diagnostic(finding.path, line, column, rule.code, rule.severity, finding.message, finding.hint or rule.cure)
