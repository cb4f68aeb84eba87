"""The least Textual app there is: what starting, quitting and memory are held against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static

LINE = "Nothing but a line of text."


class Bare(App[None]):
    """Header, a line of text, footer."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """The three."""
        yield Header()
        yield Static(LINE)
        yield Footer()


if __name__ == "__main__":
    Bare().run()
