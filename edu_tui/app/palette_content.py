"""The palette's other half: modules, sections and questions of the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import Hit, Hits, Provider

from edu_tui.app.pages.home import WHO
from edu_tui.app.palette import highlighted
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.library.catalogue import Catalogue

if TYPE_CHECKING:
    from edu_tui.app.app import EduApp


class Place(NamedTuple):
    """Something in the library that the palette can lead to."""

    title: str
    about: str
    route: Route


def places(catalogue: Catalogue) -> Iterator[Place]:
    """Every module, section, quiz and question, with the words that say what it is."""
    for module in catalogue.modules:
        who = WHO[module.audience]
        yield Place(module.title, f"Module {who}", Read(module.id, module.audience))
        for section in module.sections:
            yield Place(section.title, f"{module.title}, {who}", Read(module.id, module.audience, section.id))
    for quiz in catalogue.quizzes:
        who = WHO[quiz.audience]
        yield Place(quiz.title, f"Questions {who}", Ask(quiz.name))
        for question in quiz.questions:
            yield Place(question.title, f"Question: {quiz.title}, {who}", Ask(quiz.name, "study", (question.id,), fresh=True))


class ContentProvider(Provider):
    """Finds places of the library by their titles."""

    async def search(self, query: str) -> Hits:
        """Places that match, best first."""
        app: EduApp = self.app  # type: ignore[assignment]
        matcher = self.matcher(query)
        for place in places(app.context.catalogue):
            score = matcher.match(place.title)
            if score > 0:
                yield Hit(score, highlighted(matcher, place.title), partial(app.go, place.route), text=place.title, help=place.about)
