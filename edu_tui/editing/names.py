"""Names in the files of the ledger that are no YAML, and the one way to the names of any file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from edu_tui.editing.desk import Desk
from edu_tui.editing.mentions import Kind, Mention
from edu_tui.editing.page_mentions import citations, page_mentions
from edu_tui.editing.yaml_mentions import fact_mentions, library_mentions, waiver_mentions
from edu_tui.library.ledger_parser import place_of_id
from edu_tui.library.roles import Role, role_of
from edu_tui.library.text import clean_line, fold

_TERM = re.compile(r"^##(?!#)[ \t]*([^\n\r]*?)[ \t]*$", re.MULTILINE)


def mentions(desk: Desk, path: str) -> Iterator[Mention]:
    """Every name in the file `path`, in no order."""
    match role_of(path):
        case Role.MODULE | Role.QUIZ:
            yield from page_mentions(desk, path)
        case Role.FACTS:
            yield from fact_mentions(desk.text(path))
        case Role.REFERENCES:
            yield from _references(desk.text(path))
        case Role.GLOSSARY:
            yield from _terms(desk.text(path))
            yield from citations(desk.text(path))
        case Role.LIBRARY:
            yield from library_mentions(desk.text(path))
        case Role.WAIVERS:
            yield from waiver_mentions(desk.text(path))


def _references(text: str) -> Iterator[Mention]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return
    at = 0
    for item in items if isinstance(items, list) else ():
        ident = item.get("id") if isinstance(item, dict) else None
        end = place_of_id(text, item, at)
        if isinstance(ident, str) and ident and end > at and text[end - 1 - len(ident) : end - 1] == ident:
            yield Mention(Kind.REFERENCE, ident, end - 1 - len(ident), end - 1, defines=True)
        at = end


def _terms(text: str) -> Iterator[Mention]:
    for found in _TERM.finditer(text):
        if found[1]:
            yield Mention(Kind.TERM, fold(clean_line(found[1])), *found.span(1), defines=True)
