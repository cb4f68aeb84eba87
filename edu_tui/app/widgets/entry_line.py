"""The line in which the one who leads a session types: counts, who is there, words to look for."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message
from textual.widgets import Input

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.typed_line import LineField, TypedLine
from edu_tui.library.text import clean_line


class _Field(LineField):
    """The input, which says what enter does."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="entry.give", keys=("enter",), action="submit", label="Enter", help="Take what was typed.", footer=1, palette=False),
    )
    BINDINGS = bindings(COMMANDS)


class EntryLine(TypedLine):
    """A label over an input; hidden until it is asked for."""

    FIELD = _Field
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="entry.close", keys=("escape",), action="close", label="Cancel", help="Type nothing.", footer=2, palette=False),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    EntryLine {
        height: auto; layout: vertical;
        Static { width: 1fr; height: auto; color: $edu-text; }
        Input, Input:focus { padding: 0 1; color: $edu-accent; }
    }
    """

    class Given(TypedLine.Given):
        """`text` was typed for `purpose`."""

    class Closed(TypedLine.Closed):
        """Nothing is typed after all."""

    class Changed(Message):
        """`text` stands in the line now."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands there."""
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self.purpose, clean_line(event.value)))
