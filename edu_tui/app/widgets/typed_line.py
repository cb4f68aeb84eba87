"""A line of the screen in which one types: hidden until it is asked for, and told what for.

`ask(purpose, label, text)` opens it and takes the focus. Enter sends `Given` with the same `purpose` and what was typed, cleaned; escape
sends `Closed`. The screen then calls `close()`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from edu_tui.library.text import clean_line


class LineField(Input):
    """An input of one line; up and down are not for scrolling it. Subclasses say what enter does."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave up and down to what lies around."""
        return action not in ("scroll_up", "scroll_down") and super().check_action(action, parameters)


class TypedLine(Horizontal):
    """A label and an input. Subclasses name the input (`FIELD`), list the key that closes the line, and have messages of their own."""

    FIELD: ClassVar[type[LineField]] = LineField
    LIMIT: ClassVar[int] = 1000
    """Characters that can be typed."""

    DEFAULT_CSS = """
    TypedLine {
        display: none; height: 1; background: $panel;
        Static { width: auto; height: 1; padding: 0 1; color: $edu-muted; }
        Input, Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $edu-text; }
    }
    """

    class Given(Message):
        """`text` was typed for `purpose`."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Closed(Message):
        """Nothing is typed for `purpose` after all."""

        def __init__(self, purpose: str) -> None:
            super().__init__()
            self.purpose = purpose

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.is_open = False
        self.purpose = ""

    def compose(self) -> ComposeResult:
        """The label and the input."""
        yield Static("", markup=False)
        yield self.FIELD(max_length=self.LIMIT, select_on_focus=False, compact=True)

    def ask(self, purpose: str, label: str, text: str = "", *, hidden: bool = False) -> None:
        """Show it with `text`, ready to be typed into; `label` stands beside it. What is `hidden` shows as dots."""
        self.purpose = purpose
        self.is_open = self.display = True
        self.query_one(Static).update(label)
        field = self.query_one(LineField)
        field.password = hidden
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
        """Give what was typed."""
        event.stop()
        self.post_message(self.Given(self.purpose, self.cleaned(event.value)))

    def cleaned(self, typed: str) -> str:
        """What was typed, as it is given."""
        return clean_line(typed)

    def action_close(self) -> None:
        """Type nothing."""
        self.post_message(self.Closed(self.purpose))
