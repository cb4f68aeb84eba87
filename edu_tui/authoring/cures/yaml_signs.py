"""Spaces, dashes and quotation marks in YAML: heads, charts and the files of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.authoring.cures.registry import Draft, Edit, cure, line_edits
from edu_tui.library.source_zones import Zone

_UNREADABLE = ("F01", "F02", "G01", "K01")

_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASH = "\u2010-\u2015\u2212"
_LEADING = re.compile(rf"[ {_SPACES}]+")
_BEHIND_KEY = re.compile(rf"(^ *(?:- )?[\w-]+ ?:)[ {_SPACES}]+")
_ITEM = re.compile(rf"^( *)[{_DASH}][ {_SPACES}]+")
_QUOTED = re.compile(r"(^ *- *|[:,\[{] *)[\u201c-\u201f]([^\"\\\u201c-\u201f]*)[\u201c-\u201f](?=\s*(?:$|[,\]}]))")
_FENCE_OF_HEAD = re.compile(rf"[ {_SPACES}]*[-{_DASH}]{{1,5}}\s*")
_LONGEST_HEAD = 100  # lines


@cure(*_UNREADABLE)
def yaml_spaces(draft: Draft) -> Iterator[Edit]:
    """Plain spaces before keys and behind their colons: YAML takes neither tabs nor spaces that do not break."""
    return line_edits(draft, _with_plain_spaces, Zone.YAML, Zone.CHART)


def _with_plain_spaces(line: str) -> str:
    leading = _LEADING.match(line)
    plain = "".join("  " if sign == "\t" else " " for sign in leading[0]) + line[leading.end() :] if leading else line
    return _BEHIND_KEY.sub(r"\1 ", plain)


@cure(*_UNREADABLE)
def yaml_hyphens(draft: Draft) -> Iterator[Edit]:
    """A hyphen before the items of a list."""
    return line_edits(draft, lambda line: _ITEM.sub(r"\1- ", line), Zone.YAML, Zone.CHART)


@cure(*_UNREADABLE)
def yaml_quotes(draft: Draft) -> Iterator[Edit]:
    """Straight quotation marks around a value."""
    return line_edits(draft, lambda line: _QUOTED.sub(r'\1"\2"', line), Zone.YAML, Zone.CHART)


@cure("F00", "F01")
def head_hyphens(draft: Draft) -> Iterator[Edit]:
    """Three hyphens above and below the head, and nothing before it."""
    if not draft.path.endswith(".md"):
        return
    lines = draft.lines
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    last = min(len(lines), start + _LONGEST_HEAD)
    end = next((number for number in range(start + 1, last) if _FENCE_OF_HEAD.fullmatch(lines[number])), 0)
    if end and _FENCE_OF_HEAD.fullmatch(lines[start]):
        yield Edit(1, end + 2, ("---", *lines[start + 1 : end], "---"))
