"""The id of a question and the keys below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from edu_tui.authoring.cures.registry import Draft, Edit, cure
from edu_tui.library.quiz_keys import KEYS
from edu_tui.library.source_zones import Zone

_HEADING = re.compile(r" {0,3}#{2,3}[ \t]+(?P<title>.*?)(?:[ \t]+#+)?[ \t]*")
_ID = re.compile(r"\s*id\s*:", re.IGNORECASE)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>\S.*?)\s*")
_QUOTED = re.compile(r"[\"'\u2018-\u201f](?P<words>[^\"'\u2018-\u201f]+)[\"'\u2018-\u201f]")
_CLOSED = ("bloom", "type", "scoring", "shuffle", "unit", "safety", "form")  # their values are known words in small letters


@cure("I01")
def question_ids(draft: Draft) -> Iterator[Edit]:
    """An id for each question without one, made from its title and never used before; one that stands too low moves up."""
    if not draft.is_quiz or draft.make_ident is None:
        return
    quiz = PurePosixPath(draft.path).stem
    for number, title in _headings(draft):
        first, end = _paragraph(draft, number)
        lines = draft.lines[first - 1 : end - 1]
        if not title or (lines and _ID.match(lines[0])):
            continue
        late = next((line for line in lines if _ID.match(line)), "")
        if late and all(_is_key(line) for line in lines):
            yield Edit(first, end, (late, *(line for line in lines if line is not late)))
        elif lines and all(_is_key(line) for line in lines):
            yield Edit(first, first, (f"id: {draft.make_ident(quiz, title)}",))
        else:
            glued = [""] * (first == number + 1)
            yield Edit(number + 1, number + 1, ("", f"id: {draft.make_ident(quiz, title)}", *glued))


@cure("I04", "M02", "M04", "M05", "M06", "M07", "T01")
def question_keys(draft: Draft) -> Iterator[Edit]:
    """Keys and known values in small letters, without quotation marks."""
    for number, _ in _headings(draft) if draft.is_quiz else ():
        first, end = _paragraph(draft, number)
        lines = draft.lines[first - 1 : end - 1]
        if lines and _ID.match(lines[0]):
            for at, line in enumerate(lines, first):
                if (new := _plain_pair(line)) != line:
                    yield Edit(at, at + 1, (new,))


def _plain_pair(line: str) -> str:
    pair = _PAIR.fullmatch(line.strip())
    if pair is None or pair["key"].lower() not in KEYS:
        return line
    key, value = pair["key"].lower(), pair["value"]
    quoted = _QUOTED.fullmatch(value)
    value = quoted["words"].strip() if quoted else value
    value = value.lower() if key in _CLOSED else value
    return line if (key, value) == (pair["key"], pair["value"]) else f"{key}: {value}"


def _is_key(line: str) -> bool:
    pair = _PAIR.fullmatch(line.strip())
    return pair is not None and pair["key"].lower() in KEYS


def _headings(draft: Draft) -> Iterator[tuple[int, str]]:
    """Number and title of the heading of each question."""
    for number, line in draft.numbered(Zone.TEXT):
        if found := _HEADING.fullmatch(line):
            yield number, found["title"]


def _paragraph(draft: Draft, heading: int) -> tuple[int, int]:
    """The first paragraph below a heading: its first line, and the line behind its last one."""
    lines = draft.lines
    first = heading + 1
    while first <= len(lines) and not lines[first - 1].strip():
        first += 1
    end = first
    while end <= len(lines) and lines[end - 1].strip() and not _HEADING.fullmatch(lines[end - 1]):
        end += 1
    return first, end
