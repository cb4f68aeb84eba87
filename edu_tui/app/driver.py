"""A driver that survives stray input and lets go of the terminal at once.

Textual's own ends the app on one byte that is not UTF-8 and on key codes out of range, spins when the terminal is gone, and takes a quarter
of a second to stop, because its input thread sleeps in `select`. On Windows Textual's driver is used as it is.
"""

from __future__ import annotations

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

_TICK = 0.05
"""Seconds between looks at an unfinished key sequence."""

MAX_SIDE = 4000
"""Cells; a window reported wider or higher than this is not believed."""


def driver_class() -> type[Driver] | None:
    """Our driver, or None where Textual's own has to do (Windows)."""
    return None if sys.platform == "win32" else _steady_driver()


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


def _stdout() -> int:
    """The descriptor of standard output, whatever `sys.stdout` stands for now."""
    return sys.__stdout__.fileno() if sys.__stdout__ else 1


def _steady_driver() -> type[Driver]:
    """The driver class; made on demand, because its base cannot be imported on Windows."""
    import select
    import signal

    from textual.drivers.linux_driver import LinuxDriver

    class SteadyDriver(LinuxDriver):
        """Textual's driver with our input thread, writing to standard output."""

        def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            # Not standard error: that may well be a file. Nothing may stop the writing thread, so no character is an error.
            self._file = open(_stdout(), "w", encoding="utf-8", errors="replace", newline="", closefd=False)  # noqa: SIM115
            self._wake_read = self._wake_write = -1
            self._size_changed = False

        def start_application_mode(self) -> None:
            """Take the terminal."""
            self._wake_read, self._wake_write = os.pipe()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            # Textual's handler works for so long that in a storm of signals it is interrupted by itself until the stack is full.
            signal.signal(signal.SIGWINCH, self._on_window_change)

        def _on_window_change(self, *_: object) -> None:
            """Have the size told once, however many signals come before that."""
            if not self._size_changed:
                self._size_changed = True
                self._call_app("call_later", self._tell_size)

        def _tell_size(self) -> None:
            """Tell the app the size of the window, unless the terminal reports it by itself."""
            self._size_changed = False
            if not self._in_band_window_resize:
                size = Size(*self._get_terminal_size())
                self._app.post_message(events.Resize(size, size))

        def disable_input(self) -> None:
            """Stop the input thread now, not at its next look at the clock."""
            if self._wake_write >= 0:
                os.write(self._wake_write, b"\0")
            super().disable_input()

        def close(self) -> None:
            """Write what is left and let go of the terminal."""
            super().close()
            for descriptor in (self._wake_read, self._wake_write):
                if descriptor >= 0:
                    os.close(descriptor)
            self._wake_read = self._wake_write = -1

        def run_input_thread(self) -> None:
            """Read until the wake pipe has something to say, or the terminal is gone."""
            reader = InputReader(self._debug)
            sources = [self.fileno, self._wake_read]
            while True:
                ready, _, _ = select.select(sources, [], [], _TICK if reader.waiting else None)
                if self._wake_read in ready:
                    return
                if ready:
                    data = self._read_input()
                    if not data:
                        self._terminal_gone()
                        return
                    self._tell(reader.feed(data))
                self._tell(reader.tick())

        def _run_input_thread(self) -> None:
            """The thread: a fault of ours is the app's to report."""
            try:
                self.run_input_thread()
            except Exception as error:
                self._call_app("_handle_exception", error)

        def _read_input(self) -> bytes:
            """What the terminal has sent; nothing when it is gone."""
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""

        def _tell(self, messages: list[Message]) -> None:
            """Pass messages on to the app."""
            for message in messages:
                self.process_message(message)

        def _terminal_gone(self) -> None:
            """Tell the app that nobody is left to see it, if it wants to know."""
            with suppress(AttributeError, RuntimeError):
                self._app.terminal_gone()  # type: ignore[attr-defined]

        def _call_app(self, method: str, *arguments: object) -> None:
            """Call a method of the app in its own thread, if it has it and still runs."""
            with suppress(AttributeError, RuntimeError):
                self._loop.call_soon_threadsafe(getattr(self._app, method), *arguments)

    return SteadyDriver
