"""How a command ends: with its exit code, and for trouble with one sentence on standard error, never a traceback."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing`, `pathlib` and `contextlib` cost more than the commands that need nothing of them
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

TROUBLE, USAGE, CRASHED = 1, 2, 70
"""Exit codes; 70 is EX_SOFTWARE of sysexits.h."""

_INTERRUPTED, _NOBODY_READS = 130, 141  # 128 + SIGINT, 128 + SIGPIPE


_NO_MEMORY = b"There is not enough memory to go on. Saved answers are safe. Close other programs, then try again.\n"


class CommandError(Exception):
    """Why a command cannot go on: one sentence with its cure, and the exit code."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.code = code


def guarded(run: Callable[[Sequence[str] | None], int], argv: Sequence[str] | None) -> int:
    """The exit code of `run` for the words `argv`; whatever it raises becomes a sentence and a code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What the terminal's encoding cannot read or write becomes a question mark rather than the end of the command.
        try:  # noqa: SIM105 - contextlib is not worth its import here
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            pass
    try:
        code = run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except CommandError as error:
        return _end(str(error), error.code)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0
    except KeyboardInterrupt:
        return _end("", _INTERRUPTED)
    except BrokenPipeError:
        return _end("", _NOBODY_READS)
    except MemoryError:
        return _starved()
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        return _end(f"The system refused something ({error.strerror or type(error).__name__}{where}).", TROUBLE)
    except Exception as error:
        try:
            return _end(_told(error), CRASHED)
        except MemoryError:
            return _starved()


def _end(sentence: str, code: int) -> int:
    """Say the sentence, after what stands on standard output."""
    _flush()
    if sentence:
        tell(sentence)
    return code


def _starved() -> int:
    """Say that there is no memory, with none: nothing is imported and nothing made on the way."""
    try:  # noqa: SIM105 - nothing may be imported here
        os.write(2, _NO_MEMORY)
    except OSError:
        pass
    return TROUBLE


def _flush() -> None:
    """Write what is left. What cannot be written is dropped, or Python would try once more at its end and complain."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            pass


def _told(error: Exception) -> str:
    """The sentence about a fault of ours, after its place in the program is noted in the log."""
    from edu_tui.app import crashlog

    path = crashlog.record(error, log_folder())
    where = f"details, without any of your answers, are in {path}" if path else "its details could not be written down"
    return f"edu-tui stopped because of a fault in the program. Saved answers are safe; {where}."


def log_folder() -> Path:
    """Where faults are noted: the platform's log folder."""
    from pathlib import Path

    from platformdirs import user_log_dir

    return Path(user_log_dir("edu-tui", appauthor=False))


def tell(sentence: str) -> None:
    """One line on standard error, if there is one."""
    from edu_tui.library.text import clean_line

    try:
        sys.stderr.write(clean_line(sentence) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass
