"""The line in which a learner writes a few words of her own: a private note, or what is wrong with a question.

How to use it: yield one `NoteLine()` between page and keys. `ask(purpose, label, text)` opens it with what was written before and takes the
focus. Enter sends `NoteLine.Given` with the same `purpose` and the words, cleaned ("" where the learner wiped everything out), escape sends
`NoteLine.Closed`; the screen then calls `close()` and gives the focus back to its page. `screens/saying.py` does all that for the notes
and reports of a screen.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from edu_tui.app.commands import Command, bindings
from edu_tui.library.text import clean_line

NOTE_LIMIT = 1000
"""Characters that can be typed."""


class _Field(Input):
    """An input of one line, which says what enter does; up and down are not for scrolling it."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="note.give",
            keys=("enter",),
            action="submit",
            label="Keep",
            help="Keep these words on this computer; without any words, what was there goes.",
            group="Note",
            footer=1,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave up and down to the page."""
        return action not in ("scroll_up", "scroll_down") and super().check_action(action, parameters)


class NoteLine(Horizontal):
    """A label and an input; hidden until it is asked for."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="note.close",
            keys=("escape",),
            action="close",
            label="Cancel",
            help="Leave everything as it was.",
            group="Note",
            footer=2,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    NoteLine {
        display: none; height: 1; background: $panel;
        Static { width: auto; height: 1; padding: 0 1; color: $edu-muted; }
        Input, Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $edu-text; }
    }
    """

    class Given(Message):
        """The learner wrote `text` for `purpose`; "" takes away what was there."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Closed(Message):
        """The learner writes nothing after all."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.is_open = False
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """The label and the input."""
        yield Static("", markup=False)
        yield _Field(max_length=NOTE_LIMIT, select_on_focus=False, compact=True)

    def ask(self, purpose: str, label: str, text: str = "") -> None:
        """Show it with `text`, ready to be typed into; `label` stands before it ("Your note:"), `purpose` comes back."""
        self._purpose = purpose
        self.is_open = self.display = True
        self.query_one(Static).update(label)
        field = self.query_one(_Field)
        field.value = clean_line(text)
        field.cursor_position = len(field.value)
        field.focus()

    def close(self) -> None:
        """Hide it."""
        self.is_open = self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is nobody's business before enter."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was written."""
        event.stop()
        self.post_message(self.Given(self._purpose, clean_line(event.value)))

    def action_close(self) -> None:
        """Write nothing."""
        self.post_message(self.Closed())
