"""The line in which one types what to find."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.typed_line import LineField

QUERY_LIMIT = 200
"""Characters of a query; longer ones find nothing anyway."""


class _Field(LineField):
    """The input, which says what enter does."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="find.go",
            keys=("enter",),
            action="submit",
            label="Find",
            help="Find these words, and with enter again their next place.",
            group="Find",
            footer=1,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)


class FindBar(Horizontal):
    """An input and what came of it; hidden until it is opened."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="find.previous",
            keys=("up", "shift+enter"),
            action="previous",
            label="Previous",
            help="Go to the place before.",
            group="Find",
            footer=2,
        ),
        Command(id="find.next", keys=("down",), action="next", label="Next", help="Go to the next place.", group="Find", footer=1),
        Command(id="find.close", keys=("escape",), action="close", label="Close", help="Stop finding.", group="Find", footer=3),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    FindBar {
        display: none; height: 1; background: $panel;
        Static { width: auto; height: 1; padding: 0 1; color: $edu-muted; }
        Input, Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; color: $edu-text; }
    }
    """

    class Wanted(Message):
        """The learner wants the next (`step` 1) or the previous (-1) place where `query` stands; `fresh` if the query is new."""

        def __init__(self, query: str, step: int, fresh: bool) -> None:
            super().__init__()
            self.query, self.step, self.fresh = query, step, fresh

    class Closed(Message):
        """The learner is done with finding."""

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        self._asked = ""

    def compose(self) -> ComposeResult:
        """A word, the input, what came of it."""
        yield Static("Find:", markup=False)
        yield _Field(max_length=QUERY_LIMIT, select_on_focus=False, compact=True)
        yield Static("", id="found", markup=False)

    def open(self) -> None:
        """Show it, ready to be typed into, with the last query selected."""
        self.is_open = self.display = True
        field = self.query_one(_Field)
        field.focus()
        field.action_select_all()
        self._asked = ""

    def close(self) -> None:
        """Hide it."""
        self.is_open = self.display = False
        self.tell("")

    def tell(self, words: str) -> None:
        """Say what came of it."""
        self.query_one("#found", Static).update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: find, and again for the next place."""
        event.stop()
        self._want(1)

    def action_next(self) -> None:
        """Go to the next place."""
        self._want(1)

    def action_previous(self) -> None:
        """Go to the place before."""
        self._want(-1)

    def action_close(self) -> None:
        """Stop finding."""
        self.post_message(self.Closed())

    def _want(self, step: int) -> None:
        query = self.query_one(_Field).value.strip()
        if query:
            self.post_message(self.Wanted(query, step, fresh=query != self._asked))
            self._asked = query
