"""The places visited last: sections and quizzes, kept as a mark, which belongs to one computer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.study.runs import review_audience

MARK = "recent"
"""The mark's name."""

LIMIT = 12
"""Places that are kept."""


class Place(msgspec.Struct, frozen=True):
    """Somewhere to go: its title, the words that say what it is, and the way there."""

    title: str
    about: str
    route: Route


def remembered(kept: object, route: Route) -> list[str] | None:
    """The mark after a visit to `route`, the latest first; None if it stays as it is: not every place is one to come back to."""
    name = _name(route)
    before = _names(kept)
    if not name or before[:1] == [name]:
        return None
    return [name, *(one for one in before if one != name)][:LIMIT]


def recent_places(kept: object, catalogue: Catalogue) -> tuple[Place, ...]:
    """The places of a mark, as far as the library still has them."""
    return tuple(place for name in _names(kept)[:LIMIT] if (place := _place(name.split(":"), catalogue)) is not None)


def _names(kept: object) -> list[str]:
    return [name for name in kept if isinstance(name, str)] if isinstance(kept, Sequence) and not isinstance(kept, str) else []


def _name(route: Route) -> str:
    """What a place is called in the mark; "" for one that is not kept."""
    match route:
        case Read(module, audience, section, resume=False) if section:
            return f"read:{module}:{audience}:{section}"
        case Ask(quiz):
            return f"quiz:{quiz}"
    return ""


def _place(parts: Sequence[str], catalogue: Catalogue) -> Place | None:
    match parts:
        case ["read", ident, ("clinician" | "family") as audience, section]:
            module = catalogue.module(ident, Audience(audience))
            entry = module.section(section) if module and not module.broken else None
            about = f"{module.title}, {WHO[module.audience]}" if module else ""
            return Place(entry.title, about, Read(ident, Audience(audience), section)) if entry else None
        case ["quiz", name] if whose := review_audience(name):
            return Place("Review", WHO[whose], Ask(name))
        case ["quiz", name]:
            quiz = catalogue.quiz(name)
            return Place(f"Questions: {quiz.title}", WHO[quiz.audience], Ask(name)) if quiz and not quiz.broken else None
    return None
