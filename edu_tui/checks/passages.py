"""Passages: what a reader meets as one piece, a section of a page or a question with all its parts. It is the context of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from edu_tui.checks.claims import chart_words
from edu_tui.checks.question_parts import all_blocks
from edu_tui.library import blocks as b
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import own_inlines, plain, walk_blocks


class Passage(msgspec.Struct, frozen=True):
    """One passage: where it starts, its name in messages, to whom it speaks, and all that stands in it (`text`)."""

    path: str
    line: int
    name: str
    audience: Audience
    text: str


def module_head(module: Module) -> Passage:
    """The head of a module (as the passage "head"): its title, summary and objectives, each on a line."""
    words = "\n".join((module.title, module.summary, *(objective.text for objective in module.objectives)))
    return Passage(module.path, 1, "head", module.audience, words)


def module_passages(module: Module) -> Iterator[Passage]:
    """The lead of a module (as the passage "lead"), then its sections. The leader's notes count: they are read out."""
    yield Passage(module.path, 1, "lead", module.audience, text_of_blocks(module.lead))
    for section in module.sections:
        text = f"{plain(section.title)}\n{text_of_blocks(section.blocks)}"
        yield Passage(module.path, section.line, section.id, module.audience, text)


def quiz_passages(quiz: Quiz) -> Iterator[Passage]:
    """The introduction of a quiz (as the passage "introduction"), then its questions, each with the vignette of its case."""
    yield Passage(quiz.path, 1, "introduction", quiz.audience, text_of_blocks(quiz.intro))
    for question in quiz.questions:
        case = quiz.case(question.case)
        text = text_of_blocks((*(case.blocks if case else ()), *all_blocks(question)))
        yield Passage(quiz.path, question.line, question.id, quiz.audience, f"{plain(question.title)}\n{text}")


def text_of_blocks(blocks: Iterable[b.Block]) -> str:
    """All words of `blocks`, those of charts too, a run of text on a line."""
    return "\n".join(_runs(blocks))


def _runs(blocks: Iterable[b.Block]) -> Iterator[str]:
    for block in walk_blocks(blocks):
        if isinstance(block, b.ChartBlock):
            yield chart_words(block.chart)
        yield from (plain(parts) for _, parts in own_inlines(block))
