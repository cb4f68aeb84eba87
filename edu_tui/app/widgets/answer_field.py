"""The line in which an answer is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message
from textual.widgets import Input

from edu_tui.app.commands import Command, bindings

TYPED_LIMIT = 500
"""Characters of a typed answer."""


def _command(name: str, keys: tuple[str, ...], action: str, text: str) -> Command:
    return Command(id=f"field.{name}", keys=keys, action=action, label=name.capitalize(), help=text, group="Answer", palette=False)


class AnswerField(Input):
    """An input that leaves the keys of the page to the page, and from which tab goes to the next gap."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="field.answer",
            keys=("enter",),
            action="submit",
            label="Answer",
            help="Give the answer; from a gap go to the next one.",
            group="Answer",
            footer=1,
            palette=False,
        ),
        _command("next gap", ("tab",), "leave(1)", "Go to the next gap, or from the last one to the page."),
        _command("previous gap", ("shift+tab",), "leave(-1)", "Go to the gap before, or from the first one to the page."),
        _command("up", ("up",), "page('up')", "Scroll the page up a line."),
        _command("down", ("down",), "page('down')", "Scroll the page down a line."),
        _command("screen up", ("pageup",), "page('screen_up')", "Scroll the page up a screen."),
        _command("screen down", ("pagedown",), "page('screen_down')", "Scroll the page down a screen."),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    AnswerField {
        display: none; height: 3; margin: 0 2; border: round $edu-accent; background: $background; color: $edu-text;
        &:focus { border: round $edu-accent; }
    }
    """

    class Left(Message):
        """The learner goes on (`step` 1) or back (-1) from what this field is about."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Paged(Message):
        """The learner wants to see more of the page: `how` is the name of its action."""

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, max_length=TYPED_LIMIT, select_on_focus=False, placeholder="type here")

    def ask(self, label: str, text: str) -> None:
        """Take what was typed before, and say what is asked for."""
        self.put(text)
        self.cursor_position = len(text)
        self.border_title = label

    def put(self, text: str) -> None:
        """Hold `text`, without telling anybody that it changed."""
        if self.value != text:
            with self.prevent(Input.Changed):
                self.value = text

    def action_leave(self, step: int) -> None:
        """Go to the next gap or the one before."""
        self.post_message(self.Left(step))

    def action_page(self, how: str) -> None:
        """Scroll the page."""
        self.post_message(self.Paged(how))
