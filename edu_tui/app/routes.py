"""Where in the app a learner can be: plain values that history, links and the command line share."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from edu_tui.library.modules import Audience
from edu_tui.study.runs import REVIEW, review_name


class Home(msgspec.Struct, frozen=True):
    """The first screen."""


class Read(msgspec.Struct, frozen=True):
    """A section of a module; "" is the module's cover. `resume` goes to where the learner stopped."""

    module: str
    audience: Audience
    section: str = ""
    resume: bool = False


class Ask(msgspec.Struct, frozen=True):
    """A quiz. `mode` "" shows its cover; "study" and "test" go on with the open run, or start one over `questions` (all if empty).

    `fresh` starts a new run in any case, `limit_ms` is the clock of a test, 0 for none; `run` shows the run with this id, open or ended.
    `beside` is the id of another test that ended, to be shown beside that of `run`.
    """

    quiz: str
    mode: str = ""
    questions: tuple[str, ...] = ()
    fresh: bool = False
    limit_ms: int = 0
    run: str = ""
    beside: str = ""


class ChooseTest(msgspec.Struct, frozen=True):
    """A test to be put together, for this audience or the one that is preferred, and the tests of the past."""

    audience: Audience | None = None


class Progress(msgspec.Struct, frozen=True):
    """What the learner has done."""


class Sayings(msgspec.Struct, frozen=True):
    """What the learner said of questions and sections: flags, notes and reports."""


class Places(msgspec.Struct, frozen=True):
    """What changed since the learner read it, what she keeps, and where she was last."""


class Glossary(msgspec.Struct, frozen=True):
    """All terms, at one of them if `term` is given."""

    term: str = ""


class WhoLearns(msgspec.Struct, frozen=True):
    """The learners of this computer."""


class Search(msgspec.Struct, frozen=True):
    """What the library holds about some words; "" for none yet."""

    query: str = ""


class Teach(msgspec.Struct, frozen=True):
    """The audience's screen of a teaching session, by the session's id.

    `ask` says what to ask when it begins: "count" or "initials" of those who are there, or "" for nothing.
    """

    session: str
    ask: str = ""


class Prepare(msgspec.Struct, frozen=True):
    """A teaching session to be prepared: "" lets one choose the module, `audience` None takes the one that is preferred.

    `plan` is a plan's file, which says the rest; `minutes` 0 takes the usual.
    """

    module: str = ""
    audience: Audience | None = None
    minutes: float = 0
    forms: str = ""
    plan: str = ""


class Sessions(msgspec.Struct, frozen=True):
    """The teaching sessions that were led on this computer."""


class SessionTold(msgspec.Struct, frozen=True):
    """The report of a teaching session, by the session's id; `beside` is the id of another one of its module to be compared with it."""

    session: str
    beside: str = ""


class Help(msgspec.Struct, frozen=True):
    """The keys of the screen one comes from."""


Route: TypeAlias = (
    Home
    | Read
    | Ask
    | ChooseTest
    | Progress
    | Sayings
    | Places
    | Glossary
    | WhoLearns
    | Search
    | Teach
    | Prepare
    | Sessions
    | SessionTold
    | Help
)

DESTINATIONS: dict[str, Route] = {
    "home": Home(),
    "test": ChooseTest(),
    "progress": Progress(),
    "sayings": Sayings(),
    "places": Places(),
    "search": Search(),
    "glossary": Glossary(),
    "learners": WhoLearns(),
    "sessions": Sessions(),
}
"""Where one can go from anywhere, by the name that commands and pages use."""


def route_from(text: str) -> Route:
    """The route behind the command line's words.

    They are "", "read:MODULE:AUDIENCE[:SECTION]", "quiz:NAME:MODE[:QUESTION,QUESTION ...]", "review:AUDIENCE", "test[:AUDIENCE]",
    "session:ID", "prepare[:MODULE:AUDIENCE:MINUTES:FORMS]" and "plan:FILE".
    """
    kind, *rest = text.split(":")
    if kind == "plan" and rest:
        return Prepare(plan=text.partition(":")[2])
    if kind == "session" and rest:
        return Teach(rest[0])
    if kind == "prepare":
        return Prepare(rest[0], Audience(rest[1]), float(rest[2]), rest[3]) if len(rest) == 4 else Prepare()
    if kind == "read" and len(rest) >= 2:
        return Read(rest[0], Audience(rest[1]), rest[2] if len(rest) > 2 else "", resume=len(rest) == 2)
    if kind == "review" and rest:
        return Ask(review_name(Audience(rest[0])), REVIEW)
    if kind == "test":
        return ChooseTest(Audience(rest[0]) if rest else None)
    if kind == "quiz" and rest:
        questions = tuple(rest[2].split(",")) if len(rest) > 2 else ()
        return Ask(rest[0], rest[1] if len(rest) > 1 else "", questions)
    return Home()
