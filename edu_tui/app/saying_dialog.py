"""The dialog in which a learner says something of a question or a section: a flag, or that she wants to write."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult

from edu_tui.app.commands import Command, CommandDialog
from edu_tui.app.pages.sayings import KEYS, SayView, say_layout
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.page import PageView
from edu_tui.study.keeping import FLAGS
from edu_tui.study.sayings import Kind


class Choice(NamedTuple):
    """What the learner wants: to set `flag` ("" takes it away), to write a note, or to report a fault."""

    kind: Kind
    flag: str = ""


class SayingDialog(CommandDialog[Choice]):
    """Offers the flags, a note where one may be seen, and a report; dismissed with a `Choice`, or None."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(
            Command(
                id=f"saying.{flag}",
                keys=(KEYS[flag],),
                action=f"flag('{flag}')",
                label=words[:1].upper() + words[1:],
                help="Put this flag here, or take it away.",
                group="Flag",
            )
            for flag, words in FLAGS.items()
        ),
        Command(
            id="saying.note", keys=("n", "w"), action="note", label="Note", help="Write a note that only you see.", group="Flag", footer=2
        ),
        Command(
            id="saying.report",
            keys=("r", "exclamation_mark"),
            action="report",
            label="Report",
            help="Say that something is wrong here.",
            group="Flag",
            footer=3,
        ),
        Command(id="saying.close", keys=("escape", "q"), action="close", label="Close", help="Leave it as it is.", group="Flag", footer=4),
    )
    DEFAULT_CSS = """
    SayingDialog > #saying-box {
        width: 80%;
        min-width: 38;
        max-width: 72;
        height: auto;
        max-height: 100%;
        padding: 1 0;
        background: $surface;
        border: round $border;
    }
    """

    def __init__(self, view: SayView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """The choices and their keys."""
        yield PageView(partial(say_layout, self._view), navigate="targets", id="saying-box")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No note where none may be seen."""
        return not (action == "note" and self._view.noted is None) and super().check_action(action, parameters)

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Do what was chosen."""
        event.stop()
        kind, _, value = event.target.partition(":")
        match kind:
            case "flag":
                self.action_flag(value)
            case "note":
                self.action_note()
            case "report":
                self.action_report()

    def action_flag(self, flag: str) -> None:
        """Set a flag; the same again takes it away."""
        self.dismiss(Choice(Kind.FLAG, "" if flag == self._view.flag else flag))

    def action_note(self) -> None:
        """Write a note."""
        self.dismiss(Choice(Kind.NOTE))

    def action_report(self) -> None:
        """Report a fault."""
        self.dismiss(Choice(Kind.REPORT))

    def action_close(self) -> None:
        """Say nothing."""
        self.dismiss(None)
