"""How the questions of a library do: difficulty, discrimination and what each option drew, for their authors.

Answers of persons and counts of sessions stand side by side and are never added up: a count does not say who did well elsewhere, so it
tells nothing about discrimination. What may be told from how many is decided here and not by those who draw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from edu_tui.library.questions import Choices, Question, Quiz
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_state import SessionState
from edu_tui.study.item_answers import Attempt, Person
from edu_tui.study.item_statistics import correlation_interval, discrimination, efficiency, facility, facility_interval
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.report import form_share
from edu_tui.study.teaching.votes import is_guarded

FEWEST = 5
"""Answers of fewer people are not told: they would point at persons."""

DISCRIMINATION_FROM = 30
"""People from whom a discrimination is told: below, its standard error is above 0.17."""

UNCERTAIN_FROM = 20
"""People from whom it is told as uncertain, and from whom authors are asked to look at an item."""

HARD, EASY = 0.3, 0.95
"""Facilities below and above which an author should look."""

LOW_DISCRIMINATION = 0.2


class OptionCount(msgspec.Struct, frozen=True):
    """An option, and how many chose it."""

    key: str
    text: str
    correct: bool
    chosen: Share


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What `n` answers come to. `facility` is the mean mark as a share of the full one, with its 95 % interval `low` to `high`.

    `whole` says that every mark was full or none, so that the facility is the share right. `sources` counts sessions, or is 0 for persons.
    `options` is () where answers were typed, or only right and wrong were counted.
    """

    n: int
    facility: float
    low: float
    high: float
    whole: bool = True
    sources: int = 0
    options: tuple[OptionCount, ...] = ()


class Discrimination(msgspec.Struct, frozen=True, kw_only=True):
    """The corrected item-total correlation over the `n` people who answered every question of the item's part of its quiz.

    `value` with its interval, and the `efficiency` (which has none), are None where they are hidden or undefined; `why` says which in words
    then. `uncertain` marks one of fewer than `DISCRIMINATION_FROM` people.
    """

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    efficiency: float | None = None
    uncertain: bool = False
    why: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A question with what is known of it. `answers` are those of persons, `votes` first rounds in sessions, `form` counts of sheets.

    Each is None without any. `too_few` is how many people answered where they are too few to be told of. `earlier` counts first attempts
    and votes on other revs of it, which are left out. `look` holds sentences.
    """

    quiz: str
    path: str
    line: int
    question: str
    rev: int
    title: str
    type: str
    part: str
    answers: Counted | None = None
    discrimination: Discrimination | None = None
    votes: Counted | None = None
    form: Counted | None = None
    too_few: int = 0
    earlier: int = 0
    look: tuple[str, ...] = ()


def analyse(quizzes: Iterable[Quiz], people: Sequence[Person], sessions: Sequence[SessionState]) -> tuple[Item, ...]:
    """Every scored question of `quizzes`, in written order; polls have no right answer and are left out."""
    return tuple(item for quiz in quizzes for item in _of_quiz(quiz, people, sessions))


def _of_quiz(quiz: Quiz, people: Sequence[Person], sessions: Sequence[SessionState]) -> Iterator[Item]:
    scored = [question for question in quiz.questions if question.scored]
    parts = {form: [one for one in scored if one.form == form] for form in {one.form for one in scored}}
    complete = {form: list(_complete(part, people)) for form, part in parts.items()}
    for question in scored:
        part = [one.id for one in parts[question.form]]
        yield _item(quiz, question, people, sessions, _discrimination(question.id, part, complete[question.form]))


def _complete(part: Sequence[Question], people: Sequence[Person]) -> Iterator[Person]:
    """Who answered every question of a part, as it stands now: only for them there is a mark on the rest of the test."""
    revs = {question.id: question.rev for question in part}
    for person in people:
        if all(ident in person and person[ident].rev == rev for ident, rev in revs.items()):
            yield person


def _item(
    quiz: Quiz, question: Question, people: Sequence[Person], sessions: Sequence[SessionState], discriminates: Discrimination
) -> Item:
    attempts = [person[question.id] for person in people if question.id in person]
    current = [attempt for attempt in attempts if attempt.rev == question.rev]
    answers = _answers(question, current) if len(current) >= FEWEST else None
    votes, voted_earlier = _votes(question, sessions)
    form = _form(question, sessions)
    return Item(
        quiz=quiz.name,
        path=quiz.path,
        line=question.line,
        question=question.id,
        rev=question.rev,
        title=plain(question.title),
        type=question.type,
        part=question.form,
        answers=answers,
        discrimination=discriminates if answers else None,
        votes=votes,
        form=form,
        too_few=0 if answers else len(current),
        earlier=len(attempts) - len(current) + voted_earlier,
        look=tuple(_look(answers, votes, form, discriminates)),
    )


# --- persons -----------------------------------------------------------------------------------------------------------------------


def _answers(question: Question, attempts: Sequence[Attempt]) -> Counted:
    marks = [attempt.mark for attempt in attempts]
    low, high = facility_interval(marks)
    n = len(attempts)
    chosen = [frozenset(attempt.response) for attempt in attempts]
    counts = {key: sum(key in keys for keys in chosen) for key in _keys(question)}
    whole = all(mark in (0, 1) for mark in marks)
    return Counted(n=n, facility=facility(marks), low=low, high=high, whole=whole, options=_options(question, counts, n))


def _discrimination(ident: str, part: Sequence[str], people: Sequence[Person]) -> Discrimination:
    n = len(people)
    if len(part) < 2:
        return Discrimination(n=n, why="There is no rest of the test to compare it with.")
    if n < UNCERTAIN_FROM:
        return Discrimination(
            n=n, why=f"Hidden: {n} answered all {len(part)} questions of this part, and it takes {UNCERTAIN_FROM} at least."
        )
    marks = [person[ident].mark for person in people]
    rest = [sum(person[other].mark for other in part if other != ident) for person in people]
    value = discrimination(marks, rest)
    uncertain = n < DISCRIMINATION_FROM
    if value is None:
        return Discrimination(n=n, uncertain=uncertain, why="Undefined: all marks on it, or on the rest, are the same.")
    low, high = correlation_interval(value, n)
    return Discrimination(n=n, value=value, low=low, high=high, efficiency=efficiency(marks, rest), uncertain=uncertain)


# --- sessions ----------------------------------------------------------------------------------------------------------------------


def _votes(question: Question, sessions: Sequence[SessionState]) -> tuple[Counted | None, int]:
    """First rounds on the question as it stands now, and how many votes were on other revs. Guarded counts are no part of it."""
    counts = dict.fromkeys(_keys(question), 0)
    n = earlier = sources = right = 0
    for state in sessions:
        first = state.vote(question.id, 1)
        if first is None or first.phase == "open" or not first.voters or first.ballot.poll or is_guarded(first):
            continue
        if first.ballot.rev != question.rev:
            earlier += first.voters
            continue
        sources, n, right = sources + 1, n + first.voters, right + first.right
        for option, count in zip(first.ballot.options, first.counts, strict=True):
            if option.key in counts:
                counts[option.key] += count
    return (_share_right(right, n, sources, _options(question, counts, n)) if n else None), earlier


def _form(question: Question, sessions: Sequence[SessionState]) -> Counted | None:
    """How many had a question of a form right; which rev of it they saw was not noted."""
    shares = [share for state in sessions if question.form and (share := form_share(state, question.form, question.id))]
    n = sum(share.of for share in shares)
    return _share_right(sum(share.part for share in shares), n, len(shares)) if n else None


def _share_right(right: int, n: int, sources: int, options: tuple[OptionCount, ...] = ()) -> Counted:
    low, high = Share(right, n).interval
    return Counted(n=n, facility=right / n, low=low, high=high, sources=sources, options=options)


def _keys(question: Question) -> tuple[str, ...]:
    return tuple(option.key for option in question.body.options) if isinstance(question.body, Choices) else ()


def _options(question: Question, counts: Mapping[str, int], n: int) -> tuple[OptionCount, ...]:
    options = question.body.options if isinstance(question.body, Choices) else ()
    return tuple(OptionCount(one.key, plain(one.inlines), one.correct, Share(counts[one.key], n)) for one in options)


# --- where to look -----------------------------------------------------------------------------------------------------------------


def _look(answers: Counted | None, votes: Counted | None, form: Counted | None, discriminates: Discrimination) -> Iterator[str]:
    """What an author should look at. These are reasons to read the question again, not verdicts on it."""
    for where, counted in (("Answers", answers), ("Votes", votes), ("Sheets", form)):
        if counted is not None and counted.n >= UNCERTAIN_FROM:
            yield from (f"{where}: {sentence}" for sentence in _of_counts(counted))
    if discriminates.value is not None and not discriminates.uncertain and discriminates.value < LOW_DISCRIMINATION:
        yield (
            "Answers: who did well on the other questions hardly did better on this one. "
            "Is it about something else, or can it be read in two ways?"
        )


def _of_counts(counted: Counted) -> Iterator[str]:
    if counted.facility < HARD:
        yield "few had it right. Is the key right, and does the page say it plainly?"
    if counted.facility > EASY:
        yield "nearly everybody had it right. Is that meant, because it must be known, or do the other options give it away?"
    keys = [option for option in counted.options if option.correct]
    for option in counted.options:
        if option.correct:
            continue
        if not option.chosen.part and counted.n >= DISCRIMINATION_FROM:
            yield f"nobody of {counted.n} chose “{option.text}”. Would anybody think so?"
        beaten = next((key for key in keys if option.chosen.part > key.chosen.part), None)
        if beaten is not None:
            yield (
                f"“{option.text}” drew {option.chosen.part}, the right “{beaten.text}” {beaten.chosen.part}. "
                "Is it right as well, or a misconception to teach about?"
            )
