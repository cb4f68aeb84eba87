"""The end of the audience's screen: it tells every console the latest state, and takes their orders.

All sockets are served by a thread of their own, so that nothing a console does, or fails to do, can hold the screen up: `publish` only lays
the newest state down. A console that reads slowly is sent the newest when it has read the one before; those in between are dropped, because
each state is whole.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from edu_tui.link.doors import Door, has_sockets, is_ours, let_go, listen_at, new_door, take
from edu_tui.link.messages import ORDER_LIMIT, VERSION, Given, Hello, Lines, LinkError, Told, line_of, read_at_screen
from edu_tui.link.waking import Bell
from edu_tui.study.teaching.commands import Alone, Broadcaster, Order
from edu_tui.study.teaching.console import PresenterView

MOST_CONSOLES = 8

MOST_ORDERS = 64
"""Orders of one console that may come before the screen says that it has done any: nobody presses keys so fast."""

_TRIES = 100
_CHUNK = 65536


def broadcaster_for(data: Path) -> Broadcaster:
    """What tells consoles of the sessions below the data folder; on a system without sockets nobody is told."""
    return LocalBroadcaster(data) if has_sockets() else Alone()


class LocalBroadcaster:
    """Tells the consoles of this computer. `trouble` says in one sentence why none can follow, "" if one can."""

    def __init__(self, data: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.trouble = ""
        self._data, self._monotonic = data, monotonic
        self._switchboard: _Switchboard | None = None

    def open(self, session: str, take: Callable[[Order], object]) -> None:
        """See `Broadcaster`."""
        self.close()
        try:
            door, held = _own_door(self._data, session)
        except _NoDoorError as error:
            self.trouble = str(error)
            return
        try:
            ear = listen_at(door)
        except OSError as error:
            let_go(door, held)
            self.trouble = f"No second window can follow ({error.strerror or 'no socket'}): n shows the notes here."
            return
        self.trouble = ""
        self._switchboard = _Switchboard(door, held, ear, take, self._monotonic)

    def publish(self, view: PresenterView, said: str = "") -> None:
        """See `Broadcaster`."""
        if self._switchboard is not None:
            self._switchboard.publish(view, said)

    def close(self) -> None:
        """See `Broadcaster`."""
        if self._switchboard is not None:
            self._switchboard.close()
            self._switchboard = None


class _NoDoorError(Exception):
    """There is no place to listen; `str()` is a sentence."""


def _own_door(data: Path, session: str) -> tuple[Door, int]:
    """The door of a session and the descriptor of its lock. Raises _NoDoorError."""
    for _ in range(_TRIES):
        door = new_door(data, session)
        if door is None:
            raise _NoDoorError("No second window can follow, because no folder for it is private: n shows the notes here.")
        try:
            held = take(door)
        except FileNotFoundError:
            continue  # the last session before this one has just left, and its folder with it
        except OSError as error:
            raise _NoDoorError(f"No second window can follow ({error.strerror}): n shows the notes here.") from error
        if held is None:
            raise _NoDoorError("Another window leads this session, and the notes follow that one.")
        return door, held
    raise _NoDoorError("No second window can follow, because its folder does not stay: n shows the notes here.")


class _State(NamedTuple):
    """A state with its place in the row of all that were published, and when that was."""

    number: int
    view: PresenterView
    said: str
    at: float


class _Console:
    """One connection: `told` is the number of the last state that it was sent, `leaving` what of a line is still to be sent."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.lines = Lines(ORDER_LIMIT)
        self.greeted = self.ending = False
        self.told = self.orders = self.done = 0
        self.leaving = b""

    def is_behind(self, latest: _State | None) -> bool:
        """Whether there is a state that it was not sent."""
        return self.greeted and not self.ending and latest is not None and latest.number > self.told


class _Switchboard:
    """All connections of one session, served by a thread."""

    def __init__(self, door: Door, held: int, ear: socket.socket, take: Callable[[Order], object], monotonic: Callable[[], float]) -> None:
        self._door, self._held, self._ear = door, held, ear
        self._take, self._monotonic = take, monotonic
        self._latest: _State | None = None
        self._lock = Lock()
        self._bell = Bell()
        self._closing = False
        self._consoles: dict[socket.socket, _Console] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(ear, selectors.EVENT_READ)
        self._selector.register(self._bell.ear, selectors.EVENT_READ)
        self._thread = Thread(target=self._serve, name="link", daemon=True)
        self._thread.start()

    def publish(self, view: PresenterView, said: str) -> None:
        """Lay down the newest state."""
        with self._lock:
            number = self._latest.number + 1 if self._latest else 1
            self._latest = _State(number, view, said, self._monotonic())
        self._bell.ring()

    def close(self) -> None:
        """Hang up, and take the door away."""
        self._closing = True
        self._bell.ring()
        self._thread.join(1)

    # --- within the thread ---

    def _serve(self) -> None:
        try:
            while not self._closing:
                for console in self._consoles.values():
                    self._mark(console)
                for key, events in self._selector.select():
                    self._attend(key.fileobj, events)
        finally:
            for console in list(self._consoles.values()):
                self._drop(console)
            self._selector.close()
            self._ear.close()
            let_go(self._door, self._held)
            self._bell.close()

    def _mark(self, console: _Console) -> None:
        """Wait for room to write only where there is something to be sent."""
        writes = console.leaving or console.is_behind(self._latest)
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if writes else 0)
        if self._selector.get_key(console.line).events != events:
            self._selector.modify(console.line, events)

    def _attend(self, source: object, events: int) -> None:
        """Something happened at a socket."""
        if source is self._bell.ear:
            self._bell.hush()
        elif source is self._ear:
            self._let_in()
        elif isinstance(source, socket.socket) and (console := self._consoles.get(source)) is not None:
            try:
                if events & selectors.EVENT_READ:
                    self._hear(console)
                if events & selectors.EVENT_WRITE:
                    self._send(console)
            except BlockingIOError:
                return
            except (OSError, LinkError):
                self._drop(console)

    def _let_in(self) -> None:
        """Somebody knocks: who is not of this user, or one too many, is turned away with nothing said."""
        try:
            line, _ = self._ear.accept()
        except OSError:
            return
        if len(self._consoles) >= MOST_CONSOLES or not is_ours(line):
            line.close()
            return
        line.setblocking(False)
        self._consoles[line] = _Console(line)
        self._selector.register(line, selectors.EVENT_READ)

    def _drop(self, console: _Console) -> None:
        """Hang up on a console."""
        del self._consoles[console.line]
        self._selector.unregister(console.line)
        console.line.close()

    def _hear(self, console: _Console) -> None:
        """Take in what a console says. Raises LinkError where it hung up, or it makes no sense; OSError."""
        data = console.line.recv(_CHUNK)
        if not data:
            raise LinkError
        for line in console.lines.take(data):
            message = read_at_screen(line)
            if isinstance(message, Hello) and not console.greeted:
                console.greeted, console.ending = True, message.version != VERSION
                console.leaving = line_of(Hello(VERSION))
            elif isinstance(message, Given) and console.greeted and not console.ending:
                self._give(console, message.order)
            else:
                raise LinkError

    def _give(self, console: _Console, order: Order) -> None:
        """Hand an order on. Raises LinkError for a flood."""
        done = self._latest.number if self._latest else 0
        console.orders = 1 if done > console.done else console.orders + 1
        console.done = done
        if console.orders > MOST_ORDERS:
            raise LinkError
        self._take(order)

    def _send(self, console: _Console) -> None:
        """Send what a console can take now: what was begun, then the newest state. Raises OSError, and LinkError when all is said."""
        while console.leaving or console.is_behind(self._latest):
            console.leaving = console.leaving or self._news_for(console)
            console.leaving = console.leaving[console.line.send(console.leaving) :]
        if console.ending:
            raise LinkError

    def _news_for(self, console: _Console) -> bytes:
        """The line with the newest state. What was said before a console was there is no news to it."""
        latest = self._latest
        if latest is None:
            return b""
        said = latest.said if console.told else ""
        console.told = latest.number
        return line_of(Told(latest.view, max(0, round((self._monotonic() - latest.at) * 1000)), said))
