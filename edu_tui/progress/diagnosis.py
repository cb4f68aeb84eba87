"""Why a file is not a good snapshot, in words for the learner; and strict reading of foreign JSON."""

from __future__ import annotations

import json
from typing import Any

from edu_tui.progress.records import FORMAT

BOM = b"\xef\xbb\xbf"


class UnreadableError(Exception):
    """Bytes that are not the JSON of an object; `str()` completes a sentence that begins with the file's name."""


def load_strictly(data: bytes) -> dict[str, Any]:
    """The JSON object in `data` (a byte order mark is allowed). Raises UnreadableError, also for a key that stands twice in one object."""
    if not data:
        raise UnreadableError("is empty")
    if not data.strip(b"\0"):
        raise UnreadableError("holds only zero bytes")
    try:
        value = json.loads(data.removeprefix(BOM).decode(), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnreadableError:
        raise
    except UnicodeDecodeError:
        raise UnreadableError("is not text in UTF-8") from None
    except RecursionError:
        raise UnreadableError("is nested too deeply") from None
    except ValueError:
        raise UnreadableError("is cut off or not JSON") from None
    if not isinstance(value, dict):
        raise UnreadableError("does not hold a table of events")
    return value


def diagnose(data: bytes) -> str:
    """What is wrong with a snapshot whose checksum does not hold, to complete the sentence "The progress file ..."."""
    try:
        value = load_strictly(data)
    except UnreadableError as reason:
        return str(reason)
    if "_meta" in value:
        return "was changed by something other than edu-tui"
    return "was written by another program"


def is_newer(data: bytes) -> bool:
    """Whether `data` says of itself that a newer version of edu-tui wrote it."""
    try:
        rows = load_strictly(data).get("_meta")
    except UnreadableError:
        return False
    values = rows.values() if isinstance(rows, dict) else ()
    return any(isinstance(row, dict) and isinstance(row.get("fmt"), int) and row["fmt"] > FORMAT for row in values)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise UnreadableError("holds the same key twice")
    return value


def _no_constant(name: str) -> None:
    raise UnreadableError(f"holds {name}, which is not JSON")
