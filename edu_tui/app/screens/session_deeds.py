"""`SessionDeedsScreen`: what can be done with a session, from the list and from its report."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from edu_tui.app.choice_dialog import Answer, Asked, ChoiceDialog
from edu_tui.app.commands import Command
from edu_tui.app.pages.sessions import led
from edu_tui.app.routes import SessionTold, Teach
from edu_tui.app.screens.single import BACK, FIND, SinglePageScreen
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Session, SessionError, Sessions, export_session
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.report_compare import OtherModuleError

KEEP, GO_ON, DELETE = "", "go on", "delete"
ALL_STEPS = "json"
"""Beside the forms of a report: everything, for another computer."""

FORMS = (
    Answer("HTML", "html", "to print or to send"),
    Answer("Text", "text"),
    Answer("Markdown", "markdown"),
    Answer("CSV", "csv", "a table for a spreadsheet"),
    Answer("All steps", ALL_STEPS, "for another computer, or to keep"),
)
MOST_COPIES = 99

_Found = TypeVar("_Found")


class SessionDeedsScreen(SinglePageScreen):
    """A screen on which one session is `chosen`."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        BACK,
        FIND,
        Command(
            id="session.teach", keys=("o",), action="teach", label="Reopen", help="Go on with this session.", group="Session", footer=1
        ),
        Command(
            id="session.compare",
            keys=("c",),
            action="compare",
            label="Compare",
            help="Set it beside another session on the same module.",
            group="Session",
            footer=4,
        ),
        Command(
            id="session.export",
            keys=("e",),
            action="export",
            label="Export",
            help="Write the report, or all of the session, into a file.",
            group="Session",
            footer=5,
        ),
        Command(
            id="session.delete",
            keys=("x", "delete"),
            action="delete",
            label="Delete",
            help="Delete this session for good, after two questions.",
            group="Session",
            footer=6,
        ),
    )

    @property
    def chosen(self) -> str:
        """The id of the session that the keys mean, "" for none."""
        raise NotImplementedError

    @property
    def beside(self) -> str:
        """The id of the one that it is compared with, "" for none."""
        return ""

    @property
    def everything(self) -> Sequence[Session]:
        """All sessions, as far as they are known by now."""
        raise NotImplementedError

    def deleted(self, ident: str) -> None:
        """A session is gone."""
        raise NotImplementedError

    def failed(self, sentence: str) -> None:
        """Something could not be read or written; the app has told it already."""

    @property
    def sessions(self) -> Sessions | None:
        """Where the sessions of this computer are kept; None where none can be."""
        return Sessions(self.app.learners.home.parent, wall_clock) if self.app.learners is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are letters while one types what to find, and without a session there is nothing to do with it."""
        if action in ("teach", "compare", "export", "delete"):
            if self.find_bar.is_open or self._session() is None:
                return False
            if self.beside and action in ("teach", "delete"):  # which of the two would that be?
                return False
            if action == "compare" and not self._others():
                return False
        return super().check_action(action, parameters)

    # --- the deeds -------------------------------------------------------------------------------------------------------------

    def action_teach(self) -> None:
        """Go on with the session."""
        self.app.go(Teach(self.chosen))

    def action_compare(self) -> None:
        """Set another session beside this one; if there are several, ask which."""
        others = self._others()
        if len(others) == 1:
            self.app.go(SessionTold(self.chosen, others[0].id))
            return
        answers = [Answer(led(one.id, one.state).when or "planned", one.id, led(one.id, one.state).about) for one in others]
        self._ask(Asked("Compare with which session?", (), answers), self._compare)

    def _compare(self, ident: str) -> None:
        self.app.go(SessionTold(self.chosen, ident))

    def action_export(self) -> None:
        """Ask in which form, then write it into the folder that the app was started in."""
        forms = [form for form in FORMS if not (self.beside and form.value in ("csv", ALL_STEPS))]
        told = "The two sessions side by side go" if self.beside else "The report goes"
        self._ask(Asked("Write it into a file?", (f"{told} into {_folder()}. Nothing is sent anywhere.",), forms), self._export)

    def _export(self, form: str) -> None:
        ident, beside, sessions = self.chosen, self.beside, self.sessions
        if sessions is not None:
            self.in_thread(lambda: _write(sessions, ident, beside, form), self._exported)

    def _exported(self, path: Path) -> None:
        self.app.say(f"Written to {clean_line(str(path))}.")

    def action_delete(self) -> None:
        """Ask, and ask again."""
        session = self._session()
        if session is not None:
            self._ask(_first_question(session), lambda answer: self._ask_again(session) if answer == GO_ON else None)

    def _ask_again(self, session: Session) -> None:
        sentence = "It cannot be brought back, and nobody can tell you later what was in it."
        answers = (Answer("No, keep it", KEEP), Answer("Yes, delete it for good", DELETE))
        self._ask(Asked("For good?", (sentence,), answers), lambda answer: self._delete(session.id) if answer == DELETE else None)

    def _delete(self, ident: str) -> None:
        sessions = self.sessions
        if sessions is not None:
            self.in_thread(lambda: _deleted(sessions, ident), self._told_deleted)

    def _told_deleted(self, ident: str) -> None:
        self.app.say("The session was deleted.")
        self.deleted(ident)

    # --- helpers ---------------------------------------------------------------------------------------------------------------

    def _session(self) -> Session | None:
        return next((one for one in self.everything if one.id == self.chosen), None)

    def _others(self) -> list[Session]:
        """The other sessions on the same module for the same audience."""
        here = self._session()
        if here is None or not here.state.plan.module:
            return []
        about = here.state.plan.module, here.state.plan.audience
        return [
            one
            for one in self.everything
            if one.id not in (here.id, self.beside) and one.state.started_at and (one.state.plan.module, one.state.plan.audience) == about
        ]

    def _ask(self, asked: Asked, then: Callable[[str], object]) -> None:
        """Ask, and go on with the answer unless there was none."""

        def answered(answer: str | None) -> None:
            if answer:
                then(answer)

        self.app.push_screen(ChoiceDialog(asked), answered)

    def in_thread(self, work: Callable[[], _Found], then: Callable[[_Found], object]) -> None:
        """Do `work`, which waits for the disk, and `then` go on with what it gives; what stands in its way is told."""

        app = self.app  # a screen that was left meanwhile does not know it any more

        def run() -> None:
            try:
                found = work()
            except (SessionError, ExportError, OtherModuleError, NotSaved) as error:
                app.say(str(error), "error")
                app.call_later(self.failed, str(error))
            else:
                app.call_later(then, found)

        app.run_worker(run, thread=True, group="sessions")


def _first_question(session: Session) -> Asked:
    """What would go, in words."""
    one, state = led(session.id, session.state), session.state
    kept = [
        "votes" if state.votes else "",
        "what was counted before and after" if state.counted or state.sheets else "",
        "teach-backs" if state.teach_backs else "",
        "your notes" if state.notes else "",
        "attendance" if state.attendance else "",
    ]
    what = ", ".join(part for part in kept if part)
    sentences = (
        f"{one.title}, {one.when or 'planned'}, {one.about}.",
        f"With it go its plan{', ' + what if what else ''}, and so its report. Files that you exported stay where they are.",
    )
    return Asked("Delete this session?", sentences, (Answer("No, keep it", KEEP), Answer("Go on to delete it", GO_ON)))


def _deleted(sessions: Sessions, ident: str) -> str:
    sessions.finish_deletions()
    sessions.delete(ident)
    return ident


def _write(sessions: Sessions, ident: str, beside: str, form: str) -> Path:
    """Write the report, the comparison or all steps under a name that is free; where. Raises ExportError, NotSaved, SessionError."""
    from edu_tui.export.session_report import ENDINGS, Form, session_comparison, session_report

    today = wall_clock().date()
    with sessions.open(ident, read_only=True) as store:
        if form == ALL_STEPS:
            text = export_session(store)
        elif beside:
            with sessions.open(beside, read_only=True) as other:
                text = session_comparison(make_report(store.state, ident), make_report(other.state, beside), Form(form), today)
        else:
            text = session_report(make_report(store.state, ident), Form(form), today)
    stem = f"session-{ident}" + (f"-and-{beside}" if beside else "")
    path = _free(stem, ALL_STEPS if form == ALL_STEPS else ENDINGS[Form(form)])
    write_export(RealFiles(), path, text, force=False, keep_out=sessions.home)
    return path


def _free(stem: str, ending: str) -> Path:
    """A name in this folder that nothing has yet."""
    names = [f"{stem}.{ending}", *(f"{stem}-{number}.{ending}" for number in range(2, MOST_COPIES + 1))]
    return next((path for name in names if not os.path.lexists(path := _folder() / name)), _folder() / names[0])


def _folder() -> Path:
    """The folder that the app was started in; the home folder if that one has been deleted since."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()
