"""The lock as a file: JSON with one field a line, sorted by id, so that a change reads well wherever changes are reviewed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from edu_tui.library.diagnostics import has_errors
from edu_tui.library.lock import Lock, LockedFact, LockedQuestion, fingerprint
from edu_tui.library.lock_entries import fact_print
from edu_tui.library.roles import LOCK_FILE
from edu_tui.library.sources import read_source
from edu_tui.library.text import clean_line
from edu_tui.library.writing import replace_file

FORMAT = 1
"""The version of the format; a later one is not read."""

MAX_BYTES = 50_000_000
"""A lock keeps what was said before, so it may outgrow any page."""

_ABOUT = "Written by edu-tui lock: ids, revs and fingerprints. By hand change nothing here but recall."
_RESTORE = "Take the last good one from version control, then run edu-tui lock; deleting it loses the history of every rev."


class Fault(msgspec.Struct, frozen=True):
    """Why a lock cannot be used: its line, a clause without a full stop, and the cure."""

    line: int
    message: str
    cure: str = _RESTORE


class LockRead(msgspec.Struct, frozen=True):
    """What was read: the lock, or the fault of a damaged one; neither if the library has none."""

    lock: Lock | None = None
    fault: Fault | None = None


def read_lock(root: Path) -> LockRead:
    """The lock of the library at `root`; never raises."""
    if not os.path.lexists(root / LOCK_FILE):
        return LockRead()
    source = read_source(root, LOCK_FILE, MAX_BYTES)
    if source.text is None or has_errors(source.diagnostics):
        item = source.diagnostics[0]
        return LockRead(fault=Fault(item.line, item.message))
    return parse_lock(source.text)


def parse_lock(text: str) -> LockRead:
    """The lock in `text`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = "the lock is not valid JSON: perhaps two versions of it were merged badly"
        return LockRead(fault=Fault(getattr(error, "lineno", 1), message))
    version = document.get("format") if isinstance(document, dict) else None
    if isinstance(version, int) and version > FORMAT:
        return LockRead(fault=Fault(1, f"the lock was written by a newer edu-tui (format {version})", "Update edu-tui."))
    if version != FORMAT:
        return LockRead(fault=Fault(1, f'the lock does not begin with "format": {FORMAT}'))
    if "\\u" in text:  # we write none, and what they stand for was not cleaned yet
        document = _cleaned(document)
    try:
        lock = Lock(*(_section(document.get(name, {}), kind, text) for name, kind in _SECTIONS))  # type: ignore[arg-type]
    except _EntryError as error:
        return LockRead(fault=error.fault)
    return LockRead(lock)


_SECTIONS: tuple[tuple[str, type[LockedFact] | type[LockedQuestion]], ...] = (("facts", LockedFact), ("questions", LockedQuestion))


class _EntryError(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _section(values: Any, kind: type[LockedFact] | type[LockedQuestion], text: str) -> dict[str, LockedFact | LockedQuestion]:
    """The entries of one section. Raises _EntryError for the first that is none, or that was changed by hand."""
    if not isinstance(values, dict):
        raise _EntryError(Fault(1, "the lock should hold facts and questions by id"))
    entries: dict[str, LockedFact | LockedQuestion] = {}
    for ident, value in values.items():
        try:
            entries[ident] = entry = msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise _EntryError(Fault(_line(text, ident), f'the entry of "{ident}" cannot be read: {error}')) from None
        if not _is_unchanged(entry):
            message = f'the entry of "{ident}" was changed by hand: its words do not fit its fingerprint'
            raise _EntryError(Fault(_line(text, ident), message))
    return entries


def _is_unchanged(entry: LockedFact | LockedQuestion) -> bool:
    if isinstance(entry, LockedFact):
        return entry.fingerprint == fact_print(entry)
    return entry.key == fingerprint(entry.right)


def _line(text: str, ident: str) -> int:
    """The line on which the entry of `ident` begins."""
    at = max(0, text.find(f"{_json(ident)}: {{"))
    return text.count("\n", 0, at) + 1


def _cleaned(value: Any) -> Any:
    """A JSON value whose texts are fit to be shown."""
    match value:
        case str():
            return clean_line(value)
        case dict():
            return {clean_line(key): _cleaned(inner) for key, inner in value.items()}
        case list():
            return [_cleaned(inner) for inner in value]
        case _:
            return value


def lock_text(lock: Lock) -> str:
    """The lock as its file holds it."""
    parts = [f'  "format": {FORMAT}', f'  "about": {_json(_ABOUT)}', _told("facts", lock.facts), _told("questions", lock.questions)]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _told(name: str, entries: Mapping[str, LockedFact | LockedQuestion]) -> str:
    told = [f"    {_json(ident)}: {{\n{_fields(entry)}\n    }}" for ident, entry in sorted(entries.items())]
    return f'  "{name}": {{\n' + ",\n".join(told) + "\n  }" if told else f'  "{name}": {{}}'


def _fields(entry: LockedFact | LockedQuestion) -> str:
    """The fields of an entry, one a line; of its history each rev has a line."""
    lines = []
    for field, value in msgspec.to_builtins(entry).items():
        if field == "history":
            earlier = ",\n".join(f"        {_json(rev)}" for rev in value)
            lines.append(f'      "history": [\n{earlier}\n      ]')
        else:
            lines.append(f"      {_json(field)}: {_json(value)}")
    return ",\n".join(lines)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_lock(root: Path, lock: Lock) -> None:
    """Replace the lock of the library at `root` in one step; the file keeps its rights. Raises OSError, and the old one stays."""
    replace_file(root / LOCK_FILE, lock_text(lock).encode())
