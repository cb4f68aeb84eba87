"""The fold of a teaching session's events into its state: pure, and the same in whatever order they arrive.

Events are put in order by their own place `n`, then by time, then by id, and counted once by id; a voided one never happened. A session has
some hundred of them, so the fold begins anew each time: there is no second rule for bringing in one more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from edu_tui.progress import sessions_events as e
from edu_tui.progress.moments import moment
from edu_tui.progress.sessions_state import DEEDS, Deed, FormCount, SessionState, TeachBack, Vote, span_ms

LONG_GAP = 15 * 60.0
"""Seconds: when a session is reopened after more than this, it was at rest; after less, a crash was mended while the room went on."""


def fold_session(events: Iterable[e.SessionEvent]) -> SessionState:
    """The state that `events` add up to, in any order and however often each comes."""
    known = {event.id: event for event in events}
    voided = {event.event for event in known.values() if isinstance(event, e.StepVoided)}
    folding = _Folding()
    for event in sorted(known.values(), key=order_key):
        if event.id not in voided and not isinstance(event, e.StepVoided):
            folding.take(event)
        elif isinstance(event, e.Ended):
            folding.pass_time(event)  # it did not end the session, but until then the clock ran
    return folding.state()


def order_key(event: e.SessionEvent) -> tuple[int, float, str]:
    """What puts the events of a session in order."""
    return event.n, moment(event.at).instant, event.id


class _Folding:
    """The state under construction."""

    def __init__(self) -> None:
        self.planned: e.Planned | None = None
        self.started_at = self.ended_at = ""
        self.running = self.blank = False
        self.place = e.Place()
        self.votes: dict[tuple[str, int], Vote] = {}
        self.teach_backs: dict[str, TeachBack] = {}
        self.counted: dict[tuple[str, str], FormCount] = {}
        self.sheets: dict[tuple[str, str], dict[str, bool]] = {}
        self.attendance: e.AttendanceTaken | None = None
        self.notes: list[e.SessionNoted] = []
        self.step_ms: dict[str, int] = {}
        self.ms = 0
        self.instant = -math.inf
        self.last: Deed | None = None

    def state(self) -> SessionState:
        """What has come together."""
        return SessionState(
            planned=self.planned,
            started_at=self.started_at,
            ended_at=self.ended_at,
            running=self.running,
            place=self.place,
            blank=self.blank,
            votes=tuple(self.votes.values()),
            teach_backs=tuple(self.teach_backs.values()),
            counted=self.counted,
            sheets=self.sheets,
            attendance=self.attendance,
            notes=tuple(self.notes),
            step_ms=self.step_ms,
            ms=self.ms,
            last_instant=self.instant,
            last=self.last,
        )

    def take(self, event: e.SessionEvent) -> None:
        """Bring in the next event in order."""
        self.pass_time(event)
        if isinstance(event, DEEDS):
            self.last = event
        match event:
            case e.Planned():
                self.planned = event
            case e.Shown():
                self.place = event.place
            case e.Blanked():
                self.blank = event.on
            case e.AttendanceTaken():
                self.attendance = event
            case e.SessionNoted():
                self.notes.append(event)
            case e.Started() | e.Paused() | e.Resumed() | e.Reopened() | e.Ended():
                self._run(event)
            case e.VoteOpened() | e.VoteTapped() | e.VoteCounted() | e.VoteClosed() | e.VoteRevealed():
                self._vote(event)
            case e.PromptOpened() | e.PointObserved() | e.ExplainedAgain():
                self._teach_back(event)
            case e.FormCounted():
                self.counted[event.form, event.question] = FormCount(min(event.right, event.of), event.of)
            case e.FormMarked(form=form, symbol=symbol, marks=marks):
                self.sheets.pop((form, symbol), None)
                if marks:
                    self.sheets[form, symbol] = marks

    def pass_time(self, event: e.SessionEvent) -> None:
        """Count the time since the event before, and give it to the step that was on the screen."""
        instant = moment(event.at).instant
        span = span_ms(self.instant, instant)
        if self.running and not (isinstance(event, e.Reopened) and span > LONG_GAP * 1000):
            self.ms += span
            if self.place.step:
                self.step_ms[self.place.step] = self.step_ms.get(self.place.step, 0) + span
        if math.isfinite(instant):
            self.instant = instant

    def _run(self, event: e.Started | e.Paused | e.Resumed | e.Reopened | e.Ended) -> None:
        match event:
            case e.Started():
                self.started_at = self.started_at or event.at
            case e.Ended():
                self.ended_at = event.at
            case e.Reopened():
                if not self.running and not self.ended_at:
                    return  # who had paused before the crash is still pausing
                self.ended_at = ""
        self.running = bool(self.started_at) and not isinstance(event, e.Paused | e.Ended)

    def _vote(self, event: e.VoteOpened | e.VoteTapped | e.VoteCounted | e.VoteClosed | e.VoteRevealed) -> None:
        if isinstance(event, e.VoteOpened):
            opened = Vote(ballot=event.ballot, round=event.round, phase="open", counts=(0,) * len(event.ballot.options), opened_at=event.at)
            self.votes.setdefault((event.ballot.question, event.round), opened)
            return
        key = event.question, event.round
        vote = self.votes.get(key)
        if vote is not None:
            self.votes[key] = _voted(vote, event)

    def _teach_back(self, event: e.PromptOpened | e.PointObserved | e.ExplainedAgain) -> None:
        if isinstance(event, e.PromptOpened):
            heard = (0,) * len(event.points)
            opened = TeachBack(prompt=event.prompt, title=event.title, text=event.text, points=event.points, heard=heard)
            self.teach_backs.setdefault(event.prompt, opened)
            return
        known = self.teach_backs.get(event.prompt)
        if known is None:
            return
        if isinstance(event, e.ExplainedAgain):
            self.teach_backs[event.prompt] = msgspec.structs.replace(known, rounds=known.rounds + 1)
        elif event.point < len(known.points):
            heard = tuple((known.rounds if event.seen else 0) if place == event.point else one for place, one in enumerate(known.heard))
            self.teach_backs[event.prompt] = msgspec.structs.replace(known, heard=heard)


def _voted(vote: Vote, event: e.VoteTapped | e.VoteCounted | e.VoteClosed | e.VoteRevealed) -> Vote:
    """`vote` after one event of its round."""
    match event:
        case e.VoteTapped(option=option, by=by):
            counts = tuple(max(0, count + by * (one.key == option)) for count, one in zip(vote.counts, vote.ballot.options, strict=True))
            return msgspec.structs.replace(vote, counts=counts, corrected=vote.corrected or vote.phase != "open")
        case e.VoteCounted(counts=given, abstained=abstained):
            counts = tuple(given.get(one.key, 0) for one in vote.ballot.options)
            return msgspec.structs.replace(vote, counts=counts, abstained=abstained, corrected=vote.corrected or vote.phase != "open")
        case e.VoteClosed(present=present, at=at):
            phase = "closed" if vote.phase == "open" else vote.phase
            return msgspec.structs.replace(vote, phase=phase, present=present, closed_at=at)
        case e.VoteRevealed(key=True):
            return msgspec.structs.replace(vote, key_shown=True)
        case _:
            return msgspec.structs.replace(vote, phase="revealed")
