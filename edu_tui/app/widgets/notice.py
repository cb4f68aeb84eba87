"""A sentence that must be seen: it stands above the keys until it no longer holds."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

SIGN = "! "
"""Stands before every notice, so that it shows without colour."""


class Notice(Static):
    """One sentence, literally; gone while there is none."""

    DEFAULT_CSS = """
    Notice {
        display: none; height: auto; max-height: 6; padding: 0 2;
        background: $panel; color: $edu-caution; text-style: bold;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.sentence = ""

    def tell(self, sentence: str) -> None:
        """Show `sentence`; "" takes the notice away."""
        if sentence != self.sentence:
            self.sentence = sentence
            self.update(Content(SIGN + sentence if sentence else ""))
            self.display = bool(sentence)
