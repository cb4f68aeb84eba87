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
    parser.add_argument("--question", default="", metavar="ID", help="one question only")
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


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="+", help="words to find, the last may be the beginning of one, and filters")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write what is found (default: text)")
    parser.add_argument("--limit", type=_number, metavar="N", default=10, help="at most so many places (default: 10)")
    parser.epilog = "Filters: is:due is:wrong is:flagged module:ID objective:ID audience:family|clinician kind:page|question|fact|term"


def _glossary_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", metavar="TERM", nargs="*", help="one term only, by any of its names")
    parser.add_argument("--audience", choices=_AUDIENCES, default="clinician", help="whose line comes first (default: clinician)")


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", type=_path, help="show the findings in these files only")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write the findings (default: text)")
    parser.add_argument("--rules", action="store_true", help="list the rules instead")


def _lock_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the lock is not in step")
    parser.add_argument("--same", metavar="ID", nargs="+", default=[], help="facts or questions whose new words mean what the old ones did")
    parser.add_argument("--recall", default="", metavar="ID", help="a question that was wrong under its earlier revs; goes with --reason")
    parser.add_argument("--reason", default="", metavar="TEXT", help="what was wrong; learners who answered it see this first")


def _evidence_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fact", metavar="ID")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write it (default: text)")


def _curriculum_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="how to write it (default: markdown)")


def _clinical_review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", metavar="MODULE", nargs="?", default="", help="one module only")


def _progress_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to write it (default: text)")


def _merge_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FILE", nargs="+", type=_path, help="a learner's folder, a progress.json, or an export")


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("progress",), help="all that is kept of the learner")
    parser.add_argument("--format", choices=("json", "csv"), default="json", help="json can be merged, csv is a table (default: json)")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")


def _learners_options(parser: argparse.ArgumentParser) -> None:
    deeds = ("list", "add", "rename", "use")
    parser.add_argument("deed", choices=deeds, nargs="?", default="list", help="what to do (default: list)")
    parser.add_argument("names", metavar="NAME", nargs="*", help="one for add and use, two for rename: the old and the new one")


def _delete_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", metavar="NAME", help="the learner's name, for a script that cannot be asked")


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
    return quiz(places, given.name, mode, given.form, plain=given.plain, question=given.question)


def _review(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.review import Wish, review

    return review(places, given.audience, Wish(given.reviews, given.new, given.exam), plain=given.plain, count=given.count)


def _undo(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.review import undo

    return undo(places)


def _search(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.search import search

    return search(places, given.words, given.format, given.limit)


def _glossary(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.glossary import glossary

    return glossary(places, " ".join(given.term), given.audience)


def _check(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.check import check, list_rules

    return list_rules(given.format) if given.rules else check(places, given.paths, given.format)


def _lock(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.lock import Wish, lock

    return lock(places, Wish(tuple(given.same), given.recall, given.reason), check=given.check)


def _evidence(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.evidence import evidence

    return evidence(places, given.fact, given.format)


def _curriculum(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.curriculum import show_curriculum

    return show_curriculum(places, given.format)


def _clinical_review(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.clinical_review import show_clinical_review

    return show_clinical_review(places, given.module)


def _progress(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.progress import progress

    return progress(places, given.format)


def _merge(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.merge import merge

    return merge(places, given.paths)


def _export(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.mydata import export_progress

    return export_progress(places, given.format, given.output, force=given.force)


def _learners(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.learners import learners

    return learners(places, given.deed, given.names)


def _delete_my_data(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.mydata import delete_my_data

    return delete_my_data(places, given.yes)


def _doctor(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.doctor import doctor

    return doctor(places)


_COMMANDS: tuple[_Entry, ...] = (
    ("read", "read a module", _read, _read_options),
    ("quiz", "answer a quiz, or go on with one", _quiz, _quiz_options),
    ("review", "ask what is due today", _review, _review_options),
    ("undo", "take back what was done last", _undo, lambda _: None),
    ("search", "find words in pages, questions, facts and glossary", _search, _search_options),
    ("glossary", "say what a term means", _glossary, _glossary_options),
    ("check", "look for faults in the library", _check, _check_options),
    ("lock", "record what the library says, or check that nothing changed in silence", _lock, _lock_options),
    ("evidence", "say what stands behind a fact, and what rests on it", _evidence, _evidence_options),
    ("curriculum", "count what the library holds", _curriculum, _curriculum_options),
    ("clinical-review", "say what a reviewing clinician should look at", _clinical_review, _clinical_review_options),
    ("progress", "say how far the learner is", _progress, _progress_options),
    ("merge", "add what you did on another computer", _merge, _merge_options),
    ("export", "write down all that is kept of you", _export, _export_options),
    ("learners", "say who learns here, add, rename or choose a learner", _learners, _learners_options),
    ("delete-my-data", "delete all that is kept of you", _delete_my_data, _delete_options),
    ("doctor", "say where things are, and whether they are well", _doctor, lambda _: None),
)
"""Name, purpose, what runs, and what adds its options."""
