"""The keys of a preview."""

from __future__ import annotations

from edu_tui.app.commands import Command


def _command(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int = 0) -> Command:
    return Command(id=f"preview.{name}", keys=keys, action=action, label=label, help=text, group="Preview", footer=footer)


def _answer(name: str, keys: tuple[str, ...], action: str, label: str, text: str) -> Command:
    return Command(id=f"preview.{name}", keys=keys, action=action, label=label, help=text, group="Answer", palette=False)


COMMANDS: tuple[Command, ...] = (
    _command("next", ("n", "right"), "turn(1)", "Next", "Go to the next section, question or slide.", 2),
    _command("previous", ("p", "left"), "turn(-1)", "Previous", "Go to the section, question or slide before."),
    _command("findings", ("f",), "findings", "Findings", "Go to what was found in the file, or close it; enter goes to its place.", 3),
    _command("audience", ("t",), "flip", "Audience", "Show the file that tells the same to the other audience.", 4),
    _command("width", ("w",), "width", "Width", "Show the page as in a window of 40 or 80 columns, or as wide as it can be.", 5),
    _command("slides", ("s",), "slides", "Slides", "Show the slides of this module, or its page again.", 6),
    _command("key", ("v",), "key", "Key", "Show the question with all feedback and notes, or as learners have it.", 6),
    _command("down", ("down", "j"), "scroll(1)", "Down", "Scroll down a slide that is higher than the screen."),
    _command("up", ("up", "k"), "scroll(-1)", "Up", "Scroll up a slide that is higher than the screen."),
    _command("back", ("escape",), "back", "Back", "Close what lies beside the page, and go back to it."),
    _answer("again", ("r",), "again", "Once more", "Ask the question anew."),
    _answer("hint", ("h", "f2"), "hint", "Hint", "Show the hint of this question; f2 works while you type, too."),
    _answer("tick", ("space",), "tick", "Choose", "Choose the marked answer; at the end of a page go on to the next one."),
    _answer("strike", ("x",), "strike", "Rule out", "Rule the marked answer out, or in again."),
    _answer("later", ("J", "shift+down", "plus"), "shift(1)", "Move down", "Move the marked step down."),
    _answer("earlier", ("K", "shift+up", "minus"), "shift(-1)", "Move up", "Move the marked step up."),
    *(
        _answer(f"pick{number}", (str(number),), f"pick({number})", f"Answer {number}", "Choose the answer with this number.")
        for number in range(1, 10)
    ),
)
"""All of them; `check_action` says which hold now."""

ABOUT = (
    "What stands here is read from the file anew at each save, and shows it as learners will see it. Nothing you do here is kept.",
    "The page stays at the first block that changed. ✗ ! · beside a block are errors, warnings and notes in it.",
    "t shows the file for the other audience, w a narrower window, s the slides, v the key of a question.",
)
"""What stands over the keys in the help."""
