"""The handouts of a module: which there are, for whom, and how to make one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from edu_tui.export.answer_key import write_key
from edu_tui.export.cards import write_cards
from edu_tui.export.facilitator import write_facilitator
from edu_tui.export.leaflet import write_leaflet
from edu_tui.export.learner import write_learner
from edu_tui.export.material import Material
from edu_tui.library.blocks import Quote
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.walk import walk_blocks


class Kind(StrEnum):
    """The kinds of handouts, in the order in which a session needs them."""

    FACILITATOR = "facilitator"
    LEARNER = "learner"
    KEY = "key"
    CARDS = "cards"
    LEAFLET = "leaflet"


PURPOSES = {
    Kind.FACILITATOR: "for the one who leads: time plan, notes, teach-back, questions with key",
    Kind.LEARNER: "questions to tick and write, one copy a person",
    Kind.KEY: "answers with explanations and sources, for the one who leads",
    Kind.CARDS: "voting cards A to D, one copy a person",
    Kind.LEAFLET: "the page to take home, one copy a person",
}
"""What each kind is for, and how many are needed."""

NEED_QUIZ = (Kind.LEARNER, Kind.KEY)
"""The kinds that a module without a quiz cannot have."""


class HandoutError(Exception):
    """Why a handout cannot be made: one sentence with its cure."""


def gather(library: Library, module: str, audience: Audience, today: date, *, large: bool = False) -> Material:
    """What the handouts of a module are made from. Raises HandoutError if the module is not there or cannot be read."""
    entry = library.catalogue.module(module, audience)
    page = library.module(module, audience) if entry else None
    if entry is None or page is None:
        raise HandoutError(f"There is no page {module} for {audience}: name another module, or the other audience.")
    if entry.broken:
        raise HandoutError(entry.broken)
    quiz = library.catalogue.quiz_for(module, audience)
    found = library.quiz(quiz.name) if quiz and not quiz.broken else None
    return Material(page, found, library.ledger, library.catalogue, today, large)


def write_handout(material: Material, kind: Kind) -> str:
    """One handout as a self-contained HTML document. Raises HandoutError if it needs questions and there are none."""
    match kind:
        case Kind.LEAFLET:
            return write_leaflet(material)
        case Kind.FACILITATOR:
            return write_facilitator(material)
        case Kind.CARDS:
            return write_cards(material)
    quiz = material.quiz
    if quiz is None or not quiz.questions:
        kinds = ", ".join(kinds_for(material))
        words = f"{material.module.id} has no questions for {material.module.audience}, so there is no {kind} sheet"
        raise HandoutError(f"{words}: choose one of {kinds}.")
    return write_learner(material, quiz) if kind is Kind.LEARNER else write_key(material, quiz)


def kinds_for(material: Material) -> tuple[Kind, ...]:
    """The handouts that can be made from `material`."""
    has_quiz = material.quiz is not None and bool(material.quiz.questions)
    return tuple(kind for kind in Kind if has_quiz or kind not in NEED_QUIZ)


def lacking(material: Material) -> tuple[str, ...]:
    """What the handouts of a session will not have, a sentence each; () if nothing is missing."""
    module = material.module
    found = []
    if len(kinds_for(material)) < len(Kind):
        found.append(f"There are no questions for {module.audience}, so no learner's sheet and no key.")
    blocks = [block for section in module.sections for block in walk_blocks(section.blocks)]
    labels = {block.label for block in blocks if isinstance(block, Quote)}
    if "notes" not in labels:
        found.append("The page has no notes for the one who leads.")
    if "teach-back" not in labels:
        found.append("The page has no teach-back.")
    return tuple(found)
