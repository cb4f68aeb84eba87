"""Taking back what was done last, whenever that was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.events import Answered, Bookmarked, Flagged, Judged, Noted, Reported, RunEnded, Voided, new_id, stamp
from edu_tui.progress.moments import moment, study_day
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import FINISHED, TEST, Run
from edu_tui.progress.timeline import Deed
from edu_tui.study.sayings import named

if TYPE_CHECKING:
    from edu_tui.study.store import Store


class Undo(NamedTuple):
    """What is to be taken back: the deed that was done last, the ids of the events that then count no longer, and a sentence about it."""

    deed: Deed
    events: tuple[str, ...]
    told: str


def next_undo(state: LearnerState, catalogue: Catalogue, now: datetime) -> Undo | None:
    """What undo takes back: the latest answer, handing in, judgement, flag, note, bookmark or report; None if nothing is left.

    An answer that ended its run opens the run again; of a test that was handed in first the handing in is taken back.
    """
    last = state.last_deed()
    if last is None:
        return None
    run = state.run(last.run) if isinstance(last, Answered | RunEnded) else None
    closing = run.answers[-1] if run and run.answers and run.started.mode != TEST else None
    deed = closing if closing and isinstance(last, RunEnded) else last
    ends = _ends(state, run) if run and (isinstance(deed, RunEnded) or deed is closing) else ()
    told = f"Taken back: {_words(deed, state, catalogue)}{_day(deed, now)}."
    if ends:
        told += " It is open again." if isinstance(deed, RunEnded) else " What it ended is open again."
    return Undo(deed, tuple(dict.fromkeys((deed.id, *ends))), told)


def take_back(store: Store, undo: Undo, now: datetime) -> Undo:
    """Take it back. Raises `progress.errors.NotSaved`; nothing has then changed. It waits for the disk."""
    store.append(*(Voided(id=new_id(), at=stamp(now), event=event) for event in undo.events))
    return undo


def _ends(state: LearnerState, run: Run) -> tuple[str, ...]:
    """The ids of the ends of a run; one that was given up stays so."""
    return tuple(ended.id for ended in state.ends(run.started.run) if ended.how == FINISHED)


def _words(deed: Deed, state: LearnerState, catalogue: Catalogue) -> str:
    """What a deed was."""
    match deed:
        case Answered(question=question):
            return f"your answer to {named(catalogue, question)}"
        case Judged():
            answer = state.answer(deed.answer)
            return f"what you said of your answer to {named(catalogue, answer.question)}" if answer else "what you said of an answer"
        case Reported(subject=subject):
            return f"your report on {named(catalogue, subject)}"
        case Flagged(subject=subject, flag=flag):
            return f"your flag on {named(catalogue, subject)}" if flag else f"that you took the flag off {named(catalogue, subject)}"
        case Noted(subject=subject, text=text):
            what = "what you noted last on" if text else "that you deleted your note on"
            return f"{what} {named(catalogue, subject)}"
        case Bookmarked(subject=subject, on=on):
            what = "your bookmark on" if on else "that you took the bookmark off"
            return f"{what} {named(catalogue, subject)}"
        case RunEnded():
            return "that you handed in a test"
        case _:
            return "your last step"


def _day(deed: Deed, now: datetime) -> str:
    """On which day it was, unless that is today."""
    day = moment(deed.at).day
    return "" if day is None or day == study_day(now) else f", done on {day.day} {day:%B %Y}"
