"""The steps of a plan: what each kind is called, how long it may take, and what is wrong with one that cannot be."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

from edu_tui.library.questions import Question
from edu_tui.library.slides import word_count
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_plan import PlanStep, StepKind
from edu_tui.study.teaching.material import Material, can_vote
from edu_tui.study.teaching.timing import DEFAULT_STEP, OPENING_MINUTES, PACES, form_minutes, half_minutes, question_minutes, slides_minutes

FORM_TITLES = {"pre": "Questions before the session", "post": "Questions after the session"}
FORM_WAYS = ("paper", "count")


class PlanError(Exception):
    """A plan cannot be made or changed so; `str()` is a whole sentence."""


def step_of(material: Material, kind: StepKind, subject: str, *, minutes: float | None = None, forms: str = "paper") -> PlanStep:
    """A step of a plan with its title, and with the time that it may take unless `minutes` are given. Raises PlanError."""
    title, estimate = _STEPS[kind](material, subject, forms)
    return PlanStep(kind=kind, subject=subject, minutes=estimate if minutes is None else minutes, title=title)


def form_questions(material: Material, form: str) -> tuple[Question, ...]:
    """The questions of a form that have their counterpart in the other, paired in the same order."""
    idents = [pair.pre if form == "pre" else pair.post for pair in material.pairs()]
    return tuple(question for ident in idents if (question := material.question(ident)) is not None)


def _opening(material: Material, subject: str, _: str) -> tuple[str, float]:
    if subject != material.module.id:
        raise PlanError(f"the module of this plan is {material.module.id}, not {subject[:60]}")
    words = word_count(material.module.lead)
    return material.module.title, half_minutes(OPENING_MINUTES + words / PACES[material.audience].words)


def _talk(_: Material, subject: str, __: str) -> tuple[str, float]:
    if not subject.strip():
        raise PlanError("a talk needs words that say what it is")
    return subject, DEFAULT_STEP


def _section(material: Material, subject: str, _: str) -> tuple[str, float]:
    section = material.section(subject)
    if section is None:
        raise PlanError(_unknown("section", subject, (one.id for one in material.module.sections)))
    return plain(section.title), slides_minutes(material.slides(subject), PACES[material.audience])


def _question(material: Material, subject: str, _: str) -> tuple[str, float]:
    question = material.question(subject)
    if question is None:
        raise PlanError(_unknown("question", subject, (one.id for one in material.questions())))
    if not can_vote(question):
        raise PlanError(f"a room cannot vote on {subject}, which is of the type {question.type}")
    return plain(question.title), question_minutes(question, material, PACES[material.audience])


def _teach_back(material: Material, subject: str, _: str) -> tuple[str, float]:
    prompt = material.prompt(subject)
    if prompt is None:
        raise PlanError(_unknown("teach-back", subject, (one.id for one in material.prompts())))
    return prompt.title, PACES[material.audience].teach_back


def _form(material: Material, subject: str, forms: str) -> tuple[str, float]:
    if subject not in FORM_TITLES:
        raise PlanError(_unknown("form", subject, FORM_TITLES))
    questions = form_questions(material, subject)
    if not questions:
        raise PlanError(f"there are no parallel questions on {material.module.id} for {material.audience}")
    return FORM_TITLES[subject], form_minutes(len(questions), PACES[material.audience], forms)


_STEPS: dict[StepKind, Callable[[Material, str, str], tuple[str, float]]] = {
    StepKind.OPENING: _opening,
    StepKind.TALK: _talk,
    StepKind.SECTION: _section,
    StepKind.QUESTION: _question,
    StepKind.TEACH_BACK: _teach_back,
    StepKind.FORM: _form,
}


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    cure = f"did you mean {near[0]}?" if near else f"known: {', '.join(names[:20]) or 'none'}"
    return f"there is no {kind} {name[:60]}; {cure}"
