"""Taking back what was done last, whenever that was."""

from __future__ import annotations

from datetime import datetime

from edu_tui.progress.events import RunEnded, Voided, new_id, stamp
from edu_tui.progress.state import LearnerState
from edu_tui.progress.timeline import Deed
from edu_tui.study.quiz_session import Store


def undo_last(store: Store, state: LearnerState, now: datetime) -> Deed | None:
    """Void the latest answer, judgement, flag, note or report; what it was, None if nothing is left.

    An answer that ended its run opens the run again. May raise `progress.errors.NotSaved`; nothing has then changed.
    """
    deed = state.last_deed()
    if deed is None:
        return None
    store.append(*(Voided(id=new_id(), at=stamp(now), event=event) for event in (deed.id, *_ends(state, deed))))
    return deed


def _ends(state: LearnerState, deed: Deed) -> tuple[str, ...]:
    """The id of the end of the run that a deed was the last answer of."""
    run = state.run(getattr(deed, "run", ""))
    ended: RunEnded | None = run.ended if run else None
    return (ended.id,) if ended and run and run.answers and run.answers[-1].id == deed.id else ()
