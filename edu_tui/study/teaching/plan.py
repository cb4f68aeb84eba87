"""Making a plan for a session's time, and changing it. The same module and minutes always give the same plan (`plan_choice`)."""

from __future__ import annotations

import msgspec

from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan_choice import Choice
from edu_tui.study.teaching.plan_steps import FORM_WAYS, PlanError

MOST_MINUTES = 480


def make_plan(material: Material, minutes: float, *, forms: str = "", seed: int = 0) -> Plan:
    """A plan for `minutes` with a module. `forms` is "paper", "count", "none", or "" to decide by the time.

    Raises PlanError when the minutes are none, or when forms are wanted that the module does not have.
    """
    check_minutes(minutes)
    if forms in FORM_WAYS and not material.pairs():
        raise PlanError(f"There are no parallel questions on {material.module.id} for {material.audience}: leave the forms out.")
    way = forms if forms in FORM_WAYS else "paper"
    choice = Choice(material, minutes)
    choice.take(StepKind.OPENING, material.module.id)
    if forms in FORM_WAYS or (not forms and choice.forms_fit(way)):
        choice.take_forms(way)
    choice.choose()
    return Plan(module=material.module.id, audience=material.audience, minutes=minutes, steps=choice.in_order(), forms=way, seed=seed)


def check_minutes(minutes: float) -> None:
    """Raises PlanError for a time that no session takes."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise PlanError(f"A session takes from 1 to {MOST_MINUTES} minutes.")


def drop(plan: Plan, key: str) -> Plan:
    """`plan` without a step. Raises PlanError."""
    place = _place(plan, key)
    return _with(plan, (*plan.steps[:place], *plan.steps[place + 1 :]))


def add(plan: Plan, step: PlanStep, at: int | None = None) -> Plan:
    """`plan` with a step more, at place `at` (from 0) or at its end. Raises PlanError when it has this step."""
    if plan.step(step.key) is not None:
        raise PlanError(f"{step.key} is in the plan already.")
    place = len(plan.steps) if at is None else max(0, min(at, len(plan.steps)))
    return _with(plan, (*plan.steps[:place], step, *plan.steps[place:]))


def move(plan: Plan, key: str, to: int) -> Plan:
    """`plan` with a step at place `to` (from 0). Raises PlanError."""
    step = plan.steps[_place(plan, key)]
    return add(drop(plan, key), step, to)


def set_minutes(plan: Plan, key: str, minutes: float) -> Plan:
    """`plan` with other minutes for a step. Raises PlanError."""
    if not 0 < minutes <= MOST_MINUTES:
        raise PlanError(f"A step takes more than 0 and at most {MOST_MINUTES} minutes.")
    place = _place(plan, key)
    changed = msgspec.structs.replace(plan.steps[place], minutes=minutes)
    return _with(plan, (*plan.steps[:place], changed, *plan.steps[place + 1 :]))


def _with(plan: Plan, steps: tuple[PlanStep, ...]) -> Plan:
    return msgspec.structs.replace(plan, steps=steps)


def _place(plan: Plan, key: str) -> int:
    try:
        return plan.place_of(key)
    except ValueError:
        raise PlanError(f"The plan has no step {key[:60]}. It has: {', '.join(step.key for step in plan.steps) or 'none'}.") from None
