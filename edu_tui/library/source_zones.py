"""Which lines of a file are which kind of source: the YAML head, a chart, code, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Zone(StrEnum):
    """What a line is written in: YAML (a head, a file of the ledger), the YAML of a chart, code that is shown as it is, or Markdown."""

    YAML = "yaml"
    CHART = "chart"
    CODE = "code"
    TEXT = "text"


_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})\s*([^\s`]*)")


def zones(path: str, lines: Sequence[str]) -> list[Zone]:
    """The zone of each of the lines of the file `path`; the lines that open and close a fence belong to it."""
    if not path.endswith(".md"):
        return [Zone.YAML if path.endswith((".yaml", ".yml")) else Zone.CODE] * len(lines)
    found: list[Zone] = []
    fence, inside = "", Zone.CODE
    head = _head_length(lines)
    for number, line in enumerate(lines):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if number < head:
            found.append(Zone.YAML)
        elif fence:
            found.append(inside)
            fence = "" if mark and not mark[2] and mark[1].startswith(fence) else fence
        elif mark and number >= head:
            fence, inside = mark[1], Zone.CHART if mark[2] == "chart" else Zone.CODE
            found.append(inside)
        else:
            found.append(Zone.TEXT)
    return found


def _head_length(lines: Sequence[str]) -> int:
    """The lines of the YAML head with the lines around it; 0 if there is none that is closed."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
