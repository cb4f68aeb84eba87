"""The keys of the audience's screen. A clicker sends page up and page down, F5, escape and a full stop or b."""

from __future__ import annotations

from edu_tui.app.commands import Command


def _command(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int = 0) -> Command:
    return Command(id=f"teach.{name}", keys=keys, action=action, label=label, help=text, group="Teaching", footer=footer, palette=False)


COMMANDS: tuple[Command, ...] = (
    _command("next", ("pagedown", "space", "enter", "right"), "order('next')", "Next", "Show the next item, slide or step."),
    _command("back", ("pageup", "backspace", "left"), "order('back')", "Back", "Go back."),
    _command("blank", ("full_stop", "b"), "order('blank')", "Blank", "Make the screen blank; any key brings it back."),
    _command("reveal", ("r",), "order('reveal')", "Show all", "Show all of this slide at once."),
    _command("down", ("down", "j"), "scroll(1)", "Scroll", "Scroll down what is too long for the screen."),
    _command("up", ("up", "k"), "scroll(-1)", "Scroll up", "Scroll up again."),
    _command("overview", ("o",), "panel('overview')", "Steps", "Show all steps."),
    _command("find", ("slash",), "panel('find')", "Find", "Find words in the steps of this session."),
    _command("vote", ("v",), "panel('vote')", "Vote", "Open, close and show the vote, or vote again."),
    _command("type", ("t",), "type", "Type counts", "Type how many voted for what; it is hidden from the room."),
    _command("notes", ("n",), "notes", "Notes", "Lay your notes over the slide."),
    _command("undo", ("u",), "order('undo')", "Take back", "Take the last thing back: a vote, a count, an answer shown."),
    _command("keys", ("question_mark", "f1"), "panel('help')", "Keys", "Show the keys."),
    _command("quit", ("ctrl+q",), "quit", "Quit", "Leave the app; the session waits where it is."),
    _command("escape", ("escape", "f5"), "escape", "Back to the slide", "Close what is in front; from the slide, pause.", 2),
)
"""All of them; `check_action` says which hold now."""

ACTIONS = {key: command.action for command in COMMANDS for key in command.keys}
"""What each key does on the slide."""

WITH_PANEL = {
    "pause": ("escape", "panel"),
    "notes": ("escape", "notes", "order", "panel"),
    "overview": ("escape",),
}
"""The actions that hold while a panel is in front, besides those of its page; "escape" alone for others."""
