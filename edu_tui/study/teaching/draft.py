"""A plan while it is being prepared: what is in it, what could be put back, and what stays when time or forms are chosen anew."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from edu_tui.library.text import clean_line
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.study.teaching import plan as plans
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan import MOST_MINUTES, check_minutes, make_plan
from edu_tui.study.teaching.plan_steps import FORM_TITLES, PlanError, step_of
from edu_tui.study.teaching.timing import DEFAULT_STEP

STEP = 0.5
"""Minutes by which the time of a step is changed."""


class Draft(msgspec.Struct, frozen=True):
    """A plan in the making. Once it was `edited` by hand its steps stay what they are when the time is chosen anew."""

    plan: Plan
    edited: bool = False

    @property
    def forms(self) -> str:
        """How the forms are gathered, "none" where none is planned."""
        return self.plan.forms if any(step.kind is StepKind.FORM for step in self.plan.steps) else "none"


def for_minutes(material: Material, draft: Draft, minutes: float) -> Draft:
    """The draft for another time. Raises PlanError."""
    if draft.edited:
        check_minutes(minutes)
        return msgspec.structs.replace(draft, plan=msgspec.structs.replace(draft.plan, minutes=minutes))
    return Draft(make_plan(material, minutes, forms=draft.forms, seed=draft.plan.seed))


def with_forms(material: Material, draft: Draft, how: str) -> Draft:
    """The draft with its forms on "paper", by "count", or with "none". Raises PlanError."""
    if not draft.edited:
        return Draft(make_plan(material, draft.plan.minutes, forms=how, seed=draft.plan.seed))
    others = tuple(step for step in draft.plan.steps if step.kind is not StepKind.FORM)
    if how == "none":
        return _with(draft, others)
    first, last = (step_of(material, StepKind.FORM, form, forms=how) for form in FORM_TITLES)
    behind = 1 if others and others[0].kind is StepKind.OPENING else 0
    changed = _with(draft, (*others[:behind], first, *others[behind:], last))
    return msgspec.structs.replace(changed, plan=msgspec.structs.replace(changed.plan, forms=how))


def drop(draft: Draft, key: str) -> Draft:
    """The draft without a step. Raises PlanError."""
    return _edited(plans.drop(draft.plan, key))


def move(draft: Draft, key: str, by: int) -> Draft:
    """The draft with a step earlier (below 0) or later; at the ends it stays. Raises PlanError."""
    if draft.plan.step(key) is None:
        raise PlanError(f"The plan has no step {key[:60]}.")
    return _edited(plans.move(draft.plan, key, max(0, draft.plan.place_of(key) + by)))


def lengthen(draft: Draft, key: str, by: int) -> Draft:
    """The draft with so many half minutes more for a step, never less than one. Raises PlanError."""
    step = draft.plan.step(key)
    if step is None:
        raise PlanError(f"The plan has no step {key[:60]}.")
    return _edited(plans.set_minutes(draft.plan, key, min(MOST_MINUTES, max(STEP, step.minutes + by * STEP))))


def talk(draft: Draft, words: str) -> Draft:
    """The draft with a talk of one's own at its end. Raises PlanError."""
    subject = clean_line(words)
    if not subject:
        raise PlanError("A talk needs words that say what it is.")
    step = PlanStep(kind=StepKind.TALK, subject=subject, minutes=DEFAULT_STEP, title=subject)
    return _edited(plans.add(draft.plan, step))


def left_out(material: Material, plan: Plan) -> tuple[PlanStep, ...]:
    """What the module has besides, in the order in which it would be told."""
    return tuple(step for step in _everything(material) if plan.step(step.key) is None)


def put_back(material: Material, draft: Draft, key: str) -> Draft:
    """The draft with a step that was left out, where it would be told. Raises PlanError."""
    order = [step.key for step in _everything(material)]
    if key not in order:
        raise PlanError(f"The module has no step {key[:60]}.")
    later = set(order[order.index(key) + 1 :])
    at = next((place for place, step in enumerate(draft.plan.steps) if step.key in later), None)
    kind, _, subject = key.partition(":")
    return _edited(plans.add(draft.plan, step_of(material, StepKind(kind), subject), at))


def _everything(material: Material) -> tuple[PlanStep, ...]:
    """All steps that the module gives, forms left out: they are chosen together."""
    chosen = make_plan(material, MOST_MINUTES, forms="none").steps
    known = {step.key for step in chosen}
    return (*chosen, *(step for step in _rest(material) if step.key not in known))


def _rest(material: Material) -> Iterator[PlanStep]:
    for section in material.module.sections:
        yield step_of(material, StepKind.SECTION, section.id)
    for question in material.questions():
        yield step_of(material, StepKind.QUESTION, question.id)
    for prompt in material.prompts():
        yield step_of(material, StepKind.TEACH_BACK, prompt.id)


def _with(draft: Draft, steps: tuple[PlanStep, ...]) -> Draft:
    return _edited(msgspec.structs.replace(draft.plan, steps=steps))


def _edited(plan: Plan) -> Draft:
    return Draft(plan, edited=True)
