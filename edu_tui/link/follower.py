"""The end of the console: it finds the audience's screen, follows it, and finds it again.

`Follower` is turned by a thread of its own, one round after the other, and holds what it knows as one immutable value, `news`. It gives no
order to a screen that is not there: a key that was pressed into the void must not come to life later.
"""

from __future__ import annotations

import select
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import msgspec

from edu_tui.link.doors import Door, doors, knock
from edu_tui.link.messages import STATE_LIMIT, VERSION, Given, Hello, Lines, LinkError, line_of, read_at_console
from edu_tui.link.waking import Bell
from edu_tui.study.teaching.commands import Order
from edu_tui.study.teaching.console import PresenterView

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between two looks for the audience's screen: twice as long after each, up to the longest."""

MOST_WAITING, FORGIVEN = 16, 2.0
"""Orders that may wait until the screen says anything, for it hangs up on who sends many more; and the seconds after which they no longer
count: it has nothing to say of a key that only scrolled."""

_CHUNK = 65536


class Link(StrEnum):
    """How the console stands to the audience's screen. A foreign one is of another version."""

    WAITING = "waiting"
    CHOOSING = "choosing"
    FOLLOWING = "following"
    GONE = "gone"
    FOREIGN = "foreign"


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What the console knows. `session` is followed, or was; "" for none. `there` are the ids of the sessions that are led now.

    `view` is the last state that was told, as it was at `at` (seconds of the clock of this program); `said` what the last order came to,
    and `number` counts the states told, so that the same words said twice are two.
    """

    link: Link = Link.WAITING
    session: str = ""
    there: tuple[str, ...] = ()
    view: PresenterView | None = None
    at: float = 0.0
    said: str = ""
    number: int = 0

    @property
    def ended(self) -> bool:
        """Whether the session that was followed is over."""
        return self.view is not None and self.view.ended


class Follower:
    """Follows the session `session` below the data folder; "" for the only one that is led, or the one that is chosen.

    `turn` and `close` are for one thread, everything else is for any.
    """

    def __init__(
        self,
        data: Path,
        session: str = "",
        *,
        clock: Callable[[], float] = time.monotonic,
        find: Callable[[Path], tuple[Door, ...]] = doors,
        connect: Callable[[Door], socket.socket | None] = knock,
    ) -> None:
        self.news = News(session=session)
        self._data, self._clock, self._find, self._connect = data, clock, find, connect
        self._line: socket.socket | None = None
        self._lines = Lines(STATE_LIMIT)
        self._greeted = False
        self._pause, self._next_look = FIRST_PAUSE, clock()
        self._bell = Bell()
        self._orders: deque[Order] = deque()
        self._unanswered, self._last_given = 0, clock()
        self._leaving = b""
        self._choices: deque[str] = deque(maxlen=1)

    # --- from any thread ---

    def give(self, order: Order) -> bool:
        """Send an order; False if nobody is there to take it, or it is still busy with many others."""
        now = self._clock()
        if now - self._last_given > FORGIVEN:
            self._unanswered = 0
        if self.news.link is not Link.FOLLOWING or self._unanswered + len(self._orders) >= MOST_WAITING:
            return False
        self._last_given = now
        self._orders.append(order)
        self._bell.ring()
        return True

    def choose(self, session: str) -> None:
        """Follow this session from now on."""
        self._choices.append(session)
        self._bell.ring()

    def wake(self) -> None:
        """Let a turn that waits return."""
        self._bell.ring()

    # --- from its own thread ---

    def turn(self, limit: float) -> None:
        """One round: look for the screen if it is time to, then wait at most `limit` seconds for what it says."""
        if self._choices:
            self._hang_up(News(session=self._choices.pop(), there=self.news.there))
            self._next_look = self._clock()
        if self._line is None and self._clock() >= self._next_look:
            self._look()
        pause = limit if self._line is not None else max(0.0, min(limit, self._next_look - self._clock()))
        try:
            self._wait(pause)
        except BlockingIOError:
            return
        except (OSError, LinkError):
            self._lost(Link.GONE if self.news.view is not None else self.news.link)

    def close(self) -> None:
        """Hang up for good."""
        self._hang_up(self.news)
        self._bell.close()

    def _look(self) -> None:
        """Knock at the doors, and follow the session that is wanted, or the only one there is."""
        before = self.news
        wanted = "" if before.ended else before.session
        lines = {door.session: line for door in self._find(self._data) if (line := self._connect(door)) is not None}
        chosen = wanted if wanted in lines else next(iter(lines), "") if len(lines) == 1 and not wanted else ""
        for session, line in lines.items():
            if session != chosen:
                line.close()
        news = msgspec.structs.replace(before, there=tuple(lines))
        if chosen:
            self._line, self._lines, self._greeted = lines[chosen], Lines(STATE_LIMIT), False
            self._leaving, self._unanswered = line_of(Hello(VERSION)), 0
            self.news = news if chosen == before.session else News(session=chosen, there=news.there)
            return
        missing = before.link if wanted and before.link in (Link.GONE, Link.FOREIGN) else Link.CHOOSING if lines else Link.WAITING
        self.news = msgspec.structs.replace(news, link=missing)
        self._later()

    def _later(self) -> None:
        """Look again after a pause, which grows."""
        self._next_look = self._clock() + self._pause
        self._pause = min(LONGEST_PAUSE, self._pause * 2)

    def _hang_up(self, news: News) -> None:
        """The line is no more, and with it what was not sent."""
        if self._line is not None:
            self._line.close()
        self._line, self._leaving = None, b""
        self._orders.clear()
        self.news = news

    def _lost(self, link: Link) -> None:
        """The other side hung up, or talks nonsense."""
        self._hang_up(msgspec.structs.replace(self.news, link=link))
        self._later()

    def _wait(self, limit: float) -> None:
        """Read and write what can be read and written. Raises OSError, LinkError."""
        line = self._line
        listening = [self._bell.ear] if line is None else [self._bell.ear, line]
        speaking = [line] if line is not None and self._has_to_say else []
        readable, writable, _ = select.select(listening, speaking, [], limit)
        if self._bell.ear in readable:
            self._bell.hush()
        if line is not None and line in readable:
            self._hear(line)
        if line is not None and line in writable and line is self._line:
            self._send(line)

    @property
    def _has_to_say(self) -> bool:
        return bool(self._leaving or (self._greeted and self._orders))

    def _send(self, line: socket.socket) -> None:
        while self._has_to_say:
            if not self._leaving:
                with suppress(IndexError):
                    self._leaving = line_of(Given(self._orders.popleft()))
                    self._unanswered += 1
            self._leaving = self._leaving[line.send(self._leaving) :]

    def _hear(self, line: socket.socket) -> None:
        """Take in what the screen says. Raises LinkError where it hung up, or it makes no sense; OSError."""
        data = line.recv(_CHUNK)
        if not data:
            raise LinkError
        for words in self._lines.take(data):
            message = read_at_console(words)
            if isinstance(message, Hello):
                if self._greeted:
                    raise LinkError
                if message.version != VERSION:
                    self._lost(Link.FOREIGN)
                    return
                self._greeted, self._pause = True, FIRST_PAUSE
            elif self._greeted:
                self._unanswered = 0
                self.news = msgspec.structs.replace(
                    self.news,
                    link=Link.FOLLOWING,
                    view=message.view,
                    at=self._clock() - message.age / 1000,
                    said=message.said,
                    number=self.news.number + 1,
                )
            else:
                raise LinkError
