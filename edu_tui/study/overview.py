"""How far a learner is in each module: the library's catalogue beside what was folded from the events."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.mastery import module_progress
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section


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


def done_by_module(catalogue: Catalogue, audience: Audience, state: LearnerState) -> dict[str, Done]:
    """How much is done of the modules that can be shown to `audience`, by module."""
    read, answered = state.sections_read(), frozenset(state.answered())
    shown = (entry for entry in catalogue.modules if entry.audience is audience and not entry.broken)
    return {entry.id: _done_in(catalogue, entry, read, answered) for entry in shown}


def overview(catalogue: Catalogue, state: LearnerState) -> tuple[ModuleProgress, ...]:
    """The progress in every module that can be shown, in the order of the catalogue."""
    return tuple(progress_in(catalogue, entry, state) for entry in catalogue.modules if not entry.broken)


def progress_in(catalogue: Catalogue, entry: ModuleEntry, state: LearnerState) -> ModuleProgress:
    """The progress in one module."""
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    questions = quiz.questions if quiz else ()
    sections, scored = [section.id for section in entry.sections], [question.id for question in questions if question.scored]
    found = module_progress(state, entry.id, entry.audience, sections, scored)
    return ModuleProgress(
        sections_read=found.read,
        sections_total=found.sections,
        questions_answered=sum(state.is_answered(question.id) for question in questions),
        questions_total=len(questions),
        module=entry.id,
        audience=entry.audience,
        title=entry.title,
        mastery=found.mastery,
    )


def _done_in(catalogue: Catalogue, entry: ModuleEntry, read: Collection[Section], answered: Collection[str]) -> Done:
    """How much of one module is done, by what was read and answered in all."""
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    questions = quiz.questions if quiz else ()
    return Done(
        sections_read=sum([(entry.id, entry.audience, section.id) in read for section in entry.sections]),
        sections_total=len(entry.sections),
        questions_answered=sum([question.id in answered for question in questions]),
        questions_total=len(questions),
    )
