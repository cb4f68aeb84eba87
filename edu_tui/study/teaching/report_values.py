"""What a report on a session holds.

What few people answered is guarded here and not by those who draw it: the counts of a small sensitive poll are not in a report at all.
"""

from __future__ import annotations

import msgspec

from edu_tui.progress.sessions_events import AttendanceTaken
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.progress.sessions_state import TeachBack
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.gain import Gain, Matched
from edu_tui.study.teaching.votes import Shift, Verdict

CONTACT_HOURS = (
    "This report awards no contact hours and certifies nobody: whether the session counts, and for how much, "
    "is for your organisation to decide."
)


class OptionReport(msgspec.Struct, frozen=True, kw_only=True):
    """An option with its letter and words; `count` None where it is guarded."""

    letter: str
    text: str
    correct: bool
    count: int | None


class RoundReport(msgspec.Struct, frozen=True, kw_only=True):
    """One round. `voters` and `non_voters` are None where guarded or not known; `right` None there, in a poll, and without votes.

    `verdict` stands instead of the counts of a small sensitive poll, with the letter that most chose, "" for none.
    """

    number: int
    options: tuple[OptionReport, ...]
    voters: int | None
    non_voters: int | None
    right: Share | None
    corrected: bool
    verdict: Verdict | None = None
    letter: str = ""


class VoteReport(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was voted on, with its rounds and the shift between them."""

    question: str
    rev: int
    title: str
    objective: str
    poll: bool
    rounds: tuple[RoundReport, ...]
    shift: Shift | None


class PairReport(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of parallel questions; a share is None where nothing was entered."""

    pre_id: str
    post_id: str
    title: str
    objective: str
    pre: Share | None
    post: Share | None


class FormsReport(msgspec.Struct, frozen=True, kw_only=True):
    """Before and after. `pre` and `post` are over all answers; `gain` is that of the class, from counts that are not matched by person.

    `matched` is None unless sheets with symbols were entered both times; then it stands instead. `caveats` are sentences.
    """

    how: str
    pairs: tuple[PairReport, ...]
    pre: Share | None
    post: Share | None
    gain: Gain
    matched: Matched | None
    caveats: tuple[str, ...]


class StepReport(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the plan; `actual_ms` None where it was never shown."""

    number: int
    kind: StepKind
    title: str
    planned_ms: int
    actual_ms: int | None


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """What should be taught again, and why, in words."""

    what: str
    why: str


class SessionReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told of a session. Times `started_at` and `ended_at` are ISO 8601, "" where it did not begin or has not ended."""

    session: str
    title: str
    module: str
    audience: str
    library: str
    library_version: str
    program: str
    started_at: str
    ended_at: str
    minutes: float
    planned_ms: int
    actual_ms: int
    attendance: AttendanceTaken | None
    present: int | None
    steps: tuple[StepReport, ...]
    votes: tuple[VoteReport, ...]
    forms: FormsReport | None
    teach_backs: tuple[TeachBack, ...]
    notes: tuple[str, ...]
    again: tuple[Again, ...]
    contact_hours: str = CONTACT_HOURS
