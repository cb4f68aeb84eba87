"""The plan of a teaching session as plain data: what is to be shown and asked, in which order, and for how many minutes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

import msgspec

MINUTE_MS = 60_000

Minutes: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=100_000)]
"""Bounded, so that a damaged or foreign file cannot make a clock absurd."""


class StepKind(StrEnum):
    """What a step is: the module's title, something said, a section, a question to vote on, a teach-back, or one of two parallel forms."""

    OPENING = "opening"
    TALK = "talk"
    SECTION = "section"
    QUESTION = "question"
    TEACH_BACK = "teach-back"
    FORM = "form"


class PlanStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step. `subject` is the id of the module, a section, a question or a teach-back prompt, "pre" or "post", or the words of a talk.

    `title` is what it was called when the plan was made, so that a report needs no library.
    """

    kind: StepKind
    subject: str
    minutes: Minutes
    title: str = ""

    @property
    def key(self) -> str:
        """What names this step in its plan: no plan holds the same step twice."""
        return f"{self.kind}:{self.subject}"

    @property
    def ms(self) -> int:
        """The planned time in milliseconds."""
        return round(self.minutes * MINUTE_MS)


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan for `minutes` with one module as told to one audience.

    `forms` says how the forms before and after are gathered, "paper" or "count"; whether they are asked at all, the steps say.
    `seed` orders the options of questions.
    """

    module: str
    audience: str
    minutes: Minutes
    steps: tuple[PlanStep, ...] = ()
    forms: str = "paper"
    seed: int = 0

    @property
    def planned_minutes(self) -> float:
        """The minutes of all steps together."""
        return sum(step.minutes for step in self.steps)

    def step(self, key: str) -> PlanStep | None:
        """The step with this key, if there is one."""
        return next((step for step in self.steps if step.key == key), None)

    def place_of(self, key: str) -> int:
        """The place of a step, from 0. Raises ValueError when the plan has none of this key."""
        return [step.key for step in self.steps].index(key)
