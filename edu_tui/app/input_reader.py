"""From bytes of the terminal to messages, whatever the bytes are.

Textual's parser ends the app on one byte that is not UTF-8 and on key codes out of range.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

MAX_SIDE = 4000
"""Cells; a window reported wider or higher than this is not believed."""


class SteadyParser(XTermParser):
    """Reads terminal input; what makes no sense is ignored."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """The keys behind `sequence`; codes that are no characters give the key that Textual ignores."""
        try:
            keys = list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]
        return [key if _is_text(key) else events.Key(Keys.Ignore, sequence) for key in keys]

    def parse_mouse_code(self, code: str) -> Message | None:
        """The mouse event behind `code`; none for one that does not fit the size of the window."""
        try:
            return super().parse_mouse_code(code)
        except ArithmeticError:
            return None


def _is_text(key: events.Key) -> bool:
    """Whether a key can be encoded: half a surrogate pair cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in key.key + (key.character or ""))


class InputReader:
    """Turns bytes from the terminal into messages, whatever the bytes are."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = SteadyParser(debug)

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes."""
        return self._read(lambda: self._parser.feed(text) if (text := self._decode(data)) else ())

    def tick(self) -> list[Message]:
        """The messages that the passing of time completes, such as a lone escape key."""
        return self._read(self._parser.tick)

    @property
    def waiting(self) -> bool:
        """Whether `tick` may still complete something."""
        return self._parser._timeout_time is not None

    def _read(self, messages: Callable[[], Iterable[Message]]) -> list[Message]:
        """Collect messages. A parser that stumbles is replaced: one garbled report must not end the session."""
        try:
            return [message for message in messages() if _is_likely(message)]
        except Exception:
            self._parser = SteadyParser(self._debug)
            return []


def _is_likely(message: Message) -> bool:
    """False for window sizes that no window reports."""
    return not isinstance(message, events.Resize) or (min(message.size) > 0 and max(message.size) <= MAX_SIDE)
