"""All that is kept of one learner, in forms that other programs read.

JSON has the form of progress.json: `_meta`, `marks`, and `events` with one event a line, under a checksum; `merge` takes it, and so does
stock TinyDB. CSV is a table of the events with a column for each field. Both are in order of time, so that two computers that hold the same
events export the same ones.
"""

from __future__ import annotations

import csv
import json
import os
import stat
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec

from edu_tui.progress.documents import Documents
from edu_tui.progress.files import Files
from edu_tui.progress.marks import Marks
from edu_tui.progress.moments import moment
from edu_tui.progress.snapshot import render
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.progress.store import ProgressStore
from edu_tui.progress.writing import replace_file, write_new

FIRST_COLUMNS = ("at", "what", "id")
"""The columns that every event has; the others follow in order of the alphabet."""


class ExportError(Exception):
    """A file that cannot be written to; `str()` is a whole sentence with its path and what to do."""


def as_json(store: ProgressStore) -> str:
    """All events and marks of `store`, in ASCII, which no terminal, mail program or pipe changes."""
    documents, marks = Documents(), Marks()
    for row in _by_time(store):
        documents.add(row["id"], _ascii(row))
    for row in store.rows("marks").values():
        marks.add(row["key"], _ascii(row["value"]), row["n"], row["w"])
    return render(store.version[1], documents, marks, {}).decode()


def as_csv(store: ProgressStore) -> str:
    """All events of `store` as a table; lists stand in it as JSON."""
    rows = _by_time(store)
    others = {key for row in rows for key in row} - set(FIRST_COLUMNS)
    columns = (*FIRST_COLUMNS, *sorted(others))
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def write_export(files: Files, path: Path, text: str, *, force: bool, keep_out: Path) -> None:
    """Write `text` to `path`, mode 0600, whole or not at all; a file that is there is only replaced with `force`.

    Nothing is written below the folder `keep_out`, where progress itself is kept, nor through a link. Raises ExportError.
    """
    folder = Path(os.path.realpath(path.parent))
    if folder.is_relative_to(os.path.realpath(keep_out)):
        raise ExportError(f"{path} lies where edu-tui keeps progress itself: name another place.")
    try:
        if force and _is_file(path):
            replace_file(files, folder / path.name, text.encode())
        else:
            write_new(files, folder / path.name, text.encode())
    except FileExistsError:
        cure = "name another file, or add --force to replace it" if _is_file(path) else "name a file"
        raise ExportError(f"{path} is there already and was left as it is: {cure}.") from None
    except OSError as error:
        raise ExportError(f"{path} could not be written ({error.strerror}): name another place.") from error


def _by_time(store: ProgressStore) -> Sequence[Mapping[str, Any]]:
    return sorted(store.rows("events").values(), key=lambda row: (moment(str(row.get("at"))).instant, row["id"]))


def _ascii(value: object) -> bytes:
    """`value` as compact JSON in printable ASCII."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).replace("\x7f", "\\u007f").encode()


def _cell(value: object) -> str:
    """A value as it stands in the table. A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value).replace("\r\n", "\n").replace("\r", "\n")  # a lone \r would end the row for some readers
    return msgspec.json.encode(value).decode()


def _is_file(path: Path) -> bool:
    """Whether a plain file stands at `path` itself: neither a folder nor a device, nor a link to anything."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
