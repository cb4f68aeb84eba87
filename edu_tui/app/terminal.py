"""The terminal before, around and after the app: whether it will do, and how to give it back whatever happens."""

from __future__ import annotations

import codecs
import os
import sys
import time
from typing import Any, NamedTuple, TextIO

try:
    import termios
except ImportError:  # Windows, where Textual's own driver restores the console.
    termios = None  # type: ignore[assignment]

RESET = (
    "\x18"  # cancels an escape sequence that was cut off
    "\x1b[?2026l"  # synchronised output
    "\x1b[?2004l"  # bracketed paste
    "\x1b[?7h"  # line wrap
    "\x1b[?2048l"  # reports of the window size
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    "\x1b[<u"  # kitty keys
    "\x1b[?1049l"  # alternate screen
    "\x1b[?25h"  # cursor
    "\x1b[?1004l"  # focus reports
    "\x1b[0m"
)
"""Undoes everything that Textual switches on."""

_PATIENCE = 0.3
"""Seconds to try to write to a terminal that does not read."""


def refusal(stdin: TextIO | None, stdout: TextIO | None, environ: dict[str, str]) -> str:
    """Why the app cannot be shown here, one sentence for the user; "" if it can."""
    if not (_is_terminal(stdin) and _is_terminal(stdout)):
        return "edu-tui needs a terminal for both input and output; use --plain to get plain text instead."
    if environ.get("TERM", "") == "dumb":
        return "This terminal (TERM=dumb) cannot show the app; use --plain to get plain text instead."
    encoding = getattr(stdout, "encoding", None) or "unknown"
    if not _is_utf8(encoding):
        return f"This terminal uses the encoding {encoding}, but the app needs UTF-8; set a UTF-8 locale or use --plain."
    return ""


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _is_utf8(encoding: str) -> bool:
    """Whether Python knows `encoding` as UTF-8."""
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


class TerminalState(NamedTuple):
    """What a terminal was like: its settings and its name, None where the system has none."""

    settings: list[Any] | None
    name: str | None

    @classmethod
    def now(cls) -> TerminalState:
        """The state of the terminal on standard input."""
        if termios is None:
            return cls(None, None)
        try:
            descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
            return cls(termios.tcgetattr(descriptor), os.ttyname(descriptor))
        except (OSError, ValueError, termios.error):
            return cls(None, None)

    def restore(self, *, by_force: bool = False) -> None:
        """Give the terminal back as it was, without ever waiting for it.

        `by_force` also throws away what is still on its way to the screen, now and from here on: for a program that is about to end.
        """
        if termios is None or self.name is None:
            return
        try:
            # A description of its own: the flag must not stick to the one shared with the shell.
            descriptor = os.open(self.name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return
        try:
            if by_force:
                _mute_output()
            self._restore_settings(descriptor)
            self._write_reset(descriptor, by_force)
        except (OSError, termios.error):
            pass  # the terminal is gone; nobody is left to see it
        finally:
            os.close(descriptor)

    def _restore_settings(self, descriptor: int) -> None:
        """Echo, line mode and signals as they were."""
        if self.settings is not None:
            termios.tcsetattr(descriptor, termios.TCSANOW, self.settings)

    def _write_reset(self, descriptor: int, by_force: bool) -> None:
        """Write `RESET`, past output that waits for a terminal that does not read."""
        end = time.monotonic() + _PATIENCE
        while not _written(descriptor, RESET.encode()) and time.monotonic() < end:
            if by_force:
                termios.tcflush(descriptor, termios.TCOFLUSH)
                # Wakes the thread that waits in the middle of a write and holds the terminal's lock.
                self._restore_settings(descriptor)
            time.sleep(0.01)


def _written(descriptor: int, data: bytes) -> bool:
    """Whether all of `data` could be written at once; the beginning of it is harmless."""
    try:
        return os.write(descriptor, data) == len(data)
    except BlockingIOError:
        return False


def _mute_output() -> None:
    """Send whatever the writing thread still holds to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and _is_terminal(stream):
            os.dup2(nowhere, stream.fileno())
