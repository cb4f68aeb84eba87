"""How far a learner is in each module: the library's catalogue beside what was folded from the events."""

from __future__ import annotations

import msgspec

from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.mastery import module_progress
from edu_tui.progress.state import LearnerState


class ModuleProgress(msgspec.Struct, frozen=True):
    """One module for one audience. Polls count as questions, but not for `mastery` (0 to 1, the mean of the latest scores)."""

    module: str
    audience: Audience
    title: str
    sections_read: int
    sections_total: int
    questions_answered: int
    questions_total: int
    mastery: float


def overview(catalogue: Catalogue, state: LearnerState) -> tuple[ModuleProgress, ...]:
    """The progress in every module that can be shown, in the order of the catalogue."""
    answered = frozenset(state.answered())
    return tuple(_module(catalogue, entry, state, answered) for entry in catalogue.modules if not entry.broken)


def _module(catalogue: Catalogue, entry: ModuleEntry, state: LearnerState, answered: frozenset[str]) -> ModuleProgress:
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    questions = quiz.questions if quiz else ()
    scored = [question.id for question in questions if question.scored]
    done = module_progress(state, entry.id, entry.audience, [section.id for section in entry.sections], scored)
    return ModuleProgress(
        module=entry.id,
        audience=entry.audience,
        title=entry.title,
        sections_read=done.read,
        sections_total=done.sections,
        questions_answered=sum(question.id in answered for question in questions),
        questions_total=len(questions),
        mastery=done.mastery,
    )
