"""What a reviewing clinician should look at first: facts that are not plainly verified, where they stand, and questions of safety."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.whole import Whole
from edu_tui.library.blocks import Block
from edu_tui.library.ledger import Doubt, Fact, Status
from edu_tui.library.modules import Audience, Module, Review
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import cited_keys


class UsedFact(msgspec.Struct, frozen=True):
    """A fact of the ledger and the places that cite it: sections of pages ("family.md#fever"), quizzes, and ids of cases and questions."""

    fact: Fact
    places: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether it was verified in its own source and nobody contests it."""
        return self.fact.status is Status.VERIFIED and not self.fact.doubts


KINDS: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("Recalled: nobody has checked", lambda fact: fact.status is Status.RECALLED),
    ("Unconfirmed: seen at second hand only", lambda fact: Doubt.UNCONFIRMED in fact.doubts),
    ("Contested", lambda fact: Doubt.CONTESTED in fact.doubts),
    ("Seen in a copy or a summary", lambda fact: Doubt.SECONDARY in fact.doubts),
    ("Our arithmetic", lambda fact: fact.status is Status.DERIVED),
    ("From the founding editorial only", lambda fact: fact.status is Status.SEED),
)
"""What to look at first, in this order; a fact is told under the first that fits."""


class ModuleReview(msgspec.Struct, frozen=True):
    """A module for both audiences: its review for each, its facts in the order of first use, and its questions marked as safety."""

    module: str
    title: str
    reviews: dict[Audience, Review | None]
    facts: tuple[UsedFact, ...]
    safety: tuple[str, ...]

    def by_kind(self) -> Iterator[tuple[str, tuple[UsedFact, ...]]]:
        """The facts that are not plainly verified under each title of `KINDS` that has some."""
        told: set[str] = set()
        for title, is_kind in KINDS:
            found = tuple(used for used in self.facts if is_kind(used.fact) and used.fact.id not in told)
            told.update(used.fact.id for used in found)
            if found:
                yield title, found


def clinical_reviews(whole: Whole) -> tuple[ModuleReview, ...]:
    """The modules of the library, in their order."""
    told: dict[str, list[Module]] = {}
    asked: dict[str, list[Quiz]] = {}
    for module in whole.modules:
        told.setdefault(module.id, []).append(module)
    for quiz in whole.quizzes:
        asked.setdefault(quiz.module, []).append(quiz)
    return tuple(_review(whole, modules, asked.get(ident, [])) for ident, modules in told.items())


def _review(whole: Whole, modules: list[Module], quizzes: list[Quiz]) -> ModuleReview:
    used: dict[str, dict[str, None]] = {}
    for key, place in _citations(modules, quizzes):
        if key in whole.ledger.facts:
            used.setdefault(key, {})[place] = None
    return ModuleReview(
        module=modules[0].id,
        title=modules[0].title,
        reviews={module.audience: module.reviewed for module in modules},
        facts=tuple(UsedFact(whole.ledger.facts[key], tuple(places)) for key, places in used.items()),
        safety=tuple(question.id for quiz in quizzes for question in quiz.questions if question.safety),
    )


def _citations(modules: Iterable[Module], quizzes: Iterable[Quiz]) -> Iterator[tuple[str, str]]:
    """Each key that the pages and questions of a module cite, with its place."""
    for place, blocks in _places(modules, quizzes):
        yield from ((key, place) for key in cited_keys(blocks))


def _places(modules: Iterable[Module], quizzes: Iterable[Quiz]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Each place in pages and questions with what stands there."""
    for module in modules:
        name = f"{module.audience}.md"
        yield name, module.lead
        yield from ((f"{name}#{section.id}", section.blocks) for section in module.sections)
    for quiz in quizzes:
        yield quiz.name, quiz.intro
        yield from ((case.id, case.blocks) for case in quiz.cases)
        yield from ((question.id, all_blocks(question)) for question in quiz.questions)
