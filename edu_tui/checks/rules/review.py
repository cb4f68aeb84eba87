"""Clinical review: what no clinician has read, or not for too long."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.days import iso_day
from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Module


@rule(
    "R01",
    Severity.INFO,
    reason="Readers are told so on the page.",
    example="reviewed: null",
    cure="Ask a clinician to read it, then write who, when, and when again: {by: ..., on: ..., due: ...}.",
    source="house rule: a page is trusted for as long as a clinician has vouched for it",
    spec=("LN-07",),
)
def not_reviewed(whole: Whole) -> Iterator[Finding]:
    """A module that no clinician has reviewed."""
    for module in whole.modules:
        if module.reviewed is None:
            yield Finding(module.path, 1, "not yet reviewed by a clinician", near="reviewed:")


@rule(
    "R02",
    Severity.WARNING,
    reason="The treatment of relapse changes faster than pages do.",
    example="due: 2024-03-01",
    cure="Ask a clinician to read it again, then change on: and due:.",
    source="house rule: a page is trusted for as long as a clinician has vouched for it",
    spec=("LN-07",),
    scope=Scope.LIBRARY,
)
def review_overdue(whole: Whole) -> Iterator[Finding]:
    """A review whose next date has passed."""
    for entry in whole.catalogue.modules:
        due = iso_day(entry.reviewed.due) if entry.reviewed and not entry.broken else None
        if due and due < whole.today:
            yield Finding(entry.path, 1, f"the clinical review is overdue since {due}", near="reviewed:")


@rule(
    "R03",
    Severity.WARNING,
    reason="A clinician's name stands under words that the clinician has not seen.",
    example="updated: 2026-05-01 with reviewed: {..., on: 2026-03-01, ...}",
    cure="Ask for another review of what changed.",
    source="house rule: a page is trusted for as long as a clinician has vouched for it",
    spec=("LN-07",),
)
def changed_since_review(whole: Whole) -> Iterator[Finding]:
    """A module that was changed after its review."""
    for module in whole.modules:
        reviewed, updated = iso_day(module.reviewed.on) if module.reviewed else None, iso_day(module.updated)
        if reviewed and updated and updated > reviewed:
            yield Finding(module.path, 1, f"the module was changed on {updated}, after its review of {reviewed}", near="updated:")


@rule(
    "R04",
    Severity.ERROR,
    reason="A date that cannot be read cannot come due.",
    example="updated: 2026-13-01",
    cure="Write dates as year-month-day: 2026-03-01.",
    source="house rule: a page is trusted for as long as a clinician has vouched for it",
    spec=("LN-07",),
)
def unreadable_date(whole: Whole) -> Iterator[Finding]:
    """A date in a head that is none."""
    for module in whole.modules:
        for key, text in _dates(module):
            if iso_day(text) is None:
                yield Finding(module.path, 1, f'{key}: "{text[:40]}" is not a date', near=text)


def _dates(module: Module) -> Iterator[tuple[str, str]]:
    yield "updated", module.updated
    if module.reviewed:
        yield "on", module.reviewed.on
        yield "due", module.reviewed.due
