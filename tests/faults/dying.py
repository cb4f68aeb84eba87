"""The faulty layers below progress: a program kills itself with SIGKILL at a chosen system call of `RealFiles`, or calls are refused."""

from __future__ import annotations

import errno
import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from edu_tui.progress.files import RealFiles

CALLS = ("create", "write", "sync", "sync_data", "cut", "close", "replace", "remove", "make_folder", "sync_folder")
MOMENTS = ("before", "half", "after")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(call: str, number: int, when: str) -> None:
    """Let every `RealFiles` of this program kill it at its `number`-th `call`."""
    count = itertools.count(1)

    def layer(real: Callable[..., Any]) -> Callable[..., Any]:
        def deadly(*arguments: Any) -> Any:
            doomed = next(count) == number
            if doomed and when == "half" and call == "write":
                descriptor, data, offset = arguments
                real(descriptor, data[: len(data) // 2], offset)
            if doomed and when != "after":
                die()
            result = real(*arguments)
            if doomed:
                die()
            return result

        return deadly

    lay_under(call, layer)


def refuse_while(sign: Path, code: str) -> None:
    """Let everything that changes a file fail with the error `code` ("EROFS") as long as there is a file `sign`."""

    def layer(real: Callable[..., Any]) -> Callable[..., Any]:
        def refusing(*arguments: Any) -> Any:
            if sign.exists():
                raise OSError(getattr(errno, code), "refused")
            return real(*arguments)

        return refusing

    for call in ("create", "write", "sync", "sync_data", "replace", "remove", "make_folder"):
        lay_under(call, layer)


def lay_under(call: str, layer: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put a layer under one call of every `RealFiles`."""
    faulty = layer(getattr(RealFiles, call))
    setattr(RealFiles, call, staticmethod(faulty) if isinstance(RealFiles.__dict__[call], staticmethod) else faulty)
