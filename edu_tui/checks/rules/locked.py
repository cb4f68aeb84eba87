"""The lock: what learners have learnt must not change its meaning in silence. A library without a lock is not held to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.rules.lock_step import lock_differences
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.lock_compare import Difference, Kind
from edu_tui.library.roles import LOCK_FILE


@rule(
    "V01",
    Severity.ERROR,
    reason="From a damaged lock nobody can tell what changed since a learner answered.",
    example="Marks of a failed merge in content/library.lock.json.",
    cure="Take the last good one from version control, then run edu-tui lock.",
    source="house rule: what learners have learnt does not change in silence",
    spec=("LN-103",),
    scope=Scope.LIBRARY,
)
def damaged_lock(whole: Whole) -> Iterator[Finding]:
    """A lock that cannot be read, or that was changed by hand."""
    if fault := whole.lock.fault:
        yield Finding(LOCK_FILE, fault.line, fault.message, fault.cure)


@rule(
    "V02",
    Severity.ERROR,
    reason="Who learned the old answer is asked again only if the rev says that it changed.",
    example="Another option ticked under the same rev:.",
    cure="Raise rev: by one.",
    source="house rule: what learners have learnt does not change in silence",
    spec=("LN-103",),
    scope=Scope.LIBRARY,
)
def key_without_rev(whole: Whole) -> Iterator[Finding]:
    """A question whose right answer changed since it was locked, but not its rev."""
    yield from _refused(whole, Kind.KEY)


@rule(
    "V03",
    Severity.ERROR,
    reason="Who learned the old figure is asked again only if the rev says that it changed.",
    example="49.5% corrected to 51% in content/facts.yaml under the same rev:.",
    cure="Raise rev: by one.",
    source="house rule: what learners have learnt does not change in silence",
    spec=("LN-103",),
    scope=Scope.LIBRARY,
)
def fact_without_rev(whole: Whole) -> Iterator[Finding]:
    """A fact whose figures, claim or population changed since it was locked, but not its rev."""
    yield from _refused(whole, Kind.FACT)


@rule(
    "V04",
    Severity.ERROR,
    reason="Answers are kept under the id of their question, for ever.",
    example="A question taken out, and no retired: in the head that names it.",
    cure="Write retired: [id] into the head of the quiz.",
    source="house rule: what learners have learnt does not change in silence",
    spec=("LN-103",),
    scope=Scope.LIBRARY,
)
def id_not_retired(whole: Whole) -> Iterator[Finding]:
    """A locked question that is gone without standing in retired:, or whose retired id is used again. A quiz with errors waits."""
    yield from _refused(whole, Kind.GONE)


def _refused(whole: Whole, kind: Kind) -> Iterator[Finding]:
    """The differences of one kind that cannot be locked as they are."""
    for item in whole.once(lock_differences):
        if item.cure and item.kind is kind:
            yield Finding(item.path, item.line, item.message, item.cure, near=_near(item))


def _near(item: Difference) -> str:
    """The words at which a finding points: those that begin the entry."""
    if item.path == LOCK_FILE:
        return f'"{item.id}": {{'
    return f"{item.id}:" if item.kind is Kind.FACT else f"id: {item.id}"


@rule(
    "V05",
    Severity.WARNING,
    reason="The next change is held to what was locked last.",
    example="A new question that content/library.lock.json does not know.",
    cure="Run edu-tui lock.",
    source="house rule: what learners have learnt does not change in silence",
    spec=("LN-103",),
    scope=Scope.LIBRARY,
)
def lock_not_in_step(whole: Whole) -> Iterator[Finding]:
    """A lock that does not hold the library as it is."""
    counts = Counter(item.kind for item in whole.once(lock_differences) if not item.cure)
    if counts:
        told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        yield Finding(LOCK_FILE, 1, f"the lock is not in step with the library: {told}")
