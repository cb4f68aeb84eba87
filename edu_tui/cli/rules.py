"""`check --rules`: what is checked, and why."""

from __future__ import annotations

import json
from typing import Any

from edu_tui.checks.discovery import all_rules
from edu_tui.checks.reading_codes import READING, ReadingCode
from edu_tui.checks.registry import Rule
from edu_tui.checks.thresholds import thresholds_of
from edu_tui.checks.waivers import refusal
from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import did_you_mean, put


def list_rules(form: str, code: str = "") -> int:
    """Write every rule, or with a `code` that one. The parsers have codes of their own, whose findings explain themselves."""
    if form not in ("text", "json"):
        raise CommandError("Rules are told as text or json.")
    wanted = code.upper()
    rules = [rule for rule in all_rules() if wanted in ("", rule.code)]
    if wanted in READING:
        _tell_reading(READING[wanted], form)
        return 0
    if not rules:
        raise CommandError(did_you_mean("rule", wanted, [rule.code for rule in all_rules()] + list(READING)))
    if form == "json":
        put(json.dumps([_fields(rule) for rule in rules], indent=2, ensure_ascii=False))
        return 0
    put("\n\n".join(map(_told, rules)))
    if not wanted:
        put("\nOther codes come from reading the files themselves; their findings say what to do.")
    return 0


def what(rule: Rule) -> str:
    """What the rule finds, as a sentence."""
    return (rule.check.__doc__ or "").split("\n")[0]


def _fields(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity,
        "what": what(rule),
        "reason": rule.reason,
        "example": rule.example,
        "cure": rule.cure,
        "source": rule.source,
        "specification": rule.spec,
        "scope": rule.scope,
        "thresholds": {item.name: item.value for item in thresholds_of(rule)},
        "waivable": not refusal(rule.code),
    }


def _told(rule: Rule) -> str:
    lines = [f"{rule.code} {rule.severity}: {what(rule)}", f"  why: {rule.reason}", f"  example: {rule.example}", f"  cure: {rule.cure}"]
    if rule.source:
        lines.append(f"  source: {rule.source}")
    lines += [f"  threshold: {item.name}: {item.value:g}, {item.meaning}" for item in thresholds_of(rule)]
    if why := refusal(rule.code):
        lines.append(f"  no waiver: {why}")
    return "\n".join(lines)


def _tell_reading(found: ReadingCode, form: str) -> None:
    told = {"code": found.code, "severity": found.severity, "what": found.what, "waivable": not refusal(found.code)}
    if form == "json":
        put(json.dumps([told], indent=2, ensure_ascii=False))
    else:
        put(f"{found.code} {found.severity}: {found.what}\n  It comes from reading the file; the finding says what to do.")
