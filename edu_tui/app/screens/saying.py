"""`SayingScreen`: a document that a learner can flag, keep a note on, and report as faulty."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.screens.document import DocumentScreen
from edu_tui.app.widgets.note_line import NoteLine
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Landmark
from edu_tui.study.keeping import Keeping
from edu_tui.study.sayings import Kind

if TYPE_CHECKING:
    from edu_tui.app.saying_dialog import Choice

FLAG = Command(
    id="saying.flag",
    keys=("F", "f3"),
    action="flag",
    label="Flag",
    help="Flag what is shown, keep a note on it, or report a fault.",
    group="Flags and notes",
    footer=9,
)
NOTE = Command(
    id="saying.write",
    keys=("w",),
    action="note",
    label="Note",
    help="Write a private note on what is shown, or change it; a question shows it after the answer.",
    group="Flags and notes",
)
REPORT = Command(
    id="saying.fault",
    keys=("exclamation_mark",),
    action="report",
    label="Report a fault",
    help="Note on this computer that something seems wrong here.",
    group="Flags and notes",
)
SAYINGS: tuple[Command, ...] = (FLAG, NOTE, REPORT)
"""The commands of a screen with sayings."""

OF_SUBJECTS = frozenset(command.action for command in SAYINGS)
"""Their actions."""


class Subject(NamedTuple):
    """What is said something of: its id (`progress.subjects`), its title, and the rev of a question.

    `open` says that it waits for an answer, which a note might give away. `landmark` tells where a section is.
    """

    id: str
    title: str
    rev: int = 0
    open: bool = False
    landmark: Landmark | None = None


class SayingScreen(DocumentScreen):
    """A document screen, with `SAYINGS` among its commands, and the line in which one writes below its page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.note_line = NoteLine()
        self._about: Subject | None = None

    def below(self) -> ComposeResult:
        """The line in which one writes."""
        yield self.note_line

    @property
    def subject(self) -> Subject | None:
        """What is shown and can be spoken of; None while there is nothing."""
        raise NotImplementedError

    def said(self) -> None:
        """Something was said: show it."""
        raise NotImplementedError

    @property
    def keeping(self) -> Keeping:
        """Where what the learner says is kept."""
        return Keeping(self.context.quiz_store, self.context.now)

    def may_say(self, action: str) -> bool:
        """Whether the command with this action means anything now; while one writes, it does not."""
        subject = None if self.note_line.is_open else self.subject
        return subject is not None and not (action == "note" and subject.open)

    def follow_saying(self, action: str) -> None:
        """Do what a target `say:ACTION` of the page wants."""
        match Kind(action):
            case Kind.FLAG:
                self.action_flag()
            case Kind.NOTE:
                self.action_note()
            case Kind.REPORT:
                self.action_report()

    # --- commands --------------------------------------------------------------------------------------------------------------

    def action_flag(self) -> None:
        """Offer the flags, and what else can be said."""
        from edu_tui.app.pages.sayings import SayView
        from edu_tui.app.saying_dialog import SayingDialog

        subject = self.subject
        if subject is not None:
            state = self.context.quiz_state
            noted = None if subject.open else subject.id in state.notes()
            view = SayView(subject.title, state.flags().get(subject.id, ""), noted)
            self.app.push_screen(SayingDialog(view), partial(self._chosen, subject))

    def action_note(self) -> None:
        """Open the line for a note, with what was noted before."""
        if subject := self.subject:
            self._write(subject, Kind.NOTE)

    def action_report(self) -> None:
        """Ask what is wrong."""
        if subject := self.subject:
            self._write(subject, Kind.REPORT)

    def _chosen(self, subject: Subject, choice: Choice | None) -> None:
        """Do what was chosen in the dialog."""
        if choice is None:
            return
        if choice.kind is Kind.FLAG:
            self._save_saying(partial(self.keeping.flag, subject.id, choice.flag))
        else:
            self._write(subject, choice.kind)

    # --- writing ---------------------------------------------------------------------------------------------------------------

    def _write(self, subject: Subject, kind: Kind) -> None:
        self._about = subject
        if kind is Kind.NOTE:
            self.note_line.ask(kind, "Your note:", self.context.quiz_state.notes().get(subject.id, ""))
        else:
            self.note_line.ask(kind, "What is wrong? (or only enter)")

    def on_note_line_given(self, event: NoteLine.Given) -> None:
        """Keep what was written."""
        event.stop()
        subject = self._about
        self.close_note_line()
        if subject is None:
            return
        if event.purpose == Kind.REPORT:
            step: Callable[[], object] = partial(self.keeping.report, subject.id, subject.rev, event.text)
            self._save_saying(step, "Reported: kept on this computer. edu-tui faults writes it down for the authors.")
        elif event.text != self.context.quiz_state.notes().get(subject.id, ""):
            self._save_saying(partial(self.keeping.note, subject.id, event.text, subject.landmark))

    def on_note_line_closed(self, event: NoteLine.Closed) -> None:
        """Nothing is written."""
        event.stop()
        self.close_note_line()

    def close_note_line(self) -> None:
        """Hide the line, if it is there, and go back to where the learner works."""
        self._about = None
        if self.note_line.is_open:
            self.note_line.close()
            self.focus_main()

    def _save_saying(self, step: Callable[[], object], told: str = "") -> None:
        """Save in a thread, and show it when it is on disk; `told` is a sentence about what the page does not show."""

        def work() -> None:
            try:
                step()
            except NotSaved as error:
                self.app.say(str(error), "error")
            else:
                self.app.call_later(self._kept, told)

        self.app.run_worker(work, thread=True, group="saving")

    def _kept(self, told: str) -> None:
        if told:
            self.app.say(told)
        self.said()
