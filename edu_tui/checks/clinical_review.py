"""What a reviewing clinician should look at first: facts that are not plainly verified, where they stand, and questions of safety."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.whole import Whole
from edu_tui.library.ledger import Fact, Status
from edu_tui.library.modules import Audience, Review
from edu_tui.library.walk import cited_keys


class UsedFact(msgspec.Struct, frozen=True):
    """A fact of the ledger and the places that cite it: sections of pages ("family.md#fever") and ids of questions."""

    fact: Fact
    places: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether it was verified in its own source and nobody contests it."""
        return self.fact.status is Status.VERIFIED and not self.fact.doubts


class ModuleReview(msgspec.Struct, frozen=True):
    """A module for both audiences: its review for each, its facts in the order of first use, and its questions marked as safety."""

    module: str
    title: str
    reviews: dict[Audience, Review | None]
    facts: tuple[UsedFact, ...]
    safety: tuple[str, ...]


def clinical_reviews(whole: Whole) -> tuple[ModuleReview, ...]:
    """The modules of the library, in their order."""
    return tuple(_review(whole, ident) for ident in dict.fromkeys(module.id for module in whole.modules))


def _review(whole: Whole, ident: str) -> ModuleReview:
    modules = [module for module in whole.modules if module.id == ident]
    used: dict[str, list[str]] = {}
    for key, place in _citations(whole, ident):
        if key in whole.ledger.facts and place not in used.setdefault(key, []):
            used[key].append(place)
    return ModuleReview(
        module=ident,
        title=modules[0].title,
        reviews={module.audience: module.reviewed for module in modules},
        facts=tuple(UsedFact(whole.ledger.facts[key], tuple(places)) for key, places in used.items()),
        safety=tuple(question.id for quiz, question in whole.questions() if quiz.module == ident and question.safety),
    )


def _citations(whole: Whole, ident: str) -> Iterator[tuple[str, str]]:
    """Each key that the pages and questions of a module cite, with its place."""
    for module in whole.modules:
        if module.id == ident:
            name = f"{module.audience}.md"
            sections = ((f"{name}#{section.id}", section.blocks) for section in module.sections)
            for place, blocks in ((name, module.lead), *sections):
                yield from ((key, place) for key in cited_keys(blocks))
    for quiz, question in whole.questions():
        if quiz.module == ident:
            yield from ((key, question.id) for key in cited_keys(all_blocks(question)))
