"""What a learner did, as immutable events: the only truth; everything else is folded from them.

An event holds raw facts only (what was asked, shown and answered, when and how fast). Ratings, mastery and due dates are derived at
replay, so that their rules can improve without touching what is stored.
"""

# Annotations are not postponed here: a decoder would have to compile each of them, at every start.

import uuid
from datetime import datetime
from typing import Any, TypeAlias

import msgspec


class _Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", omit_defaults=True):
    """Common fields: `id` a UUID (32 hex digits), `at` an ISO 8601 time with offset."""

    id: str
    at: str


class Answered(_Base, frozen=True, kw_only=True, tag="answered"):
    """One marked answer.

    `shown` holds the option keys in the order in which the learner saw them; `response` what was given (option keys, typed text, or one
    entry a blank or a pair); `score` 0 to 1, or None for a poll; `ms` the time from question to answer; `run` the run it belongs to; `late`
    that the clock of its test had run down, and was one that goes on.
    """

    question: str
    rev: int
    run: str
    response: tuple[str, ...]
    score: float | None
    shown: tuple[str, ...] = ()
    ms: int = 0
    hints: int = 0
    confidence: int | None = None
    mode: str = "study"
    late: bool = False


class Read(_Base, frozen=True, kw_only=True, tag="read"):
    """A section was read: it stood on the screen long enough, or the learner went on from it."""

    module: str
    audience: str
    section: str
    ms: int = 0


class Scope(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a test was drawn from, and how many questions were wished for.

    `modules` are ids and `objectives` MODULE:OBJECTIVE; without any, all of them. `pool` narrows them: "wrong", "flagged", "new", or "" for
    all (`study.exam.choice`).
    """

    modules: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    pool: str = ""
    number: int = 0


class RunStarted(_Base, frozen=True, kw_only=True, tag="run-started"):
    """A quiz run began: the question ids in their order and the seed of every shuffle. `limit_ms` 0 means no clock.

    `soft` says that its clock tells the time and ends nothing, `scope` what a test was drawn from; None for the questions of one quiz.
    """

    run: str
    quiz: str
    mode: str
    questions: tuple[str, ...]
    seed: int
    limit_ms: int = 0
    soft: bool = False
    scope: Scope | None = None


class RunEnded(_Base, frozen=True, kw_only=True, tag="run-ended"):
    """A quiz run ended: `finished`, or `abandoned` by the learner. `ms` is the time that it took, of a test, 0 if nobody noted it."""

    run: str
    how: str = "finished"
    ms: int = 0


class Voided(_Base, frozen=True, kw_only=True, tag="voided"):
    """Undo: the event `event` counts as if it had never happened."""

    event: str


class Reported(_Base, frozen=True, kw_only=True, tag="reported"):
    """The learner reports a question or a section as faulty; `text` stays on this machine until the learner exports it."""

    subject: str
    rev: int = 0
    text: str = ""


class Judged(_Base, frozen=True, kw_only=True, tag="judged"):
    """What the learner says of an answer that she gave: how sure she was (1 to 3), and that it was too "easy" or is to count as "wrong".

    The latest of an answer holds, as a whole.
    """

    answer: str
    confidence: int | None = None
    override: str = ""


class Landmark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a section was like when something was kept on it, so that it is found again when its id has gone from the library.

    Its title, the objectives that it served, its place in the module (from 0), and its first words.
    """

    title: str
    objectives: tuple[str, ...] = ()
    place: int = 0
    words: str = ""


class Flagged(_Base, frozen=True, kw_only=True, tag="flagged"):
    """A flag on a question or a section (`subject`); "" takes it away. The latest holds."""

    subject: str
    flag: str


class Noted(_Base, frozen=True, kw_only=True, tag="noted"):
    """A private note on a question or a section; "" takes it away. The latest holds."""

    subject: str
    text: str
    landmark: Landmark | None = None


class Bookmarked(_Base, frozen=True, kw_only=True, tag="bookmarked"):
    """A bookmark on a section (`subject`); one that is not `on` takes it away. The latest holds.

    Not a flag: a section may have both, and of flags only the latest holds.
    """

    subject: str
    on: bool = True
    landmark: Landmark | None = None


class Acknowledged(_Base, frozen=True, kw_only=True, tag="acknowledged"):
    """The learner has seen why the question `subject`, which is asked no more, was wrong up to and including `rev`."""

    subject: str
    rev: int


class Arrived(_Base, frozen=True, kw_only=True, tag="arrived"):
    """A newer library reached a computer: moments of locking that were not known there before (ISO 8601, UTC).

    `after` is the time of the learner's last step until then, made perhaps there and from the older copy; the steps up to it may not have
    seen what was locked at these moments.
    """

    moments: tuple[str, ...]
    after: str


Event: TypeAlias = (
    Answered | Read | RunStarted | RunEnded | Voided | Reported | Judged | Flagged | Noted | Bookmarked | Acknowledged | Arrived
)


def new_id() -> str:
    """A fresh event or run id: 32 hex digits of a random UUID."""
    return uuid.uuid4().hex


def stamp(now: datetime) -> str:
    """`now` (aware) as ISO 8601 with microseconds, so that deeds in quick succession keep their order, and offset."""
    return now.isoformat(timespec="microseconds")


def to_document(event: Event) -> dict[str, Any]:
    """The event as a JSON-ready dict: what TinyDB and the journal hold."""
    document: dict[str, Any] = msgspec.to_builtins(event)
    return document
