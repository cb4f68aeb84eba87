"""Findings as JSON: a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterable

from edu_tui.checks.waivers import Waived, Waiver
from edu_tui.library.diagnostics import Diagnostic

_FIELDS = ("code", "severity", "path", "line", "column", "message", "hint")


def json_report(found: Iterable[Diagnostic]) -> str:
    """The findings as a list."""
    return _written([_fields(item) for item in found])


def waived_json(waived: Iterable[Waived]) -> str:
    """The findings that somebody answers for, each with its waiver."""
    return _written([{**_fields(item.finding), "waiver": _answer(item.waiver)} for item in waived])


def _answer(waiver: Waiver) -> dict[str, str]:
    return {"who": waiver.who, "until": waiver.until.isoformat(), "reason": waiver.reason}


def _fields(item: Diagnostic) -> dict[str, object]:
    return {field: getattr(item, field) for field in _FIELDS}


def _written(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
