"""Running every rule over a library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from edu_tui.checks.common import Common
from edu_tui.checks.decks import Measure
from edu_tui.checks.limits import read_limits
from edu_tui.checks.part_findings import CheckedPart, check_parts, gathered_in
from edu_tui.checks.parts import WholeOfParts
from edu_tui.checks.registry import Scope
from edu_tui.checks.rule_findings import run_rules
from edu_tui.checks.rules.blanks import BLANK
from edu_tui.checks.waivers import Judged
from edu_tui.checks.waiving import judge
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library


class Kept:
    """Where what was found in the parts of a library is left for the next time, by their ids."""

    def __init__(self, parts: Mapping[str, CheckedPart] | None = None) -> None:
        self.parts: Mapping[str, CheckedPart] = parts or {}


def run_checks(library: Library, today: date | None = None, measure: Measure | None = None) -> tuple[Diagnostic, ...]:
    """All findings in `library`, those of the parsers included, each once, by file and line. `today` decides which reviews are overdue.

    Slides are checked if `measure` tells how they fit a screen. What somebody answers for is left out.
    """
    return judged_checks(library, today or datetime.now().astimezone().date(), measure).findings


def judged_checks(library: Library, today: date, measure: Measure | None = None, kept: Kept | None = None) -> Judged:
    """All findings in `library`, parted by its waivers; see `run_checks`. What `kept` knows of a module is not worked out again."""
    config = read_limits(library.root)
    common = Common(library.ledger, config.limits)
    kept = kept or Kept()
    kept.parts = check_parts(library, common, measure, kept.parts)
    parts = kept.parts.values()
    whole = WholeOfParts(library, common, today, gathered_in(parts), measure)
    found = {*library.catalogue.diagnostics, *config.diagnostics, *(item for part in parts for item in part.findings)}
    found.update(run_rules(whole, Scope.LIBRARY))
    return judge(library, tuple(sorted(_but_blanks(found))), today, config.limits, slides=measure is not None)


def _but_blanks(diagnostics: set[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, but in a line with a blank only that: what else is said of a line that nobody has written yet is noise."""
    lines = {(item.path, item.line) for item in diagnostics if item.code == BLANK}
    return (item for item in diagnostics if item.code == BLANK or (item.path, item.line) not in lines)
