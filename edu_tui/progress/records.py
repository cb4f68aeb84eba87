"""One line of a journal: `crc32 hex`, a space, a JSON record, a newline.

The checksum stands before the text, so a torn, zeroed or flipped line is told from a good one without trusting any part of it; the newline
lets a reader find its feet again after a bad line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from types import NoneType
from typing import Annotated, Any, TypeAlias
from zlib import crc32

import msgspec

from edu_tui.progress.events import Event

FORMAT = 1
"""The version of journals and snapshots that this program writes. A higher one is read as far as possible and never written."""

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""What marks and documents may hold."""

Counter: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""A Lamport counter, bounded so that one absurd value on the disk cannot break every later one."""

DEPTH_LIMIT = 40
_INTEGER_LIMIT = 2**63
_PLAIN = frozenset({NoneType, bool, int, float, str, list, tuple, dict})


class _Identity(msgspec.Struct):
    id: str


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A journal line: a header (`fmt`), events that were saved together, or the new value of one mark.

    `w` is the writer (one running program), `n` its Lamport counter: higher than every counter that the writer had seen.
    `after` in a header says that progress.json existed when the journal was begun, so that its absence later is noticed.
    """

    w: str
    n: Counter
    fmt: Counter = 0
    after: bool = False
    events: tuple[msgspec.Raw, ...] = ()
    mark: str | None = None
    value: msgspec.Raw = msgspec.Raw(b"null")


_decoder = msgspec.json.Decoder(Record)
_decode_identity = msgspec.json.Decoder(_Identity).decode
_decode_event = msgspec.json.Decoder(Event).decode
_encode = msgspec.json.Encoder().encode


def header_body(after: bool) -> bytes:
    """The body of a journal's first record, for `encode_line`."""
    return b'"fmt":%d,"after":%b' % (FORMAT, b"true" if after else b"false")


def events_body(documents: Iterable[bytes]) -> bytes:
    """The body of a record of events (JSON documents), for `encode_line`. One line for all, so that a crash keeps all or none."""
    return b'"events":[%b]' % b",".join(documents)


def mark_body(key: str, value: bytes) -> bytes:
    """The body of a record of one mark with its value (JSON), for `encode_line`."""
    return b'"mark":%b,"value":%b' % (_encode(key), value)


def encode_line(writer: str, n: int, body: bytes) -> bytes:
    """The bytes of one journal line, with its newline. `body` is put in as it is: saving an answer is to cost little beside the fsync."""
    text = b'{"w":"%b","n":%d,%b}' % (writer.encode(), n, body)
    return b"%08x %b\n" % (crc32(text), text)


def decode_line(line: bytes) -> Record | None:
    """The record of one line (without its newline); None when the line is damaged in any way."""
    if line[8:9] != b" " or line[:8] != b"%08x" % crc32(memoryview(line)[9:]):
        return None
    try:
        record: Record = _decoder.decode(memoryview(line)[9:])
        for document in record.events:
            identity_of(document)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return record


def identity_of(document: bytes | msgspec.Raw) -> str:
    """The `id` of a document. Raises ValueError when it has none that is text (msgspec's own errors are ValueErrors)."""
    identity: str = _decode_identity(document).id
    return identity


def encode_value(value: JSON) -> bytes:
    """`value` as compact JSON. Raises ValueError before anything is written if JSON cannot hold it and give the same back."""
    _check(value, "the value", DEPTH_LIMIT)
    return _encode(value)


def encode_event(event: Event) -> bytes:
    """An event as compact JSON. Raises ValueError before anything is written if the same event would not come back from it."""
    if type(event.id) is not str or not event.id:
        raise ValueError("an event needs a text under `id`")
    text: bytes = _encode(event)
    if b"null" in text and _decode_event(text) != event:  # NaN and the infinities turn into null
        raise ValueError("the event holds a number that JSON has no way to write")
    return text


def encode_document(document: Any) -> bytes:
    """An event's document as compact JSON. Raises ValueError for anything but a JSON object with a text `id`."""
    if not isinstance(document, dict) or not isinstance(document.get("id"), str) or not document["id"]:
        raise ValueError("an event needs a text under `id`")
    _check(document, "the event", DEPTH_LIMIT)
    return _encode(document)


def _check(value: object, where: str, depth: int) -> None:
    """Refuse what would come back different: NaN becomes null, a number as key becomes text, half a surrogate pair cannot be written."""
    if type(value) not in _PLAIN:
        raise ValueError(f"{where} holds a {type(value).__name__}, which JSON cannot hold")
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{where} holds a number that JSON has no way to write")
    elif isinstance(value, int) and not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
        raise ValueError(f"{where} holds an integer of more than 64 bits")
    elif isinstance(value, list | tuple):
        _check_items(value, where, depth)
    elif isinstance(value, dict):
        _check_object(value, where, depth)


def _check_text(text: str, where: str) -> None:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"{where} holds text that cannot be written as UTF-8") from error


def _check_items(items: Sequence[object], where: str, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"{where} is nested too deeply")
    for item in items:
        _check(item, where, depth - 1)


def _check_object(value: dict[object, object], where: str, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"{where} is nested too deeply")
    for key, item in value.items():
        if type(key) is not str:
            raise ValueError(f"{where} holds a key that is not text")
        _check_text(key, where)
        _check(item, where, depth - 1)
