"""The screen of one session's report, and of two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from edu_tui.app.context import Context
from edu_tui.app.pages.session_report import Deed, ReportView, report_layout
from edu_tui.app.routes import Route, SessionTold
from edu_tui.app.screens.session_deeds import SessionDeedsScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.progress.sessions import Session, Sessions
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.report_compare import comparison_parts, comparison_title
from edu_tui.study.teaching.report_parts import Part, paragraph, report_parts


class _Read(NamedTuple):
    """What the disk gave for a route."""

    route: SessionTold
    view: ReportView
    everything: Sequence[Session]


class SessionToldScreen(SessionDeedsScreen):
    """What came of a session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Session", PageView(navigate="text"))
        self._route = SessionTold("")
        self._everything: Sequence[Session] = ()
        self._shown: SessionTold | None = None

    @property
    def chosen(self) -> str:
        """The session whose report this is."""
        return self._route.session

    @property
    def beside(self) -> str:
        """The one that it is compared with."""
        return self._route.beside

    @property
    def everything(self) -> Sequence[Session]:
        """All sessions."""
        return self._everything

    def open(self, route: Route) -> None:
        """Show the report as it is now."""
        self._load(route, keep=False)

    def come_back(self, route: Route) -> None:
        """Show the report as it is now, where one left it if it is the same one."""
        self._load(route, keep=route == self._route)

    def deleted(self, ident: str) -> None:
        """A report of nothing is no place to be."""
        if ident in (self._route.session, self._route.beside) and self.is_current:
            self.app.back()

    def failed(self, sentence: str) -> None:
        """Say on the page, too, why there is nothing to read."""
        if self._shown != self._route:
            self.page.show(partial(report_layout, ReportView("This cannot be shown", (Part("", (paragraph(sentence),)),))))

    def _load(self, route: Route, *, keep: bool) -> None:
        assert isinstance(route, SessionTold)
        self._route = route
        sessions = self.sessions
        if not keep:
            self._shown = None
            self.page.show(partial(report_layout, ReportView("Looking …", ())))
        if sessions is not None:
            self.in_thread(lambda: _read(sessions, route), partial(self._take, keep))

    def _take(self, keep: bool, read: _Read) -> None:
        if read.route != self._route:
            return  # one has gone on meanwhile
        self._everything, self._shown = read.everything, read.route
        deeds = _deeds(self.beside, can_compare=bool(self._others()))
        view = ReportView(read.view.title, read.view.parts, deeds, read.view.notices)
        self.page.show(partial(report_layout, view), keep=keep)
        self.refresh_bindings()

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Do what was chosen at the end of the report."""
        kind, _, what = event.target.partition(":")
        if kind != "do":
            return
        match what:
            case "teach":
                self.action_teach()
            case "compare":
                self.action_compare()
            case "export":
                self.action_export()
            case "delete":
                self.action_delete()


def _deeds(beside: str, *, can_compare: bool) -> list[Deed]:
    deeds = [Deed("Write it into a file", "do:export")]
    if can_compare:
        deeds.append(Deed("Compare with another session", "do:compare"))
    if not beside:
        deeds += [Deed("Reopen this session", "do:teach"), Deed("Delete this session", "do:delete")]
    return deeds


def _read(sessions: Sessions, route: SessionTold) -> _Read:
    """The report or the comparison. Raises SessionError, NotSaved, OtherModuleError."""
    with sessions.open(sessions.find(route.session), read_only=True) as store:
        report, notices = make_report(store.state, store.id), store.notices
    if not route.beside:
        return _Read(route, ReportView(f"Session report: {report.title}", report_parts(report), (), notices), sessions.all())
    with sessions.open(sessions.find(route.beside), read_only=True) as store:
        other, notices = make_report(store.state, store.id), (*notices, *store.notices)
    return _Read(route, ReportView(comparison_title(report), comparison_parts(report, other), (), notices), sessions.all())
