"""Anki's export as text: lines that begin with # say how to read it, then one note a row."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import msgspec

from edu_tui.authoring.anki_notes import Note, read_notes
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.foreign import Reading
from edu_tui.authoring.losses import WHOLE_FILE, Loss

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_HEADER = re.compile(r"#\s*([a-z ]+):(.*)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(r"</?(?:b|i|u|div|br|p|span|img|ul|ol|li|sub|sup|table)\b|&(?:nbsp|lt|gt|amp|quot);", re.IGNORECASE)
_OTHER_COLUMNS = ("guid", "notetype", "deck")


class _Headers(msgspec.Struct, frozen=True):
    """What the head says. Columns count from 0."""

    separator: str
    is_html: bool
    names: tuple[str, ...]
    tags: tuple[str, ...]
    tags_column: int | None
    others: frozenset[int]


def read_anki_text(text: str) -> Reading:
    """The questions of a text export. Raises AuthoringError if its rows cannot be told apart."""
    head, body, line = _cut(text)
    headers = _headers(head, body)
    losses = [Loss(WHOLE_FILE, "decks and types of notes", "our learners have no decks")] if headers.others else []
    return read_notes(list(_notes(headers, body, line)), "line", losses)


def _cut(text: str) -> tuple[dict[str, str], str, int]:
    """The keys of the head, what comes after it, and the number of lines before that."""
    keys: dict[str, str] = {}
    lines = text.split("\n")
    at = 0
    while at < len(lines) and (lines[at].startswith("#") or lines[at].startswith("tags:")):
        found = _HEADER.match(lines[at] if lines[at].startswith("#") else f"#{lines[at]}")
        if found:
            keys[" ".join(found[1].casefold().split())] = found[2].strip("\r")
        at += 1
    return keys, "\n".join(lines[at:]), at


def _headers(keys: dict[str, str], body: str) -> _Headers:
    written = keys.get("separator", "").strip()
    first = body.split("\n", 1)[0]
    separator = _SEPARATORS.get(written.casefold()) or next((sign for sign in "\t;," if sign in first), "\t")
    told_html = keys.get("html", "").strip().casefold()
    try:
        names = next(csv.reader([keys.get("columns", "")], delimiter=separator), [])
    except csv.Error as error:
        raise AuthoringError(f"The line #columns names no columns ({error}): mend it, or leave it out.") from None
    return _Headers(
        separator,
        told_html == "true" if told_html else bool(_LOOKS_LIKE_HTML.search(body)),
        tuple(name.strip() for name in names),
        tuple(keys.get("tags", "").split()),
        _column(keys, "tags"),
        frozenset(column for name in _OTHER_COLUMNS if (column := _column(keys, name)) is not None),
    )


def _column(keys: dict[str, str], name: str) -> int | None:
    number = keys.get(f"{name} column", "").strip()
    return int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 4 else None


def _notes(headers: _Headers, body: str, before: int) -> Iterator[tuple[int, Note]]:
    """Each row as a note, with its line."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=headers.separator)
    line = before + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, _note(headers, row)
            line = before + reader.line_num + 1
    except csv.Error as error:
        message = f"Line {before + reader.line_num} is no row of notes ({error}): a quotation mark may be open, or a field too long."
        raise AuthoringError(message) from None


def _note(headers: _Headers, row: list[str]) -> Note:
    tags = row[headers.tags_column].split() if headers.tags_column is not None and headers.tags_column < len(row) else []
    fields = [(at, cell) for at, cell in enumerate(row) if at not in headers.others and at != headers.tags_column]
    named = tuple((headers.names[at] if at < len(headers.names) else "", _as_html(cell, headers)) for at, cell in fields)
    return Note(named, (*headers.tags, *tags))


def _as_html(cell: str, headers: _Headers) -> str:
    return cell if headers.is_html else html.escape(cell, quote=False).replace("\n", "<br>")
