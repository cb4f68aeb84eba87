"""Anki's packages: a zip archive with an SQLite collection, which newer versions pack with zstd."""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from edu_tui.authoring.anki_notes import Note, read_notes
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.foreign import Reading
from edu_tui.authoring.losses import WHOLE_FILE, Loss

MAX_COLLECTION = 200_000_000
"""Bytes of the largest collection; what unpacks to more is refused."""

MAX_NOTES = 20_000
"""Notes of one package; more make no quiz."""

MAX_FIELDS = 20_000_000
"""Bytes of all fields of one note, and of what the collection says of all types of notes."""

MAX_DIRECTORY = 20_000_000
"""Bytes of the list of files in the archive."""

_BUDGET, _STEP = 200, 1_000_000
"""How often so many steps of SQLite's machine may pass: a hostile collection can hold a query without an end."""

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_OLDER = 'export it again with "Support older Anki versions"'
_DAMAGED = "The collection in this package is damaged, so no note can be read. Export it again."


def read_package(path: Path) -> Reading:
    """The questions of a package (.apkg, .colpkg) or of a bare collection. Raises AuthoringError."""
    with TemporaryDirectory(prefix="edu-tui-") as folder:
        collection = Path(folder) / "collection"
        media = _unpack(path, collection)
        try:
            notes = list(_read_collection(collection))
        except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise AuthoringError(_DAMAGED) from None
    losses = [Loss(WHOLE_FILE, "decks, schedules and the looks of cards", "our learners have their own")]
    if media:
        told = f"{media:,} file{'' if media == 1 else 's'} of media"
        losses.append(Loss(WHOLE_FILE, told, "media are not carried along; blanks stand where notes show them"))
    return read_notes(list(enumerate(notes, 1)), "note", losses)


# --- the archive -----------------------------------------------------------------------------------------------------------------


def _unpack(path: Path, target: Path) -> int:
    """Write the collection in the package to `target`; how many media files lie beside it."""
    with path.open("rb") as file:
        if file.read(16) == b"SQLite format 3\0":
            file.seek(0)
            _copy(file, target)
            return 0
        _refuse_bombs(file)
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            name = next((name for name in _COLLECTIONS if name in names), "")
            if not name:
                raise AuthoringError("This archive holds no collection, so it is no package of Anki's.")
            with archive.open(name) as packed:
                if name.endswith("b"):
                    _copy_zstd(packed, target)
                else:
                    _copy(packed, target)
            return sum(entry.isdigit() for entry in names)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError):
        raise AuthoringError("The archive is damaged, encrypted or no zip archive, so it cannot be unpacked. Export it again.") from None
    except OSError as error:
        raise AuthoringError(f"The package cannot be unpacked ({error.strerror}): it is damaged, or the disk is full.") from None


def _refuse_bombs(file: IO[bytes]) -> None:
    """Raise AuthoringError if the list of files at the end of the archive would not fit into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise AuthoringError("This is no package of Anki's: it is neither a zip archive nor a collection. Export it again.")
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if length > MAX_DIRECTORY or tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise AuthoringError("The archive lists more files than any package of Anki's, so it is not unpacked.")


def _copy(source: IO[bytes], target: Path) -> None:
    """Copy all bytes. Raises AuthoringError above `MAX_COLLECTION`."""
    written = 0
    with target.open("wb") as file:
        while data := source.read(1 << 20):
            written += len(data)
            if written > MAX_COLLECTION:
                raise AuthoringError(
                    f"The collection unpacks to more than {MAX_COLLECTION // 1_000_000} MB, so it is not read. Export fewer decks."
                )
            file.write(data)


def _copy_zstd(source: IO[bytes], target: Path) -> None:
    zstd = _zstd()
    if zstd is None:
        raise AuthoringError(f'This package is packed with zstd, which needs one more library: pip install "edu-tui[author]", or {_OLDER}.')
    try:
        with zstd.ZstdFile(source) as unpacked:
            _copy(unpacked, target)
    except zstd.ZstdError:
        raise AuthoringError(_DAMAGED) from None


def _zstd() -> Any:
    """Python's own library (from 3.14 on), or the same for older ones; None without either."""
    for name in ("compression.zstd", "backports.zstd"):
        with suppress(ImportError):
            return import_module(name)
    return None


# --- the collection --------------------------------------------------------------------------------------------------------------


def _read_collection(path: Path) -> Iterator[Note]:
    """The notes of a collection, in the order in which they were made."""
    left = iter(range(_BUDGET))
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FIELDS)
        database.set_progress_handler(lambda: next(left, None) is None, _STEP)
        database.create_collation("unicase", lambda one, two: (one.casefold() > two.casefold()) - (one.casefold() < two.casefold()))
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda data: data.decode("utf-8", errors="replace")
        kinds = _note_types(database)
        rows = database.execute("SELECT mid, tags, flds FROM notes ORDER BY id LIMIT ?", (MAX_NOTES + 1,))
        for number, (kind, tags, fields) in enumerate(rows):
            if number == MAX_NOTES:
                raise AuthoringError(f"The package holds more than {MAX_NOTES:,} notes. Export fewer decks.")
            names, cards = kinds.get(int(kind), ((), 1))
            cells = str(fields).split("\x1f")
            named = tuple((names[at] if at < len(names) else "", cell) for at, cell in enumerate(cells))
            yield Note(named, tuple(str(tags).split()), cards)


_Kinds = dict[int, tuple[tuple[str, ...], int]]
"""Names of fields and number of cards of each type of note."""


def _note_types(database: sqlite3.Connection) -> _Kinds:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if {"fields", "templates"} <= tables:
        return _kinds_in_tables(database)
    ((models,),) = database.execute("SELECT models FROM col LIMIT 1")
    return {int(ident): _kind_in_json(model) for ident, model in json.loads(models).items()}


def _kinds_in_tables(database: sqlite3.Connection) -> _Kinds:
    names: dict[int, list[str]] = {}
    for kind, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        names.setdefault(kind, []).append(name)
    cards = dict(database.execute("SELECT ntid, count(*) FROM templates GROUP BY ntid"))
    return {kind: (tuple(fields), cards.get(kind, 1)) for kind, fields in names.items()}


def _kind_in_json(model: dict[str, Any]) -> tuple[tuple[str, ...], int]:
    fields = sorted(model["flds"], key=lambda field: field["ord"])
    return tuple(str(field["name"]) for field in fields), len(model["tmpls"])
