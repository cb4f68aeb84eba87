"""Mastery: what was right the last time it was asked, by objective and by module, and where to look again first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry
from edu_tui.library.modules import Audience, Objective
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import CORRECT
from edu_tui.study.overview import ModuleProgress, overview
from edu_tui.study.stat_days import Spent
from edu_tui.study.stat_share import Share, share_right

MOST_WEAK = 5
"""Weak objectives that are shown at once: what can be read again in an evening."""


class ObjectiveStatistics(msgspec.Struct, frozen=True):
    """One objective of a module.

    `right` counts its scored questions that were wholly right the last time, among those that were ever answered; `questions` are all of
    them, `missed` the ids of those that were not right, `mastery` the mean of the latest scores, with 0 for those never answered. `section`
    is the id of the first section that serves it, "" if none does, `quiz` the name of the quiz that asks for it.
    """

    module: str
    audience: Audience
    id: str
    text: str
    questions: int
    right: Share
    missed: tuple[str, ...]
    mastery: float
    module_title: str
    section: str
    section_title: str
    quiz: str


class ModuleStatistics(msgspec.Struct, frozen=True):
    """One module: how far the learner is, its scored `questions`, `right` as for objectives but over all of them, and the time it took."""

    progress: ModuleProgress
    questions: int
    right: Share
    spent: Spent
    objectives: tuple[ObjectiveStatistics, ...]

    @property
    def begun(self) -> bool:
        """Whether anything of it was read or answered."""
        return bool(self.progress.sections_read or self.progress.questions_answered)


def modules_of(catalogue: Catalogue, state: LearnerState, spent: Mapping[tuple[str, str], Spent]) -> tuple[ModuleStatistics, ...]:
    """All modules that can be shown, in the order of the catalogue; `spent` is by module and audience."""
    found = []
    for progress in overview(catalogue, state):
        entry = catalogue.module(progress.module, progress.audience)
        if entry is not None:
            found.append(_module(catalogue, entry, progress, state, spent.get((entry.id, entry.audience), Spent())))
    return tuple(found)


def weakest(modules: Iterable[ModuleStatistics]) -> tuple[ObjectiveStatistics, ...]:
    """Up to `MOST_WEAK` objectives with something that was not right the last time, those first that are most surely weak.

    They go by the upper end of the interval: 4 right of 10 say more about a weakness than 0 of 1.
    """
    weak = [objective for module in modules for objective in module.objectives if objective.missed]
    return tuple(sorted(weak, key=lambda objective: (objective.right.interval[1], objective.right.value))[:MOST_WEAK])


def _module(catalogue: Catalogue, entry: ModuleEntry, progress: ModuleProgress, state: LearnerState, spent: Spent) -> ModuleStatistics:
    quiz = catalogue.quiz_for(entry.id, entry.audience)
    scored = [question for question in quiz.questions if question.scored] if quiz and not quiz.broken else []
    scores = {question.id: score for question in scored if (score := state.latest_score(question.id)) is not None}
    objectives = [_objective(entry, objective, quiz.name if quiz else "", scored, scores) for objective in entry.objectives]
    return ModuleStatistics(progress, len(scored), share_right(scores.values()), spent, tuple(objectives))


def _objective(
    entry: ModuleEntry, objective: Objective, quiz: str, scored: Sequence[QuestionEntry], scores: Mapping[str, float]
) -> ObjectiveStatistics:
    asked = [question.id for question in scored if question.objective == objective.id]
    known = {ident: scores[ident] for ident in asked if ident in scores}
    section = next((section for section in entry.sections if objective.id in section.objectives), None)
    return ObjectiveStatistics(
        module=entry.id,
        audience=entry.audience,
        id=objective.id,
        text=objective.text,
        questions=len(asked),
        right=share_right(known.values()),
        missed=tuple(ident for ident, score in known.items() if score < CORRECT),
        mastery=sum(known.values()) / len(asked) if asked else 0.0,
        module_title=entry.title,
        section=section.id if section else "",
        section_title=section.title if section else "",
        quiz=quiz,
    )
