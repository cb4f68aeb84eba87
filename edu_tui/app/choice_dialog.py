"""A dialog that asks something in words, with an entry for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import msgspec
from textual.app import ComposeResult

from edu_tui.app.commands import Command, CommandDialog
from edu_tui.app.pages.parts import entry
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.page import PageView
from edu_tui.library.text import clean_line
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer


class Answer(msgspec.Struct, frozen=True):
    """An answer that can be given: its words, a note behind them, and the `value` that the dialog is dismissed with."""

    words: str
    value: str
    note: str = ""


class Asked(msgspec.Struct, frozen=True):
    """What is asked: a title, sentences that say what it means, and the answers, the harmless one first."""

    title: str
    sentences: Sequence[str]
    answers: Sequence[Answer]


def asked_layout(asked: Asked, width: int) -> Layout:
    """The question. Targets: `answer:VALUE`."""
    writer = Writer(width)
    writer.write([Span(clean_line(asked.title), "subheading")], 0)
    writer.gap()
    for sentence in asked.sentences:
        writer.write([Span(clean_line(sentence))], 0)
    writer.gap()
    for answer in asked.answers:
        entry(writer, clean_line(answer.words), f"answer:{answer.value}", clean_line(answer.note))
    return writer.layout()


class ChoiceDialog(CommandDialog[str]):
    """Asks; dismissed with the value of the answer, "" for none."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="choice.close", keys=("escape", "q"), action="close", label="Close", help="Leave it as it is.", group="Question", footer=4
        ),
    )
    DEFAULT_CSS = """
    ChoiceDialog > #choice-box {
        width: 80%;
        min-width: 38;
        max-width: 76;
        height: auto;
        max-height: 100%;
        padding: 1 0;
        background: $surface;
        border: round $border;
    }
    """

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.page = PageView(partial(asked_layout, asked), navigate="targets", id="choice-box")

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        yield self.page
        yield KeyBar()

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(event.target.partition(":")[2])

    def action_close(self) -> None:
        """Answer nothing."""
        self.dismiss("")
