"""What two windows say to each other: one line of JSON a message, typed, no longer than a limit.

Each side greets first. The audience's screen then tells the whole state whenever it changed, and the console gives orders. Whatever is no
message ends the connection: there is nothing to be learnt from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

import msgspec

from edu_tui.study.teaching.commands import Order
from edu_tui.study.teaching.console import PresenterView

VERSION = 1
"""To be raised whenever a message, or a state or an order in it, is told in another way."""

ORDER_LIMIT = 16 * 1024
"""Bytes of a line that the console may send: a note of the greatest length fits."""

STATE_LIMIT = 1024 * 1024
"""Bytes of a line that the audience's screen may send; a state has some ten thousand."""


class LinkError(Exception):
    """What came is no message, or none that this side is sent."""


class Hello(msgspec.Struct, frozen=True, tag_field="is", tag="hello"):
    """The greeting of both sides."""

    version: int


class Told(msgspec.Struct, frozen=True, tag_field="is", tag="told"):
    """The state of the session as it was `age` ms ago, and what the last order came to, "" for nothing."""

    view: PresenterView
    age: Annotated[int, msgspec.Meta(ge=0, le=10**10)] = 0
    said: str = ""


class Given(msgspec.Struct, frozen=True, tag_field="is", tag="given"):
    """An order."""

    order: Order


ToConsole: TypeAlias = Hello | Told
"""What the audience's screen sends."""

ToScreen: TypeAlias = Hello | Given
"""What the console sends."""

_to_console: Callable[[bytes], ToConsole] = msgspec.json.Decoder(ToConsole).decode
_to_screen: Callable[[bytes], ToScreen] = msgspec.json.Decoder(ToScreen).decode


def line_of(message: ToConsole | ToScreen) -> bytes:
    """A message as it is sent."""
    return msgspec.json.encode(message) + b"\n"


def read_at_console(line: bytes) -> ToConsole:
    """A line that the console was sent. Raises LinkError."""
    try:
        return _to_console(line)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise LinkError from error


def read_at_screen(line: bytes) -> ToScreen:
    """A line that the audience's screen was sent. Raises LinkError."""
    try:
        return _to_screen(line)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise LinkError from error


class Lines:
    """Bytes as they come, cut into lines of at most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rest = bytearray()

    def take(self, data: bytes) -> list[bytes]:
        """The lines that are whole with `data`, without their ends. Raises LinkError when one is too long, whole or not."""
        self._rest += data
        *whole, rest = self._rest.split(b"\n")
        self._rest = rest
        if any(len(line) > self._limit for line in (*whole, rest)):
            raise LinkError
        return [bytes(line) for line in whole]
