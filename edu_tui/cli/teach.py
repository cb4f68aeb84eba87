"""`teach`: into the app to prepare and lead a session; without a terminal a plan, and what to see to before people come."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from edu_tui.app.looking_over import look_over
from edu_tui.app.plan_files import USUAL_MINUTES, PlanFaults, open_plan
from edu_tui.cli.app import open_app
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.progress.sessions_plan import Plan
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.plan_file import plan_text
from edu_tui.study.teaching.plan_steps import PlanError
from edu_tui.study.teaching.preflight import Finding, Weight, is_ready
from edu_tui.study.teaching.report_text import KIND_WORDS

STDOUT = "-"


class Wish(NamedTuple):
    """What was asked for: `module` "" and `audience` None where the plan's file says them, `minutes` None for `USUAL_MINUTES`.

    `plan` is a file, "-" for standard output, or "". `resume` is the id of a session to go on with, "" for the latest, None for none;
    `plain` wants the plan in plain text even in a terminal.
    """

    module: str
    audience: str | None
    minutes: int | None
    forms: str
    plan: str
    resume: str | None = None
    plain: bool = False


def teach(places: Places, wish: Wish) -> int:
    """Open the app where a session is prepared or goes on; without a terminal make a plan, or read one, and look it over.

    A plan that is made goes to the file that `wish` names, or to standard output as the text of one; a file that is there is read and never
    replaced. The exit code says whether the plan is ready.
    """
    if wish.resume is not None:
        return open_app(places, f"session:{_to_resume(places, wish)}")
    path = Path(wish.plan) if wish.plan not in ("", STDOUT) else None
    in_app = _has_terminal() and not wish.plain and wish.plan != STDOUT and (path is None or path.exists())
    if in_app and not wish.module and path is None:
        return open_app(places, "prepare")
    library = places.open_library()
    if path is not None and path.exists():
        plan, material = _read(library, path, wish)
    else:
        plan, material = _make(library, wish)
        if path is not None:
            _write(places, path, plan)
    if in_app:
        return open_app(places, f"plan:{path.absolute()}" if path else _route(plan, wish))
    if wish.plan == STDOUT:
        put(plan_text(plan).removesuffix("\n"))
    else:
        _show(plan, material)
    findings = look_over(library, plan, material, wall_clock().date(), _terminal())
    (tell if wish.plan == STDOUT else put)(_counted(findings))
    for finding in findings:
        (tell if wish.plan == STDOUT else put)(f"{finding.weight.capitalize()}: {finding.what} {finding.cure}")
    if not wish.plan:
        put(f"\nTo keep this plan, to change it and to use it again: {_again(plan)} --plan FILE")
    return 0 if is_ready(findings) else TROUBLE


def _has_terminal() -> bool:
    """Whether somebody sits before the screen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _route(plan: Plan, wish: Wish) -> str:
    return f"prepare:{plan.module}:{plan.audience}:{plan.minutes:g}:{wish.forms}"


def _to_resume(places: Places, wish: Wish) -> str:
    """The session to go on with: the one named, or the latest that has not ended. Raises CommandError."""
    if wish.module or wish.plan or wish.minutes is not None or wish.forms or wish.audience:
        raise CommandError("A session that goes on has its plan already: write --resume alone, or with the session's id.")
    sessions = Sessions(places.data, wall_clock)
    try:
        if wish.resume:
            return sessions.find(wish.resume)
        unfinished = sessions.unfinished()
    except SessionError as error:
        raise CommandError(str(error)) from None
    if unfinished is None:
        raise CommandError("No session was left in the middle. edu-tui sessions lists all of them; name one to open it.")
    return unfinished.id


def _make(library: Library, wish: Wish) -> tuple[Plan, Material]:
    if not wish.module:
        raise CommandError("Name the module to teach, or a plan that is there with --plan FILE.")
    material = _material(library, wish.module, Audience(wish.audience or Audience.CLINICIAN))
    minutes = USUAL_MINUTES if wish.minutes is None else wish.minutes
    try:
        return make_plan(material, minutes, forms=wish.forms), material
    except PlanError as error:
        raise CommandError(str(error)) from None


def _read(library: Library, path: Path, wish: Wish) -> tuple[Plan, Material]:
    """The plan in a file. Raises CommandError with every fault, each with its line."""
    if wish.minutes is not None or wish.forms:
        words = f"{clean_line(str(path))} is there already, and it says how long its session is"
        raise CommandError(f"{words}: change it there, or name another file for a new plan.")
    if wish.module:
        _material(library, wish.module, Audience(wish.audience or Audience.CLINICIAN))
    try:
        return open_plan(library, path, wish.module, Audience(wish.audience) if wish.audience else None)
    except PlanFaults as error:
        raise _faulty(error.faults) from None


def _material(library: Library, module: str, audience: Audience) -> Material:
    entry = library.catalogue.module(module, audience)
    if entry is None:
        raise CommandError(did_you_mean("module", module, dict.fromkeys(one.id for one in library.catalogue.modules)))
    material = material_of(library, module, audience)
    if material is None or entry.broken:
        raise CommandError(entry.broken or f"{entry.path} cannot be read.", TROUBLE)
    return material


def _faulty(faults: list[Diagnostic]) -> CommandError:
    """All faults but the last are told here; the last goes with the exit code."""
    lines = [f"{fault.path}:{fault.line}: {fault.message}. {fault.hint}".rstrip() for fault in sorted(faults)]
    for line in lines[:-1]:
        tell(line)
    return CommandError(lines[-1] if lines else "The plan cannot be read.")


def _write(places: Places, path: Path, plan: Plan) -> None:
    try:
        write_export(RealFiles(), path, plan_text(plan), force=False, keep_out=places.data / "sessions")
    except ExportError as error:
        raise CommandError(str(error), TROUBLE) from None
    put(f"The plan is in {clean_line(str(path))}: change it with any editor, then name it again to look it over.\n")


def _show(plan: Plan, material: Material) -> None:
    whom = "families" if plan.audience == Audience.FAMILY else "clinicians"
    put(f"{material.module.title}, for {whom}: {plan.planned_minutes:g} of {plan.minutes:g} minutes are planned.\n")
    for number, step in enumerate(plan.steps, 1):
        put(f"{number:>2}.  {step.minutes:>4g} min  {KIND_WORDS[step.kind]}{step.title}")
    put()


def _terminal() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None where the output goes elsewhere."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return size.columns, size.lines


def _counted(findings: list[Finding]) -> str:
    if not findings:
        return "Nothing is left to see to before people come."
    numbers = [(sum(one.weight is weight for one in findings), weight) for weight in Weight]
    words = [f"{number} {weight}{'' if number == 1 else 's'}" for number, weight in numbers if number]
    return f"Before people come: {', '.join(words)}."


def _again(plan: Plan) -> str:
    return f"edu-tui teach {plan.module} --audience {plan.audience} --minutes {plan.minutes:g}"
