"""The options of each command. Nothing heavy is imported to tell them."""

from __future__ import annotations

import argparse
import os

from edu_tui import __version__

TYPE_CHECKING = False  # see `errors`
if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

AUDIENCES = ("clinician", "family")
"""Whom a page speaks to."""

WITH_A_WORD = ("--library", "--data-dir", "--learner")
"""The options that stand before or after a command, each with a word behind it."""


def add_global(parser: argparse.ArgumentParser, default: object) -> None:
    """The options that stand before or after a command; `SUPPRESS` behind it keeps what was given before.

    Paths stay text until a command runs: `pathlib` would be a tenth of a call for help.
    """
    group = parser.add_argument_group("everywhere")
    group.add_argument("--library", metavar="DIR", default=default, help="the library to open (default: the one around you, or ours)")
    group.add_argument("--data-dir", metavar="DIR", default=default, help="where progress is kept")
    group.add_argument("--learner", metavar="NAME", default=default, help="whose progress")
    group.add_argument("--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="say the version and leave")


class _Version(argparse.Action):
    """Says the version; argparse's own action would load its text formatter for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Say it and leave."""
        print(f"edu-tui {__version__}")
        parser.exit()


def formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter that is told the width: asking the terminal would import archive formats along with `shutil`."""
    columns = os.environ.get("COLUMNS", "")
    return argparse.HelpFormatter(prog, width=max(40, int(columns) if columns.isdecimal() else 80) - 2)


def path(words: str) -> Path:
    """What was typed, as a path."""
    from pathlib import Path

    return Path(words)


def read_options(parser: argparse.ArgumentParser) -> None:
    """The options of `read`."""
    parser.add_argument("module", metavar="MODULE")
    parser.add_argument("--audience", choices=AUDIENCES, default="clinician", help="whom the page speaks to (default: clinician)")
    parser.add_argument("--section", default="", metavar="ID", help="one section only")
    parser.add_argument("--plain", action="store_true", help="plain text on standard output, for screen readers and pipes")
    parser.add_argument("--notes", action="store_true", help="with the notes for the person who leads a session; goes with --plain")
    parser.add_argument("--mine", action="store_true", help="with your bookmarks and your own notes; goes with --plain")


def quiz_options(parser: argparse.ArgumentParser) -> None:
    """The options of `quiz`."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--mode", choices=("study", "test"), help="feedback at once, or at the end (default: study, of a form: test)")
    parser.add_argument("--form", choices=("pre", "post"), default="", help="the questions for before or after a session only")
    parser.add_argument("--question", default="", metavar="ID", help="one question only")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")


def review_options(parser: argparse.ArgumentParser) -> None:
    """The options of `review`."""
    parser.add_argument("--audience", choices=AUDIENCES, default="clinician", help="whose questions (default: clinician)")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")
    parser.add_argument("--count", action="store_true", help="only say how much there is, and remember nothing")
    parser.add_argument("--reviews", type=_number, metavar="N", help="at most so many reviews a day; remembered")
    parser.add_argument("--new", type=_number, metavar="N", help="so many new questions a day; remembered")
    parser.add_argument("--exam", metavar="DATE", help="the day of an exam, 2027-03-01, or none; remembered")


def test_options(parser: argparse.ArgumentParser) -> None:
    """The options of `test`."""
    parser.add_argument("--audience", choices=AUDIENCES, help="whose questions (default: those chosen last)")
    parser.add_argument("--modules", metavar="A,B", help="from these modules only, or all")
    parser.add_argument("--objectives", metavar="X,Y", help="on these objectives only, as X or MODULE:X, or all")
    parser.add_argument("--number", type=_number, metavar="N", help="so many questions")
    parser.add_argument("--minutes", type=_number, metavar="M", help="so much time, 0 for no clock")
    parser.add_argument("--clock", choices=("soft", "hard"), help="soft: you may go on when it has run down; hard: the test ends")
    parser.add_argument("--from", dest="pool", choices=("all", "wrong", "flagged", "new"), help="all questions, or some of them only")
    parser.add_argument("--new", action="store_true", help="give up the test that is open; goes with --plain")
    parser.add_argument("--plain", action="store_true", help="questions on standard output, answers on standard input, one a line")
    parser.epilog = "What is not said stays as it was chosen last; at first 20 questions of all modules in 30 minutes, with a soft clock."


def tests_options(parser: argparse.ArgumentParser) -> None:
    """The options of `tests`."""
    parser.add_argument("tests", metavar="ID", nargs="*", help="one test, or two to be set side by side")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to write it (default: text)")


def _number(words: str) -> int:
    """A whole number from 0 to 9999."""
    if not words.isascii() or not words.isdigit() or len(words) > 4:
        raise argparse.ArgumentTypeError(f"{words[:20]!r} is no number from 0 to 9999")
    return int(words)


def search_options(parser: argparse.ArgumentParser) -> None:
    """The options of `search`."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help="words to find, the last may be the beginning of one, and filters")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write what is found (default: text)")
    parser.add_argument("--limit", type=_number, metavar="N", default=10, help="at most so many places (default: 10)")
    parser.epilog = "Filters: is:due is:wrong is:flagged module:ID objective:ID audience:family|clinician kind:page|question|fact|term"


def glossary_options(parser: argparse.ArgumentParser) -> None:
    """The options of `glossary`."""
    parser.add_argument("term", metavar="TERM", nargs="*", help="one term only, by any of its names")
    parser.add_argument("--audience", choices=AUDIENCES, default="clinician", help="whose line comes first (default: clinician)")


def check_options(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    forms, weights = ("text", "json", "github", "sarif"), ("error", "warning", "info")
    parser.add_argument("paths", metavar="PATH", nargs="*", type=path, help="show the findings in these files and folders only")
    parser.add_argument("--format", choices=forms, default="text", help="how to write the findings (default: text)")
    parser.add_argument("--severity", choices=weights, default="info", help="the least severity that is shown (default: info)")
    parser.add_argument("--rule", metavar="CODE", action="append", default=[], help="show the findings of this rule only (several: again)")
    parser.add_argument("--waived", action="store_true", help="show the findings that somebody answers for instead")
    parser.add_argument("--fix", action="store_true", help="show what can be mended safely, ask, and mend it")
    parser.add_argument("--yes", action="store_true", help="with --fix: mend without asking")
    parser.add_argument("--watch", action="store_true", help="check again at every change, until ctrl+c")
    parser.add_argument("--slides", action="store_true", help="look at the slides too: what overflows a screen of 80x24 or 120x40")
    parser.add_argument("--against", metavar="REV|DIR", help="say what changed since a git revision or another folder, and what that means")
    parser.add_argument("--rules", metavar="CODE", nargs="?", const="", help="list the rules instead, or explain one")
    parser.add_argument("--checklist", metavar="MODULE", default="", help="list what only people can judge of a module instead")


def new_options(parser: argparse.ArgumentParser) -> None:
    """The options of `new`."""
    types = ("single", "multiple", "truefalse", "numeric", "short", "order", "match", "cloze", "poll", "case")
    parser.add_argument("what", choices=("module", "quiz", "question", "library"), help="what to begin")
    parser.add_argument("name", metavar="NAME", help="of the module or the quiz; for a question the quiz, for a library its folder")
    parser.add_argument("--audience", choices=AUDIENCES, help="for whom (default: a module for both, else for clinicians)")
    parser.add_argument("--type", choices=types, default="single", help="the type of a question (default: single)")
    parser.add_argument("--title", default="", metavar="TEXT", help="its title, from which the id of a question is made")
    parser.add_argument("--module", default="", metavar="NAME", help="the first module of a library (default: first-module)")


def import_options(parser: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    forms = ("gift", "aiken", "csv", "anki", "bibtex")
    parser.add_argument("form", choices=forms, metavar="FORMAT", help="gift, aiken, csv, anki or bibtex")
    parser.add_argument("path", metavar="FILE", type=path, help="what the other program exported")
    parser.add_argument("--quiz", default="", metavar="NAME", help="the quiz of the library to which the questions are added")
    parser.add_argument("--audience", choices=AUDIENCES, help="for whom the quiz is (default: what its name says)")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="a new file for the questions, or - for standard output")
    parser.add_argument("--write", action="store_true", help="bibtex: add the sources to the library instead of showing them")


def lock_options(parser: argparse.ArgumentParser) -> None:
    """The options of `lock`."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the lock is not in step")
    parser.add_argument("--same", metavar="ID", nargs="+", default=[], help="facts or questions whose new words mean what the old ones did")
    parser.add_argument("--recall", default="", metavar="ID", help="a question that was wrong under its earlier revs; goes with --reason")
    parser.add_argument("--reason", default="", metavar="TEXT", help="what was wrong; learners who answered it see this first")


def facts_options(parser: argparse.ArgumentParser) -> None:
    """The options of `facts`."""
    parser.add_argument("words", metavar="WORD", nargs="*", help="find words or a figure such as 25.8%%; or the one word unused or stale")
    parser.add_argument("--status", choices=("seed", "verified", "derived", "recalled"), help="only facts of this status")
    parser.add_argument("--doubts", choices=("secondary", "unconfirmed", "contested"), help="only facts with this doubt")
    parser.add_argument("--source", default="", metavar="KEY", help="only facts from this reference")
    parser.add_argument("--module", default="", metavar="MODULE", help="only facts that this module cites")
    parser.add_argument("--population", default="", metavar="WORDS", help="only facts about these people")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to write it (default: text)")
    parser.epilog = "unused: cited nowhere. stale: to be looked up again. edu-tui evidence FACT tells all about one."


def evidence_options(parser: argparse.ArgumentParser) -> None:
    """The options of `evidence`."""
    parser.add_argument("fact", metavar="ID")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to write it (default: text)")


def curriculum_options(parser: argparse.ArgumentParser) -> None:
    """The options of `curriculum`."""
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="how to write it (default: markdown)")


def clinical_review_options(parser: argparse.ArgumentParser) -> None:
    """The options of `clinical-review`."""
    parser.add_argument("module", metavar="MODULE", nargs="?", default="", help="one module only")
    parser.add_argument("--audience", choices=AUDIENCES, help="with --sheet or --record: only its page for these (default: both pages)")
    parser.add_argument("--sheet", action="store_true", help="write one HTML file for the clinician: each statement beside its facts")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write the sheet, - for standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.add_argument("--record", action="store_true", help="write into the module that it was reviewed; goes with --by")
    parser.add_argument("--by", default="", metavar="WHO", help='with --record: "Name, role" of the clinician')
    parser.add_argument("--on", default="", metavar="DATE", help="with --record: the day of the review (default: today)")
    parser.add_argument("--due", default="", metavar="DATE", help="with --record: when to review it again (default: after a year)")


def schema_options(parser: argparse.ArgumentParser) -> None:
    """The options of `schema`."""
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="which one (default: only list their names)")


def progress_options(parser: argparse.ArgumentParser) -> None:
    """The options of `progress`."""
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to write it (default: text)")


def preview_options(parser: argparse.ArgumentParser) -> None:
    """The options of `preview`."""
    parser.add_argument("path", metavar="FILE", type=path, help="a page, a quiz, or another file of a library")
    parser.epilog = "The library is the one that FILE lies in, unless --library names one. Nothing you do in a preview is kept."


def merge_options(parser: argparse.ArgumentParser) -> None:
    """The options of `merge`."""
    parser.add_argument("paths", metavar="FILE", nargs="+", type=path, help="a learner's folder, a progress.json, or an export")


def export_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    things = parser.add_subparsers(title="what", metavar="WHAT", dest="what", required=True)
    for name, purpose, add_options in (
        ("progress", "all that is kept of the learner", export_progress_options),
        ("handout", "pages to print and give out: one kind, or the whole set of a session", export_handout_options),
    ):
        described = f"{purpose[0].upper()}{purpose[1:]}."
        thing = things.add_parser(name, help=purpose, description=described, allow_abbrev=False, formatter_class=formatter)
        add_global(thing, argparse.SUPPRESS)
        add_options(thing)


def export_progress_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export progress`."""
    parser.add_argument("--format", choices=("json", "csv"), default="json", help="json can be merged, csv is a table (default: json)")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")


def export_handout_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export handout`."""
    kinds = ("facilitator", "learner", "key", "cards", "leaflet")
    parser.add_argument("module", metavar="MODULE")
    parser.add_argument("--audience", choices=AUDIENCES, default="clinician", help="whom the page speaks to (default: clinician)")
    parser.add_argument("--kind", choices=kinds, default="", help="one handout only (default: all of them, in a folder)")
    parser.add_argument("--format", choices=("html", "pdf"), default="html", help="pdf needs the extra edu-tui[pdf] (default: html)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="of a pdf; html takes that of the printer (default: a4)")
    parser.add_argument("--large-print", action="store_true", help="no letter smaller than 18 points")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write it, - for standard output; of the set a folder")
    parser.add_argument("--force", action="store_true", help="replace what is there already")


def teach_options(parser: argparse.ArgumentParser) -> None:
    """The options of `teach`."""
    parser.add_argument("module", metavar="MODULE", nargs="?", default="", help="what to teach; a plan that is there says it itself")
    parser.add_argument("--audience", choices=AUDIENCES, help="whom the session is for (default: clinician)")
    parser.add_argument("--minutes", type=_number, metavar="N", help="how long it is (default: 20)")
    parser.add_argument("--forms", choices=("paper", "count", "none"), default="", help="questions before and after (default: by the time)")
    parser.add_argument("--plan", default="", metavar="FILE", help="write the plan here, or use the one that is here; - writes it out")
    parser.add_argument("--resume", nargs="?", const="", metavar="ID", help="go on with the session that was left, or with this one")
    parser.add_argument("--plain", action="store_true", help="the plan in plain text on standard output, not the app")
    parser.add_argument("--notes", action="store_true", help="in a second terminal: your notes, clock and votes beside the running session")


def sessions_options(parser: argparse.ArgumentParser) -> None:
    """The options of `sessions`."""
    deeds = ("list", "show", "report", "compare", "export", "import", "delete")
    forms = ("text", "markdown", "html", "csv")
    parser.add_argument("deed", choices=deeds, nargs="?", default="list", help="what to do (default: list)")
    parser.add_argument("names", metavar="NAME", nargs="*", help="ID; two IDs for compare, ID FILE for export, FILE for import")
    parser.add_argument("--format", choices=forms, default="text", help="how to write a report or a comparison (default: text)")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--yes", metavar="ID", help="the session's id again, for a script that cannot be asked; goes with delete")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "An ID may be written as its beginning, or as last. export writes all steps of a session, for another computer."


def items_options(parser: argparse.ArgumentParser) -> None:
    """The options of `items`."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="a module, a quiz, a question, or a FILE that somebody exported")
    parser.add_argument("--without-mine", action="store_true", help="leave your own answers out: who wrote a question knows its key")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="how to write it (default: text)")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "Files are those of edu-tui export progress and edu-tui sessions export. Nothing is sent anywhere, and nobody is named."


def faults_options(parser: argparse.ArgumentParser) -> None:
    """The options of `faults`."""
    forms = ("text", "markdown", "csv", "json")
    parser.add_argument("--format", choices=forms, default="text", help="how to write it (default: text)")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.epilog = "Without your name, your answers and your private notes. Nothing is sent anywhere: give it to the authors yourself."


def learners_options(parser: argparse.ArgumentParser) -> None:
    """The options of `learners`."""
    deeds = ("list", "add", "rename", "use")
    parser.add_argument("deed", choices=deeds, nargs="?", default="list", help="what to do (default: list)")
    parser.add_argument("names", metavar="NAME", nargs="*", help="one for add and use, two for rename: the old and the new one")


def delete_options(parser: argparse.ArgumentParser) -> None:
    """The options of `delete-my-data`."""
    parser.add_argument("--yes", metavar="NAME", help="the learner's name, for a script that cannot be asked")
