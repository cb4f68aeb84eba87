"""How far a learner is in each module: the library's catalogue beside what was folded from the events."""

from __future__ import annotations

import msgspec

from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.mastery import module_progress
from edu_tui.progress.state import LearnerState


class Done(msgspec.Struct, frozen=True):
    """How much of one module is done; polls count as questions. The first screen tells this of every module, so no answer is looked at."""

    sections_read: int
    sections_total: int
    questions_answered: int
    questions_total: int


class ModuleProgress(Done, frozen=True, kw_only=True):
    """One module for one audience. Polls do not count for `mastery` (0 to 1, the mean of the latest scores)."""

    module: str
    audience: Audience
    title: str
    mastery: float


def done_in(catalogue: Catalogue, entry: ModuleEntry, state: LearnerState) -> Done:
    """How much of one module is done."""
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    questions = quiz.questions if quiz else ()
    return Done(
        sections_read=sum(state.is_read(entry.id, entry.audience, section.id) for section in entry.sections),
        sections_total=len(entry.sections),
        questions_answered=sum(state.is_answered(question.id) for question in questions),
        questions_total=len(questions),
    )


def overview(catalogue: Catalogue, state: LearnerState) -> tuple[ModuleProgress, ...]:
    """The progress in every module that can be shown, in the order of the catalogue."""
    return tuple(progress_in(catalogue, entry, state) for entry in catalogue.modules if not entry.broken)


def progress_in(catalogue: Catalogue, entry: ModuleEntry, state: LearnerState) -> ModuleProgress:
    """The progress in one module."""
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    scored = [question.id for question in quiz.questions if question.scored] if quiz else []
    return ModuleProgress(
        **msgspec.structs.asdict(done_in(catalogue, entry, state)),
        module=entry.id,
        audience=entry.audience,
        title=entry.title,
        mastery=module_progress(state, entry.id, entry.audience, [section.id for section in entry.sections], scored).mastery,
    )
