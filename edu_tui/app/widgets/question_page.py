"""The page of a question: answers are chosen by the screen, everything else is a page like any other."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.page_style import COMMANDS

ANSWERS = ("option", "pair", "gap", "")
"""Kinds of targets that are answers, or nothing at all: enter is then about the answer as a whole."""

_ENTER = Command(
    id="question.enter",
    keys=("enter",),
    action="enter",
    label="Answer, next",
    help="Give the answer, and go on after it; elsewhere open what is marked.",
    group="Answer",
    footer=1,
)


class QuestionPage(PageView, inherit_bindings=False):
    """A page on which enter gives the answer, unless something else than an answer is marked."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (_ENTER, *(command for command in COMMANDS if command.action != "activate"))
    BINDINGS = bindings(COMMANDS)

    class Entered(Message):
        """The learner wants to give the answer, or to go on after it."""

    def action_enter(self) -> None:
        """Give the answer, or open what is marked."""
        if self.focused_target.partition(":")[0] in ANSWERS:
            self.post_message(self.Entered())
        else:
            self.action_activate()

    def list_targets(self, *, listed: bool) -> None:
        """Let up and down move among answers (`listed`), or scroll."""
        self.navigate = "targets" if listed else "text"
