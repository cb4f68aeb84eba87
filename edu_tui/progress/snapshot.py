"""progress.json: all events and marks in one file that stock TinyDB can read, with a checksum over every byte.

    {"_meta":{"1":{"sum":"1c2f00aa","fmt":1,"n":812,"count":540,"journals":{...}}},
    "marks":{"1":{...}},
    "events":{
    "1":{...},
    "2":{...}
    }}

The checksum (CRC-32) covers everything behind itself, so any change that was not made by `render` is seen: a flipped bit, a cut, a line
ending, or another program that rewrote the file. That is why the rest may be taken apart by lines.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple
from zlib import crc32

import msgspec

from edu_tui.progress.documents import SEPARATOR, Documents
from edu_tui.progress.marks import Marks, Stored
from edu_tui.progress.records import FORMAT, Counter

_HEAD = b'{"_meta":{"1":{"sum":"'
_SUM_DIGITS = 8
_OPEN = b'"events":{'
_CLOSE = b"\n}}\n"


class Covered(msgspec.Struct, frozen=True):
    """How much of one journal a snapshot holds: its first `size` bytes, up to the counter `n`."""

    n: Counter
    size: int


class _Meta(msgspec.Struct):
    fmt: int
    n: Counter
    count: int
    journals: dict[str, Covered]


class Snapshot(NamedTuple):
    """A checked snapshot: the highest counter, how many events with their rows (still bytes), the marks, what it covers of each journal.

    The rows are a window on the bytes that were parsed: who only checks a snapshot makes no copy of years of answers. `head` is the line
    with the checksum over all of it, what it covers and by which writers: no two snapshots share one.
    """

    n: int
    total: int
    block: memoryview
    marks: tuple[Stored, ...]
    journals: Mapping[str, Covered]
    newer: bool = False
    head: bytes = b""

    def documents(self) -> Iterator[bytes]:
        """The events as documents, in order."""
        if self.total:
            for row in bytes(self.block).split(SEPARATOR):
                yield row[row.index(b":") + 1 :]


NO_ROWS = memoryview(b"")
"""The rows of a snapshot of which only the rest is kept."""

NOTHING = Snapshot(0, 0, NO_ROWS, (), {})
"""What a learner has who has done nothing yet."""


class DamagedError(Exception):
    """The bytes are not a snapshot of ours; `str()` completes the sentence "The progress file ..."."""


_meta_decoder = msgspec.json.Decoder(dict[str, dict[str, _Meta]])
_marks_decoder = msgspec.json.Decoder(dict[str, dict[str, Stored]])


def parse(data: bytes) -> Snapshot:
    """The snapshot in `data`; a byte order mark in front is allowed. Raises DamagedError.

    A file of a newer version comes back with `newer` set and with as much as can be understood, perhaps nothing.
    """
    data = data.removeprefix(BOM_UTF8)
    rest = memoryview(data)[len(_HEAD) + _SUM_DIGITS :]
    whole = data.startswith(_HEAD) and data[len(_HEAD) : len(_HEAD) + _SUM_DIGITS] == b"%08x" % crc32(rest)
    if whole:
        with suppress(msgspec.MsgspecError, RecursionError, ValueError, KeyError):
            return _take_apart(data)
    from edu_tui.progress.diagnosis import diagnose, is_newer  # slow to import, and only a damaged file needs it

    if is_newer(data):
        return NOTHING._replace(newer=True)
    raise DamagedError("does not have the shape that edu-tui gives it" if whole else diagnose(data))


def _take_apart(data: bytes) -> Snapshot:
    """Split a file whose checksum holds. Raises ValueError, KeyError or msgspec's errors for a shape that is not ours."""
    begun = data.index(b"\n", data.index(b"\n", data.index(b"\n") + 1) + 1) + 1  # a split would copy all rows once more
    head, marks, opening, _ = data[:begun].split(b"\n")
    meta = _meta_decoder.decode(head[:-1] + b"}")["_meta"]["1"]
    stored = _marks_decoder.decode(b"{" + marks[:-1] + b"}")["marks"]
    block = memoryview(data)[begun : -len(_CLOSE)]
    rows = data.count(b"\n", begun, begun + len(block)) + 1 if block else 0
    if opening != _OPEN or not data.endswith(_CLOSE, begun) or meta.count != rows:
        raise ValueError("the events table")
    return Snapshot(meta.n, meta.count, block, tuple(stored.values()), meta.journals, meta.fmt > FORMAT, head)


def render(n: int, documents: Documents, marks: Marks, journals: Mapping[str, Covered]) -> bytes:
    """The bytes of a snapshot that `parse` and stock TinyDB read."""
    meta = msgspec.json.encode(_Meta(FORMAT, n, len(documents), dict(journals)))
    table = msgspec.json.encode(marks.table())
    parts = (b'",' + meta[1:] + b'},\n"marks":' + table + b",\n" + _OPEN + b"\n", documents.block(), _CLOSE)
    total = 0
    for part in parts:
        total = crc32(part, total)
    return b"".join((_HEAD, b"%08x" % total, *parts))
