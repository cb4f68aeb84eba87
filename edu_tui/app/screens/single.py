"""`SinglePageScreen`: title, one page, keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.screens.find_line import WithFindLine
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.find import FindBar
from edu_tui.app.widgets.page import PageView

BACK = Command(
    id="single.back", keys=("escape", "backspace"), action="back", label="Back", help="Go back to where you came from.", footer=2
)
"""The way back."""


FIND = Command(id="single.find", keys=("slash",), action="find", label="Find", help="Find words on this page.", footer=3)
"""The way to a word."""


class SinglePageScreen(WithFindLine, RoutedScreen):
    """A screen of one page."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK, FIND)  # type: ignore[assignment]  # see `CommandScreen`

    def __init__(self, context: Context, title: str, page: PageView) -> None:
        super().__init__()
        self.context = context
        self.title_bar = TitleBar(title, context.signed())
        self.page = page
        self.find_bar = FindBar()

    def compose(self) -> ComposeResult:
        """Title, page, the line for finding, keys."""
        yield self.title_bar
        yield self.page
        yield self.find_bar
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the page."""
        self.page.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types what to find, the key for it is a letter."""
        return not (action == "find" and self.find_bar.is_open) and super().check_action(action, parameters)

    def leave(self) -> None:
        """Stop finding."""
        self.close_find()

    def action_back(self) -> None:
        """Go back."""
        self.app.back()
