"""The screen of the teaching sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from edu_tui.app.context import Context
from edu_tui.app.pages.sessions import SessionsView, led, sessions_layout
from edu_tui.app.routes import Prepare, Route, SessionTold, Teach
from edu_tui.app.screens.session_deeds import SessionDeedsScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.progress.sessions import Session


class SessionsScreen(SessionDeedsScreen):
    """What was led on this computer, the latest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Sessions", PageView(navigate="targets"))
        self._everything: Sequence[Session] = ()
        self._loaded = False

    @property
    def chosen(self) -> str:
        """The session under the cursor."""
        kind, _, ident = self.page.focused_target.partition(":")
        return ident if kind in ("told", "teach") else ""

    @property
    def everything(self) -> Sequence[Session]:
        """All sessions."""
        return self._everything

    def open(self, _route: Route) -> None:
        """Show them as they are now."""
        self._show(keep=False)
        self._load(keep=False)

    def come_back(self, _route: Route) -> None:
        """Show them as they are now, where one left them."""
        self._show(keep=True)
        self._load(keep=True)

    def deleted(self, _ident: str) -> None:
        """Show what is left."""
        self._load(keep=True)

    def _load(self, *, keep: bool) -> None:
        sessions = self.sessions
        self.in_thread(lambda: sessions.all() if sessions is not None else [], partial(self._take, keep))

    def _take(self, keep: bool, everything: Sequence[Session]) -> None:
        self._everything, self._loaded = everything, True
        self._show(keep=keep)

    def _show(self, *, keep: bool) -> None:
        view = SessionsView([led(one.id, one.state) for one in self._everything], self._loaded)
        self.page.show(partial(sessions_layout, view), keep=keep)
        self.refresh_bindings()

    def on_page_view_focused(self, _event: PageView.Focused) -> None:
        """What can be done depends on the session under the cursor."""
        self.refresh_bindings()

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Show the report, go on with the session, or prepare one."""
        kind, _, ident = event.target.partition(":")
        match kind:
            case "told":
                self.app.go(SessionTold(ident))
            case "teach":
                self.app.go(Teach(ident))
            case "prepare":
                self.app.go(Prepare())
