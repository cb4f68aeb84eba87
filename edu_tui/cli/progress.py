"""`progress`: how far the learner is in each module."""

from __future__ import annotations

import json
from collections.abc import Sequence

from edu_tui.cli.errors import tell
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.modules import Audience
from edu_tui.progress.state import LearnerState, fold
from edu_tui.study.overview import ModuleProgress, overview

_READERS = {Audience.CLINICIAN: "clinicians", Audience.FAMILY: "families"}


def progress(places: Places, form: str) -> int:
    """Write the learner's progress; it changes nothing."""
    library, learner = places.open_library(), places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        state = fold(store.events)
        for notice in store.notices:
            tell(notice)
    modules = overview(library.catalogue, state)
    put(_as_json(learner.name, modules, state) if form == "json" else _as_text(learner.name, modules, state))
    return 0


def _as_json(learner: str, modules: Sequence[ModuleProgress], state: LearnerState) -> str:
    told = [
        {
            "module": item.module,
            "audience": item.audience,
            "sections_read": item.sections_read,
            "sections_total": item.sections_total,
            "questions_answered": item.questions_answered,
            "questions_total": item.questions_total,
            "mastery": round(item.mastery, 4),
        }
        for item in modules
    ]
    return json.dumps({"learner": learner, "modules": told, "totals": _totals(modules, state)}, indent=2, ensure_ascii=False)


def _totals(modules: Sequence[ModuleProgress], state: LearnerState) -> dict[str, int]:
    """All answers and days of the learner, and the sections read of this library."""
    return {
        "answers": state.answers,
        "sections_read": sum(item.sections_read for item in modules),
        "days_active": len(state.days()),
    }


def _as_text(learner: str, modules: Sequence[ModuleProgress], state: LearnerState) -> str:
    lines = [f"Learner: {learner}"]
    for item in modules:
        lines.append(f"\n{item.title} (for {_READERS[item.audience]})")
        lines.append(f"  sections read: {item.sections_read} of {item.sections_total}")
        if item.questions_total:
            lines.append(f"  questions answered: {item.questions_answered} of {item.questions_total}; mastery {item.mastery:.0%}")
    totals = _totals(modules, state)
    lines.append(f"\nAnswers: {totals['answers']}; sections read: {totals['sections_read']}; days active: {totals['days_active']}")
    return "\n".join(lines)
