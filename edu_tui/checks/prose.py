"""Running prose: what a reader reads sentence by sentence, without headings, tables, charts, code, citations and the leader's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from edu_tui.checks.question_parts import answers, feedbacks
from edu_tui.library import blocks as b
from edu_tui.library.modules import Module
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.walk import plain

Texts: TypeAlias = tuple[tuple[int, str], ...]
"""Pieces of prose, each with the line on which it starts. A piece ends its last sentence, with or without a full stop."""

_Pieces: TypeAlias = Iterator[tuple[int, str]]

_SHORTENED = r"(?<!\b[DM]r\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
_END = re.compile(r"(?<=[.!?])" + _SHORTENED + r"[\"')\]\u2019\u201d]*\s+(?=[^a-z])")
_WORD = re.compile(r"[^\W_]")


def module_prose(module: Module) -> Texts:
    """The prose of a module's pages."""
    return tuple(_prose((*module.lead, *(block for section in module.sections for block in section.blocks))))


def quiz_prose(quiz: Quiz) -> Texts:
    """The prose of a quiz: introduction, vignettes, and of each question stem, answers, feedback, hint, explanation, ask and teach-back."""
    vignettes = (block for case in quiz.cases for block in case.blocks)
    return (*_prose((*quiz.intro, *vignettes)), *(piece for question in quiz.questions for piece in _question_prose(question)))


def _question_prose(question: Question) -> _Pieces:
    yield from _prose(question.stem)
    yield from ((line, plain(parts)) for line, parts, _ in answers(question))
    yield from _prose((*feedbacks(question), *question.hint, *question.explanation, *question.ask, *question.teach_back))


def _prose(blocks: Iterable[b.Block]) -> _Pieces:
    for block in blocks:
        match block:
            case b.Paragraph():
                yield block.line, plain(block.inlines)
            case b.ItemList():
                for item in block.items:
                    yield from _prose(item.blocks)
            case b.DefinitionList():
                for definition in block.items:
                    yield definition.line, plain(definition.term)
                    yield from _prose(definition.blocks)
            case b.Footnote():
                yield from _prose(block.blocks)
            case b.Quote() if block.label != "notes":
                yield from _prose(block.blocks)


def sentences(text: str) -> list[str]:
    """The sentences of one piece: they end with a mark before white space and what is no small letter, so 0.01 and "etc. on" end none.

    Neither do titles ("Dr. Green") nor "e.g.", "i.e." and "vs.".
    """
    return [sentence for sentence in _END.split(text) if words(sentence)]


def words(text: str) -> list[str]:
    """What stands between white space and holds a letter or a digit."""
    return [word for word in text.split() if _WORD.search(word)]
