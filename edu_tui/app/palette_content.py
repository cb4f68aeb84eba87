"""The palette's other half: modules, sections, questions and terms of the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from edu_tui.app.pages.home import WHO
from edu_tui.app.palette import highlighted
from edu_tui.app.recent import MARK, Place, recent_places
from edu_tui.app.routes import Ask, Glossary, Read
from edu_tui.library.catalogue import Catalogue

if TYPE_CHECKING:
    from edu_tui.app.app import EduApp


def places(catalogue: Catalogue, terms: Iterable[str]) -> Iterator[Place]:
    """Every module, section, quiz, question and term, with the words that say what it is."""
    for module in catalogue.modules:
        who = WHO[module.audience]
        yield Place(module.title, f"Module {who}", Read(module.id, module.audience))
        for section in module.sections:
            yield Place(section.title, f"{module.title}, {who}", Read(module.id, module.audience, section.id))
    for quiz in catalogue.quizzes:
        who = WHO[quiz.audience]
        yield Place(quiz.title, f"Questions {who}", Ask(quiz.name))
        for question in quiz.questions:
            yield Place(question.title, f"Question: {quiz.title}, {who}", Ask(quiz.name, "study", (question.id,)))
    for term in terms:
        yield Place(term, "Glossary", Glossary(term))


class ContentProvider(Provider):
    """Finds places of the library by their titles; before anything is typed, those where the learner was last."""

    async def discover(self) -> Hits:
        """Where the learner was last."""
        app: EduApp = self.app  # type: ignore[assignment]
        recent = recent_places(app.context.marks.get(MARK), app.context.catalogue)
        for place in [place for place in recent if place.route != app.route]:
            about: str = Content(f"{place.about}. You were here lately.")  # type: ignore[assignment]  # as in `search`
            yield DiscoveryHit(Content(place.title), partial(app.go, place.route), text=place.title, help=about)

    async def search(self, query: str) -> Hits:
        """Places that match."""
        app: EduApp = self.app  # type: ignore[assignment]
        matcher = self.matcher(query)
        terms = (term.name for term in app.context.library.ledger.terms.values())
        for place in places(app.context.catalogue, terms):
            score = matcher.match(place.title)
            if score > 0:
                # The palette reads a text as markup; a `Content` it takes as it is.
                about: str = Content(place.about)  # type: ignore[assignment]
                yield Hit(score, highlighted(matcher, place.title), partial(app.go, place.route), text=place.title, help=about)
