"""What can be done in the reader."""

from __future__ import annotations

from edu_tui.app.commands import Command
from edu_tui.app.screens.saying import SAYINGS


def _command(name: str, keys: tuple[str, ...], label: str, text: str, footer: int) -> Command:
    return Command(id=f"reader.{name}", keys=keys, action=name, label=label, help=text, group="Reader", footer=footer)


READER_COMMANDS: tuple[Command, ...] = (
    _command("next", ("n", "right", "space"), "Next", "Go to the next section.", 1),
    _command("previous", ("p", "left"), "Previous", "Go to the section before.", 0),
    _command("back", ("escape", "backspace"), "Back", "Close what is open, or go back to where you came from.", 2),
    _command("evidence", ("e",), "Evidence", "Show or hide what stands behind the citations.", 3),
    _command("questions", ("a",), "Questions", "Answer the questions on this section.", 4),
    _command("flip", ("t",), "Audience", "Tell the same section to the other audience.", 5),
    _command("outline", ("o",), "Outline", "Show or hide the sections.", 6),
    _command("find", ("slash",), "Find", "Find words in this module.", 0),
    _command("bookmark", ("b",), "Bookmark", "Put a bookmark on this section, or take it away.", 0),
    *SAYINGS,
)
"""The keys of the reader; those that mean nothing on a page are hidden there."""
