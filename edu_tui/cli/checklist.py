"""`check --checklist`: what only people can judge of a module, as Markdown with boxes to tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from edu_tui.checks.checklist import Checklist, checklist
from edu_tui.checks.clinical_review import clinical_reviews
from edu_tui.checks.kept import kept_judged
from edu_tui.checks.limits import read_limits
from edu_tui.checks.waivers import Waived
from edu_tui.checks.whole import read_whole
from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Review
from edu_tui.library.text import clean_line


def show_checklist(places: Places, module: str) -> int:
    """Write the checklist of `module`. Raises CommandError if the library has no such module."""
    library, today = places.open_library(), datetime.now().astimezone().date()
    whole = read_whole(library, today, limits=read_limits(library.root).limits)
    found = checklist(whole, kept_judged(library, places.cache, today), module)
    if found is None:
        raise CommandError(did_you_mean("module", clean_line(module), (review.module for review in clinical_reviews(whole))))
    put("\n".join(_lines(found)))
    return 0


def _lines(found: Checklist) -> Iterator[str]:
    review = found.review
    yield f"# Review of {clean_line(review.title)} (`{review.module}`)"
    yield ""
    yield "Tick what holds, and write beside it what does not. `edu-tui clinical-review --sheet` puts each statement beside its facts."
    yield from ("", "## What is known", "")
    yield from (f"- For {audience}: {state(reviewed)}" for audience, reviewed in review.reviews.items())
    yield f"- The checks find in its files: {_counted(found)}"
    for path, grade in found.grades.items():
        yield f"- {path}: grade {grade.flesch_kincaid:.1f} by Flesch-Kincaid and {grade.smog:.1f} by SMOG, {grade.words} words"
    yield f"- Safety questions: {', '.join(f'`{ident}`' for ident in review.safety) or 'none'}"
    plain = sum(used.plain for used in review.facts)
    yield f"- {len(review.facts)} facts cited, {plain} of them verified and uncontested"
    for title, facts in review.by_kind():
        yield f"- {title}: {', '.join(used.fact.id for used in facts)}"
    yield from map(_answered, found.waived)
    for subject, asked in found.by_subject():
        yield from ("", f"## {subject}", "")
        yield from (f"- [ ] {item.question} ({item.source})" for item in asked)
    yield from (
        "",
        "## Signed",
        "",
        "Name and role:",
        "",
        "Date:",
        "",
        "Verdict: fit to teach / fit after the changes written above / not fit",
    )


def _counted(found: Checklist) -> str:
    counts = Counter(item.severity for item in found.findings)
    words = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    return ", ".join(counted(counts[severity], word) for severity, word in words if counts[severity]) or "nothing"


def _answered(item: Waived) -> str:
    waiver, finding = item.waiver, item.finding
    return clean_line(f"- Waived until {waiver.until}: {finding.code} at {finding.path}:{finding.line}, by {waiver.who}: {waiver.reason}")


def state(reviewed: Review | None) -> str:
    """Who has reviewed it, on one line whatever stands in the head."""
    told = f"reviewed by {reviewed.by} on {reviewed.on}, due {reviewed.due}" if reviewed else "not yet reviewed by a clinician"
    return clean_line(told)
