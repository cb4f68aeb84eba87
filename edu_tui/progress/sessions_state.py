"""What the events of a teaching session add up to; `sessions_fold` does the adding."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

import msgspec

from edu_tui.progress import sessions_events as e
from edu_tui.progress.sessions_plan import Plan

DEEDS = (
    e.VoteOpened
    | e.VoteTapped
    | e.VoteCounted
    | e.VoteClosed
    | e.VoteRevealed
    | e.PointObserved
    | e.ExplainedAgain
    | e.FormCounted
    | e.FormMarked
    | e.AttendanceTaken
    | e.SessionNoted
    | e.Ended
)

Deed: TypeAlias = DEEDS
"""What undo takes back. Going to another slide is taken back by going there, and time by nothing."""


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """One round of voting on one question.

    `counts` stand in the order of the ballot's options. `abstained` and `present` are None where nobody counted them; `corrected` says that
    the counts changed after the vote had closed. `phase` is "open", "closed" or "revealed" (the counts were shown).
    """

    ballot: e.Ballot
    round: int
    phase: str
    counts: tuple[int, ...]
    abstained: int | None = None
    present: int | None = None
    corrected: bool = False
    key_shown: bool = False
    opened_at: str = ""
    closed_at: str = ""

    @property
    def voters(self) -> int:
        """How many votes there are."""
        return sum(self.counts)

    @property
    def non_voters(self) -> int | None:
        """How many were there and did not vote, as counted or as the number present says; None if neither is known."""
        if self.abstained is not None:
            return self.abstained
        return None if self.present is None else max(0, self.present - self.voters)

    @property
    def right(self) -> int:
        """How many chose a right option; 0 in a poll."""
        return sum(count for count, option in zip(self.counts, self.ballot.options, strict=True) if option.correct)


class TeachBack(msgspec.Struct, frozen=True, kw_only=True):
    """A teach-back: `heard` tells for each point in which round (from 1) it was heard, 0 for not; `rounds` is one more than the
    explanations that were needed again."""

    prompt: str
    title: str
    text: str
    points: tuple[str, ...]
    heard: tuple[int, ...]
    rounds: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """The points that were not heard."""
        return tuple(point for point, heard in zip(self.points, self.heard, strict=True) if not heard)


class FormCount(NamedTuple):
    """How many had a question right, of how many who answered it."""

    right: int
    of: int


class SessionState(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a session. `step_ms` is the time that each step stood on the screen, `ms` all of it, up to the latest event.

    `votes` are in the order of their opening, `sheets` the marks on the sheets of a form by symbol. `last` is what undo would take back.
    """

    planned: e.Planned | None = None
    started_at: str = ""
    ended_at: str = ""
    running: bool = False
    place: e.Place = e.Place()
    blank: bool = False
    votes: tuple[Vote, ...] = ()
    teach_backs: tuple[TeachBack, ...] = ()
    counted: dict[tuple[str, str], FormCount] = {}
    sheets: dict[tuple[str, str], dict[str, bool]] = {}
    attendance: e.AttendanceTaken | None = None
    notes: tuple[e.SessionNoted, ...] = ()
    step_ms: dict[str, int] = {}
    ms: int = 0
    last_instant: float = -math.inf
    last: Deed | None = None

    @property
    def plan(self) -> Plan:
        """The plan that holds; an empty one before there is any."""
        return self.planned.plan if self.planned else Plan(module="", audience="", minutes=0)

    @property
    def present(self) -> int | None:
        """How many are there, as attendance says; None where it was not taken."""
        if self.attendance is None or self.attendance.how == "none":
            return None
        return len(self.attendance.initials) if self.attendance.how == "initials" else self.attendance.count

    def vote(self, question: str, number: int | None = None) -> Vote | None:
        """The round `number` of the vote on a question, the latest round without it; None if there was none."""
        found = [vote for vote in self.votes if vote.ballot.question == question and number in (None, vote.round)]
        return max(found, key=lambda vote: vote.round, default=None)

    def rounds(self, question: str) -> tuple[Vote, ...]:
        """All rounds of the vote on a question, the first first."""
        return tuple(sorted((vote for vote in self.votes if vote.ballot.question == question), key=lambda vote: vote.round))

    def teach_back(self, prompt: str) -> TeachBack | None:
        """What is known of a teach-back; None if it was not asked for."""
        return next((one for one in self.teach_backs if one.prompt == prompt), None)

    def elapsed(self, instant: float) -> int:
        """Milliseconds that the session has run at `instant` (seconds since 1970), pauses left out."""
        return self.ms + self._since(instant)

    def step_elapsed(self, key: str, instant: float) -> int:
        """Milliseconds that a step has stood on the screen at `instant`."""
        return self.step_ms.get(key, 0) + (self._since(instant) if key == self.place.step else 0)

    def _since(self, instant: float) -> int:
        return span_ms(self.last_instant, instant) if self.running else 0


def span_ms(before: float, after: float) -> int:
    """Milliseconds from one instant to another; 0 where the clock went back or one of them is unknown."""
    return max(0, round((after - before) * 1000)) if math.isfinite(before) and math.isfinite(after) else 0
