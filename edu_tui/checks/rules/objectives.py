"""Objectives: each is taught, asked for, and can be observed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity, has_errors

_UNOBSERVABLE = frozenset(
    """
    acquire appreciate be become believe comprehend enjoy familiarise familiarize feel gain grasp have internalise internalize know learn
    master realise realize see think understand value
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@rule(
    "O01",
    Severity.ERROR,
    reason="An answer counts for the objective of its question.",
    example="objective: clasify",
    cure="Name an objective of the module's head.",
    source="House rule: every answer counts for an objective",
    spec=("LN-82",),
)
def unknown_objective(whole: Whole) -> Iterator[Finding]:
    """A question with an objective that its module does not have."""
    for quiz, question in whole.questions():
        module = whole.module(quiz.module, quiz.audience)
        known = [objective.id for objective in module.objectives] if module else []
        if module and question.objective and question.objective not in known:
            near = difflib.get_close_matches(question.objective, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known) or 'none'}."
            yield Finding(
                quiz.path, question.line, f'the module has no objective "{question.objective}"', hint, f"objective: {question.objective}"
            )


@rule(
    "O02",
    Severity.WARNING,
    reason="What is never asked cannot be shown to have been learnt.",
    example="An objective of the head that no question of the quiz names.",
    cure="Write a question with this objective, or take the objective out.",
    source="U.S. nurses' continuing education: an outcome is measurable and observable",
    spec=("LN-82", "LN-91"),
)
def objective_without_question(whole: Whole) -> Iterator[Finding]:
    """An objective without a question. A quiz with errors waits, as its questions are not all known."""
    for module in whole.modules:
        quizzes = [quiz for quiz in whole.quizzes if quiz.module == module.id and quiz.audience == module.audience]
        if quizzes and not any(has_errors(quiz.diagnostics) for quiz in quizzes):
            asked = {question.objective for quiz in quizzes for question in quiz.questions}
            for objective in module.objectives:
                if objective.id not in asked:
                    yield Finding(module.path, 1, f'no question asks for the objective "{objective.id}"', near=f"{objective.id}:")


@rule(
    "O03",
    Severity.WARNING,
    reason="What is asked for must be taught somewhere.",
    example="An objective of the head that no section names as {.objective}.",
    cure="Add {.objective} to the heading of the section that serves it.",
    source="U.S. nurses' continuing education: an outcome is measurable and observable",
    spec=("LN-91",),
)
def objective_without_section(whole: Whole) -> Iterator[Finding]:
    """An objective that no section serves."""
    for module in whole.modules:
        served = {name for section in module.sections for name in section.objectives}
        for objective in module.objectives:
            if objective.id not in served:
                yield Finding(module.path, 1, f'no section serves the objective "{objective.id}"', near=f"{objective.id}:")


@rule(
    "O04",
    Severity.WARNING,
    reason="An answer without an objective counts for nothing that the module promises.",
    example="A question without objective: (a poll needs none).",
    cure="Add objective: and one of the module's.",
    source="House rule: every answer counts for an objective",
    spec=("LN-82",),
)
def question_without_objective(whole: Whole) -> Iterator[Finding]:
    """A scored question that names no objective."""
    for quiz, question in whole.questions():
        if question.scored and not question.objective:
            yield Finding(quiz.path, question.line, f"the question {question.id} names no objective", near=f"id: {question.id}")


@rule(
    "O05",
    Severity.WARNING,
    reason="Nobody can see whether somebody knows; one can see whether somebody names, classifies or explains.",
    example="explain: Understand why schemes differ",
    cure="Begin with a verb that can be observed: name, explain, calculate, compare, choose.",
    source="U.S. nurses' continuing education: an outcome is measurable and observable",
    spec=("LN-90",),
)
def objective_not_observable(whole: Whole) -> Iterator[Finding]:
    """An objective that begins with a verb of the inner life."""
    for module in whole.modules:
        for objective in module.objectives:
            verb = objective.text.split()[0] if objective.text.split() else ""
            if verb.casefold() in _UNOBSERVABLE:
                message = f'the objective "{objective.id}" begins with "{verb}", which nobody can observe'
                yield Finding(module.path, 1, message, near=f"{objective.id}:")


@rule(
    "O06",
    Severity.WARNING,
    reason="One answer may be a guess; two say whether an objective is reached.",
    example="An objective that one question alone names.",
    cure="Write another question with this objective.",
    source="House rule: two questions for each objective at least",
    spec=("LN-82",),
)
def objective_with_one_question(whole: Whole) -> Iterator[Finding]:
    """An objective for which fewer than two scored questions ask, but at least one does."""
    for quiz in whole.quizzes:
        module = whole.module(quiz.module, quiz.audience)
        asked = Counter(question.objective for question in quiz.questions if question.scored)
        if module and not has_errors(quiz.diagnostics):
            for objective in module.objectives:
                if asked[objective.id] == 1:
                    yield Finding(module.path, 1, f'only one question asks for the objective "{objective.id}"', near=f"{objective.id}:")
