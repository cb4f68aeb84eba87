"""What the one who leads sees: the audience's screen, what comes next, notes, clock, votes with their key, and what to listen for."""

from __future__ import annotations

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.questions import Choices
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.sessions_events import (
    END,
    AttendanceTaken,
    Ended,
    ExplainedAgain,
    FormCounted,
    FormMarked,
    FormPair,
    Place,
    PointObserved,
    SessionNoted,
    VoteClosed,
    VoteCounted,
    VoteOpened,
    VoteRevealed,
    VoteTapped,
)
from edu_tui.progress.sessions_plan import MINUTE_MS, PlanStep, StepKind
from edu_tui.progress.sessions_state import Deed, FormCount, SessionState, TeachBack, Vote
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.material import LETTERS, Material
from edu_tui.study.teaching.plan_steps import form_questions
from edu_tui.study.teaching.views import AudienceView, audience_view, ballot_of, form_pages, slide_at
from edu_tui.study.teaching.votes import CONVENTION, HINT_WORDS, Shift, Thresholds, hint, is_guarded, right, shift


class StepLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the overview: step `number` (from 1), what it is, planned and actual time, and whether it was and is on the screen."""

    number: int
    key: str
    kind: StepKind
    title: str
    planned_ms: int
    actual_ms: int
    seen: bool
    current: bool


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """Times in ms. `elapsed` is without pauses. `ahead` is how far the session is ahead of its plan, below 0 how far behind it.

    On time is whoever stands in a step while that step was planned. `left` is what is left of the session's minutes, below 0 after that.
    """

    elapsed: int
    planned: int
    left: int
    ahead: int
    step_elapsed: int
    step_planned: int
    running: bool


class VoteConsole(msgspec.Struct, frozen=True, kw_only=True):
    """The vote on the present question. `key` are the letters that are right, `advice` is the hint in words, "" for none.

    `guarded` says that the audience is told "most" or "split" only; `round` is None before the first vote.
    """

    title: str
    options: tuple[str, ...]
    key: tuple[str, ...]
    explanation: tuple[b.Block, ...]
    round: Vote | None
    earlier: tuple[Vote, ...] = ()
    right: Share | None = None
    advice: str = ""
    shift: Shift | None = None
    guarded: bool = False
    key_shown: bool = False


class FormRow(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a form, with its count if there is one; `from_sheets` is what the sheets with symbols give."""

    question: str
    title: str
    counted: FormCount | None
    from_sheets: FormCount | None


class FormConsole(msgspec.Struct, frozen=True, kw_only=True):
    """A form: its questions in order, and the symbols of the sheets that were entered.

    `key` are the letters that are right in the question that is shown; none on paper.
    """

    form: str
    how: str
    rows: tuple[FormRow, ...]
    symbols: tuple[str, ...]
    key: tuple[str, ...] = ()


class PresenterView(msgspec.Struct, frozen=True, kw_only=True):
    """All that the one who leads sees. `screen` is what the audience sees now, `following` what the next key will bring (None at the end),
    `undo` what undo would take back, in words, "" for nothing."""

    session: str
    title: str
    screen: AudienceView
    following: AudienceView | None
    steps: tuple[StepLine, ...]
    clock: ClockView
    notes: tuple[b.Block, ...]
    blank: bool
    started: bool
    ended: bool
    vote: VoteConsole | None = None
    teach_back: TeachBack | None = None
    form: FormConsole | None = None
    attendance: AttendanceTaken | None = None
    remarks: tuple[SessionNoted, ...] = ()
    undo: str = ""


def presenter_view(
    material: Material,
    state: SessionState,
    instant: float,
    *,
    session: str = "",
    following: Place | None = None,
    thresholds: Thresholds = CONVENTION,
) -> PresenterView:
    """The console at `instant` (seconds since 1970); `following` is the place that the next key leads to."""
    step = state.plan.step(state.place.step)
    return PresenterView(
        session=session,
        title=state.planned.title if state.planned else material.module.title,
        screen=audience_view(material, state),
        following=audience_view(material, state, following) if following is not None else None,
        steps=step_lines(state, instant),
        clock=clock_view(state, instant),
        notes=_notes(material, step, state.place) if step else (),
        blank=state.blank,
        started=bool(state.started_at),
        ended=bool(state.ended_at),
        vote=_vote(material, state, step, thresholds) if step and step.kind is StepKind.QUESTION else None,
        teach_back=state.teach_back(step.subject) if step and step.kind is StepKind.TEACH_BACK else None,
        form=_form(material, state, step) if step and step.kind is StepKind.FORM else None,
        attendance=state.attendance,
        remarks=state.notes,
        undo=deed_words(state.last) if state.last else "",
    )


def step_lines(state: SessionState, instant: float) -> tuple[StepLine, ...]:
    """The overview of the plan."""
    return tuple(
        StepLine(
            number=number,
            key=step.key,
            kind=step.kind,
            title=step.title or step.subject,
            planned_ms=step.ms,
            actual_ms=state.step_elapsed(step.key, instant),
            seen=step.key in state.step_ms or step.key == state.place.step,
            current=step.key == state.place.step,
        )
        for number, step in enumerate(state.plan.steps, 1)
    )


def clock_view(state: SessionState, instant: float) -> ClockView:
    """The clock against the plan."""
    elapsed = state.elapsed(instant)
    begins, step = planned_span(state)
    ends = begins + (step.ms if step else 0)
    return ClockView(
        elapsed=elapsed,
        planned=begins,
        left=round(state.plan.minutes * MINUTE_MS) - elapsed,
        ahead=_ahead(elapsed, begins, ends),
        step_elapsed=state.step_elapsed(state.place.step, instant),
        step_planned=step.ms if step else 0,
        running=state.running,
    )


def later(clock: ClockView, ms: int) -> ClockView:
    """The clock `ms` after it was so, if nothing happened in between."""
    if not clock.running or ms <= 0:
        return clock
    elapsed = clock.elapsed + ms
    return msgspec.structs.replace(
        clock,
        elapsed=elapsed,
        left=clock.left - ms,
        ahead=_ahead(elapsed, clock.planned, clock.planned + clock.step_planned),
        step_elapsed=clock.step_elapsed + ms,
    )


def _ahead(elapsed: int, begins: int, ends: int) -> int:
    """How far `elapsed` lies before a step that should run from `begins` to `ends`, below 0 how far behind it."""
    return 0 if begins <= elapsed <= ends else begins - elapsed if elapsed < begins else ends - elapsed


def planned_span(state: SessionState) -> tuple[int, PlanStep | None]:
    """When the present step should begin (ms from the start), and the step; the planned end and None behind the last."""
    begins = 0
    for step in state.plan.steps:
        if step.key == state.place.step:
            return begins, step
        begins += step.ms
    return (begins if state.place.step == END else 0), None


def form_console(state: SessionState, form: str) -> FormConsole:
    """A form with what was entered so far."""
    pairs: tuple[FormPair, ...] = state.planned.pairs if state.planned else ()
    sheets = {symbol: marks for (of, symbol), marks in state.sheets.items() if of == form}
    rows = []
    for pair in pairs:
        ident = pair.pre if form == "pre" else pair.post
        marks = [sheet[ident] for sheet in sheets.values() if ident in sheet]
        rows.append(
            FormRow(
                question=ident,
                title=pair.title,
                counted=state.counted.get((form, ident)),
                from_sheets=FormCount(sum(marks), len(marks)) if marks else None,
            )
        )
    return FormConsole(form=form, how=state.plan.forms, rows=tuple(rows), symbols=tuple(sorted(sheets)))


def deed_words(deed: Deed) -> str:
    """What undo would take back, as words behind "Take back"."""
    match deed:
        case VoteOpened():
            return "the opening of the vote, with its counts"
        case VoteTapped(by=by):
            return "the last vote counted" if by > 0 else "the last vote taken off"
        case VoteCounted():
            return "the counts typed last"
        case VoteClosed():
            return "the end of the vote"
        case VoteRevealed(key=key):
            return "showing the answer" if key else "showing the counts"
        case PointObserved():
            return "the last point of the teach-back"
        case ExplainedAgain():
            return "the last round of explaining"
        case FormCounted() | FormMarked():
            return "the last entry of a form"
        case AttendanceTaken():
            return "the last attendance"
        case SessionNoted():
            return "the last note"
        case Ended():
            return "the end of the session"


def _form(material: Material, state: SessionState, step: PlanStep) -> FormConsole:
    """The form of a step, with the key of the question that is shown, which hands are counted for."""
    form, questions, at = form_console(state, step.subject), form_questions(material, step.subject), state.place.slide
    if not form_pages(material, state.plan, step) or not 1 <= at <= len(questions):
        return form
    body = questions[at - 1].body
    right = {option.key for option in body.options if option.correct} if isinstance(body, Choices) else set()
    shown = shuffle_options(questions[at - 1], state.plan.seed) if right else ()
    return msgspec.structs.replace(form, key=tuple(LETTERS[place] for place, key in enumerate(shown) if key in right))


def _notes(material: Material, step: PlanStep, place: Place) -> tuple[b.Block, ...]:
    slide = slide_at(material, step, place)
    if slide is not None:
        return slide.notes
    if step.kind is StepKind.QUESTION:
        question = material.question(step.subject)
        return question.notes if question else ()
    prompt = material.prompt(step.subject) if step.kind is StepKind.TEACH_BACK else None
    return prompt.notes if prompt else ()


def _vote(material: Material, state: SessionState, step: PlanStep, thresholds: Thresholds) -> VoteConsole | None:
    rounds = state.rounds(step.subject)
    question = material.question(step.subject)
    ballot = ballot_of(material, state, step)
    if ballot is None:
        return None
    latest = rounds[-1] if rounds else None
    return VoteConsole(
        title=ballot.title,
        options=tuple(option.text for option in ballot.options),
        key=tuple(LETTERS[place] for place, option in enumerate(ballot.options) if option.correct),
        explanation=question.explanation if question else (),
        round=latest,
        earlier=rounds[:-1],
        right=right(latest) if latest else None,
        advice=HINT_WORDS[hint(latest, thresholds)] if latest else "",
        shift=shift(rounds),
        guarded=latest is not None and is_guarded(latest),
        key_shown=any(vote.key_shown for vote in rounds),
    )
