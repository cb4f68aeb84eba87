"""From what rules find to diagnostics with their exact places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from edu_tui.checks.discovery import all_rules
from edu_tui.checks.locate import locate
from edu_tui.checks.registry import Finding, Rule, Scope
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Diagnostic

MOST = 200
"""Findings of one rule in one file that are told one by one."""

_LONGEST = 300  # characters of a message: what it quotes from a file may be of any length


def run_rules(whole: Whole, scope: Scope) -> Iterator[Diagnostic]:
    """What the rules of one scope find in `whole`."""
    lines: dict[str, list[str]] = {}
    for rule in all_rules():
        if rule.scope is scope:
            yield from diagnostics(whole, rule, rule.check(whole), lines)


def diagnostics(whole: Whole, rule: Rule, findings: Iterable[Finding], lines: dict[str, list[str]]) -> Iterator[Diagnostic]:
    """Findings with their exact places; a file is read only if something was found in it, and its lines are put into `lines`."""
    found = dict.fromkeys(findings)
    if not found:
        return
    counts: Counter[str] = Counter()
    for finding in found:
        path = finding.path
        counts[path] += 1
        if path not in lines:
            lines[path] = whole.text(path).split("\n")
        if counts[path] <= MOST:
            line, column = locate(lines[path], finding.line, finding.near)
            yield Diagnostic(path, line, column, rule.code, rule.severity, _cut(finding.message), _cut(finding.hint or rule.cure))
    for path, count in counts.items():
        if count > MOST:
            message = f"{count - MOST} more findings of this kind stand in this file"
            yield Diagnostic(path, 1, 1, rule.code, rule.severity, message, rule.cure)


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…"
