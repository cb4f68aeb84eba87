"""Drawing a test: as even over the chosen objectives as their questions allow, mixed, and the same for the same seed.

Polls are left out, and of two questions that ask for the same in another guise (twins) only one is drawn. A question of a case may be drawn
alone, because its vignette stands above it; those drawn of one case stand together in written order, so that it is read once and no later
question comes before an earlier one. Drawing cases whole would let one vignette crowd out other objectives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple, TypeVar

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.roles import quiz_path
from edu_tui.progress.events import Scope
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import cards
from edu_tui.study.exam.choice import Choice, in_pool, objective_ref
from edu_tui.study.review import review_quiz
from edu_tui.study.runs import drawn_name

T = TypeVar("T")


class Candidate(NamedTuple):
    """A question that may be drawn; `card` is the same for twins."""

    question: str
    module: str
    objective: str
    card: str


def drawn_quiz(library: Library, questions: Iterable[str], audience: Audience) -> Quiz:
    """The quiz of these questions of many quizzes; unknown ones are left out."""
    gathered = review_quiz(library, questions, audience)
    return msgspec.structs.replace(gathered, name=drawn_name(audience), path=quiz_path("test"), title="Test")


def draw_test(library: Library, choice: Choice, state: LearnerState, seed: int) -> Quiz:
    """A test after the learner's choice, its questions in the order in which they are asked; it may be shorter than she wished."""
    found = candidates(library.catalogue, choice.audience, choice.scope, state)
    drawn = frozenset(draw(found, choice.scope.number, seed))
    quiz = drawn_quiz(library, [candidate.question for candidate in found if candidate.question in drawn], choice.audience)
    return msgspec.structs.replace(quiz, questions=arranged(quiz.questions, seed))


def candidates(catalogue: Catalogue, audience: Audience, scope: Scope, state: LearnerState) -> list[Candidate]:
    """All questions that a test of this scope may ask, as written."""
    card_of = {guise: card.id for card in cards(catalogue).values() for guise in card.guises}
    wanted, refs = in_pool(scope.pool, state), frozenset(scope.objectives)
    narrowed = {ref.partition(":")[0] for ref in refs}
    found: list[Candidate] = []
    for quiz in catalogue.quizzes:
        if quiz.audience is not audience or quiz.broken or (scope.modules and quiz.module not in scope.modules):
            continue
        for question in quiz.questions:
            chosen = quiz.module not in narrowed or objective_ref(quiz.module, question.objective) in refs
            if question.scored and chosen and question.id in card_of and wanted(question.id):
                found.append(Candidate(question.id, quiz.module, question.objective, card_of[question.id]))
    return found


def how_many(found: Iterable[Candidate]) -> int:
    """The most questions that can be drawn."""
    return len({candidate.card for candidate in found})


def draw(found: Iterable[Candidate], number: int, seed: int) -> tuple[str, ...]:
    """Up to `number` questions: one of each objective in turn, the objectives of different modules alternating."""
    one_a_card: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: _lot(candidate.question, seed)):
        one_a_card.setdefault(candidate.card, candidate)
    modules: dict[str, dict[str, list[str]]] = {}
    for candidate in one_a_card.values():
        modules.setdefault(candidate.module, {}).setdefault(candidate.objective, []).append(candidate.question)
    objectives = _in_turn([list(objectives.values()) for objectives in modules.values()])
    return tuple(islice(_in_turn(list(objectives)), number))


def arranged(questions: Sequence[Question], seed: int) -> tuple[Question, ...]:
    """Questions, given as written, in the order in which they are asked: mixed, those of one case together."""
    units: dict[str, list[Question]] = {}
    for question in questions:
        units.setdefault(f"case {question.case}" if question.case else question.id, []).append(question)
    mixed = sorted(units, key=lambda unit: _lot(unit, seed))
    return tuple(question for unit in mixed for question in units[unit])


def _in_turn(stacks: Sequence[Sequence[T]]) -> Iterator[T]:
    """The first of each stack, then the second of each, and so on."""
    nothing = object()
    for row in zip_longest(*stacks, fillvalue=nothing):
        yield from (item for item in row if item is not nothing)  # type: ignore[misc]  # the filling is gone


def _lot(word: str, seed: int) -> bytes:
    """Where a word comes in the mix: a digest, which unlike `random` no release of Python may change."""
    return hashlib.sha256(f"{seed}\0{word}".encode()).digest()
