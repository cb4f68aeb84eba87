"""From questions and facts to what the lock keeps of them: words, what is right, fingerprints, and the facts that a question rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Fact, Ledger
from edu_tui.library.lock import Lock, LockedFact, LockedQuestion, fingerprint
from edu_tui.library.questions import Case, Choices, Cloze, Match, NumberRange, Numeric, Option, Order, Question, Quiz, Short
from edu_tui.library.roles import FACTS_FILE
from edu_tui.library.slugs import text_key
from edu_tui.library.walk import own_inlines, plain, walk_blocks

VARIANTS = " | "
"""Stands between the accepted spellings of one answer, as in a quiz file."""


class Snapshot(msgspec.Struct, frozen=True):
    """A library as it would be locked anew.

    `places` are file and line by id, `wrong` what each question offers as wrong, `quizzes` the files of the quizzes, `retired` the ids that
    they retire, `unread` the files with errors, of which something may be missing here; `twice` are ids of questions that stand in two
    quizzes.
    """

    lock: Lock
    places: dict[str, tuple[str, int]]
    wrong: dict[str, tuple[str, ...]]
    quizzes: frozenset[str]
    retired: frozenset[str]
    unread: frozenset[str]
    twice: tuple[str, ...]


class AskedQuestion(msgspec.Struct, frozen=True):
    """A question as it would be locked anew, the line on which it stands, and what it offers as wrong."""

    id: str
    line: int
    locked: LockedQuestion
    wrong: tuple[str, ...]


class AskedQuiz(msgspec.Struct, frozen=True):
    """What a snapshot takes from one quiz."""

    path: str
    questions: tuple[AskedQuestion, ...]
    retired: tuple[str, ...]


def ask_quiz(quiz: Quiz, ledger: Ledger, now: datetime) -> AskedQuiz:
    """What a snapshot at `now` takes from `quiz`."""
    asked = (
        AskedQuestion(question.id, question.line, locked_question(quiz, question, ledger, now), wrong_answers(question))
        for question in quiz.questions
    )
    return AskedQuiz(quiz.path, tuple(asked), quiz.retired)


def take_snapshot(catalogue: Catalogue, quizzes: Iterable[Quiz], ledger: Ledger, now: datetime) -> Snapshot:
    """The library as it would be locked anew at `now`."""
    return join_snapshot(catalogue, (ask_quiz(quiz, ledger, now) for quiz in quizzes), ledger, now)


def join_snapshot(catalogue: Catalogue, quizzes: Iterable[AskedQuiz], ledger: Ledger, now: datetime) -> Snapshot:
    """The library as it would be locked anew at `now`, from what was taken from its quizzes, in the order of their paths."""
    facts = {fact.id: locked_fact(fact, now) for fact in ledger.facts.values()}
    places = {fact.id: (FACTS_FILE, fact.line) for fact in ledger.facts.values()}
    questions: dict[str, LockedQuestion] = {}
    wrong: dict[str, tuple[str, ...]] = {}
    twice: list[str] = []
    retired: set[str] = set()
    paths: set[str] = set()
    for quiz in quizzes:
        paths.add(quiz.path)
        retired.update(quiz.retired)
        for question in quiz.questions:
            if question.id in questions:
                twice.append(question.id)
                continue
            questions[question.id] = question.locked
            places[question.id] = quiz.path, question.line
            wrong[question.id] = question.wrong
    unread = frozenset(item.path for item in catalogue.diagnostics if item.severity is Severity.ERROR)
    return Snapshot(Lock(facts, questions), places, wrong, frozenset(paths), frozenset(retired), unread, tuple(twice))


def locked_fact(fact: Fact, now: datetime) -> LockedFact:
    """The fact as locked anew at `now`."""
    return LockedFact(
        rev=fact.rev,
        locked=now,
        claim=fact.claim,
        figures=fact.figures,
        population=fact.population,
        sources=fact.sources,
        fingerprint=fact_print(fact),
    )


def fact_print(fact: Fact | LockedFact) -> str:
    """The fingerprint of what a fact says of whom."""
    return fingerprint((fact.claim, *fact.figures, fact.population))


def locked_question(quiz: Quiz, question: Question, ledger: Ledger, now: datetime) -> LockedQuestion:
    """The question as locked anew at `now`."""
    case = quiz.case(question.case)
    right = right_answers(question)
    return LockedQuestion(
        rev=question.rev,
        locked=now,
        right=right,
        facts={key: ledger.facts[key].rev for key in rests_on(question, case) if key in ledger.facts},
        quiz=quiz.path,
        type=question.type,
        stem=fingerprint((*words(case.blocks if case else ()), *words(question.stem))),
        options=fingerprint(_offered(question)),
        key=fingerprint(right),
    )


def rests_on(question: Question, case: Case | None) -> tuple[str, ...]:
    """The keys that a learner meets in a question: in its vignette, its text, its answers, their feedback, hint and explanation."""
    keys: list[str] = []
    _add_cited((case.blocks if case else (), question.stem, question.body, question.hint, question.explanation), keys)
    return tuple(dict.fromkeys(keys))


def _add_cited(parts: tuple[Any, ...], keys: list[str]) -> None:
    """Add to `keys` those that are cited anywhere below `parts`: nodes, bodies, tuples of them, or the fields of one."""
    for part in parts:
        if isinstance(part, _CITE_NOTHING):
            continue
        if isinstance(part, tuple):
            _add_cited(part, keys)
        elif isinstance(part, b.Cite):
            keys += part.keys
        elif isinstance(part, b.ChartBlock):
            keys += part.chart.cite
        elif isinstance(part, msgspec.Struct):
            _add_cited(msgspec.structs.astuple(part), keys)


_CITE_NOTHING = (b.Text, str, int)
"""What most parts are."""


def words(blocks: Iterable[b.Block]) -> Iterator[str]:
    """The words of blocks, run by run: without marks, citations and lines, so that only what is read counts."""
    for block in walk_blocks(blocks):
        match block:
            case b.CodeBlock():
                yield block.text
            case b.ChartBlock():
                yield from map(str, _values(msgspec.to_builtins(block.chart)))
            case _:
                yield from (plain(parts) for _, parts in own_inlines(block))


def _values(part: Any) -> Iterator[Any]:
    """The texts and numbers of a chart in the order of its fields; what is not given does not count, so that new fields change nothing."""
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _values(inner)
    elif part not in (None, ""):
        yield part


def right_answers(question: Question) -> tuple[str, ...]:
    """What is right, as texts: sorted, but for steps and blanks, whose order is part of it.

    An option that has a key of its author's is followed by it, "Marrow aspirate {marrow}"; spellings of one answer stand side by side,
    "night | nights"; a pair is "left -> right", a number "0.75..0.77 m2".
    """
    match question.body:
        case Choices(_, options):
            return _sorted(_with_key(option) for option in options if option.correct)
        case Numeric(ranges):
            return _sorted(_range(item) for item in ranges if item.credit == 1 and not item.catch_all)
        case Short(answers):
            return _sorted(VARIANTS.join(answer.variants) for answer in answers if answer.correct)
        case Order(steps):
            return tuple(plain(step.inlines) for step in steps)
        case Match(pairs, rights):
            sides = dict(rights)
            return _sorted(f"{plain(pair.left)} -> {plain(sides.get(pair.right_key, ()))}" for pair in pairs)
        case Cloze(blanks):
            return tuple(VARIANTS.join(variants) for variants in blanks)


def wrong_answers(question: Question) -> tuple[str, ...]:
    """What is offered as wrong, written as `right_answers` writes it."""
    match question.body:
        case Choices(_, options):
            return tuple(_with_key(option) for option in options if not option.correct)
        case Short(answers):
            return tuple(variant for answer in answers if not answer.correct for variant in answer.variants)
        case _:
            return ()


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))


def _with_key(option: Option) -> str:
    text = plain(option.inlines)
    return text if option.key == text_key(text) else f"{text} {{{option.key}}}"


def _range(item: NumberRange) -> str:
    return f"{item.low.normalize():f}..{item.high.normalize():f} {item.units[0] if item.units else ''}".rstrip()


def _offered(question: Question) -> Iterator[str]:
    """All that there is to choose from or that may be typed, with what earns credit how."""
    yield question.scoring
    match question.body:
        case Choices(_, options):
            yield from (f"{_with_key(option)} ({'' if option.weight is None else option.weight})" for option in options)
        case Numeric(ranges, unit_required):
            yield f"unit required: {unit_required}"
            yield from (f"{item.text} ({item.credit}) {VARIANTS.join(item.units)}" for item in ranges)
        case Short(answers):
            yield from (VARIANTS.join(answer.variants) for answer in answers)
        case Order(steps):
            yield from _sorted(plain(step.inlines) for step in steps)
        case Match(_, rights):
            yield from right_answers(question)
            yield from _sorted(plain(side) for _, side in rights)
        case Cloze():
            yield from right_answers(question)
