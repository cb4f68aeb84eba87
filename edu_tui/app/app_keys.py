"""What can be done everywhere in the app, and by which key."""

from __future__ import annotations

from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import Command

KEYS: tuple[Command, ...] = (
    *SteadyApp.COMMANDS,
    Command(
        id="app.leave",
        keys=("q",),
        action="quit",
        label="Quit",
        help="Leave the app; everything is saved.",
        group="App",
        footer=9,
        palette=False,
    ),
    Command(
        id="app.help",
        keys=("f1", "question_mark"),
        action="help",
        label="Help",
        help="Show the keys of this screen.",
        group="App",
        footer=7,
    ),
    Command(id="app.home", keys=("h",), action="visit('home')", label="Home", help="Go to the first screen.", group="App"),
    Command(id="app.progress", keys=(), action="visit('progress')", label="Progress", help="See what you have done.", group="App"),
    Command(
        id="app.sayings",
        keys=(),
        action="visit('sayings')",
        label="Flags and notes",
        help="See what you flagged, noted and reported, and change it.",
        group="App",
    ),
    Command(
        id="app.take_back",
        keys=("U",),
        action="take_back",
        label="Take back the last action",
        help="Take back your last answer, flag, note or report, and so on; those of earlier days, too.",
        group="App",
    ),
    Command(
        id="app.test", keys=(), action="visit('test')", label="Test yourself", help="Put a test together, or see past ones.", group="App"
    ),
    Command(
        id="app.teach", keys=(), action="teach", label="Teach a group", help="Prepare a teaching session, or go on with one.", group="App"
    ),
    Command(
        id="app.sessions",
        keys=(),
        action="visit('sessions')",
        label="Teaching sessions",
        help="See the teaching sessions of this computer: reports, comparing, copies, deleting.",
        group="App",
    ),
    Command(id="app.glossary", keys=(), action="visit('glossary')", label="Glossary", help="Look a word up.", group="App"),
    Command(
        id="app.learners",
        keys=(),
        action="visit('learners')",
        label="Switch learner",
        help="Let somebody else learn here, or a guest of whom nothing is kept.",
        group="App",
    ),
    Command(
        id="app.palette",
        keys=("ctrl+p", "colon"),
        action="command_palette",
        label="Commands",
        help="Find a page, a question, a term or a command.",
        group="App",
        palette=False,
    ),
    Command(
        id="app.search",
        keys=("ctrl+f",),
        action="visit('search')",
        label="Search",
        help="Find words in all pages, questions, facts and the glossary.",
        group="App",
        footer=8,
        priority=True,
    ),
    Command(
        id="app.places",
        keys=(),
        action="visit('places')",
        label="Places",
        help="See your bookmarks, what changed since you read it, and where you were last.",
        group="App",
    ),
    Command(
        id="app.stop_back",
        keys=("alt+left", "left_square_bracket"),
        action="stop_back",
        label="One place back",
        help="Go back to the place before, section by section.",
        group="App",
    ),
    Command(
        id="app.stop_forward",
        keys=("alt+right", "right_square_bracket"),
        action="stop_forward",
        label="One place forward",
        help="Go forward again to where you came back from.",
        group="App",
    ),
    Command(id="app.theme", keys=(), action="theme", label="Change the colours", help="Light, dark or high contrast.", group="App"),
)
"""What can be done on every screen."""
