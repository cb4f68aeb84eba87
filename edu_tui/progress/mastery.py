"""How far a learner is with one module, from plain ids: this room does not know the library."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from edu_tui.progress.state import LearnerState


class ModuleProgress(NamedTuple):
    """Numbers of one module for one audience.

    `read` of `sections`, `answered` of `questions`; `mastery` is the mean over the scored questions of the latest score, with 0 for those
    never answered: 0 to 1, and 1 only when everything was answered rightly the last time.
    """

    sections: int
    read: int
    questions: int
    answered: int
    mastery: float


def module_progress(
    state: LearnerState, module: str, audience: str, sections: Collection[str], questions: Collection[str]
) -> ModuleProgress:
    """The progress in `module` as told to `audience`, of which `sections` and `questions` (scored ones, without polls) are the ids."""
    read = sum(state.is_read(module, audience, section) for section in sections)
    scores = [state.latest_score(question) for question in questions]
    answered = [score for score in scores if score is not None]
    mastery = sum(answered) / len(questions) if questions else 0.0
    return ModuleProgress(len(sections), read, len(questions), len(answered), mastery)
