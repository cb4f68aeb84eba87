"""The findings beside a preview: as a list to choose from, in one line, and as signs in the margin of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from edu_tui.app.pages.parts import plural
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer

SIGNS = {Severity.ERROR: ("✗", "error"), Severity.WARNING: ("!", "caution"), Severity.INFO: ("·", "muted")}
"""What stands before a finding and beside its block, told apart without colour, and its style."""

_RANK = {severity: rank for rank, severity in enumerate(SIGNS)}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, the worst first, those of one weight in the order of the file."""
    return tuple(sorted(set(findings), key=lambda item: (_RANK[item.severity], item)))


def counted(findings: Sequence[Diagnostic]) -> str:
    """How many there are, "2 errors, 1 warning"; that there are none in words, too."""
    counts = Counter(item.severity for item in findings)
    return ", ".join(plural(counts[severity], name) for severity, name in _NAMES.items() if counts[severity]) or "nothing found"


def findings_layout(findings: Sequence[Diagnostic], width: int) -> Layout:
    """All findings, `in_order`. Targets: `finding:N`, from 0."""
    writer = Writer(width)
    writer.write([Span(counted(findings)[:1].upper() + counted(findings)[1:], "subheading")], 0)
    for number, item in enumerate(findings):
        sign, style = SIGNS[item.severity]
        writer.gap()
        writer.open((Span(f"{sign} ", style),), (Span("  "),), item.line)
        writer.write([Span(f"Line {item.line}", "link", f"finding:{number}"), Span(f"  {item.code}", "muted")], item.line)
        writer.write([Span(f"{item.message}.")], item.line)
        if item.hint:
            writer.write([Span(item.hint, "muted")], item.line)
        writer.close()
    return writer.layout()


def checking_layout(width: int) -> Layout:
    """What stands in the place of the findings before the first check is done."""
    writer = Writer(width)
    writer.write([Span("Checking …", "muted")], 0)
    return writer.layout()


def made_from(lines: Sequence[Line], source: int) -> tuple[int, ...]:
    """The screen lines made from the block that holds line `source` of the file, rising; none on a page without any."""
    sources = sorted({line.source for line in lines if line.source})
    nearest = _nearest(sources, source)
    return tuple(number for number, line in enumerate(lines) if nearest and line.source == nearest)


def margin_signs(lines: Sequence[Line], places: Iterable[tuple[int, Severity]]) -> dict[int, Severity]:
    """For each screen line that gets a sign the worst of the findings in the block that begins there; `places` are lines of the file."""
    first: dict[int, int] = {}
    for number, line in enumerate(lines):
        if line.source:
            first.setdefault(line.source, number)
    sources = sorted(first)
    signs: dict[int, Severity] = {}
    for source, severity in places:
        if nearest := _nearest(sources, source):
            number = first[nearest]
            signs[number] = min(severity, signs.get(number, severity), key=_RANK.__getitem__)
    return signs


def _nearest(sources: Sequence[int], source: int) -> int:
    """The last of the rising `sources` up to `source`, the first for one before all of them, 0 where there is none."""
    return sources[max(0, bisect_right(sources, source) - 1)] if sources else 0
