"""What is kept of a crash: one line that says where in the program it happened, and nothing about the learner.

A line holds the time, the types of the errors and the file, line and function of each frame. Messages and variables are left out: they
hold answers, names and text of the library.
"""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from edu_tui import __version__

NAME = "crashes.log"
LIMIT = 1_000_000
"""Bytes; a log that would grow larger starts anew."""

_CHAIN = 5
_FRAMES = 60
_ROOTS = (str(Path(__file__).resolve().parents[2]), str(Path(traceback.__file__).resolve().parent))


def record(error: BaseException, directory: Path) -> Path | None:
    """Add `error` to the log in `directory` (made if missing); the path of the log, None if it could not be written."""
    path = directory / NAME
    line = entry(error).encode("ascii", "backslashreplace") + b"\n"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags, 0o600)
        with os.fdopen(descriptor, "ab") as log:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
            if log.seek(0, os.SEEK_END) + len(line) > LIMIT:
                log.truncate(0)
            log.write(line)
    except OSError:
        return None
    return path


def entry(error: BaseException) -> str:
    """The line about `error`: printable ASCII without line breaks."""
    chain: list[str] = []
    current: BaseException | None = error
    while current is not None and len(chain) < _CHAIN:
        kind = type(current)
        chain.append(f"{kind.__module__}.{kind.__qualname__} at {_frames(current) or 'an unknown place'}")
        current = current.__cause__ or current.__context__
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} edu-tui {__version__}: {'; after '.join(chain)}"
    return text.encode("unicode_escape").decode("ascii")


def _frames(error: BaseException) -> str:
    """Where `error` was raised, the innermost frame first."""
    frames = [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in traceback.walk_tb(error.__traceback__)]
    return " < ".join(frames[-_FRAMES:][::-1])


def _short(filename: str) -> str:
    """A file name without the folders that may name a person."""
    _, installed, inside = filename.rpartition("site-packages" + os.sep)
    if installed:
        return inside
    for root in _ROOTS:
        if filename.startswith(root + os.sep):
            return filename[len(root) + 1 :]
    return Path(filename).name
