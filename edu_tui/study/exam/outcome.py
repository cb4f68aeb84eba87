"""What came of a test, by objective, with what to read; and two tests side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from edu_tui.library.catalogue import Catalogue, QuestionEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Judged, RunStarted, Scope
from edu_tui.progress.schedule import Confidence, confidence_of
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import CORRECT, FINISHED, TEST, Run
from edu_tui.study.exam.choice import scope_words
from edu_tui.study.runs import drawn_audience
from edu_tui.study.stat_share import Share

MOST_READ = 3
"""Sections that are named for one weak objective: what can be read in an evening."""


class ObjectiveOutcome(msgspec.Struct, frozen=True):
    """One objective in a test: how much of what was asked of it was right.

    `sections` are those that serve it as "MODULE:SECTION" and title, the first `MOST_READ` of them.
    """

    module: str
    module_title: str
    objective: str
    text: str
    right: Share
    sections: tuple[tuple[str, str], ...]

    @property
    def is_weak(self) -> bool:
        """Whether anything was not right."""
        return self.right.part < self.right.of


class Sure(msgspec.Struct, frozen=True):
    """A question that the learner was sure of, and got wrong: the quiz that holds it, its id and its title."""

    quiz: str
    question: str
    title: str


class Outcome(msgspec.Struct, frozen=True):
    """What came of a test that ended.

    Counted are scored questions that the library still has; `right` are those wholly right among all that were asked, given in time, and
    `late` among those answered after a clock that went on. In `objectives`, in the order of the library, both count. `points` adds up the
    scores of all. `open` are the questions without an answer, `wrong` those answered and not wholly right, `sure_and_wrong` those of
    them that the learner was sure of. `ms` is the time that it took, `limit_ms` its clock, 0 for none. `early` says that it was given up.
    """

    run: str
    at: str
    quiz: str
    title: str
    audience: Audience
    scope: Scope | None
    asked: tuple[str, ...]
    right: Share
    late: Share
    points: float
    open: tuple[str, ...]
    wrong: tuple[str, ...]
    sure_and_wrong: tuple[Sure, ...]
    ms: int
    limit_ms: int
    soft: bool
    early: bool
    objectives: tuple[ObjectiveOutcome, ...]

    @property
    def right_at_all(self) -> Share:
        """What was right, with what came after the clock."""
        return Share(self.right.part + self.late.part, self.right.of)


class Pair(msgspec.Struct, frozen=True):
    """An objective in two tests; None where one of them did not ask for it."""

    objective: ObjectiveOutcome
    first: Share | None
    second: Share | None


class _Known(msgspec.Struct, frozen=True):
    """A question of the library with its quiz, and the module and audience of that."""

    entry: QuestionEntry
    quiz: str
    module: str
    audience: Audience


def past_tests(catalogue: Catalogue, state: LearnerState) -> tuple[Outcome, ...]:
    """All tests that were handed in, or given up with an answer in them, the newest first."""
    known = _questions(catalogue)
    ended = [run for run in state.runs(TEST) if run.ended and (run.answers or run.ended.how == FINISHED)]
    return tuple(_outcome(run, catalogue, known, state.judgement) for run in reversed(ended))


def outcome_of(run: Run, catalogue: Catalogue, state: LearnerState) -> Outcome:
    """What came of one test."""
    return _outcome(run, catalogue, _questions(catalogue), state.judgement)


def same_choice(first: Outcome, second: Outcome) -> bool:
    """Whether two tests were drawn from the same, whatever their length and clock; those of one quiz, whether they ask the same."""
    return _drawn_from(first) == _drawn_from(second)


def former_of(outcome: Outcome, past: Sequence[Outcome]) -> Outcome | None:
    """The test of the same choice before this one among `past`, the newest first."""
    places = [place for place, other in enumerate(past) if other.run == outcome.run]
    before = past[places[0] + 1 :] if places else ()
    return next((other for other in before if same_choice(outcome, other)), None)


def side_by_side(first: Outcome, second: Outcome) -> tuple[Pair, ...]:
    """Every objective that either test asked for."""
    shares = [{(one.module, one.objective): one.right for one in outcome.objectives} for outcome in (first, second)]
    objectives = {(one.module, one.objective): one for outcome in (second, first) for one in outcome.objectives}
    return tuple(Pair(one, shares[0].get(key), shares[1].get(key)) for key, one in objectives.items())


def difference(first: Share, second: Share) -> tuple[float, float]:
    """The 95 % interval of second - first, -1 to 1: Wilson's intervals combined (R. G. Newcombe, Stat Med 1998; 17: 873-890, method 10)."""
    (low, high), (low_2, high_2) = first.interval, second.interval
    found, one, two = second.value - first.value, first.value, second.value
    return found - math.hypot(two - low_2, high - one), found + math.hypot(high_2 - two, one - low)


def could_be_chance(first: Share, second: Share) -> bool:
    """Whether the interval of the difference holds 0."""
    low, high = difference(first, second)
    return low <= 0 <= high


def _drawn_from(outcome: Outcome) -> tuple[object, ...]:
    if outcome.scope is None:
        return outcome.quiz, frozenset(outcome.asked)
    return outcome.quiz, frozenset(outcome.scope.modules), frozenset(outcome.scope.objectives), outcome.scope.pool


def _questions(catalogue: Catalogue) -> dict[str, _Known]:
    return {entry.id: _Known(entry, quiz.name, quiz.module, quiz.audience) for quiz in catalogue.quizzes for entry in quiz.questions}


def _outcome(run: Run, catalogue: Catalogue, known: Mapping[str, _Known], judged: Callable[[str], Judged | None]) -> Outcome:
    started, answers = run.started, {answer.question: answer for answer in run.answers}
    asked = [found for ident in started.questions if (found := known.get(ident)) and found.entry.scored]
    ids = tuple(found.entry.id for found in asked)
    given = [answers[ident] for ident in ids if ident in answers]
    late = [answer for answer in given if answer.late]
    wrong = tuple(answer.question for answer in given if not _is_right(answer))
    sure = [ident for ident in wrong if confidence_of(answers[ident], judged(answers[ident].id)) == Confidence.SURE]
    audience = asked[0].audience if asked else drawn_audience(started.quiz) or Audience.CLINICIAN
    return Outcome(
        run=started.run,
        at=run.ended.at if run.ended else started.at,
        quiz=started.quiz,
        title=_title(started, catalogue, audience),
        audience=audience,
        scope=started.scope,
        asked=ids,
        right=Share(sum(_is_right(answer) and not answer.late for answer in given), len(ids)),
        late=Share(sum(map(_is_right, late)), len(late)),
        points=sum(answer.score or 0.0 for answer in given),
        open=tuple(ident for ident in ids if ident not in answers),
        wrong=wrong,
        sure_and_wrong=tuple(Sure(known[ident].quiz, ident, known[ident].entry.title) for ident in sure),
        ms=(run.ended.ms if run.ended else 0) or sum(answer.ms for answer in run.answers),
        limit_ms=started.limit_ms,
        soft=started.soft,
        early=bool(run.ended and run.ended.how == "abandoned"),
        objectives=tuple(_objectives(asked, answers, catalogue, audience)),
    )


def _is_right(answer: Answered) -> bool:
    return answer.score is not None and answer.score >= CORRECT


def _title(started: RunStarted, catalogue: Catalogue, audience: Audience) -> str:
    """What the test was about, in words."""
    if started.scope is not None:
        return f"Test: {scope_words(started.scope, catalogue, audience)}"
    quiz = catalogue.quiz(started.quiz)
    return quiz.title if quiz else started.quiz


def _objectives(
    asked: Iterable[_Known], answers: Mapping[str, Answered], catalogue: Catalogue, audience: Audience
) -> Iterable[ObjectiveOutcome]:
    """The objectives that were asked for, in the order of the library."""
    counts: dict[tuple[str, str], list[bool]] = {}
    for found in asked:
        answer = answers.get(found.entry.id)
        counts.setdefault((found.module, found.entry.objective), []).append(answer is not None and _is_right(answer))
    for entry in catalogue.modules:
        if entry.audience is not audience:
            continue
        for objective, text in (*((one.id, one.text) for one in entry.objectives), ("", "without an objective")):
            if right := counts.get((entry.id, objective)):
                sections = [(f"{entry.id}:{one.id}", one.title) for one in entry.sections if objective and objective in one.objectives]
                shown = tuple(sections[:MOST_READ])
                yield ObjectiveOutcome(entry.id, entry.title, objective, text, Share(sum(right), len(right)), shown)
