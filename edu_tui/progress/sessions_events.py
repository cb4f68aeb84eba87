"""What happened in a teaching session, as immutable events: the only truth; state, views and reports are folded from them.

An event holds all that a report needs to know of the library (the words of a question, its key, what a prompt asked for), so that a session
can be told in full when the library has long moved on. No event holds a name of a person: who was there is a number, initials or nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from edu_tui.progress.records import Counter
from edu_tui.progress.sessions_plan import Plan

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
"""A number of people, bounded so that a damaged or foreign file cannot make a report absurd."""

Form: TypeAlias = Literal["pre", "post"]


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands on the audience's screen: a step of the plan by its key ("" before the first), the slide of its section from 1 (0 where
    the step has no slides), and how many pieces of that slide are shown, which means the same on a screen of any size."""

    step: str = ""
    slide: Count = 0
    shown: Count = 0


END = "end"
"""The step of the place behind the last step: the closing page."""


class BallotOption(msgspec.Struct, frozen=True, omit_defaults=True):
    """An option as it can be voted for: its key in the library, its words, and whether it is right (False throughout in a poll)."""

    key: str
    text: str
    correct: bool = False


Options: TypeAlias = Annotated[tuple[BallotOption, ...], msgspec.Meta(max_length=26)]
"""As many as there are letters."""


class Ballot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question as it was put to the vote: its options in the order in which they stood on the screen, letters A, B, C by that order.

    `sensitive` polls of few voters are told as "most" or "split" only. `objective` is the text of what the question tests.
    """

    question: str
    rev: int
    title: str
    options: Options
    poll: bool = False
    sensitive: bool = False
    objective: str = ""


class FormPair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two parallel questions, one for before and one for after the session, with the text of the objective that both test."""

    pre: str
    post: str
    title: str = ""
    objective: str = ""


class _Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", omit_defaults=True):
    """Common fields, filled in by the store: `id` a UUID (32 hex digits), `at` an ISO 8601 time with offset, and `n` the place in the
    order of the session: one more than the highest that its writer had seen, so that a clock that jumps cannot turn the order round."""

    id: str = ""
    at: str = ""
    n: Counter = 0


class Planned(_Base, frozen=True, kw_only=True, tag="session-planned"):
    """A session was planned, or planned anew: the latest holds. `pairs` are the parallel questions that its forms ask.

    `session` is the id of the session, so that a copy of it is known for one.
    """

    title: str
    plan: Plan
    session: str = ""
    library: str = ""
    library_version: str = ""
    program: str = ""
    pairs: tuple[FormPair, ...] = ()


class Started(_Base, frozen=True, kw_only=True, tag="session-started"):
    """The clock began to run."""


class Shown(_Base, frozen=True, kw_only=True, tag="session-shown"):
    """A place stood on the screen: a slide was shown, or a step of it revealed."""

    place: Place


class Blanked(_Base, frozen=True, kw_only=True, tag="session-blanked"):
    """The screen was made blank, or shown again."""

    on: bool


class VoteOpened(_Base, frozen=True, kw_only=True, tag="session-vote-opened"):
    """A question was put to the vote; `round` 1 or 2. The first of a question and round holds: a vote is never opened twice."""

    ballot: Ballot
    round: int = 1


class VoteTapped(_Base, frozen=True, kw_only=True, tag="session-vote-tapped"):
    """One vote more or less for an option: a tally is a count of these, never a counter that somebody read and wrote back."""

    question: str
    round: int
    option: str
    by: Literal[1, -1] = 1


class VoteCounted(_Base, frozen=True, kw_only=True, tag="session-vote-counted"):
    """The counts of all options at once, which replace what was there; `abstained` were present and did not vote, None if nobody counted.

    `source` says where they come from: "typed", or the name of another source of votes.
    """

    question: str
    round: int
    counts: dict[str, Count]
    abstained: Count | None = None
    source: str = "typed"


class VoteClosed(_Base, frozen=True, kw_only=True, tag="session-vote-closed"):
    """The vote ended; `present` were in the room, None if that is not counted."""

    question: str
    round: int
    present: Count | None = None


class VoteRevealed(_Base, frozen=True, kw_only=True, tag="session-vote-revealed"):
    """The counts of a round were shown to the audience, or with `key` the right answer and the explanation."""

    question: str
    round: int
    key: bool = False


class PromptOpened(_Base, frozen=True, kw_only=True, tag="session-prompt-opened"):
    """A teach-back was asked for: the words of the prompt and the points to listen for. The first of a prompt holds."""

    prompt: str
    title: str
    text: str
    points: tuple[str, ...]


class PointObserved(_Base, frozen=True, kw_only=True, tag="session-point-observed"):
    """A point (its place from 0) was heard in the listeners' own words, or was not after all."""

    prompt: str
    point: Count
    seen: bool = True


class ExplainedAgain(_Base, frozen=True, kw_only=True, tag="session-explained-again"):
    """What was not heard needed another explanation, and the teach-back begins its next round."""

    prompt: str


class FormCounted(_Base, frozen=True, kw_only=True, tag="session-form-counted"):
    """How many had a question of a form right, of how many who answered it. The latest holds."""

    form: Form
    question: str
    right: Count
    of: Count


class FormMarked(_Base, frozen=True, kw_only=True, tag="session-form-marked"):
    """One sheet under the symbol that its owner chose: for each question whether it was right. The latest holds; no marks take it away."""

    form: Form
    symbol: str
    marks: dict[str, bool]


class AttendanceTaken(_Base, frozen=True, kw_only=True, tag="session-attendance"):
    """Who was there: a number, initials, or nothing at all, as the one who leads chose. The latest holds."""

    how: Literal["count", "initials", "none"]
    count: Count = 0
    initials: tuple[str, ...] = ()


class SessionNoted(_Base, frozen=True, kw_only=True, tag="session-noted"):
    """A note of the one who leads, for themselves and the report."""

    text: str
    step: str = ""


class Paused(_Base, frozen=True, kw_only=True, tag="session-paused"):
    """The clock stands still."""


class Resumed(_Base, frozen=True, kw_only=True, tag="session-resumed"):
    """The clock runs again."""


class Reopened(_Base, frozen=True, kw_only=True, tag="session-reopened"):
    """A program went on with a session that it found on the disk: after a crash, or after its end."""


class Ended(_Base, frozen=True, kw_only=True, tag="session-ended"):
    """The session is over."""


class StepVoided(_Base, frozen=True, kw_only=True, tag="session-voided"):
    """Undo: the event `event` counts as if it had never happened."""

    event: str


SessionEvent: TypeAlias = (
    Planned
    | Started
    | Shown
    | Blanked
    | VoteOpened
    | VoteTapped
    | VoteCounted
    | VoteClosed
    | VoteRevealed
    | PromptOpened
    | PointObserved
    | ExplainedAgain
    | FormCounted
    | FormMarked
    | AttendanceTaken
    | SessionNoted
    | Paused
    | Resumed
    | Reopened
    | Ended
    | StepVoided
)
