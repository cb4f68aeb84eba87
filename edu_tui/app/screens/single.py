"""`SinglePageScreen`: title, one page, keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.page import PageView

BACK = Command(
    id="single.back", keys=("escape", "backspace"), action="back", label="Back", help="Go back to where you came from.", footer=2
)
"""The way back."""


class SinglePageScreen(RoutedScreen):
    """A screen of one page."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)  # type: ignore[assignment]  # see `CommandScreen`

    def __init__(self, context: Context, title: str, page: PageView) -> None:
        super().__init__()
        self.context = context
        self.title_bar = TitleBar(title, context.signed())
        self.page = page

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield self.title_bar
        yield self.page
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the page."""
        self.page.focus()

    def action_back(self) -> None:
        """Go back."""
        self.app.back()
