"""Where a session stood when the program that led it ended: told from its journal, without touching it."""

from __future__ import annotations

from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.study.teaching.console import PresenterView, presenter_view
from edu_tui.study.teaching.course import Course, PlainDeck
from edu_tui.study.teaching.material import material_of


def standing(sessions: Sessions, library: Library, session: str = "") -> PresenterView | None:
    """The console of a session by its id, "" for the latest that has not ended, as it was at its last step.

    None where there is no such session, it cannot be read, or the library does not have its module.
    """
    try:
        unfinished = None if session else sessions.unfinished()
        ident = unfinished.id if unfinished else session
        if not ident:
            return None
        with sessions.open(ident, read_only=True) as store:
            state = store.state
    except (NotSaved, SessionError):
        return None
    if state.planned is None or state.plan.audience not in set(Audience):
        return None
    material = material_of(library, state.plan.module, Audience(state.plan.audience))
    if material is None:
        return None
    following = Course(state.plan, material, PlainDeck()).after(state.place)
    return presenter_view(material, state, state.last_instant, session=ident, following=following)
