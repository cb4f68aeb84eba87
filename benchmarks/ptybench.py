"""A program in a pseudo-terminal of its own: start it, type, look at its screen, time it."""

from __future__ import annotations

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyte

_PRIVATE = re.compile(r"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b\[[0-9;]*\$[a-z]")
_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
GAP = 0.15
"""Seconds without a change after which a screen counts as stable."""

_UNFINISHED = re.compile(r"\x1b(?:\[[<>=?]?[0-9;]*\$?)?\Z")


class PtySession:
    """A running program with its terminal. `output` is every byte it wrote, `screen` what a terminal would show, `modes` what is on."""

    def __init__(
        self, argv: Sequence[str], *, size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None, ignored: Iterable[int] = ()
    ) -> None:
        """Start `argv` at `size` (columns, rows) with exactly the environment `env`, and of the signals that end it just `ignored` ignored.

        Only COLUMNS and LINES are left out of the environment: a test runner may have set them, and they would contradict `size`.
        """
        self.output = bytearray()
        self.modes: set[str] = set()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._status: int | None = None
        ignored = tuple(ignored)
        environ = {name: value for name, value in (os.environ if env is None else env).items() if name not in ("COLUMNS", "LINES")}
        self.started = self.ended = time.perf_counter()
        self.pid, self.master = os.forkpty()
        if self.pid == 0:
            try:
                for number in _ENDING:  # a shell ignores some of them for what it starts in the background, and we may be that
                    signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
                _set_size(0, size)
                os.execvpe(argv[0], list(argv), environ)
            finally:
                os._exit(127)
        _set_size(self.master, size)

    # --- talking -----------------------------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Type `data`."""
        view = memoryview(data)
        while view:
            _, writable, _ = select.select([], [self.master], [], 5)
            if not writable:
                raise TimeoutError("the program does not read")
            view = view[os.write(self.master, view[:2048]) :]
            self.read(0)

    def read(self, seconds: float) -> bool:
        """Wait at most `seconds` for output and take it in; False if none came."""
        data = self._receive(seconds)
        self._take(data)
        return bool(data)

    def _receive(self, seconds: float) -> bytes:
        """What comes within `seconds`; nothing if nothing does."""
        readable, _, _ = select.select([self.master], [], [], seconds)
        try:
            return os.read(self.master, 65536) if readable else b""
        except OSError:
            return b""

    def _take(self, data: bytes) -> None:
        """Keep output and draw it."""
        self.output += data
        self._show(self._decode(data))

    def read_until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Take output in until `condition` holds; TimeoutError with the screen if it does not in time."""
        end = time.perf_counter() + seconds
        while not condition():
            left = end - time.perf_counter()
            if left <= 0:
                raise TimeoutError("\n".join(self.lines()))
            self.read(min(left, 0.05))

    def see(self, text: str, seconds: float = 10.0) -> None:
        """Wait until `text` is on the screen."""
        self.read_until(lambda: text in "\n".join(self.lines()), seconds)

    def settle(self, gap: float = GAP, limit: float = 15.0) -> float:
        """Wait until the visible text has not changed for `gap` seconds; seconds from the start to the read with its last change.

        TimeoutError with the screen if after `limit` seconds there is no text or it still changes.

        What comes is drawn only when nothing more comes: drawing takes longer than the program needs for its next frame.
        """
        end = time.perf_counter() + limit
        shown, changed = self.lines(), time.perf_counter()
        unseen: list[tuple[float, bytes]] = []
        while time.perf_counter() < end:
            if data := self._receive(gap):
                unseen.append((time.perf_counter(), data))
                continue
            for moment, data in unseen:
                self._take(data)
                if (lines := self.lines()) != shown:
                    if any(line.strip() for line in shown) and moment - changed >= gap:
                        return changed - self.started
                    shown, changed = lines, moment
            unseen.clear()
            if any(line.strip() for line in shown):
                return changed - self.started
        raise TimeoutError("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """The text on the screen."""
        return list(self.screen.display)

    def settings(self) -> list[Any]:
        """The terminal's termios settings."""
        return termios.tcgetattr(self.master)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        if columns and rows:
            self.screen.resize(rows, columns)
        _set_size(self.master, (columns, rows))

    # --- ending ------------------------------------------------------------------------------------------------------------------

    def kill(self, number: int) -> None:
        """Send signal `number`."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = 10.0, *, read: bool = True) -> int:
        """Wait for the end, reading output meanwhile or not; the exit code, negative for a signal. TimeoutError if it does not end."""
        end = time.perf_counter() + seconds
        while self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status, self.ended = status, time.perf_counter()
            elif time.perf_counter() > end:
                raise TimeoutError(f"still running after {seconds} s")
            elif not read or not self.read(0.0005):
                time.sleep(0.0005)
        if read:
            while self.read(0.01):
                pass
        return os.waitstatus_to_exitcode(self._status)

    def hang_up(self) -> None:
        """Close the terminal window."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def close(self) -> None:
        """Make sure that nothing is left."""
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, self._status = os.waitpid(self.pid, 0)
        self.hang_up()

    def __enter__(self) -> PtySession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _show(self, text: str) -> None:
        """Put text on the screen, without the private sequences that pyte would print."""
        text = self._rest + text
        cut = _UNFINISHED.search(text)
        text, self._rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
        for numbers, switch in _MODE.findall(text):
            for number in numbers.split(";"):
                (self.modes.add if switch == "h" else self.modes.discard)(number)
        self._stream.feed(_PRIVATE.sub("", text))


def _set_size(descriptor: int, size: tuple[int, int]) -> None:
    """Set the window size of a terminal."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
