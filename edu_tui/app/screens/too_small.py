"""What stands on the screen while the window is too small for a page."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from edu_tui.app.commands import Command, CommandDialog

MIN_SIZE = (30, 8)
"""Columns and lines below which a page cannot be read."""


def is_too_small(size: Size) -> bool:
    """Whether nothing can be read in a window of this size."""
    return size.width < MIN_SIZE[0] or size.height < MIN_SIZE[1]


class TooSmallScreen(CommandDialog[None]):
    """Covers everything and takes all keys, so that nobody answers blindly; it goes when the window grows."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="small.quit", keys=("q",), action="app.quit", label="Quit", help="Leave the app; everything is saved."),
    )
    DEFAULT_CSS = """
    TooSmallScreen { background: $background; }
    TooSmallScreen > Static { width: auto; max-width: 100%; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """One sentence."""
        columns, lines = MIN_SIZE
        yield Static(Content(f"Please make the window larger: {columns} columns and {lines} lines at least."))
