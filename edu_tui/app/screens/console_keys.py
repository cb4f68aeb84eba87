"""The keys of the console: those of the audience's screen, and what only the one who leads needs."""

from __future__ import annotations

from edu_tui.app.commands import Command
from edu_tui.study.teaching.commands import Word


def _order(word: Word, keys: tuple[str, ...], label: str, text: str, footer: int = 0, group: str = "The audience's screen") -> Command:
    """A key that gives an order."""
    return Command(id=f"console.{word}", keys=keys, action=f"order('{word}')", label=label, help=text, group=group, footer=footer)


def _own(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int = 0, group: str = "This window") -> Command:
    """A key of this window."""
    return Command(id=f"console.{name}", keys=keys, action=action, label=label, help=text, group=group, footer=footer)


COMMANDS: tuple[Command, ...] = (
    _order(
        Word.NEXT, ("pagedown", "space", "enter", "right"), "Next", "Show the next item, slide or step; in a vote open, close, show.", 1
    ),
    _order(Word.BACK, ("pageup", "backspace", "left"), "Back", "Go back.", 2),
    _order(Word.BLANK, ("full_stop", "b"), "Blank", "Make the screen blank, or show it again.", 5),
    _order(Word.REVEAL, ("r",), "Show all", "Show all of this slide at once."),
    _own("steps", ("o",), "steps", "Steps", "See all steps, and go to one; or type its number and enter.", 6, "The audience's screen"),
    _order(Word.OPEN_VOTE, ("v",), "Open the vote", "Put the question to the vote.", 3, "Votes"),
    _order(Word.CLOSE_VOTE, ("v",), "Close the vote", "End the vote; the counts stay hidden.", 3, "Votes"),
    _order(Word.SHOW_COUNTS, ("v",), "Show counts", "Show the room how it voted.", 3, "Votes"),
    _order(Word.SHOW_KEY, ("v",), "Show answer", "Show the room which answer is right, and why.", 3, "Votes"),
    _order(Word.SECOND_ROUND, ("s",), "Vote again", "Vote a second time, after talking it over.", 4, "Votes"),
    _order(Word.SHOW_EARLIER, (), "Show the first counts", "Show the counts of the first vote, too.", group="Votes"),
    _own("count", ("t",), "type('count')", "Type counts", "Type how many voted for what: A 4 B 7, or 4 7 0.", 4, "Votes"),
    _order(Word.EXPLAIN_AGAIN, ("x",), "Explain again", "A point was missing: explain it another way, and ask again.", 3, "Teach-back"),
    _own("form", ("f",), "type('form')", "Enter counts", "Enter how many were right: 9/14, or 3 9/14; or a sheet: blue7 ++-+.", 3, "Forms"),
    _own(
        "attend", ("i",), "type('count-people')", "Who is here", "A number, or initials as AB CD, or nothing; no names.", group="The room"
    ),
    _own("note", ("w",), "type('note')", "Note", "Write a note for the report, without names.", group="The room"),
    _order(Word.PAUSE, ("z",), "Pause", "Let the clock stand still.", 8, "The room"),
    _order(Word.RESUME, ("z",), "Go on", "Let the clock run again.", 8, "The room"),
    _order(Word.UNDO, ("u",), "Take back", "Take the last thing back: a vote, a count, an answer shown.", group="The room"),
    _order(Word.END, (), "End the session", "End the session; it can be taken back.", group="The room"),
    _order(Word.REOPEN, (), "Go on after the end", "Go on with a session that has ended.", group="The room"),
    _own("down", ("down", "j"), "scroll(1)", "Down", "Scroll the notes down."),
    _own("up", ("up", "k"), "scroll(-1)", "Up", "Scroll the notes up."),
    _own("other", (), "choose", "Another session", "Follow another session of this computer."),
)
"""All of them; `check_action` says which hold now. Letters count votes and tick points, digits and enter go to a step."""

LETTERS_HELP = "While a vote is open a letter is one hand more, with shift one less. At a teach-back it ticks a point."
ABOUT = (
    "The audience sees nothing of this window. What you do here is done on its screen, and on the disk before it shows.",
    LETTERS_HELP,
    "If the other window is gone, nothing is lost: start it again with edu-tui teach --resume, and this one finds it.",
)
"""What stands over the keys in the help."""
