"""Choosing what fits a session's time.

The order of choice: the module's title; the forms before and after, if they are wanted or take at most a quarter of the time; one
teach-back; votes, about one in ten minutes, at most a third of the time; sections with what is left; then more votes and teach-backs.
For families what is about safety comes first: sections that say when to call, questions marked so. Otherwise questions come first that have
notes for the leader and ask to apply something; polls, which have no answer to talk about, come last.
"""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library import blocks as b
from edu_tui.library.modules import Audience, Section
from edu_tui.library.questions import Question
from edu_tui.library.walk import cited_keys, walk_blocks
from edu_tui.progress.sessions_plan import PlanStep, StepKind
from edu_tui.study.teaching.material import Material, Prompt
from edu_tui.study.teaching.plan_steps import FORM_TITLES, step_of
from edu_tui.study.teaching.timing import PACES, Pace, form_minutes, question_minutes

APPLY_LEVELS = ("apply", "analyse", "analyze", "evaluate", "create")
"""What a question asks for when knowing by heart does not answer it."""

FORMS_SHARE, VOTES_SHARE = 0.25, 0.35
MINUTES_A_VOTE = 10
SHORTEST_WITH_TEACH_BACK = 10
"""Minutes below which a session has no teach-back planned."""


class Choice:
    """What was chosen so far, and the time that is left."""

    def __init__(self, material: Material, minutes: float) -> None:
        self._material = material
        self._minutes = minutes
        self._pace: Pace = PACES[material.audience]
        self._family = material.audience is Audience.FAMILY
        self._steps: dict[str, PlanStep] = {}
        self._forms = "paper"

    @property
    def _left(self) -> float:
        return self._minutes - sum(step.minutes for step in self._steps.values())

    def take(self, kind: StepKind, subject: str) -> None:
        """Take a step, whatever the time."""
        step = step_of(self._material, kind, subject, forms=self._forms)
        self._steps[step.key] = step

    def forms_fit(self, way: str) -> bool:
        """Whether both forms take at most their share of the time."""
        count = len(self._material.pairs())
        return count > 0 and 2 * form_minutes(count, self._pace, way) <= FORMS_SHARE * self._minutes

    def take_forms(self, way: str) -> None:
        """Take both forms."""
        self._forms = way
        for form in FORM_TITLES:
            self.take(StepKind.FORM, form)

    def choose(self) -> None:
        """Choose the rest."""
        prompts = [prompt.id for prompt in self._material.prompts()]
        if self._minutes >= SHORTEST_WITH_TEACH_BACK:
            self._fill(StepKind.TEACH_BACK, prompts, most=1)
        if self._minutes >= MINUTES_A_VOTE:
            self._fill_votes(round(self._minutes / MINUTES_A_VOTE), VOTES_SHARE * self._left)
        sections = self._sections_by_rank()
        self._fill(StepKind.SECTION, sections, most=len(sections))
        if not self._chosen(StepKind.SECTION) and sections:
            self.take(StepKind.SECTION, sections[0])
        self._fill_votes(len(self._chosen(StepKind.SECTION)), self._left)
        self._fill(StepKind.TEACH_BACK, prompts, most=len(prompts))

    def in_order(self) -> tuple[PlanStep, ...]:
        """What was chosen as it is to be told: each vote and each teach-back stand behind the section that prepares it."""
        sections = [section for section in self._material.module.sections if f"{StepKind.SECTION}:{section.id}" in self._steps]
        behind: dict[str, list[str]] = {section.id: [] for section in sections}
        last = sections[-1].id if sections else ""
        loose: list[str] = []
        for question in self._questions_chosen():
            behind.get(_home(question, sections), loose).append(f"{StepKind.QUESTION}:{question.id}")
        for prompt in self._prompts_chosen():
            behind.get(prompt.section or last, loose).append(f"{StepKind.TEACH_BACK}:{prompt.id}")
        keys = [f"{StepKind.OPENING}:{self._material.module.id}", f"{StepKind.FORM}:pre"]
        for section in sections:
            keys += [f"{StepKind.SECTION}:{section.id}", *behind[section.id]]
        keys += [*loose, f"{StepKind.FORM}:post"]
        return tuple(self._steps[key] for key in keys if key in self._steps)

    def _fill(self, kind: StepKind, subjects: Sequence[str], most: int) -> None:
        """Take steps of one kind in their order as long as they fit, `most` of them."""
        for subject in subjects:
            if len(self._chosen(kind)) >= most:
                return
            step = step_of(self._material, kind, subject, forms=self._forms)
            if step.key not in self._steps and step.minutes <= self._left:
                self._steps[step.key] = step

    def _fill_votes(self, most: int, budget: float) -> None:
        """Take questions by their rank as long as they fit `budget` (minutes), `most` of them; each new one for what was asked least."""
        waiting = [question for question in self._material.questions() if f"{StepKind.QUESTION}:{question.id}" not in self._steps]
        while waiting and len(self._chosen(StepKind.QUESTION)) < most:
            best = min(waiting, key=self._rank)
            waiting.remove(best)
            minutes = question_minutes(best, self._material, self._pace)
            if minutes <= min(budget, self._left):
                self.take(StepKind.QUESTION, best.id)
                budget -= minutes

    def _rank(self, question: Question) -> tuple[bool, int, bool, bool, bool]:
        asked = sum(one.objective == question.objective for one in self._questions_chosen())
        unsafe = self._family and not question.safety
        return unsafe, asked, not question.scored, not question.notes, question.bloom not in APPLY_LEVELS

    def _sections_by_rank(self) -> list[str]:
        """The ids of all sections, the most wanted first, else as written."""
        homes = {prompt.section for prompt in self._prompts_chosen()}
        asked = {question.objective for question in self._questions_chosen()}

        sections = self._material.module.sections

        def rank(section: Section) -> tuple[bool, bool, bool, bool]:
            safety = self._family and is_safety_section(section)
            return not safety, section is not sections[0], section.id not in homes, asked.isdisjoint(section.objectives)

        return [section.id for section in sorted(sections, key=rank)]

    def _chosen(self, kind: StepKind) -> list[str]:
        return [step.subject for step in self._steps.values() if step.kind is kind]

    def _questions_chosen(self) -> list[Question]:
        chosen = set(self._chosen(StepKind.QUESTION))
        return [question for question in self._material.questions() if question.id in chosen]

    def _prompts_chosen(self) -> list[Prompt]:
        chosen = set(self._chosen(StepKind.TEACH_BACK))
        return [prompt for prompt in self._material.prompts() if prompt.id in chosen]


def is_safety_section(section: Section) -> bool:
    """Whether a section says when to call."""
    return any(isinstance(block, b.Quote) and block.label == "call now" for block in walk_blocks(section.blocks, notes=False))


def _home(question: Question, sections: Sequence[Section]) -> str:
    """The section that prepares a question: that cites most of what its explanation cites, else serves its objective, else the last.

    Among equals the first, because the last one is often a summary of all.
    """
    rests_on = set(cited_keys(question.explanation))

    def nearness(section: Section) -> tuple[int, bool]:
        return len(rests_on.intersection(cited_keys(section.blocks))), question.objective in section.objectives

    best = max(sections, key=nearness, default=None)
    if best is None:
        return ""
    return best.id if nearness(best) > (0, False) else sections[-1].id
