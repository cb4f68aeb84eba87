"""Plans as files: opening one with the module that it is for, and those that were saved beside the data. It knows no toolkit."""

from __future__ import annotations

from pathlib import Path

from edu_tui.app.pages.home import WHO
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.sessions_plan import Plan
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan_file import CODE, load_text, plan_text, read_plan, read_plan_head

FOLDER = "plans"
"""The folder of saved plans below the data folder."""

USUAL_MINUTES = 20
"""How long a session is, unless it is said."""

MOST = 50
"""Saved plans that are listed."""


class PlanFaults(Exception):  # noqa: N818 - it holds all of them
    """A plan's file cannot be used: `faults` in order of their lines; `str()` is the first as a sentence."""

    def __init__(self, faults: list[Diagnostic]) -> None:
        self.faults = sorted(faults)
        first = self.faults[0]
        super().__init__(f"{first.path}, line {first.line}: {first.message}. {first.hint}".rstrip())


def open_plan(library: Library, path: Path, module: str = "", audience: Audience | None = None) -> tuple[Plan, Material]:
    """The plan in a file with its material; `module` and `audience` are what it should be for, if that is said. Raises PlanFaults."""
    text, faults = load_text(path)
    head, more = read_plan_head(text, str(path)) if text is not None else (None, [])
    if head is None:
        raise PlanFaults([*faults, *more] or [_fault(path, "the plan cannot be read")])
    wanted = module or head.module, audience or head.audience
    entry, material = library.catalogue.module(*wanted), material_of(library, *wanted)
    if entry is None or entry.broken or material is None:
        raise PlanFaults([_fault(path, (entry.broken if entry else "") or f"there is no module {wanted[0][:60]} {WHO[wanted[1]]}")])
    plan, faults = read_plan(text or "", str(path), material)
    if plan is None:
        raise PlanFaults(faults)
    return plan, material


def _fault(path: Path, message: str) -> Diagnostic:
    return Diagnostic(str(path), 1, 1, CODE, Severity.ERROR, message, "Look at the plan, or plan anew.")


def saved_plans(data: Path) -> list[tuple[str, Plan | None]]:
    """The names of the saved plans below `data`, each with what its head says; None where it cannot be read."""
    try:
        names = sorted(path.name for path in (data / FOLDER).iterdir() if path.suffix == ".yaml" and path.name.isprintable())
    except OSError:
        return []
    return [(name, _head(data / FOLDER / name)) for name in names[:MOST]]


def _head(path: Path) -> Plan | None:
    text, _ = load_text(path)
    head, _ = read_plan_head(text, path.name) if text is not None else (None, [])
    return Plan(module=head.module, audience=head.audience, minutes=head.minutes) if head else None


def save_plan(data: Path, plan: Plan) -> Path:
    """Save a plan below `data` under a name of its own; nothing that is there is replaced. Raises ExportError."""
    folder = data / FOLDER
    try:
        RealFiles().make_folder(folder)
    except OSError as error:
        raise ExportError(f"{folder} could not be made ({error.strerror}): free some space or choose another data folder.") from error
    stem = f"{plan.module}-{plan.audience}-{plan.minutes:g}min"
    for number in range(1, 1000):
        path = folder / (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml")
        if not path.exists():
            write_export(RealFiles(), path, plan_text(plan), force=False, keep_out=data / "sessions")
            return path
    raise ExportError(f"There are too many plans in {folder}: delete some.")
