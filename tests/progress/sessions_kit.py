"""Events of teaching sessions for tests."""

from __future__ import annotations

from pathlib import Path

from progress_kit import Clock

from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import Ballot, BallotOption, Place, Planned, Shown, Started, VoteOpened
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.progress.sessions_store import SessionStore

BALLOT = Ballot(question="q", rev=1, title="Q", options=(BallotOption("a", "A", True), BallotOption("b", "B")))
PLAN = Plan(
    module="m",
    audience="family",
    minutes=20,
    steps=(PlanStep(kind=StepKind.SECTION, subject="s", minutes=5), PlanStep(kind=StepKind.QUESTION, subject="q", minutes=3)),
)
PLANNED = Planned(title="A talk", plan=PLAN)


def new_session(data: Path, clock: Clock | None = None) -> SessionStore:
    """A session that was started and has a vote open."""
    store = Sessions(data, clock or Clock()).create(PLANNED)
    store.append(Started(), Shown(place=Place("question:q")), VoteOpened(ballot=BALLOT))
    return store
