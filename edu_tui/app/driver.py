"""A driver that survives stray input and lets go of the terminal at once.

Textual's own spins when the terminal is gone, and takes a quarter of a second to stop, because its input thread sleeps in `select`. On
Windows, where this cannot be imported, Textual's driver is used as it is.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from edu_tui.app.input_reader import InputReader

if TYPE_CHECKING:
    from textual.app import App

_TICK = 0.05
"""Seconds between looks at an unfinished key sequence."""


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


def _stdout() -> int:
    """The descriptor of standard output, whatever `sys.stdout` stands for now."""
    return sys.__stdout__.fileno() if sys.__stdout__ else 1
