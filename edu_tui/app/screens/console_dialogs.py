"""What the console lays over itself: the steps of the plan, the sessions to choose from, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command, CommandDialog
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView


class ListDialog(CommandDialog[str]):
    """A page to choose a target from; dismissed with it, or None."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="list.close", keys=("escape", "o", "q"), action="close", label="Close", help="Leave it as it is.", footer=2),
    )
    DEFAULT_CSS = """
    ListDialog > #list { width: 90%; max-width: 80; height: 80%; padding: 1 0; background: $surface; border: round $border; }
    """

    def __init__(self, source: Source, focus: str = "") -> None:
        super().__init__()
        self._source, self._first = source, focus
        self.page = PageView(navigate="targets", id="list")

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        yield self.page
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where one is."""
        self.page.show(self._source)
        self.page.focus()
        self.page.begin_at(self._first)

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Choose."""
        event.stop()
        self.dismiss(event.target)

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class TextDialog(CommandDialog[None]):
    """A page to read."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="text.close", keys=("escape", "q", "question_mark", "f1"), action="close", label="Close", help="Go back.", footer=1),
    )
    DEFAULT_CSS = """
    TextDialog { background: $background; }
    TextDialog > PageView { width: 1fr; height: 1fr; }
    """

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.page = PageView(source)

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        yield self.page
        yield KeyBar()

    def on_mount(self) -> None:
        """The page has the keys."""
        self.page.focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
