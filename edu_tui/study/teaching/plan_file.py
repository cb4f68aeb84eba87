"""A plan as a file: YAML that can be read aloud, edited by hand, kept for the next time and given to a colleague.

YAML rather than Markdown: a plan is a list with numbers, and the library's own strict reader (no aliases, no tags, everything text, each
fault with its line) already reads it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.modules import Audience
from edu_tui.library.schema import Reader
from edu_tui.library.sources import read_source
from edu_tui.library.text import clean_line
from edu_tui.library.yaml_reader import YamlError, read_yaml
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan import MOST_MINUTES
from edu_tui.study.teaching.plan_steps import FORM_WAYS, PlanError, step_of

CODE = "P10"
"""The code of every fault in a plan. No rule of the checks has it: a plan is no part of a library."""

MAX_BYTES, MAX_STEPS = 100_000, 200
"""No session has so many steps; a larger file is no plan."""

_CURES = {"S03": "Name the file of a plan.", "S04": "Name the file of a plan: none is so large."}
"""What to do where a page of a library would be told something else, by the code of what was found."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_HEAD = """\
# A teaching plan. Change minutes, order and steps as you like; a line with # is a remark.
# Steps: opening (the module), section, question, teach-back, form (pre or post), and talk (words of your own).
"""

Minutes = Annotated[float, msgspec.Meta(gt=0, le=MOST_MINUTES)]


class PlanHead(msgspec.Struct, frozen=True):
    """What a plan says of itself. `steps` are taken apart one by one."""

    module: Annotated[str, msgspec.Meta(description="The module that is taught.")]
    audience: Annotated[Audience, msgspec.Meta(description="Whom the session is for.")]
    minutes: Annotated[Minutes, msgspec.Meta(description="How long the session is.")]
    steps: Annotated[list[Any], msgspec.Meta(description="What is done, in order.")]
    forms: Annotated[str, msgspec.Meta(description="How answers before and after the session are gathered.")] = "paper"
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31, description="Which order of the answers is drawn.")] = 0


def plan_text(plan: Plan) -> str:
    """The plan as the text of its file: one step, one line for what it is and one for its minutes."""
    lines = [_HEAD, f"module: {_scalar(plan.module)}", f"audience: {_scalar(plan.audience)}", f"minutes: {_number(plan.minutes)}"]
    lines += [f"forms: {_scalar(plan.forms)}", f"seed: {plan.seed}", "steps:" if plan.steps else "steps: []"]
    for step in plan.steps:
        remark = f"  # {clean_line(step.title)}" if step.title not in ("", step.subject) else ""
        lines += [f"  - {step.kind}: {_scalar(step.subject)}{remark}", f"    minutes: {_number(step.minutes)}"]
    return "\n".join(lines) + "\n"


def read_plan_head(text: str, path: str) -> tuple[PlanHead | None, list[Diagnostic]]:
    """Which module and audience a plan is for, so that its material can be opened; None with the faults if that cannot be told."""
    reader = _reader(text, path)
    if isinstance(reader, Diagnostic):
        return None, [reader]
    head = reader.struct(PlanHead, reader.document.value)
    if head is not None and head.forms not in FORM_WAYS:
        reader.add(("forms",), f'"{head.forms[:40]}" is no way to gather forms', f"One of: {', '.join(FORM_WAYS)}.")
    return (None if reader.diagnostics else head), reader.diagnostics


def read_plan(text: str, path: str, material: Material) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan in the `text` of the file `path`, held against its module; None with every fault, each with its line.

    Never raises, whatever the text.
    """
    head, faults = read_plan_head(text, path)
    reader = _reader(text, path)
    if head is None or isinstance(reader, Diagnostic):
        return None, faults
    if (head.module, head.audience) != (material.module.id, material.audience):
        words = f"the plan is for {head.module[:60]} ({head.audience}), not for {material.module.id} ({material.audience})"
        reader.add(("module",), words, "Name the module of the plan, or leave it out.")
        return None, reader.diagnostics
    if len(head.steps) > MAX_STEPS:
        reader.add(("steps",), f"there are {len(head.steps)} steps, and at most {MAX_STEPS} make sense", "Leave some out.")
        return None, reader.diagnostics
    steps: dict[str, PlanStep] = {}
    for number, value in enumerate(head.steps):
        step = _step(reader, number, value, head, material)
        if step is not None and step.key in steps:
            reader.add(("steps", number), f"{step.key} stands here a second time", "Keep one of the two.")
        elif step is not None:
            steps[step.key] = step
    if reader.diagnostics:
        return None, reader.diagnostics
    plan = Plan(
        module=head.module,
        audience=head.audience,
        minutes=head.minutes,
        steps=tuple(steps.values()),
        forms=head.forms,
        seed=head.seed,
    )
    return plan, []


def load_text(path: Path) -> tuple[str | None, list[Diagnostic]]:
    """The cleaned text of a plan's file; None with the fault if it cannot be read."""
    real = Path(os.path.realpath(path))  # a plan may be a link to anywhere: it is no part of a library
    source = read_source(real.parent, real.name, MAX_BYTES)
    faults = [one for one in source.diagnostics if one.severity is Severity.ERROR]
    return source.text, [msgspec.structs.replace(one, path=str(path), code=CODE, hint=_CURES.get(one.code, one.hint)) for one in faults]


def _reader(text: str, path: str) -> Reader | Diagnostic:
    try:
        return Reader(read_yaml(text), path, CODE)
    except YamlError as error:
        return Diagnostic(path, error.line, error.column, CODE, Severity.ERROR, f"this is not valid YAML: {error.message}", error.hint)


def _step(reader: Reader, number: int, value: object, head: PlanHead, material: Material) -> PlanStep | None:
    place = ("steps", number)
    kinds = [key for key in value if key in list(StepKind)] if isinstance(value, dict) else []
    if not isinstance(value, dict) or len(kinds) != 1:
        reader.add(place, "this is no step", f"Write one of: {', '.join(StepKind)}, with what is meant, and minutes: below it.")
        return None
    kind, subject = StepKind(kinds[0]), value[kinds[0]]
    before = len(reader.diagnostics)
    for key in value:
        if key not in (kind, "minutes"):
            reader.add((*place, key), f'unknown key "{key}"', "A step has its kind and minutes:.")
    if not isinstance(subject, str):
        reader.add((*place, kind), f'"{kind}" should be text', f"Write {kind}: and what is meant.")
        return None
    minutes = _minutes(reader, (*place, "minutes"), value.get("minutes"))
    try:
        step = step_of(material, kind, clean_line(subject), minutes=minutes, forms=head.forms)
    except PlanError as error:
        words, _, cure = str(error).partition("; ")
        reader.add((*place, kind), words, f"{cure[:1].upper()}{cure[1:]}" if cure else "Leave the step out, or name another.")
        return None
    return step if len(reader.diagnostics) == before else None


def _minutes(reader: Reader, place: tuple[str | int, ...], value: object) -> float | None:
    """The minutes of a step; None where the estimate is to do."""
    if value is None:
        return None
    try:
        return msgspec.convert(value, Minutes, strict=False)
    except msgspec.ValidationError:
        shown = value[:20] if isinstance(value, str) else "this"
        reader.add(place, f'"{shown}" is no number of minutes', f"Write a number above 0 and up to {MOST_MINUTES}, as in 2.5.")
        return None


def _scalar(text: str) -> str:
    """A word as it is, anything else in the double quotes of JSON, which YAML reads alike."""
    plain = clean_line(text)
    return plain if plain and _PLAIN.issuperset(plain) and plain[0].isalpha() and plain not in _NOT_WORDS else _quoted(plain)


_NOT_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(minutes: float) -> str:
    return f"{minutes:g}"
