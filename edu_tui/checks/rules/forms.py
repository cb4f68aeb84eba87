"""Parallel forms: what is asked before a session and what is asked after it must be the same in another guise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity, has_errors
from edu_tui.library.questions import Question, Quiz

_SAME = ("objective", "bloom", "type")


@rule(
    "B08",
    Severity.ERROR,
    reason="A gain from before to after means something only if both forms ask for the same.",
    example="form: post without twin:, or with the twin of another question.",
    cure="Give each post question the id of its own pre question as twin:.",
    source="Normalised gain is told of matched forms only (Hake)",
    spec=("LN-96",),
)
def unpaired_form(whole: Whole) -> Iterator[Finding]:
    """A question of a form without its counterpart, or with one that others have too. A quiz with errors waits: questions are missing."""
    for quiz in _whole_quizzes(whole):
        before = {question.id for question in quiz.form("pre")}
        named = Counter(question.twin for question in quiz.form("post"))
        for question in quiz.questions:
            if message := _fault(question, before, named):
                yield Finding(quiz.path, question.line, f"{question.id}: {message}", near=f"id: {question.id}")


def _whole_quizzes(whole: Whole) -> Iterator[Quiz]:
    """The quizzes of which every question could be read."""
    return (quiz for quiz in whole.quizzes if not has_errors(quiz.diagnostics))


def _fault(question: Question, before: set[str], named: Counter[str]) -> str:
    """What is wrong with the pairing of one question; "" if nothing is."""
    if question.form and (question.case or not question.scored):
        return "a question of a form stands alone and has a key, but this is a poll or a part of a case"
    if question.form == "pre" and question.id not in named:
        return "no post question names this one as its twin"
    if question.form == "post" and question.twin not in before:
        return f'there is no pre question "{question.twin}"' if question.twin else "a post question needs twin:"
    if question.form == "post" and named[question.twin] > 1:
        return f'"{question.twin}" is the twin of more than one question'
    return "only a post question has a twin" if question.twin and question.form != "post" else ""


@rule(
    "B09",
    Severity.ERROR,
    reason="A harder or other question after the session hides what was learnt.",
    example="A pre question with bloom: apply whose twin has bloom: remember.",
    cure="Let both have the same objective, bloom and type.",
    source="Normalised gain is told of matched forms only (Hake)",
    spec=("LN-96",),
)
def unlike_twins(whole: Whole) -> Iterator[Finding]:
    """Twins that differ in objective, level or type."""
    for quiz in _whole_quizzes(whole):
        before = {question.id: question for question in quiz.form("pre")}
        for question in quiz.form("post"):
            twin = before.get(question.twin)
            unlike = [name for name in _SAME if twin and getattr(twin, name) != getattr(question, name)]
            if unlike:
                message = f"{question.id} and its twin {question.twin} differ in {', '.join(unlike)}"
                yield Finding(quiz.path, question.line, message, near=f"id: {question.id}")
