"""Looking at a plan before people come: what would go wrong on the day, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from edu_tui.library.diagnostics import has_errors
from edu_tui.library.slides import SlideFit
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.study.teaching.material import Material, can_vote
from edu_tui.study.teaching.plan_steps import form_questions
from edu_tui.study.teaching.views import step_slides

SMALLEST = (80, 24)
"""Columns and rows of the smallest screen that a session is meant for."""

FREE_MINUTES = 3.0
"""So many minutes without a plan are worth telling."""

Fits = Callable[[int, int], Iterable[SlideFit]]
"""How the slides of the module lie on a screen of so many columns and rows; `render` knows."""

Ready = Callable[[], str]
"""Whether handouts can be made: "" if so, else the reason as a whole sentence."""


class Weight(StrEnum):
    """How much a finding matters: a fault stops the session or spoils it, a warning is better seen to, a hint is good to know."""

    FAULT = "fault"
    WARNING = "warning"
    HINT = "hint"


class Finding(msgspec.Struct, frozen=True):
    """What was found and what to do about it, each a whole sentence. `step` is the key of the step that it is about, "" for all."""

    weight: Weight
    what: str
    cure: str
    step: str = ""


def preflight(
    plan: Plan,
    material: Material,
    *,
    terminal: tuple[int, int] | None = None,
    fits: Fits | None = None,
    handout: Ready | None = None,
) -> list[Finding]:
    """All findings, the faults first. `terminal` is the present one (columns, rows), None where there is none.

    Without `fits` slides are not measured, and without `handout` nothing is said of handouts.
    """
    found = [
        *_page(material),
        *_steps(plan, material),
        *_time(plan),
        *_screen(terminal),
        *(_slides(plan, material, fits, terminal) if fits else ()),
        *_notes(plan, material),
        *_votes(plan, material),
        *_forms(plan, material),
        *_letters(plan),
        *_handout(handout),
    ]
    return sorted(found, key=lambda one: list(Weight).index(one.weight))


def is_ready(findings: Iterable[Finding]) -> bool:
    """Whether nothing found stands in the way of the session."""
    return all(one.weight is not Weight.FAULT for one in findings)


def _page(material: Material) -> Iterator[Finding]:
    page = material.module
    if has_errors(page.diagnostics):
        yield Finding(Weight.FAULT, f"{page.path} has errors, so parts of it may be missing.", f"Run edu-tui check {page.path}.")
    if page.reviewed is None:
        yield Finding(Weight.WARNING, "No clinician has reviewed this page yet.", "Read it yourself before you teach it, and say so.")


def _steps(plan: Plan, material: Material) -> Iterator[Finding]:
    """Steps of which the library knows nothing: the plan is older than the library."""
    known = {
        StepKind.SECTION: lambda subject: material.section(subject) is not None,
        StepKind.QUESTION: lambda subject: (question := material.question(subject)) is not None and can_vote(question),
        StepKind.TEACH_BACK: lambda subject: material.prompt(subject) is not None,
        StepKind.FORM: lambda subject: bool(form_questions(material, subject)),
    }
    if not plan.steps:
        yield Finding(Weight.FAULT, "The plan has no steps.", "Add some, or plan the session anew.")
    for step in plan.steps:
        is_known = known.get(step.kind)
        if is_known is not None and not is_known(step.subject):
            yield Finding(Weight.FAULT, f"{step.key} is not in the library any more.", "Leave the step out, or plan anew.", step.key)


def _time(plan: Plan) -> Iterator[Finding]:
    over = plan.planned_minutes - plan.minutes
    if over > 0:
        yield Finding(
            Weight.WARNING,
            f"The steps take {plan.planned_minutes:g} minutes, {over:g} more than there are.",
            "Leave a step out, or take minutes from one.",
        )
    elif -over >= FREE_MINUTES:
        yield Finding(
            Weight.HINT,
            f"{-over:g} of the {plan.minutes:g} minutes are free.",
            "Keep them for questions, or add a section, a vote or a talk of your own.",
        )


def _screen(terminal: tuple[int, int] | None) -> Iterator[Finding]:
    columns, rows = SMALLEST
    if terminal is not None and (terminal[0] < columns or terminal[1] < rows):
        yield Finding(
            Weight.WARNING,
            f"This terminal has {terminal[0]} columns and {terminal[1]} rows; slides want {columns} by {rows}.",
            "Make the window larger or the type smaller.",
        )


def _slides(plan: Plan, material: Material, fits: Fits, terminal: tuple[int, int] | None) -> Iterator[Finding]:
    for size in dict.fromkeys([SMALLEST, *([terminal] if terminal else [])]):
        found = {(fit.section, fit.number): fit for fit in fits(*size)}
        for step in plan.steps:
            for slide in step_slides(material, step):
                fit = found.get((slide.section, slide.number))
                if fit is not None and fit.overflows:
                    yield Finding(
                        Weight.WARNING,
                        f"At {size[0]} by {size[1]} a part of slide {fit.number} of {step.title} needs {fit.highest} rows of {fit.room}.",
                        "It will scroll; a larger window or smaller type shows it whole.",
                        step.key,
                    )


def _notes(plan: Plan, material: Material) -> Iterator[Finding]:
    bare = [
        step.title for step in plan.steps if step.kind is StepKind.SECTION and not any(slide.notes for slide in step_slides(material, step))
    ]
    if bare:
        yield Finding(
            Weight.HINT,
            f"There are no notes for {len(bare)} of the sections: {', '.join(bare[:4])}{' and others' if len(bare) > 4 else ''}.",
            "Think of what you will say there.",
        )


def _votes(plan: Plan, material: Material) -> Iterator[Finding]:
    asked = [step for step in plan.steps if step.kind is StepKind.QUESTION]
    questions = [question for step in asked if (question := material.question(step.subject)) is not None]
    if not asked:
        yield Finding(Weight.HINT, "Nothing is put to the vote.", "Add a question, so that you see what the room has understood.")
    elif not any(question.scored for question in questions):
        yield Finding(Weight.HINT, "Only polls are put to the vote, which have no right answer.", "Add a question with an answer.")
    if not any(step.kind is StepKind.TEACH_BACK for step in plan.steps) and material.prompts():
        yield Finding(Weight.HINT, "There is no teach-back.", "Add one, so that you hear whether you were clear.")
    if any(material.ballot(question, plan.seed).sensitive for question in questions if can_vote(question)):
        yield Finding(
            Weight.HINT,
            "A poll asks for something personal.",
            'With fewer than five voters the screen tells "most" or "split" only; let people close their eyes, or use cards.',
        )


def _forms(plan: Plan, material: Material) -> Iterator[Finding]:
    planned = {step.subject for step in plan.steps if step.kind is StepKind.FORM}
    if len(planned) == 1:
        missing = "after" if planned == {"pre"} else "before"
        yield Finding(
            Weight.WARNING, f"The questions {missing} the session are not planned, so no gain can be told.", "Plan both, or neither."
        )
    if planned and material.quiz is not None:
        paired = len(material.pairs())
        alone = len(material.quiz.form("pre")) + len(material.quiz.form("post")) - 2 * paired
        if alone:
            words = "One question of the forms has" if alone == 1 else f"{alone} questions of the forms have"
            yield Finding(Weight.FAULT, f"{words} no counterpart.", f"Run edu-tui check {material.quiz.path}.")
    if planned and plan.forms == "paper":
        yield Finding(
            Weight.HINT,
            "The questions before and after are asked on paper.",
            "Print the sheets, and let people choose a symbol if you like.",
        )


def _letters(plan: Plan) -> Iterator[Finding]:
    """Sheets are printed for a module, not for a plan."""
    asked = any(step.kind in (StepKind.QUESTION, StepKind.FORM) for step in plan.steps)
    if plan.seed and asked:
        yield Finding(
            Weight.WARNING,
            f"The plan orders options by a seed of its own ({plan.seed}), so their letters are others than on printed sheets.",
            "Write seed: 0 in the plan, or print no sheets and no key.",
        )


def _handout(handout: Ready | None) -> Iterator[Finding]:
    reason = handout() if handout else ""
    if reason:
        yield Finding(Weight.WARNING, reason, "Print it from another computer, or do without.")
