"""`Following`: the console's thread, which follows the audience's screen so that no key and no frame waits for it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import NamedTuple

from edu_tui.app.pages.console import Known
from edu_tui.library.library import Library
from edu_tui.link.follower import Follower, Link, News
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.study.teaching.commands import Order
from edu_tui.study.teaching.console import PresenterView
from edu_tui.study.teaching.standing import standing

_ROUND = 1.0
"""Seconds after which a turn ends in which nothing happened."""


class Situation(NamedTuple):
    """What the console knows: the `news` of the link; while no screen is followed where the session stood; and what there is to choose."""

    news: News
    stood: PresenterView | None = None
    known: tuple[Known, ...] = ()

    @property
    def view(self) -> PresenterView | None:
        """What is to be shown; None where there is nothing but to wait."""
        if self.news.link is Link.FOLLOWING:
            return self.news.view
        if self.news.link is Link.CHOOSING or self.news.ended:
            return None
        return self.stood or self.news.view


class Following:
    """Follows with `follower`; `tell` is called in the thread with every new situation."""

    def __init__(self, follower: Follower, sessions: Sessions, library: Library, tell: Callable[[Situation], object]) -> None:
        self._follower, self._sessions, self._library, self._tell = follower, sessions, library, tell
        self._closing = False
        self._thread = Thread(target=self._run, name="following", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def give(self, order: Order) -> bool:
        """Send an order; False if it could not be sent."""
        return self._follower.give(order)

    def choose(self, session: str) -> None:
        """Follow this session."""
        self._follower.choose(session)

    def close(self) -> None:
        """End the thread."""
        self._closing = True
        self._follower.wake()
        if self._thread.is_alive():
            self._thread.join(1)

    # --- within the thread ---

    def _run(self) -> None:
        last: Situation | None = None
        while not self._closing:
            self._follower.turn(_ROUND)
            last = self._look(last)
        self._follower.close()

    def _look(self, last: Situation | None) -> Situation:
        """Tell what is new, if anything is."""
        news = self._follower.news
        if last is not None and news == last.news and news.link is not Link.FOREIGN:
            return last
        now = self._situation(news, last)
        if now != last:
            self._tell(now)
        return now

    def _situation(self, news: News, last: Situation | None) -> Situation:
        if news.link is Link.FOLLOWING:
            return Situation(news)
        if last is not None and (news.link, news.session) == (last.news.link, last.news.session) and news.link is not Link.FOREIGN:
            stood = last.stood
        else:
            stood = standing(self._sessions, self._library, news.session)
        return Situation(news, stood, tuple(self._name(session) for session in news.there))

    def _name(self, session: str) -> Known:
        """A session in words."""
        try:
            with self._sessions.open(session, read_only=True) as store:
                planned = store.state.planned
        except (NotSaved, SessionError):
            planned = None
        if planned is None:
            return Known(session, session, "")
        return Known(session, planned.title, f"for {planned.plan.audience}, {session[9:11]}:{session[11:13]}")
