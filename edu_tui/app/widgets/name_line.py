"""The line in which a new learner's name is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from edu_tui.app.commands import Command, bindings
from edu_tui.progress.learners import NAME_LIMIT


class _Field(Input):
    """The input, which says what enter does."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="name.give",
            keys=("enter",),
            action="submit",
            label="Add",
            help="Add a learner of this name, who takes over.",
            group="Name",
            footer=1,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)


class NameLine(Horizontal):
    """An input for one name; hidden until it is opened."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="name.close", keys=("escape",), action="close", label="Cancel", help="Add nobody.", group="Name", footer=2, palette=False
        ),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    NameLine {
        display: none; height: 1; background: $panel;
        Static { width: auto; height: 1; padding: 0 1; color: $edu-muted; }
        Input, Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $edu-text; }
    }
    """

    class Given(Message):
        """A name was typed."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Closed(Message):
        """Nobody is to be added."""

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False

    def compose(self) -> ComposeResult:
        """A word and the input."""
        yield Static("Name:", markup=False)
        yield _Field(max_length=NAME_LIMIT, select_on_focus=False, compact=True)

    def open(self) -> None:
        """Show it, empty and ready to be typed into."""
        self.is_open = self.display = True
        field = self.query_one(_Field)
        field.value = ""
        field.focus()

    def close(self) -> None:
        """Hide it."""
        self.is_open = self.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        event.stop()
        self.post_message(self.Given(event.value))

    def action_close(self) -> None:
        """Add nobody."""
        self.post_message(self.Closed())
