"""A session with every kind of view, short private folders for sockets, and a line to talk over."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from edu_tui.link.broadcaster import LocalBroadcaster
from edu_tui.link.doors import Door, doors
from edu_tui.link.follower import Follower
from edu_tui.link.messages import VERSION, Hello, Lines, line_of
from edu_tui.study.teaching.commands import Order, carry_out
from edu_tui.study.teaching.console import PresenterView
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession
from edu_tui.study.teaching.views import CoverView

PATIENCE = 10.0
"""Seconds after which a test gives up waiting for another thread."""


def view_of(title: str = "A talk", session: str = "20260302-1800-abcdef", **changes: Any) -> PresenterView:
    """A small state."""
    from edu_tui.study.teaching.console import ClockView

    clock = ClockView(elapsed=0, planned=0, left=60_000, ahead=0, step_elapsed=0, step_planned=0, running=True)
    given: dict[str, Any] = {
        "session": session,
        "title": title,
        "screen": CoverView(title=title),
        "following": None,
        "steps": (),
        "clock": clock,
        "notes": (),
        "blank": False,
        "started": True,
        "ended": False,
    }
    return PresenterView(**{**given, **changes})


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    folder = Path(tempfile.mkdtemp(prefix="edu-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def until(condition: Callable[[], Any], what: str = "") -> None:
    """Let other threads work until `condition` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never came: {what}"
        os.sched_yield()


class Raw:
    """A console that says whatever a test wants."""

    def __init__(self, door: Door, *, greet: bool = True) -> None:
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.line.settimeout(PATIENCE)
        self.line.connect(os.fspath(door.path))
        self._lines = Lines(10**8)
        self._ready: list[bytes] = []
        if greet:
            self.say(line_of(Hello(VERSION)))

    def say(self, data: bytes) -> None:
        self.line.sendall(data)

    def hear(self) -> bytes:
        """The next line; b"" when the other side hung up."""
        while not self._ready:
            try:
                data = self.line.recv(65536)
            except ConnectionResetError:
                return b""
            if not data:
                return b""
            self._ready += self._lines.take(data)
        return self._ready.pop(0)

    def close(self) -> None:
        self.line.close()

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Headless:
    """An audience's screen without a screen: a session, led, that tells and obeys."""

    def __init__(self, data: Path, session: TeachingSession) -> None:
        self.session = session
        self.caster = LocalBroadcaster(data)
        self.caster.open(session.store.id, self.obey)
        assert self.caster.trouble == ""
        self.caster.publish(session.presenter())

    def obey(self, order: Order) -> None:
        try:
            said = carry_out(self.session, order)
        except NotNow as reason:
            said = str(reason)
        self.caster.publish(self.session.presenter(), said)

    def end(self) -> None:
        self.caster.close()
        self.session.store.close()


def turn_until(follower: Follower, condition: Callable[[], Any]) -> None:
    """Turn a follower until `condition` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never came: {follower.news}"
        follower.turn(0.01)


def only_door(data: Path) -> Door:
    (door,) = doors(data)
    return door
