"""Work shared out to several processes of this computer, in a command that has its process to itself; else it is all done here."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_ALLOWED: ContextVar[bool] = ContextVar("several processes", default=False)

_MOST_AT_ONCE = 8  # tasks that a process is handed in one go
_TURNS = 4  # goes that each process should have, so that none waits long for the others


@contextmanager
def several_processes() -> Iterator[None]:
    """Allow `share_out` to copy this process until the `with` ends: for a command without a screen, whose signals nobody handles."""
    token = _ALLOWED.set(True)
    try:
        yield
    finally:
        _ALLOWED.reset(token)


_RARELY = 100_000  # objects made between two looks for rubbish: what is parsed goes by itself


def share_out(work: Callable[[T], bytes], tasks: Sequence[T], fewest: int) -> Iterator[bytes]:
    """What `work` gives for each of the tasks, in their order.

    With fewer than `fewest` tasks they are done here; so they are beside other threads, whose locks a copy of this process would never
    see opened, and where `several_processes` does not allow it.
    """
    helpers = min(_processors(), len(tasks))
    done = 0
    if _ALLOWED.get() and len(tasks) >= fewest and helpers > 1 and sys.platform == "linux" and threading.active_count() == 1:
        for result in _in_helpers(work, tasks, helpers):
            yield result
            done += 1
    yield from map(work, tasks[done:])


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_helpers(work: Callable[[T], bytes], tasks: Sequence[T], helpers: int) -> Iterator[bytes]:
    """The results as far as the helpers give them: fewer than there are tasks if the system refuses or ends one."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(helpers, get_context("fork"), _begin, (work,))
    try:
        at_once = max(1, min(_MOST_AT_ONCE, len(tasks) // (helpers * _TURNS)))
        yield from pool.map(_carry_out, tasks, chunksize=at_once)
    except (OSError, BrokenProcessPool):
        return
    finally:
        pool.shutdown(cancel_futures=True)


_work: Callable[[Any], bytes]
"""What a helper does; it is known in helpers alone, which are copies of this process."""


def _begin(work: Callable[[Any], bytes]) -> None:
    """The first thing a helper does. A key pressed to end the program ends the one who hands out the tasks, and so the helpers."""
    global _work  # noqa: PLW0603 - a helper has one piece of work for all its life
    _work = work
    gc.freeze()
    gc.set_threshold(_RARELY, 20, 20)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _carry_out(task: Any) -> bytes:
    return _work(task)
