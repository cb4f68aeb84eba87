"""What can be typed: commands and their options. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import os
import sys

from edu_tui import __version__
from edu_tui.cli.errors import USAGE, CommandError, tell

TYPE_CHECKING = False  # see `errors`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import NoReturn

    from edu_tui.cli.places import Places

    _Entry = tuple[str, str, Callable[[Places, argparse.Namespace], int], Callable[[argparse.ArgumentParser], None]]

_AUDIENCES = ("clinician", "family")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one clean sentence."""

    def error(self, message: str) -> NoReturn:
        """Say it on standard error and leave with exit code 2."""
        tell(f"{self.prog}: {message[:1].upper()}{message[1:]}. See {self.prog} --help.")
        raise SystemExit(USAGE)


def run(argv: Sequence[str] | None) -> int:
    """Run the command that `argv` (None: the program's own arguments) asks for; its exit code.

    Raises SystemExit for --help, --version and mistakes, CommandError if the command cannot go on.
    """
    words = sys.argv[1:] if argv is None else argv
    given = _parser(words).parse_args(words)

    from edu_tui.cli.places import Places

    command: Callable[[Places, argparse.Namespace], int] = given.run
    return command(Places(given.library, given.data_dir, given.learner), given)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for `words`. Of the commands only those are made that these words can mean: making them is most of a short call."""
    parser = _Parser(
        prog="edu-tui",
        description="Teaches relapsed acute lymphoblastic leukaemia in children. Without a command it opens the app.",
        epilog="Exit codes: 0 fine, 1 findings or trouble, 2 called wrongly.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    _add_global(parser, None)
    parser.set_defaults(run=_app)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="edu-tui")
    for name, purpose, run_it, add_options in _meant(words):
        command = commands.add_parser(
            name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.", allow_abbrev=False, formatter_class=_formatter
        )
        if name in words:
            _add_global(command, argparse.SUPPRESS)
            add_options(command)
            command.set_defaults(run=run_it)
    return parser


def _meant(words: Sequence[str]) -> Sequence[_Entry]:
    """The commands that `words` name, all of them where a list of all may be wanted: for help, or for a name that is none."""
    named = [entry for entry in _COMMANDS if entry[0] in words]
    if "--version" in words:
        return named
    before = words[: min((words.index(entry[0]) for entry in named), default=0)]
    return named if named and not {"-h", "--help"} & set(before) else _COMMANDS


def _add_global(parser: argparse.ArgumentParser, default: object) -> None:
    """The options that stand before or after a command; `SUPPRESS` behind it keeps what was given before."""
    group = parser.add_argument_group("everywhere")
    group.add_argument("--library", type=_path, metavar="DIR", default=default, help="the library to open")
    group.add_argument("--data-dir", type=_path, metavar="DIR", default=default, help="where progress is kept")
    group.add_argument("--learner", metavar="NAME", default=default, help="whose progress")
    group.add_argument("--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="say the version and leave")


class _Version(argparse.Action):
    """Says the version; argparse's own action would load its text formatter for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Say it and leave."""
        print(f"edu-tui {__version__}")
        parser.exit()


def _formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter that is told the width: asking the terminal would import archive formats along with `shutil`."""
    columns = os.environ.get("COLUMNS", "")
    return argparse.HelpFormatter(prog, width=max(40, int(columns) if columns.isdecimal() else 80) - 2)


def _path(words: str) -> Path:
    from pathlib import Path

    return Path(words)


def _read_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", metavar="MODULE")
    parser.add_argument("--audience", choices=_AUDIENCES, default="clinician", help="whom the page speaks to (default: clinician)")
    parser.add_argument("--section", default="", metavar="ID", help="one section only")
    parser.add_argument("--plain", action="store_true", help="plain text on standard output, for screen readers and pipes")
    parser.add_argument("--notes", action="store_true", help="with the notes for the person who leads a session; goes with --plain")


def _quiz_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--mode", choices=("study", "test"), help="feedback at once, or at the end (default: study, of a form: test)")
    parser.add_argument("--form", choices=("pre", "post"), default="", help="the questions for before or after a session only")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")


def _review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=_AUDIENCES, default="clinician", help="whose questions (default: clinician)")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")
    parser.add_argument("--count", action="store_true", help="only say how much there is")
    parser.add_argument("--reviews", type=_number, metavar="N", help="at most so many reviews a day; remembered")
    parser.add_argument("--new", type=_number, metavar="N", help="so many new questions a day; remembered")
    parser.add_argument("--exam", metavar="DATE", help="the day of an exam, 2027-03-01, or none; remembered")


def _number(words: str) -> int:
    """A whole number from 0 to 9999."""
    if not words.isascii() or not words.isdigit() or len(words) > 4:
        raise argparse.ArgumentTypeError(f"{words[:20]!r} is no number from 0 to 9999")
    return int(words)


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", type=_path, help="show the findings in these files only")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write the findings (default: text)")
    parser.add_argument("--rules", action="store_true", help="list the rules instead")


def _curriculum_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="how to write it (default: markdown)")


def _clinical_review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", metavar="MODULE", nargs="?", default="", help="one module only")


def _progress_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write it (default: text)")


# --- running ---------------------------------------------------------------------------------------------------------------------


def _app(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.app import open_app

    return open_app(places)


def _read(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.read import read

    if given.notes and not given.plain:
        raise CommandError("Notes are for the one who leads, not for the screen: --notes goes with --plain.")
    return read(places, given.module, given.audience, given.section, plain=given.plain, notes=given.notes)


def _quiz(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.quiz import quiz

    mode = given.mode or ("test" if given.form else "study")
    return quiz(places, given.name, mode, given.form, plain=given.plain)


def _review(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.review import Wish, review

    return review(places, given.audience, Wish(given.reviews, given.new, given.exam), plain=given.plain, count=given.count)


def _undo(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.review import undo

    return undo(places)


def _check(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.check import check, list_rules

    return list_rules(given.format) if given.rules else check(places, given.paths, given.format)


def _curriculum(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.curriculum import show_curriculum

    return show_curriculum(places, given.format)


def _clinical_review(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.clinical_review import show_clinical_review

    return show_clinical_review(places, given.module)


def _progress(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.progress import progress

    return progress(places, given.format)


def _doctor(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.doctor import doctor

    return doctor(places)


_COMMANDS: tuple[_Entry, ...] = (
    ("read", "read a module", _read, _read_options),
    ("quiz", "answer a quiz, or go on with one", _quiz, _quiz_options),
    ("review", "ask what is due today", _review, _review_options),
    ("undo", "take back what was done last", _undo, lambda _: None),
    ("check", "look for faults in the library", _check, _check_options),
    ("curriculum", "count what the library holds", _curriculum, _curriculum_options),
    ("clinical-review", "say what a reviewing clinician should look at", _clinical_review, _clinical_review_options),
    ("progress", "say how far the learner is", _progress, _progress_options),
    ("doctor", "say where things are, and whether they are well", _doctor, lambda _: None),
)
"""Name, purpose, what runs, and what adds its options."""
