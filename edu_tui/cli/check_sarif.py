"""Findings as SARIF 2.1.0, the form in which code hosts and editors take the results of any checker."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import edu_tui
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.registry import Rule
from edu_tui.checks.waivers import Waived
from edu_tui.cli.check_report import Report
from edu_tui.cli.check_text import Lines, span
from edu_tui.library.diagnostics import Diagnostic, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The schema that the output names and follows."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_report(told: Report, prefix: str) -> str:
    """All findings, those that somebody answers for as suppressed; `prefix` leads from the repository to the library."""
    lines = Lines(told.root)
    items: list[tuple[Diagnostic, Waived | None]] = [(item, None) for item in told.found]
    items += [(item.finding, item) for item in told.waived]
    items.sort(key=lambda pair: pair[0])
    codes = sorted({rule.code for rule in all_rules()} | {item.code for item, _ in items})
    prints = _fingerprints([item for item, _ in items])
    results = [
        _result(item, waived, codes, prefix, lines.of(item), fingerprint) for (item, waived), fingerprint in zip(items, prints, strict=True)
    ]
    driver = {"name": "edu-tui", "version": edu_tui.__version__, "rules": _rules(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": int(told.failed)}],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rules(codes: Sequence[str]) -> list[dict[str, Any]]:
    """A description of each code; those of the parsers explain themselves in their findings."""
    known = {rule.code: rule for rule in all_rules()}
    return [_rule(known[code]) if code in known else {"id": code} for code in codes]


def _rule(rule: Rule) -> dict[str, Any]:
    what = (rule.check.__doc__ or rule.code).split("\n")[0]
    return {
        "id": rule.code,
        "shortDescription": {"text": what},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"{rule.cure} Example of the fault: {rule.example}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Diagnostic, waived: Waived | None, codes: Sequence[str], prefix: str, written: str, fingerprint: str) -> dict[str, Any]:
    region = {"startLine": item.line, "startColumn": item.column, "endColumn": item.column + span(item, written)}
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": codes.index(item.code),
        "level": _LEVELS[item.severity],
        "message": {"text": f"{item.message}. {item.hint}" if item.hint else f"{item.message}."},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(prefix + item.path)}, "region": region}}],
        "partialFingerprints": {"finding/v1": fingerprint},
    }
    if waived:
        justification = f"{waived.waiver.reason} ({waived.waiver.who}, until {waived.waiver.until.isoformat()})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _fingerprints(items: Iterable[Diagnostic]) -> list[str]:
    """What tells a finding again when lines have moved: its code, file and words, and which of several that are alike it is."""
    seen: Counter[tuple[str, str, str]] = Counter()
    prints: list[str] = []
    for item in items:
        key = (item.code, item.path, item.message)
        seen[key] += 1
        prints.append(hashlib.sha256("\0".join([*key, str(seen[key])]).encode("utf-8", "replace")).hexdigest()[:32])
    return prints
