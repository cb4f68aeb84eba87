"""Where a fact is cited: the sections of pages, and the questions that rest on it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.lock_entries import rests_on
from edu_tui.library.modules import Module
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import cited_keys, plain


class Citing(msgspec.Struct, frozen=True):
    """A place that cites: the file, the section or question in it ("" for what stands before the first), and its title."""

    path: str
    id: str
    title: str


def citing_places(whole: Whole, key: str) -> tuple[Citing, ...]:
    """The places that cite `key` without asking for it: sections, introductions, and the leader's notes in questions."""
    in_pages = (place for module in whole.modules for place in _in_module(module, key))
    in_quizzes = (place for quiz in whole.quizzes for place in _in_quiz(quiz, key))
    return (*in_pages, *in_quizzes)


def resting_questions(whole: Whole, key: str) -> tuple[Citing, ...]:
    """The questions that rest on `key`: a learner meets it in their text, answers or teaching."""
    return tuple(
        Citing(quiz.path, question.id, plain(question.title))
        for quiz, question in whole.questions()
        if key in rests_on(question, quiz.case(question.case))
    )


def _in_module(module: Module, key: str) -> Iterator[Citing]:
    if key in cited_keys(module.lead):
        yield Citing(module.path, "", module.title)
    for section in module.sections:
        if key in cited_keys(section.blocks):
            yield Citing(module.path, section.id, plain(section.title))


def _in_quiz(quiz: Quiz, key: str) -> Iterator[Citing]:
    if key in cited_keys(quiz.intro):
        yield Citing(quiz.path, "", quiz.title)
    for question in quiz.questions:
        if key in cited_keys(all_blocks(question)) and key not in rests_on(question, quiz.case(question.case)):
            yield Citing(quiz.path, question.id, plain(question.title))


def all_citations(whole: Whole) -> Iterator[tuple[str, int, str]]:
    """File, line and key of each citation, in text and in charts."""
    for path, line, part in whole.marks:
        if isinstance(part, b.Cite):
            yield from ((path, line, key) for key in part.keys)
    for path, block in whole.blocks:
        if isinstance(block, b.ChartBlock):
            yield from ((path, block.line, key) for key in block.chart.cite)
