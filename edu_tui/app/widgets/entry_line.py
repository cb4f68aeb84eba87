"""The line in which the one who leads a session types: counts, who is there, words to look for.

`ask(purpose, label)` opens it and takes the focus. Enter sends `EntryLine.Given` with the same `purpose` and what was typed, escape sends
`EntryLine.Closed`; the screen then calls `close()`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from edu_tui.app.commands import Command, bindings
from edu_tui.library.text import clean_line

LIMIT = 1000
"""Characters that can be typed."""


class _Field(Input):
    """The input, which says what enter does; up and down are not for scrolling it."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="entry.give", keys=("enter",), action="submit", label="Enter", help="Take what was typed.", footer=1, palette=False),
    )
    BINDINGS = bindings(COMMANDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave up and down to the page."""
        return action not in ("scroll_up", "scroll_down") and super().check_action(action, parameters)


class EntryLine(Horizontal):
    """A label and an input; hidden until it is asked for."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="entry.close", keys=("escape",), action="close", label="Cancel", help="Type nothing.", footer=2, palette=False),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    EntryLine {
        display: none; height: auto; background: $panel; layout: vertical;
        Static { width: 1fr; height: auto; padding: 0 1; color: $edu-text; }
        Input, Input:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; color: $edu-accent; }
    }
    """

    class Given(Message):
        """`text` was typed for `purpose`."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Closed(Message):
        """Nothing is typed after all."""

        def __init__(self, purpose: str) -> None:
            super().__init__()
            self.purpose = purpose

    class Changed(Message):
        """`text` stands in the line now."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.is_open = False
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """The label and the input."""
        yield Static("", markup=False)
        yield _Field(max_length=LIMIT, select_on_focus=False, compact=True)

    def ask(self, purpose: str, label: str, text: str = "", *, hidden: bool = False) -> None:
        """Show it with `text`, ready to be typed into; `label` stands over it. What is `hidden` shows as dots."""
        self._purpose = purpose
        self.is_open = self.display = True
        self.query_one(Static).update(label)
        field = self.query_one(_Field)
        field.password = hidden
        field.value = clean_line(text)
        field.cursor_position = len(field.value)
        field.focus()

    def close(self) -> None:
        """Hide it."""
        self.is_open = self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands there."""
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self._purpose, clean_line(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        event.stop()
        self.post_message(self.Given(self._purpose, clean_line(event.value)))

    def action_close(self) -> None:
        """Type nothing."""
        self.post_message(self.Closed(self._purpose))
