"""What a library holds, counted: pages, questions, reading grades, and how the keys of its questions are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import msgspec

from edu_tui.checks.prose import words
from edu_tui.checks.readability import Counts, masked
from edu_tui.checks.rules.bank import is_longest, place
from edu_tui.checks.rules.options import single_choices
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.ledger import Ledger
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import cited_keys, own_inlines, plain, walk_blocks

HIGHER = frozenset({"apply", "analyse", "evaluate", "create"})
"""Levels of Bloom at which something is done with what is known."""


class PageCount(msgspec.Struct, frozen=True):
    """A module for one audience: words (without charts, citations and the leader's notes), sections, charts, icon arrays, facts cited."""

    module: str
    audience: Audience
    words: int
    sections: int
    charts: int
    icon_arrays: int
    facts: int
    reviewed: str


class QuizCount(msgspec.Struct, frozen=True):
    """A quiz: questions by type, vignettes, scored questions that apply or more, questions in the form before and after a session."""

    module: str
    audience: Audience
    types: dict[str, int]
    cases: int
    higher: int
    scored: int
    before: int
    after: int

    @property
    def questions(self) -> int:
        """All questions."""
        return sum(self.types.values())


class GradeCount(msgspec.Struct, frozen=True):
    """Text for families: what it is made of as written, and with each glossary term taken for one short word."""

    path: str
    raw: Counts
    masked: Counts


class Curriculum(msgspec.Struct, frozen=True):
    """The whole library, and of its bank: keys by place (for each number of options) and how many keys are the longest option."""

    pages: tuple[PageCount, ...]
    quizzes: tuple[QuizCount, ...]
    grades: tuple[GradeCount, ...]
    statuses: dict[str, int]
    doubts: dict[str, int]
    facts_cited: int
    references: int
    terms: int
    key_places: dict[int, tuple[int, ...]]
    longest_keys: int
    expected_longest: float


def curriculum(whole: Whole) -> Curriculum:
    """What `whole` holds."""
    bank = [options for _, _, options in single_choices(whole)]
    places = Counter((len(options), place(options)) for options in bank)
    facts = whole.ledger.facts
    return Curriculum(
        pages=tuple(_page(module, whole.ledger) for module in whole.modules),
        quizzes=tuple(_quiz(quiz) for quiz in _in_module_order(whole)),
        grades=tuple(_grades(whole)),
        statuses=dict(Counter(str(fact.status) for fact in facts.values())),
        doubts=dict(Counter(str(doubt) for fact in facts.values() for doubt in fact.doubts)),
        facts_cited=len(facts.keys() & set(chain.from_iterable(cited_keys(blocks) for _, blocks in whole.pages))),
        references=len(whole.ledger.references),
        terms=len(whole.ledger.terms),
        key_places={size: tuple(places[size, index] for index in range(size)) for size in sorted({size for size, _ in places})},
        longest_keys=sum(is_longest(options) for options in bank),
        expected_longest=sum(1 / len(options) for options in bank),
    )


def _in_module_order(whole: Whole) -> list[Quiz]:
    """The quizzes in the order of the modules that they belong to."""
    order = {(module.id, module.audience): number for number, module in enumerate(whole.modules)}
    return sorted(whole.quizzes, key=lambda quiz: order.get((quiz.module, quiz.audience), len(order)))


def _page(module: Module, ledger: Ledger) -> PageCount:
    blocks = module_blocks(module)
    charts = [block.chart for block in walk_blocks(blocks) if isinstance(block, b.ChartBlock)]
    return PageCount(
        module=module.id,
        audience=module.audience,
        words=sum(len(words(plain(parts))) for block in walk_blocks(blocks, notes=False) for _, parts in own_inlines(block)),
        sections=len(module.sections),
        charts=len(charts),
        icon_arrays=sum(isinstance(chart, b.IconArray) for chart in charts),
        facts=sum(key in ledger.facts for key in cited_keys(blocks)),
        reviewed=module.reviewed.on if module.reviewed else "",
    )


def _quiz(quiz: Quiz) -> QuizCount:
    scored = [question for question in quiz.questions if question.scored]
    return QuizCount(
        module=quiz.module,
        audience=quiz.audience,
        types=dict(Counter(question.type for question in quiz.questions)),
        cases=len(quiz.cases),
        higher=sum(question.bloom in HIGHER for question in scored),
        scored=len(scored),
        before=len(quiz.form("pre")),
        after=len(quiz.form("post")),
    )


def _grades(whole: Whole) -> Iterator[GradeCount]:
    for path, prose in whole.family_prose.items():
        raw = whole.family_counts[path]
        yield GradeCount(path, raw, masked(prose, whole.glossary.pattern) if whole.glossary else raw)
