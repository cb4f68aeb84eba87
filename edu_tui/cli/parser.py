"""What can be typed: the commands, by `options` and `running`. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise

from edu_tui.cli import options, running
from edu_tui.cli.errors import USAGE, tell

TYPE_CHECKING = False  # see `errors`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from edu_tui.cli.places import Places

    _Entry = tuple[str, str, Callable[[Places, argparse.Namespace], int], Callable[[argparse.ArgumentParser], None]]


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
    library, data_dir = (None if words is None else options.path(words) for words in (given.library, given.data_dir))
    return command(Places(library, data_dir, given.learner), given)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for `words`. Of the commands only those are made that these words can mean: making them is most of a short call."""
    parser = _Parser(
        prog="edu-tui",
        description="Teaches relapsed acute lymphoblastic leukaemia in children. Without a command it opens the app.",
        epilog="Exit codes: 0 fine, 1 findings or trouble, 2 called wrongly.",
        allow_abbrev=False,
        formatter_class=options.formatter,
    )
    options.add_global(parser, None)
    parser.set_defaults(run=running.run_app)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="edu-tui")
    for name, purpose, run_it, add_options in _meant(words):
        command = commands.add_parser(
            name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.", allow_abbrev=False, formatter_class=options.formatter
        )
        if name in words:
            options.add_global(command, argparse.SUPPRESS)
            add_options(command)
            command.set_defaults(run=run_it)
    return parser


def _meant(words: Sequence[str]) -> Sequence[_Entry]:
    """The commands that `words` name, all of them where a list of all may be wanted: for help, or for a name that is none."""
    named = [entry for entry in _COMMANDS if entry[0] in words]
    if "--version" in words:
        return named
    before = words[: min((words.index(entry[0]) for entry in named), default=len(words))]
    list_is_wanted = {"-h", "--help"} & set(before) or not (named or _are_options(words))
    return _COMMANDS if list_is_wanted else named


def _are_options(words: Sequence[str]) -> bool:
    """Whether `words` are nothing but options that stand before a command, and what belongs to these."""
    return all(word.startswith("-") or before in options.WITH_A_WORD for before, word in pairwise(("", *words)))


_COMMANDS: tuple[_Entry, ...] = (
    ("read", "read a module", running.run_read, options.read_options),
    ("quiz", "answer a quiz, or go on with one", running.run_quiz, options.quiz_options),
    ("review", "ask what is due today", running.run_review, options.review_options),
    ("test", "test yourself on several modules, or go on with a test", running.run_test, options.test_options),
    ("tests", "say what came of your tests", running.run_tests, options.tests_options),
    ("undo", "take back what was done last", running.run_undo, lambda _: None),
    ("faults", "list what you reported and dispute, for the authors", running.run_faults, options.faults_options),
    ("search", "find words in pages, questions, facts and glossary", running.run_search, options.search_options),
    ("glossary", "say what a term means", running.run_glossary, options.glossary_options),
    ("check", "look for faults in the library", running.run_check, options.check_options),
    ("preview", "see a file as learners will, while you write it", running.run_preview, options.preview_options),
    ("new", "begin a module, a quiz, a question or a library", running.run_new, options.new_options),
    ("import", "take over questions and sources of other programs", running.run_import, options.import_options),
    ("lock", "record what the library says, or check that nothing changed in silence", running.run_lock, options.lock_options),
    ("items", "say how questions do: how hard, how telling, which options are chosen", running.run_items, options.items_options),
    ("facts", "list, find and filter the facts; say which are unused, and which may have aged", running.run_facts, options.facts_options),
    ("evidence", "say what stands behind a fact, and what rests on it", running.run_evidence, options.evidence_options),
    ("curriculum", "count what the library holds", running.run_curriculum, options.curriculum_options),
    ("clinical-review", "say what a reviewing clinician should look at", running.run_clinical_review, options.clinical_review_options),
    ("schema", "write the JSON Schema of what authors write, for an editor", running.run_schema, options.schema_options),
    ("lsp", "help an editor while you write: findings, completions, places, renames", running.run_lsp, lambda _: None),
    ("progress", "say how far the learner is", running.run_progress, options.progress_options),
    ("merge", "add what you did on another computer", running.run_merge, options.merge_options),
    ("export", "write handouts to print, or all that is kept of you", running.run_export, options.export_options),
    ("teach", "prepare and lead a teaching session", running.run_teach, options.teach_options),
    ("sessions", "list the teaching sessions, report on one, compare, export or delete", running.run_sessions, options.sessions_options),
    ("learners", "say who learns here, add, rename or choose a learner", running.run_learners, options.learners_options),
    ("delete-my-data", "delete all that is kept of you", running.run_delete_my_data, options.delete_options),
    ("doctor", "say where things are, and whether they are well", running.run_doctor, lambda _: None),
)
"""Name, purpose, what runs, and what adds its options."""
