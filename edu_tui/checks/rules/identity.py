"""Names: ids that are unique for ever, and files that are what they are called."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from edu_tui.checks.gathering import gathers
from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.catalogue import QuizEntry
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LIBRARY_FILE, Role, quiz_name, role_of
from edu_tui.library.slugs import IDENT


class QuizIds(msgspec.Struct, frozen=True, order=True):
    """The ids in one quiz: its questions' with the lines on which they stand, and those that it retires."""

    path: str
    questions: tuple[tuple[str, int], ...]
    retired: tuple[str, ...]


@gathers(tuple[QuizIds, ...])
def quiz_ids(whole: Whole) -> tuple[QuizIds, ...]:
    """The ids in every quiz."""
    return tuple(QuizIds(quiz.path, tuple((item.id, item.line) for item in quiz.questions), quiz.retired) for quiz in whole.quizzes)


def all_quiz_ids(whole: Whole) -> tuple[QuizIds, ...]:
    """The ids in every quiz of the library, by path."""
    return tuple(sorted(quiz for quizzes in whole.gathered(quiz_ids) for quiz in quizzes))


@rule(
    "I05",
    Severity.ERROR,
    reason="Answers are kept by the id of their question, so two questions with one id share one history.",
    example="id: mrd-01 in quizzes/mrd.md and again in quizzes/mrd-family.md.",
    cure="Give the newer question another id.",
    source="house rule: an id names one thing, for ever",
    scope=Scope.LIBRARY,
)
def id_in_two_quizzes(whole: Whole) -> Iterator[Finding]:
    """The id of a question that an earlier quiz uses for another."""
    seen: dict[str, str] = {}
    for quiz in whole.once(all_quiz_ids):
        for ident, line in quiz.questions:
            first = seen.setdefault(ident, quiz.path)
            if first != quiz.path:
                yield Finding(quiz.path, line, f'the id "{ident}" is already used in {first}', near=f"id: {ident}")


@rule(
    "I06",
    Severity.ERROR,
    reason="A retired id still names the answers that learners gave to the old question.",
    example="id: mrd-00 where another quiz says retired: [mrd-00].",
    cure="Give the question an id that was never used.",
    source="house rule: an id names one thing, for ever",
    scope=Scope.LIBRARY,
)
def retired_id(whole: Whole) -> Iterator[Finding]:
    """The id of a question that another quiz has retired."""
    retired = {ident: quiz.path for quiz in whole.once(all_quiz_ids) for ident in quiz.retired}
    for quiz in whole.once(all_quiz_ids):
        for ident, line in quiz.questions:
            owner = retired.get(ident, quiz.path)
            if owner != quiz.path:
                yield Finding(quiz.path, line, f'the id "{ident}" was retired in {owner}', near=f"id: {ident}")


@rule(
    "I07",
    Severity.ERROR,
    reason="A quiz is reached through its module.",
    example="module: mdr in the head of quizzes/mrd.md.",
    cure="Correct module:, or add the module to a track of content/library.yaml.",
    source="house rule: an id names one thing, for ever",
)
def quiz_without_module(whole: Whole) -> Iterator[Finding]:
    """A quiz whose module no track names."""
    known = {entry.id for entry in whole.catalogue.modules}
    for quiz in whole.quizzes:
        if quiz.module and quiz.module not in known:
            yield Finding(quiz.path, 1, f'the library has no module "{quiz.module}"', near=f"module: {quiz.module}")


@rule(
    "I08",
    Severity.ERROR,
    reason="Only one quiz of a module and an audience is ever opened.",
    example="Two files with module: mrd and audience: family.",
    cure="Put the questions into one file.",
    source="house rule: an id names one thing, for ever",
    scope=Scope.LIBRARY,
)
def two_quizzes_for_one(whole: Whole) -> Iterator[Finding]:
    """A second quiz for one module and audience."""
    seen: dict[tuple[str, Audience], QuizEntry] = {}
    for quiz in whole.catalogue.quizzes:
        if quiz.broken:
            continue
        first = seen.setdefault((quiz.module, quiz.audience), quiz)
        if first is not quiz and quiz.module:
            yield Finding(quiz.path, 1, f"{first.path} is already the quiz of {quiz.module} for this audience", near="module:")


@rule(
    "I09",
    Severity.WARNING,
    reason="An author who looks for the questions of a module looks for its name.",
    example="quizzes/mrd.md with audience: family.",
    cure="Call the file quizzes/<module>.md for clinicians, quizzes/<module>-family.md for families.",
    source="house rule: an id names one thing, for ever",
)
def quiz_file_name(whole: Whole) -> Iterator[Finding]:
    """A quiz whose file is not called after its module and audience."""
    for quiz in whole.quizzes:
        name = quiz_name(quiz.module, quiz.audience)
        if quiz.module and quiz.name != name:
            yield Finding(quiz.path, 1, f"this is the quiz of {quiz.module} for {quiz.audience}, but its name is {quiz.name}.md")


@rule(
    "I10",
    Severity.WARNING,
    reason="A module that no track names cannot be opened.",
    example="content/car-t/clinician.md, where no track of content/library.yaml names car-t.",
    cure="Add it to a track of content/library.yaml.",
    source="house rule: an id names one thing, for ever",
)
def module_without_track(whole: Whole) -> Iterator[Finding]:
    """A page of a module that no track names."""
    known = {entry.path for entry in whole.catalogue.modules}
    for path in whole.files:
        if role_of(path) is Role.MODULE and path not in known:
            yield Finding(path, 1, "no track of the library names this module")


@rule(
    "I11",
    Severity.ERROR,
    reason="The name of a module stands in links, commands and the learner's progress.",
    example="modules: [CAR T]",
    cure="Use small letters, digits and hyphens, for the folder too.",
    source="house rule: an id names one thing, for ever",
    scope=Scope.LIBRARY,
)
def module_name(whole: Whole) -> Iterator[Finding]:
    """A module whose name cannot stand in a link."""
    for ident in dict.fromkeys(entry.id for entry in whole.catalogue.modules if entry.path in whole.files):
        if not IDENT.fullmatch(ident):
            yield Finding(LIBRARY_FILE, 1, f'"{ident}" cannot be the name of a module', near=ident)
