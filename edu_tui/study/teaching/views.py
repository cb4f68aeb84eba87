"""What the audience may see of a session at one moment: a type of its own, built field by field.

Nothing here holds a note, a point to listen for, which option is right, feedback, an explanation or a count before it was revealed. So a
screen that draws an `AudienceView`, and is given nothing else, cannot show what it must not. What the one who leads sees is in `console`.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.questions import Choices, Question
from edu_tui.library.shuffling import shuffle_options
from edu_tui.library.slides import Slide, seen_blocks
from edu_tui.progress.sessions_events import END, Ballot, Place
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.progress.sessions_state import SessionState, Vote
from edu_tui.study.teaching.material import LETTERS, Material, can_vote
from edu_tui.study.teaching.plan_steps import form_questions
from edu_tui.study.teaching.votes import Verdict, is_guarded, outcome


class _View(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Common fields: `step` of `of` steps, from 1; 0 before the first."""

    step: int = 0
    of: int = 0


class CoverView(_View, frozen=True, kw_only=True, tag="cover"):
    """Before the start: the title of the session."""

    title: str


class BlankView(_View, frozen=True, kw_only=True, tag="blank"):
    """Nothing: the one who leads wants to be looked at."""


class TalkView(_View, frozen=True, kw_only=True, tag="talk"):
    """A few words, large."""

    title: str


class SlideView(_View, frozen=True, kw_only=True, tag="slide"):
    """Slide `number` of `slides` in a section. `shown` of its pieces are drawn; the others only take their room."""

    section: str
    number: int
    slides: int
    title: tuple[b.Inline, ...]
    blocks: tuple[b.Block, ...]
    shown: int
    line: int = 1

    @property
    def slide(self) -> Slide:
        """The slide as a layout takes it; its notes and teach-backs are empty, because this view has none."""
        return Slide(self.section, self.number, self.title, self.line, self.blocks)


class RoundView(msgspec.Struct, frozen=True, kw_only=True):
    """A round whose counts were revealed: the counts in the order of the options, or for few voters on a sensitive poll only `verdict`.

    Where there is a verdict, `counts` is empty and `voters` 0; `letter` is that of the option that most chose, "" for none.
    """

    number: int
    counts: tuple[int, ...] = ()
    voters: int = 0
    verdict: Verdict | None = None
    letter: str = ""


class VoteView(_View, frozen=True, kw_only=True, tag="vote"):
    """A question with its options, lettered A, B, C in this order.

    `phase` is "ready", "open", "closed" or "revealed", `round` the round that it is in. `rounds` are those whose counts were revealed;
    `key` (letters) and `explanation` are empty until the answer was. `voted` is how many have voted in this round, of `present` who are
    there; None where that is not known, and in a sensitive poll, where it would help to guess who chose what.
    """

    question: str
    title: tuple[b.Inline, ...]
    vignette: tuple[b.Block, ...]
    stem: tuple[b.Block, ...]
    options: tuple[tuple[b.Inline, ...], ...]
    phase: str
    round: int = 1
    voted: int | None = None
    present: int | None = None
    rounds: tuple[RoundView, ...] = ()
    key: tuple[str, ...] = ()
    explanation: tuple[b.Block, ...] = ()


class PromptView(_View, frozen=True, kw_only=True, tag="prompt"):
    """A teach-back: what the audience is asked to tell in its own words."""

    title: str
    blocks: tuple[b.Block, ...]


class FormView(_View, frozen=True, kw_only=True, tag="form"):
    """A form is being filled in: `form` is "pre" or "post", `how` "paper" or "count"; `questions` many.

    By count they are asked one by one: question `number` with its options, lettered in this order. On paper `number` is 0.
    """

    form: str
    title: str
    how: str
    questions: int
    number: int = 0
    asked: tuple[b.Inline, ...] = ()
    vignette: tuple[b.Block, ...] = ()
    stem: tuple[b.Block, ...] = ()
    options: tuple[tuple[b.Inline, ...], ...] = ()


class EndView(_View, frozen=True, kw_only=True, tag="end"):
    """The closing page."""

    title: str


AudienceView: TypeAlias = CoverView | BlankView | TalkView | SlideView | VoteView | PromptView | FormView | EndView


def audience_view(material: Material, state: SessionState, place: Place | None = None) -> AudienceView:
    """What stands on the audience's screen; with `place` what would stand there, blank or not."""
    of = len(state.plan.steps)
    title = state.planned.title if state.planned else material.module.title
    if place is None and state.blank:
        return BlankView(of=of)
    at = place or state.place
    if at.step == END or (place is None and state.ended_at):
        return EndView(title=title, step=of, of=of)
    step = state.plan.step(at.step)
    if step is None:
        return CoverView(title=title, of=of)
    return _step_view(material, state, step, at, state.plan.place_of(step.key) + 1, of)


def step_slides(material: Material, step: PlanStep) -> tuple[Slide, ...]:
    """The slides of a step; none where it is no section."""
    if step.kind is StepKind.OPENING:
        return material.opening()
    return material.slides(step.subject) if step.kind is StepKind.SECTION else ()


def slide_at(material: Material, step: PlanStep, place: Place) -> Slide | None:
    """The slide at a place, the nearest one where the library changed; None where the step has none."""
    slides = step_slides(material, step)
    return slides[max(0, min(place.slide, len(slides)) - 1)] if slides else None


def form_pages(material: Material, plan: Plan, step: PlanStep) -> int:
    """How many pages a form has: one for each question where hands are counted, none where it is filled in on paper."""
    by_count = step.kind is StepKind.FORM and plan.forms == "count"
    return len(form_questions(material, step.subject)) if by_count else 0


def ballot_of(material: Material, state: SessionState, step: PlanStep) -> Ballot | None:
    """The question of a step as it was put to the vote, or would be; None where the library has it no longer as one to vote on."""
    rounds, question = state.rounds(step.subject), material.question(step.subject)
    if rounds:
        return rounds[-1].ballot
    return material.ballot(question, state.plan.seed) if question is not None and can_vote(question) else None


def _vignette(material: Material, question: Question) -> tuple[b.Block, ...]:
    """What an audience may see of the case before a question; empty for one that stands alone."""
    case = material.quiz.case(question.case) if material.quiz and question.case else None
    return seen_blocks(case.blocks) if case else ()


def _step_view(material: Material, state: SessionState, step: PlanStep, place: Place, number: int, of: int) -> AudienceView:
    slide = slide_at(material, step, place)
    if slide is not None:
        return SlideView(
            section=slide.section,
            number=slide.number,
            slides=len(step_slides(material, step)),
            title=slide.title,
            blocks=slide.blocks,
            shown=place.shown,
            line=slide.line,
            step=number,
            of=of,
        )
    if step.kind is StepKind.QUESTION:
        view = _vote_view(material, state, step, number, of)
        if view is not None:
            return view
    if step.kind is StepKind.TEACH_BACK and (prompt := material.prompt(step.subject)) is not None:
        return PromptView(title=prompt.title, blocks=prompt.blocks, step=number, of=of)
    if step.kind is StepKind.FORM:
        return _form_view(material, state.plan, step, place, number, of)
    return TalkView(title=step.title or step.subject, step=number, of=of)


def _form_view(material: Material, plan: Plan, step: PlanStep, place: Place, number: int, of: int) -> FormView:
    questions = form_questions(material, step.subject)
    blank = FormView(form=step.subject, title=step.title, how=plan.forms, questions=len(questions), step=number, of=of)
    if not form_pages(material, plan, step):
        return blank
    at = min(max(1, place.slide), len(questions))
    question = questions[at - 1]
    options = {option.key: option.inlines for option in question.body.options} if isinstance(question.body, Choices) else {}
    return msgspec.structs.replace(
        blank,
        number=at,
        asked=question.title,
        vignette=_vignette(material, question),
        stem=seen_blocks(question.stem),
        options=tuple(options[key] for key in shuffle_options(question, plan.seed)) if options else (),
    )


def _vote_view(material: Material, state: SessionState, step: PlanStep, number: int, of: int) -> VoteView | None:
    """The view of a question; None where it is neither in the library nor was put to the vote."""
    question = material.question(step.subject)
    rounds = state.rounds(step.subject)
    ballot = ballot_of(material, state, step)
    if ballot is None:
        return None
    latest = rounds[-1] if rounds else None
    current = question if question is not None and _is_same(question, ballot) else None
    key_shown = any(vote.key_shown for vote in rounds)
    return VoteView(
        question=ballot.question,
        title=current.title if current else (b.Text(ballot.title),),
        vignette=_vignette(material, question) if question else (),
        stem=seen_blocks(current.stem) if current else (b.Paragraph(1, (b.Text(ballot.title),)),),
        options=_options(current, ballot),
        phase=latest.phase if latest else "ready",
        round=latest.round if latest else 1,
        voted=latest.voters if latest and not ballot.sensitive else None,
        present=state.present if latest and not ballot.sensitive else None,
        rounds=tuple(_round_view(vote) for vote in rounds if vote.phase == "revealed"),
        key=tuple(LETTERS[place] for place, option in enumerate(ballot.options) if option.correct) if key_shown else (),
        explanation=seen_blocks(current.explanation) if key_shown and current else (),
        step=number,
        of=of,
    )


def _is_same(question: Question, ballot: Ballot) -> bool:
    """Whether the library still asks what was put to the vote."""
    return (
        question.rev == ballot.rev
        and isinstance(question.body, Choices)
        and {option.key for option in question.body.options} == {option.key for option in ballot.options}
    )


def _options(question: Question | None, ballot: Ballot) -> tuple[tuple[b.Inline, ...], ...]:
    if question is None or not isinstance(question.body, Choices):
        return tuple((b.Text(option.text),) for option in ballot.options)
    inlines = {option.key: option.inlines for option in question.body.options}
    return tuple(inlines[option.key] for option in ballot.options)


def _round_view(vote: Vote) -> RoundView:
    if is_guarded(vote):
        verdict, letter = outcome(vote)
        return RoundView(number=vote.round, verdict=verdict, letter=letter)
    return RoundView(number=vote.round, counts=vote.counts, voters=vote.voters)
