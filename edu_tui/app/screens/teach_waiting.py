"""What waits on the disk for the one who prepares a session: sessions that have not ended, and saved plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edu_tui.app.pages.teach_prepare import SavedPlan, Waiting, plan_words
from edu_tui.app.plan_files import saved_plans
from edu_tui.progress.sessions import Session, SessionError, Sessions

MOST_WAITING = 3
"""Sessions that are offered, the latest; the others stand in the list of all."""


class OnDisk(NamedTuple):
    """What was found; `sessions` counts all of them, `trouble` says why they could not be read, "" if they could."""

    waiting: tuple[Waiting, ...] = ()
    saved: tuple[SavedPlan, ...] = ()
    sessions: int = 0
    trouble: str = ""


def what_waits(data: Path, now: Callable[[], datetime]) -> OnDisk:
    """What is there below `data`. It waits for the disk: call it in a thread."""
    saved = tuple(SavedPlan(name, plan_words(plan) if plan else "cannot be read") for name, plan in saved_plans(data))
    try:
        found = Sessions(data, now).all()
    except SessionError as error:
        return OnDisk(saved=saved, trouble=str(error))
    waiting = tuple(_waiting(one) for one in found if not one.state.ended_at)
    return OnDisk(waiting[:MOST_WAITING], saved, len(found))


def _waiting(session: Session) -> Waiting:
    state = session.state
    number = state.plan.place_of(state.place.step) + 1 if state.plan.step(state.place.step) else 0
    return Waiting(
        session.id,
        state.planned.title if state.planned else "",
        state.plan.audience,
        state.started_at or (state.planned.at if state.planned else ""),
        bool(state.started_at),
        number,
        len(state.plan.steps),
    )
