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
    library, data_dir = (None if words is None else _path(words) for words in (given.library, given.data_dir))
    return command(Places(library, data_dir, given.learner), given)


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
    """The options that stand before or after a command; `SUPPRESS` behind it keeps what was given before.

    Paths stay text until a command runs: `pathlib` would be a tenth of a call for help.
    """
    group = parser.add_argument_group("everywhere")
    group.add_argument("--library", metavar="DIR", default=default, help="the library to open")
    group.add_argument("--data-dir", metavar="DIR", default=default, help="where progress is kept")
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
    parser.add_argument("--mine", action="store_true", help="with your bookmarks and your own notes; goes with --plain")


def _quiz_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--mode", choices=("study", "test"), help="feedback at once, or at the end (default: study, of a form: test)")
    parser.add_argument("--form", choices=("pre", "post"), default="", help="the questions for before or after a session only")
    parser.add_argument("--question", default="", metavar="ID", help="one question only")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")


def _review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=_AUDIENCES, default="clinician", help="whose questions (default: clinician)")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")
    parser.add_argument("--count", action="store_true", help="only say how much there is, and remember nothing")
    parser.add_argument("--reviews", type=_number, metavar="N", help="at most so many reviews a day; remembered")
    parser.add_argument("--new", type=_number, metavar="N", help="so many new questions a day; remembered")
    parser.add_argument("--exam", metavar="DATE", help="the day of an exam, 2027-03-01, or none; remembered")


def _test_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=_AUDIENCES, help="whose questions (default: those chosen last)")
    parser.add_argument("--modules", metavar="A,B", help="from these modules only, or all")
    parser.add_argument("--objectives", metavar="X,Y", help="on these objectives only, as X or MODULE:X, or all")
    parser.add_argument("--number", type=_number, metavar="N", help="so many questions")
    parser.add_argument("--minutes", type=_number, metavar="M", help="so much time, 0 for no clock")
    parser.add_argument("--clock", choices=("soft", "hard"), help="soft: you may go on when it has run down; hard: the test ends")
    parser.add_argument("--from", dest="pool", choices=("all", "wrong", "flagged", "new"), help="all questions, or some of them only")
    parser.add_argument("--new", action="store_true", help="give up the test that is open; goes with --plain")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")
    parser.epilog = "What is not said stays as it was chosen last; at first 20 questions of all modules in 30 minutes, with a soft clock."


def _tests_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tests", metavar="ID", nargs="*", help="one test, or two to be set side by side")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to write it (default: text)")


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
    parser.add_argument("--slides", action="store_true", help="look at the slides too: what overflows a screen of 80x24 or 120x40")
    parser.add_argument("--rules", action="store_true", help="list the rules instead")


def _new_options(parser: argparse.ArgumentParser) -> None:
    types = ("single", "multiple", "truefalse", "numeric", "short", "order", "match", "cloze", "poll", "case")
    parser.add_argument("what", choices=("module", "quiz", "question", "library"), help="what to begin")
    parser.add_argument("name", metavar="NAME", help="of the module or the quiz; for a question the quiz, for a library its folder")
    parser.add_argument("--audience", choices=_AUDIENCES, help="for whom (default: a module for both, else for clinicians)")
    parser.add_argument("--type", choices=types, default="single", help="the type of a question (default: single)")
    parser.add_argument("--title", default="", metavar="TEXT", help="its title, from which the id of a question is made")


def _import_options(parser: argparse.ArgumentParser) -> None:
    forms = ("gift", "aiken", "csv", "anki", "bibtex")
    parser.add_argument("form", choices=forms, metavar="FORMAT", help="gift, aiken, csv, anki or bibtex")
    parser.add_argument("path", metavar="FILE", type=_path, help="what the other program exported")
    parser.add_argument("--quiz", default="", metavar="NAME", help="the quiz of the library to which the questions are added")
    parser.add_argument("--audience", choices=_AUDIENCES, help="for whom the quiz is (default: what its name says)")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="a new file for the questions, or - for standard output")
    parser.add_argument("--write", action="store_true", help="bibtex: add the sources to the library instead of showing them")


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
    things = parser.add_subparsers(title="what", metavar="WHAT", dest="what", required=True)
    for name, purpose, add_options in (
        ("progress", "all that is kept of the learner", _export_progress_options),
        ("handout", "pages to print and give out: one kind, or the whole set of a session", _export_handout_options),
    ):
        described = f"{purpose[0].upper()}{purpose[1:]}."
        thing = things.add_parser(name, help=purpose, description=described, allow_abbrev=False, formatter_class=_formatter)
        _add_global(thing, argparse.SUPPRESS)
        add_options(thing)


def _export_progress_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "csv"), default="json", help="json can be merged, csv is a table (default: json)")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")


def _export_handout_options(parser: argparse.ArgumentParser) -> None:
    kinds = ("facilitator", "learner", "key", "cards", "leaflet")
    parser.add_argument("module", metavar="MODULE")
    parser.add_argument("--audience", choices=_AUDIENCES, default="clinician", help="whom the page speaks to (default: clinician)")
    parser.add_argument("--kind", choices=kinds, default="", help="one handout only (default: all of them, in a folder)")
    parser.add_argument("--format", choices=("html", "pdf"), default="html", help="pdf needs the extra edu-tui[pdf] (default: html)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="of a pdf; html takes that of the printer (default: a4)")
    parser.add_argument("--large-print", action="store_true", help="no letter smaller than 18 points")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it, - for standard output; of the set a folder")
    parser.add_argument("--force", action="store_true", help="replace what is there already")


def _teach_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", metavar="MODULE", nargs="?", default="", help="what to teach; a plan that is there says it itself")
    parser.add_argument("--audience", choices=_AUDIENCES, help="whom the session is for (default: clinician)")
    parser.add_argument("--minutes", type=_number, metavar="N", help="how long it is (default: 20)")
    parser.add_argument("--forms", choices=("paper", "count", "none"), default="", help="questions before and after (default: by the time)")
    parser.add_argument("--plan", default="", metavar="FILE", help="write the plan here, or use the one that is here; - writes it out")
    parser.add_argument("--resume", nargs="?", const="", metavar="ID", help="go on with the session that was left, or with this one")
    parser.add_argument("--plain", action="store_true", help="the plan in plain text on standard output, not the app")
    parser.add_argument("--notes", action="store_true", help="in a second terminal: your notes, clock and votes beside the running session")


def _sessions_options(parser: argparse.ArgumentParser) -> None:
    deeds = ("list", "show", "report", "compare", "export", "import", "delete")
    forms = ("text", "markdown", "html", "csv")
    parser.add_argument("deed", choices=deeds, nargs="?", default="list", help="what to do (default: list)")
    parser.add_argument("names", metavar="NAME", nargs="*", help="ID; two IDs for compare, ID FILE for export, FILE for import")
    parser.add_argument("--format", choices=forms, default="text", help="how to write a report or a comparison (default: text)")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--yes", metavar="ID", help="the session's id again, for a script that cannot be asked; goes with delete")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "An ID may be written as its beginning, or as last. export writes all steps of a session, for another computer."


def _items_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs="*", help="a module, a quiz, a question, or a FILE that somebody exported")
    parser.add_argument("--without-mine", action="store_true", help="leave your own answers out: who wrote a question knows its key")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="how to write it (default: text)")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "Files are those of edu-tui export progress and edu-tui sessions export. Nothing is sent anywhere, and nobody is named."


def _faults_options(parser: argparse.ArgumentParser) -> None:
    forms = ("text", "markdown", "csv", "json")
    parser.add_argument("--format", choices=forms, default="text", help="how to write it (default: text)")
    parser.add_argument("-o", "--output", type=_path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "Without your name, your answers and your private notes. Nothing is sent anywhere: give it to the authors yourself."


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
    if given.mine and (not given.plain or given.notes):
        raise CommandError("Your own notes go with --plain, and not with what is for a group: use --mine without --notes.")
    return read(places, given.module, given.audience, given.section, plain=given.plain, notes=given.notes, mine=given.mine)


def _quiz(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.quiz import quiz

    mode = given.mode or ("test" if given.form else "study")
    return quiz(places, given.name, mode, given.form, plain=given.plain, question=given.question)


def _review(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.review import Wish, review

    return review(places, given.audience, Wish(given.reviews, given.new, given.exam), plain=given.plain, count=given.count)


def _test(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.exam_taking import Wish, take_test

    if given.new and not given.plain:
        raise CommandError("In the app you give a test up by starting another one: --new goes with --plain.")
    wish = Wish(given.audience, given.modules, given.objectives, given.number, given.minutes, given.clock, given.pool, given.new)
    return take_test(places, wish, plain=given.plain)


def _tests(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.exam_taking import past

    if len(given.tests) > 2:
        raise CommandError("Name one test, or two to see them side by side.")
    return past(places, given.tests, given.format)


def _undo(places: Places, given: argparse.Namespace) -> int:
    del given
    from edu_tui.cli.undo import undo

    return undo(places)


def _search(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.search import search

    return search(places, given.words, given.format, given.limit)


def _faults(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.faults import list_faults

    return list_faults(places, given.format, given.output, force=given.force)


def _glossary(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.glossary import glossary

    return glossary(places, " ".join(given.term), given.audience)


def _check(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.check import check, list_rules

    return list_rules(given.format) if given.rules else check(places, given.paths, given.format, slides=given.slides)


def _new(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.new import Wish, new
    from edu_tui.library.modules import Audience

    audience = Audience(given.audience) if given.audience else None
    return new(places, Wish(given.what, given.name, audience, given.type, given.title))


def _import(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.importing import Wish, import_questions, import_references
    from edu_tui.library.modules import Audience

    if given.form == "bibtex":
        if given.quiz or given.audience or given.output:
            raise CommandError("Sources go into content/references.json: --quiz, --audience and --output are for questions.")
        return import_references(places, given.path, write=given.write)
    if given.write:
        raise CommandError("--write is for bibtex. Questions are written with --quiz NAME or --output FILE.")
    audience = Audience(given.audience) if given.audience else None
    return import_questions(places, Wish(given.form, given.path, given.quiz, audience, given.output))


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
    if given.what == "progress":
        from edu_tui.cli.mydata import export_progress

        return export_progress(places, given.format, given.output, force=given.force)
    from edu_tui.cli.export_handout import Wish, export_handout

    wish = Wish(given.kind, given.format, given.paper, given.output, given.large_print, given.force)
    return export_handout(places, given.module, given.audience, wish)


def _teach(places: Places, given: argparse.Namespace) -> int:
    if given.notes:
        from edu_tui.cli.teach_notes import teach_notes

        if given.module or given.plan:
            raise CommandError("--notes follows the session that runs: give no module and no plan with it.")
        return teach_notes(places)
    from edu_tui.cli.teach import Wish, teach

    return teach(places, Wish(given.module, given.audience, given.minutes, given.forms, given.plan, given.resume, given.plain))


def _sessions(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.sessions import Wish, sessions

    return sessions(places, given.deed, given.names, Wish(given.format, given.output, given.force, given.yes))


def _items(places: Places, given: argparse.Namespace) -> int:
    from edu_tui.cli.items import Wish, items

    return items(places, Wish(given.names, given.without_mine, given.format, given.output, given.force))


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
    ("test", "test yourself on several modules, or go on with a test", _test, _test_options),
    ("tests", "say what came of your tests", _tests, _tests_options),
    ("undo", "take back what was done last", _undo, lambda _: None),
    ("faults", "list what you reported and dispute, for the authors", _faults, _faults_options),
    ("search", "find words in pages, questions, facts and glossary", _search, _search_options),
    ("glossary", "say what a term means", _glossary, _glossary_options),
    ("check", "look for faults in the library", _check, _check_options),
    ("new", "begin a module, a quiz, a question or a library", _new, _new_options),
    ("import", "take over questions and sources of other programs", _import, _import_options),
    ("lock", "record what the library says, or check that nothing changed in silence", _lock, _lock_options),
    ("items", "say how questions do: how hard, how telling, which options are chosen", _items, _items_options),
    ("evidence", "say what stands behind a fact, and what rests on it", _evidence, _evidence_options),
    ("curriculum", "count what the library holds", _curriculum, _curriculum_options),
    ("clinical-review", "say what a reviewing clinician should look at", _clinical_review, _clinical_review_options),
    ("progress", "say how far the learner is", _progress, _progress_options),
    ("merge", "add what you did on another computer", _merge, _merge_options),
    ("export", "write handouts to print, or all that is kept of you", _export, _export_options),
    ("teach", "prepare and lead a teaching session", _teach, _teach_options),
    ("sessions", "list the teaching sessions, report on one, compare, export or delete", _sessions, _sessions_options),
    ("learners", "say who learns here, add, rename or choose a learner", _learners, _learners_options),
    ("delete-my-data", "delete all that is kept of you", _delete_my_data, _delete_options),
    ("doctor", "say where things are, and whether they are well", _doctor, lambda _: None),
)
"""Name, purpose, what runs, and what adds its options."""
