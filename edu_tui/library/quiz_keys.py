"""The `id:` line of a question and the keys below it."""

from __future__ import annotations

import re

import msgspec

from edu_tui.library.questions import TYPES
from edu_tui.library.quiz_page import Page, did_you_mean, source_lines
from edu_tui.library.slugs import IDENT, slug
from edu_tui.library.tree import Node

KEYS = ("id", "objective", "bloom", "difficulty", "type", "rev", "scoring", "shuffle", "unit", "safety", "form", "twin", "tags")
BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")

_PAIR = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(\S.*)")
_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
VALUES = {
    "type": ("T01", (*TYPES, "case")),
    "bloom": ("M04", BLOOM),
    "difficulty": ("M05", ("1", "2", "3", "4", "5")),
    "scoring": ("M07", ("each", "all", "weights")),
    "shuffle": ("M07", ("true", "false")),
    "unit": ("M07", ("required", "optional")),
    "safety": ("M07", ("true", "false")),
    "form": ("M07", ("pre", "post")),
}
"""The keys that take certain words only: the code of a fault in them, and the words."""


class Keys(msgspec.Struct, frozen=True):
    """What the id block says; "" and None where it says nothing. `line` is that of the id, `lines` those of all keys given."""

    id: str
    line: int
    type: str = ""
    objective: str = ""
    bloom: str = ""
    difficulty: int | None = None
    rev: int = 1
    scoring: str = "each"
    shuffle: bool = True
    unit: str = ""
    safety: bool = False
    form: str = ""
    twin: str = ""
    tags: tuple[str, ...] = ()
    lines: dict[str, int] = {}


def read_keys(page: Page, node: Node | None, heading_line: int, title: str) -> Keys | None:
    """The keys in `node`, the first block under a heading; None (I01) if it is no id block. Other faults are noted and skipped."""
    lines = source_lines(node) if node is not None and node.type == "paragraph" else []
    if node is None or not lines or not re.match(r"id\s*:", lines[0], re.IGNORECASE):
        late = any(re.match(r"id\s*:", line) for line in lines)
        hint = "Make id: the first line." if late else f"Add the line id: {slug(title)[:40]} and an empty line after it."
        page.error(heading_line, "I01", f'"{title[:60]}" has no id: line directly under its heading', hint)
        return None
    found = _pairs(page, lines, page.line(node))
    values = {key: value for key, (value, line) in found.items() if _is_valid(page, key, value, line)}
    return Keys(
        id=values.get("id", ""),
        line=page.line(node),
        type=values.get("type", ""),
        objective=values.get("objective", ""),
        bloom=values.get("bloom", ""),
        difficulty=int(values["difficulty"]) if "difficulty" in values else None,
        rev=int(values.get("rev", "1")),
        scoring=values.get("scoring", "each"),
        shuffle=values.get("shuffle") != "false",
        unit=values.get("unit", ""),
        safety=values.get("safety") == "true",
        form=values.get("form", ""),
        twin=values.get("twin", ""),
        tags=tuple(tag for part in values.get("tags", "").split(",") if (tag := part.strip())),
        lines={key: line for key, (_, line) in found.items()},
    )


def _pairs(page: Page, lines: list[str], first: int) -> dict[str, tuple[str, int]]:
    """Each known key with its value and line."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, first):
        pair = _PAIR.fullmatch(line)
        column = page.column(number, line)
        if pair is None:
            page.error(number, "M01", f'"{line[:60]}" is not key: value', "Leave an empty line after the id block.", column)
        elif pair[1] not in KEYS:
            cure = f"Known keys: {', '.join(KEYS)}. Text of the question needs an empty line above it."
            page.error(number, "M02", f'unknown key "{pair[1]}"', did_you_mean(pair[1], KEYS, cure), column)
        elif pair[1] in found:
            page.error(number, "M03", f'"{pair[1]}" stands here a second time (first on line {found[pair[1]][1]})', "Keep one.", column)
        else:
            found[pair[1]] = (pair[2], number)
    return found


def _is_valid(page: Page, key: str, value: str, line: int) -> bool:
    """Whether the value is one that the key takes; notes the fault if not."""
    column = page.column(line, value)
    if key in ("id", "twin") and not IDENT.fullmatch(value):
        page.error(
            line, "I04", f'"{value[:60]}" cannot be an id', f"Use small letters, digits and hyphens, such as {slug(value)[:40]}.", column
        )
        return False
    if key == "rev" and not _WHOLE.fullmatch(value):
        page.error(line, "M06", f'rev is "{value[:60]}", not a whole number', "Write 1, 2, 3 ...", column)
        return False
    code, known = VALUES.get(key, ("", ()))
    if known and value not in known:
        kind = "unknown type" if key == "type" else f"unknown value of {key}:"
        page.error(line, code, f'{kind} "{value[:60]}"', did_you_mean(value, known, f"Write one of: {', '.join(known)}."), column)
        return False
    return True
