"""The line in which one types what to search for."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from edu_tui.app.commands import Command, bindings

QUERY_LIMIT = 200
"""Characters of a query."""


def _command(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int = 0) -> Command:
    return Command(id=f"search.{name}", keys=keys, action=action, label=label, help=text, group="Search", footer=footer, palette=False)


class SearchField(Input):
    """An input over a list of results: one goes through them and opens one without leaving it."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _command("open", ("enter",), "screen.open_marked", "Open", "Open the marked result.", 1),
        _command("next", ("down",), "screen.move('down')", "Next", "Mark the next result.", 3),
        _command("previous", ("up",), "screen.move('up')", "Previous", "Mark the result before.", 4),
        _command("screen_down", ("pagedown",), "screen.move('screen_down')", "Screen down", "Go down a screen of results."),
        _command("screen_up", ("pageup",), "screen.move('screen_up')", "Screen up", "Go up a screen of results."),
        _command("all", ("ctrl+f",), "select_all", "Select", "Select what is typed, to type something else."),
    )
    BINDINGS = bindings(COMMANDS)
    DEFAULT_CSS = """
    SearchField, SearchField:focus, SearchField.-textual-compact {
        max-width: 94;  /* the words begin where those of a page do: 88 columns, with a gutter and the scrollbar's room on either side */
        height: 1; border: none; padding: 0 2; margin: 0 0 1 0; background: $surface; color: $edu-text;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, max_length=QUERY_LIMIT, select_on_focus=False, compact=True, placeholder="words to find")
