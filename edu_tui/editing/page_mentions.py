"""Names in pages and quizzes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.editing.desk import Desk
from edu_tui.editing.mentions import Kind, Mention
from edu_tui.editing.yaml_mentions import head_mentions, listed
from edu_tui.library.ledger_parser import FACT_ID
from edu_tui.library.links import PageLink, resolve
from edu_tui.library.roles import Role, role_of
from edu_tui.library.syntax import CITE, CITE_PART

_HEADING = re.compile(r"^ {0,3}##?(?!#)[ \t].*?(\{[^{}\n\r]*\})[ \t]*$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"([#.])([\w-]+)")
_LINK = re.compile(
    r"(?<!\\)(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([ \t]*<?([^\s()<>]+)|^ {0,3}\[[^\[\]\n\r]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE
)
_BLOCK = re.compile(
    r"^ {0,3}###?[ \t][^\n\r]*(?:\r\n|[\n\r])(?:[ \t]*(?:\r\n|[\n\r]))*((?:[ \t]*[iI][dD][ \t]*:)(?:[^\n\r]*\S[^\n\r]*(?:\r\n|[\n\r]|$))+)",
    re.MULTILINE,
)
_PAIR = re.compile(r"^[ \t]*([A-Za-z][\w-]*)[ \t]*:[ \t]*(\S[^\n\r]*?)[ \t]*$", re.MULTILINE)


def page_mentions(desk: Desk, path: str) -> Iterator[Mention]:
    """Every name in a page or a quiz."""
    text, page = desk.text(path), desk.page(path)
    yield from citations(page.body)
    for start, end in page.charts:
        yield from (_cited(text, at, until) for at, until in listed(text[start:end], "cite", start))
    yield from _links(page.body, path)
    if page.head != (0, 0):
        yield from head_mentions(desk, path, page.head)
    scope = "/".join(desk.place(path) or ())
    yield from _keys(page.body, scope) if role_of(path) is Role.QUIZ else _headings(page.body, scope)


def citations(body: str) -> Iterator[Mention]:
    """The keys in citations, where `body` holds no code."""
    for found in CITE.finditer(body):
        parts = found[1].split(";")
        if _is_text(body, found.start(), found.end()) or not all(CITE_PART.fullmatch(part.strip()) for part in parts):
            continue
        at = found.start(1)
        for part in parts:
            key = CITE_PART.fullmatch(part.strip())
            if key is not None:
                start = at + len(part) - len(part.lstrip()) + key.start(1)
                yield _cited(body, start, start + len(key[1]))
            at += len(part) + 1


def _is_text(body: str, start: int, end: int) -> bool:
    """Whether brackets are none of a citation: escaped, those of a link, or a gap to fill."""
    slashes = len(body[:start]) - len(body[:start].rstrip("\\"))
    return slashes % 2 == 1 or body.startswith("(", end) or (body[start - 1 : start] == "[" and body.startswith("]", end))


def _cited(text: str, start: int, end: int) -> Mention:
    key = text[start:end]
    return Mention(Kind.FACT if FACT_ID.fullmatch(key) else Kind.REFERENCE, key, start, end)


def _headings(body: str, scope: str) -> Iterator[Mention]:
    """The ids of sections, and the objectives that they serve."""
    for heading in _HEADING.finditer(body):
        for name in _ATTRIBUTE.finditer(body, *heading.span(1)):
            kind = Kind.SECTION if name[1] == "#" else Kind.OBJECTIVE
            yield Mention(kind, name[2], *name.span(2), scope, kind is Kind.SECTION)


def _links(body: str, path: str) -> Iterator[Mention]:
    """The modules and sections to which links lead, where they stand there as they are."""
    for found in _LINK.finditer(body):
        group = 3 if found[2] is None else 2
        target = None if found[1] else resolve(found[group], path)
        if not isinstance(target, PageLink):
            continue
        file, mark, section = found[group].partition("#")
        scope, start = f"{target.module}/{target.audience}", found.start(group)
        if file.endswith(f"{target.module}/{target.audience}.md"):
            at = start + len(file) - len(f"{scope}.md")
            yield Mention(Kind.MODULE, target.module, at, start + len(file), target.audience)
        if mark and section == target.section and section:
            yield Mention(Kind.SECTION, section, start + len(file) + 1, start + len(file) + 1 + len(section), scope)


def _keys(body: str, scope: str) -> Iterator[Mention]:
    """What the id blocks of questions name."""
    kinds = {"id": Kind.QUESTION, "twin": Kind.QUESTION, "objective": Kind.OBJECTIVE}
    for block in _BLOCK.finditer(body):
        for pair in _PAIR.finditer(body, *block.span(1)):
            kind = kinds.get(pair[1])
            if kind is not None:
                yield Mention(kind, pair[2], *pair.span(2), scope if kind is Kind.OBJECTIVE else "", pair[1] == "id")
