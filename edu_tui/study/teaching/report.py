"""What is to be told of a session: pure data from its state alone, so that an old session can be told when the library has moved on."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.progress.sessions_events import FormPair
from edu_tui.progress.sessions_plan import MINUTE_MS, StepKind
from edu_tui.progress.sessions_state import FormCount, SessionState, Vote
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.gain import FEWEST, Gain, Matched, class_gain, matched
from edu_tui.study.teaching.material import LETTERS
from edu_tui.study.teaching.report_values import (
    Again,
    FormsReport,
    OptionReport,
    PairReport,
    RoundReport,
    SessionReport,
    StepReport,
    VoteReport,
)
from edu_tui.study.teaching.votes import CONVENTION, Thresholds, is_guarded, outcome, right, shift

SMALL_GROUP = "The groups are small: a share may be chance, so read it with its interval."
NOT_MATCHED = "Counts are not matched by person: as many answered after as before, and they are taken to be the same people."
TWO_GAINS = (
    "The gain of the averages and the average of the persons' changes are two different numbers (Bao 2006); neither stands for the other."
)


def make_report(state: SessionState, session: str, thresholds: Thresholds = CONVENTION) -> SessionReport:
    """The report on a session, finished or not."""
    planned = state.planned
    plan = state.plan
    votes = _votes(state)
    forms = _forms(state)
    return SessionReport(
        session=session,
        title=planned.title if planned else "",
        module=plan.module,
        audience=plan.audience,
        library=planned.library if planned else "",
        library_version=planned.library_version if planned else "",
        program=planned.program if planned else "",
        started_at=state.started_at,
        ended_at=state.ended_at,
        minutes=plan.minutes,
        planned_ms=round(plan.planned_minutes * MINUTE_MS),
        actual_ms=state.ms,
        attendance=state.attendance,
        present=state.present,
        steps=_steps(state),
        votes=votes,
        forms=forms,
        teach_backs=state.teach_backs,
        notes=tuple(note.text for note in state.notes),
        again=tuple(_again(state, votes, forms, thresholds)),
    )


# --- steps and votes ---------------------------------------------------------------------------------------------------------------


def _steps(state: SessionState) -> tuple[StepReport, ...]:
    return tuple(
        StepReport(
            number=number,
            kind=step.kind,
            title=step.title or step.subject,
            planned_ms=step.ms,
            actual_ms=state.step_ms.get(step.key, 0) if step.key in state.step_ms or step.key == state.place.step else None,
        )
        for number, step in enumerate(state.plan.steps, 1)
    )


def _votes(state: SessionState) -> tuple[VoteReport, ...]:
    questions = dict.fromkeys(vote.ballot.question for vote in state.votes)
    return tuple(_vote(state.rounds(question)) for question in questions)


def _vote(rounds: tuple[Vote, ...]) -> VoteReport:
    """What is told of a question. A shift would tell the counts of a guarded round."""
    ballot = rounds[0].ballot
    return VoteReport(
        question=ballot.question,
        rev=ballot.rev,
        title=ballot.title,
        objective=ballot.objective,
        poll=ballot.poll,
        rounds=tuple(_round(vote) for vote in rounds),
        shift=None if any(is_guarded(vote) for vote in rounds) else shift(rounds),
    )


def _round(vote: Vote) -> RoundReport:
    guarded = is_guarded(vote)
    verdict, letter = outcome(vote) if guarded else (None, "")
    options = tuple(
        OptionReport(letter=LETTERS[place], text=option.text, correct=option.correct, count=None if guarded else count)
        for place, (option, count) in enumerate(zip(vote.ballot.options, vote.counts, strict=True))
    )
    return RoundReport(
        number=vote.round,
        options=options,
        voters=None if guarded else vote.voters,
        non_voters=None if guarded else vote.non_voters,
        right=None if guarded else right(vote),
        corrected=vote.corrected,
        verdict=verdict,
        letter=letter,
    )


# --- forms -------------------------------------------------------------------------------------------------------------------------


def _forms(state: SessionState) -> FormsReport | None:
    """Before and after; None where nothing was entered."""
    pairs = state.planned.pairs if state.planned else ()
    sheets = {form: {symbol: marks for (of, symbol), marks in state.sheets.items() if of == form} for form in ("pre", "post")}
    if not pairs or not (state.counted or state.sheets):
        return None
    reports = tuple(_pair(state, pair) for pair in pairs)
    pre, post = _sum([one.pre for one in reports]), _sum([one.post for one in reports])
    by_symbol = matched(pairs, sheets["pre"], sheets["post"]) if sheets["pre"] and sheets["post"] else None
    gain = _class_gain(reports)
    return FormsReport(
        how=state.plan.forms,
        pairs=reports,
        pre=pre,
        post=post,
        gain=gain,
        matched=by_symbol,
        caveats=tuple(_caveats(reports, gain, by_symbol)),
    )


def _pair(state: SessionState, pair: FormPair) -> PairReport:
    return PairReport(
        pre_id=pair.pre,
        post_id=pair.post,
        title=pair.title,
        objective=pair.objective,
        pre=form_share(state, "pre", pair.pre),
        post=form_share(state, "post", pair.post),
    )


def form_share(state: SessionState, form: str, question: str) -> Share | None:
    """The share right of one question: as counted, or from the sheets if these are of more people (not everybody chose a symbol)."""
    counted = state.counted.get((form, question), FormCount(0, 0))
    marks = [sheet[question] for (of, _), sheet in state.sheets.items() if of == form and question in sheet]
    best = FormCount(sum(marks), len(marks)) if len(marks) > counted.of else counted
    return Share(best.right, best.of) if best.of else None


def _sum(shares: list[Share | None]) -> Share | None:
    told = [share for share in shares if share is not None]
    return Share(sum(share.part for share in told), sum(share.of for share in told)) if told else None


def _class_gain(pairs: tuple[PairReport, ...]) -> Gain:
    """The class's gain from counts. It is told only if every pair was answered by the same number of people before and after.

    Otherwise other people answered, and the difference is between groups, not a gain.
    """
    both = [(one.pre, one.post) for one in pairs if one.pre is not None and one.post is not None]
    numbers = {share.of for one in pairs for share in (one.pre, one.post) if share is not None}
    if not both or len(both) < len(pairs):
        return Gain(None, 0, withheld="No gain is told, because some questions were not counted both before and after.")
    pre = 100 * sum(before.value for before, _ in both) / len(both)
    post = 100 * sum(after.value for _, after in both) / len(both)
    if len(numbers) > 1:
        words = "No gain of the class is told from counts, because not as many answered each question before as after."
        return Gain(None, min(numbers), pre, post, words)
    return class_gain(pre, post, numbers.pop())


def _caveats(pairs: tuple[PairReport, ...], gain: Gain, by_symbol: Matched | None) -> Iterator[str]:
    if gain.value is not None and by_symbol is None:
        yield NOT_MATCHED
    if by_symbol is not None:
        yield (
            f"People matched by symbol: {by_symbol.learners}. Sheets without a counterpart, left out: "
            f"{by_symbol.dropped_pre} from before, {by_symbol.dropped_post} from after."
        )
        if by_symbol.of_class.value is not None and by_symbol.of_persons.value is not None:
            yield TWO_GAINS
    if any(share.is_small for one in pairs for share in (one.pre, one.post) if share is not None):
        yield SMALL_GROUP


# --- what to teach again -------------------------------------------------------------------------------------------------------------


def _again(state: SessionState, votes: tuple[VoteReport, ...], forms: FormsReport | None, thresholds: Thresholds) -> Iterator[Again]:
    """What was not yet right, not heard, or not reached."""
    for vote in votes:
        last = vote.rounds[-1].right
        if last is not None and last.value <= thresholds.high:
            yield Again(what=_what(vote.title, vote.objective), why=f"{last.part} of {last.of} were right in the last vote")
    for pair in forms.pairs if forms else ():
        if pair.post is not None and pair.post.of >= FEWEST and pair.post.value <= thresholds.high:
            yield Again(what=_what(pair.title, pair.objective), why=f"{pair.post.part} of {pair.post.of} were right after the session")
    for teach_back in state.teach_backs:
        for point in teach_back.missing:
            yield Again(what=point, why=f"not heard in the teach-back on {teach_back.title}")
    for step in _steps(state):
        if step.kind is StepKind.SECTION and step.actual_ms is None and state.started_at:
            yield Again(what=step.title, why="planned and not reached")


def _what(title: str, objective: str) -> str:
    return f"{title}: {objective}" if objective else title
