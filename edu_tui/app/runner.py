"""`run`: from a terminal to the app and back, whatever happens in between.

Signals, a closed or frozen terminal and faults of our own end the session within seconds, give the terminal back as it was, and show at
most one sentence.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from edu_tui.app import crashlog
from edu_tui.app.base import CRASHED, SteadyApp
from edu_tui.app.terminal import TerminalState, refusal
from edu_tui.library.text import clean_line

REFUSED = 2
"""Exit code when there is no terminal to show the app on."""

PATIENCE = 2.0
"""Seconds that an orderly end may take before the terminal is restored by force."""

_HURRY = 128
"""Exit codes from here on mean that somebody wants us gone: tidying up, too, must then be over in time."""

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")


def run(app_factory: Callable[[], SteadyApp], log_dir: Path | None = None, *, exit_now: bool = True) -> int:
    """Show the app made by `app_factory` and end the process with its exit code.

    Returns 2 without making an app if there is no terminal fit for it, after one sentence on standard error. Exit codes: 0, 128 + n after
    signal n, 70 after a fault, which is noted in `log_dir` (default: the platform's log folder). With `exit_now=False` it returns the code
    instead of ending the process there and then, which skips the interpreter's slow farewell.
    """
    if reason := refusal(sys.__stdin__, sys.__stdout__, dict(os.environ)):
        _say(reason)
        return REFUSED
    code = _Session(app_factory, log_dir).run()
    if exit_now:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code)
    return code


class _Session:
    """One run of the app."""

    def __init__(self, app_factory: Callable[[], SteadyApp], log_dir: Path | None) -> None:
        self._app_factory = app_factory
        self._log_dir = log_dir
        self._terminal = TerminalState.now()
        self._loop = asyncio.new_event_loop()
        self._app: SteadyApp | None = None
        self._watchdog: threading.Timer | None = None
        self._forced = threading.Event()
        self._signal = 0
        self._fault: BaseException | None = None

    def run(self) -> int:
        """Run and clean up; the exit code."""
        handlers = self._take_signals()
        threading.excepthook = self._on_thread_fault
        sys.unraisablehook = lambda fault: self._note(fault.exc_value)
        self._loop.set_exception_handler(lambda _, context: self._note(context.get("exception")))
        try:
            self._app = app = self._app_factory()
            app.on_leaving = self._arm
            if not self._signal:
                app.run(loop=self._loop)
            self._fault = app.fault
        except BaseException as error:
            self._fault = error
            if self._app is not None:
                self._terminal.restore()
        return self._end(handlers)

    def _end(self, handlers: dict[int, Any]) -> int:
        """After the app: what must be on disk is put there, and a fault is told in one sentence."""
        if self._watchdog is not None:
            if self._forced.is_set():
                self._watchdog.join()  # it ends the process
            if self._code() < _HURRY:
                self._watchdog.cancel()
        try:
            if self._app is not None:
                self._app.finish()
        except Exception as error:
            self._fault = self._fault or error
        if self._fault is not None:
            self._tell_fault(self._fault)
        signal.set_wakeup_fd(-1)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        return self._code()

    def _code(self) -> int:
        """The exit code."""
        if self._fault is not None:
            return CRASHED
        if self._signal:
            return 128 + self._signal
        return (self._app.return_code if self._app else 0) or 0

    def _take_signals(self) -> dict[int, Any]:
        """Handle the signals that end programs, except those that whoever started us wants ignored; the handlers before.

        A thread of its own listens to the wake-up pipe. A handler would only run between two steps of the main thread, and that may hang
        in a write to a terminal that does not read, while another thread was given the signal.
        """
        read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        before: dict[int, Any] = {}
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _wait_for_the_thread)
        threading.Thread(target=self._listen, args=(read, frozenset(before)), name="signals", daemon=True).start()
        return before

    def _listen(self, pipe: int, ending: frozenset[int]) -> None:
        """Act on each of the signals `ending` that comes out of `pipe`."""
        while received := os.read(pipe, 512):
            for number in received:
                if number in ending:
                    self._on_signal(number)

    def _on_signal(self, number: int) -> None:
        """Leave in order, by force if that takes too long."""
        self._signal = self._signal or number
        self._arm(128 + number)
        if self._app is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)

    def _arm(self, code: int) -> None:
        """From now on the end may take `PATIENCE` seconds: a terminal that does not read would keep us for ever."""
        if self._watchdog is None:
            self._watchdog = threading.Timer(PATIENCE, self._force, [code])
            self._watchdog.daemon = True
            self._watchdog.start()

    def _force(self, code: int) -> None:
        """Restore the terminal without waiting for anything, and end. Answers are on disk already when they are acknowledged."""
        self._forced.set()
        self._terminal.restore(by_force=True)
        os._exit(128 + self._signal if self._signal else code)

    def _on_thread_fault(self, fault: threading.ExceptHookArgs) -> None:
        """Log what ended a thread; a terminal that can no longer be written to is no fault of ours."""
        if not isinstance(fault.exc_value, OSError):
            self._note(fault.exc_value)

    def _note(self, error: BaseException | None) -> None:
        """Log a fault that did not end the app."""
        if error is not None:
            crashlog.record(error, self._directory())

    def _tell_fault(self, error: BaseException) -> None:
        """Log the fault that ended the app, and say so."""
        path = crashlog.record(error, self._directory())
        where = f"details, without any of your answers, are in {path}" if path else "its details could not be written down"
        _say(f"edu-tui stopped because of a fault in the program. Saved answers are safe; {where}.")

    def _directory(self) -> Path:
        """Where the log is."""
        if self._log_dir is not None:
            return self._log_dir
        from platformdirs import user_log_dir

        return Path(user_log_dir("edu-tui", appauthor=False))


def _wait_for_the_thread(_number: int, _frame: FrameType | None) -> None:
    """The handler of signals that the listening thread acts on; without one Python would not write to the wake-up pipe."""


def _say(sentence: str) -> None:
    """One plain line on standard error, if there is one."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(clean_line(sentence) + "\n")
