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
    """

    quiz: str
    mode: str = ""
    questions: tuple[str, ...] = ()
    fresh: bool = False
    limit_ms: int = 0
    run: str = ""


class Progress(msgspec.Struct, frozen=True):
    """What the learner has done."""


class Glossary(msgspec.Struct, frozen=True):
    """All terms, at one of them if `term` is given."""

    term: str = ""


class WhoLearns(msgspec.Struct, frozen=True):
    """The learners of this computer."""


class Search(msgspec.Struct, frozen=True):
    """What the library holds about some words; "" for none yet."""

    query: str = ""


class Help(msgspec.Struct, frozen=True):
    """The keys of the screen one comes from."""


Route: TypeAlias = Home | Read | Ask | Progress | Glossary | WhoLearns | Search | Help


def route_from(text: str) -> Route:
    """The route behind the command line's words.

    They are "", "read:MODULE:AUDIENCE[:SECTION]", "quiz:NAME:MODE[:QUESTION,QUESTION ...]" and "review:AUDIENCE".
    """
    kind, *rest = text.split(":")
    if kind == "read" and len(rest) >= 2:
        return Read(rest[0], Audience(rest[1]), rest[2] if len(rest) > 2 else "", resume=len(rest) == 2)
    if kind == "review" and rest:
        return Ask(review_name(Audience(rest[0])), REVIEW)
    if kind == "quiz" and rest:
        questions = tuple(rest[2].split(",")) if len(rest) > 2 else ()
        return Ask(rest[0], rest[1] if len(rest) > 1 else "", questions)
    return Home()
