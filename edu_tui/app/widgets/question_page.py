"""The page of a quiz: enter answers, goes on or opens, and says which of them in the footer."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual.message import Message

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.page_style import COMMANDS


class Stage(Enum):
    """What the page shows: a question that waits for an answer, one that was answered, or things to choose from."""

    ASKING = "asking"
    ANSWERED = "answered"
    LIST = "list"


ANSWERS = ("option", "pair", "gap", "")
"""Kinds of targets that are answers, or nothing at all: enter is then about the answer as a whole."""


class QuestionPage(PageView, inherit_bindings=False):
    """A page on which enter gives the answer or goes on after it, unless something else than an answer is marked."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="question.answer",
            keys=("enter",),
            action="answer",
            label="Answer",
            help="Give the answer; on an answer that is only marked, choose it first.",
            group="Answer",
            footer=1,
            palette=False,
        ),
        Command(
            id="question.next",
            keys=("enter",),
            action="go_on",
            label="Next",
            help="Go on to the next question.",
            group="Answer",
            footer=1,
            palette=False,
        ),
        *COMMANDS,
    )
    BINDINGS = bindings(COMMANDS)

    class Entered(Message):
        """The learner wants to give the answer, or to go on after it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stage = Stage.LIST

    def enter(self, stage: Stage, *, listed: bool) -> None:
        """Show another stage; up and down move among answers (`listed`), or scroll."""
        self.stage = stage
        self.navigate = "targets" if listed else "text"
        self.refresh_bindings()

    def draw_again(self, source: Source) -> None:
        """Swap in what `source` lays out, without moving the page."""
        top = self.scroll_offset.y
        self.show(source, keep=True)
        self.scroll_to(y=top, animate=False, force=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter means one thing at a time."""
        on_answer = self.focused_target.partition(":")[0] in ANSWERS
        if action == "answer":
            return self.stage is Stage.ASKING and on_answer
        if action == "go_on":
            return self.stage is Stage.ANSWERED and on_answer
        if action == "activate" and self.stage is Stage.ASKING and on_answer:
            return False
        return super().check_action(action, parameters)

    def action_answer(self) -> None:
        """Give the answer."""
        self.post_message(self.Entered())

    def action_go_on(self) -> None:
        """Go on after the answer."""
        self.post_message(self.Entered())
