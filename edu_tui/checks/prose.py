"""Running prose: what a reader reads sentence by sentence, without headings, tables, charts, code, citations and the leader's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from edu_tui.checks.question_parts import answers, feedbacks
from edu_tui.library import blocks as b
from edu_tui.library.modules import Module
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.walk import plain

_SHORTENED = r"(?<!\b[DM]r\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
_END = re.compile(r"(?<=[.!?])" + _SHORTENED + r"[\"')\]\u2019\u201d]*\s+(?=[^a-z])")
_WORD = re.compile(r"[^\W_]")


class Piece(msgspec.Struct, frozen=True):
    """A paragraph, or the own text of a list item, with its line. It ends its last sentence, with or without a full stop.

    `label` and `quote` are the label and the line of the labelled quote around it ("" and 0 outside of one), `section` is the place of its
    section in the module, from 0 (-1 in the lead and in a quiz), `chunk` counts what headings and breaks set apart, in a quiz questions.
    """

    line: int
    text: str
    sentences: tuple[str, ...]
    label: str = ""
    quote: int = 0
    item: bool = False
    section: int = -1
    chunk: int = 0


class Prose(msgspec.Struct, frozen=True):
    """The prose of one file."""

    path: str
    pieces: tuple[Piece, ...]

    @property
    def sentences(self) -> Iterator[str]:
        """All sentences, in their order."""
        return (sentence for piece in self.pieces for sentence in piece.sentences)

    def quotes(self, label: str) -> Iterator[tuple[Piece, ...]]:
        """The pieces of each quote with this label, as far as it holds any."""
        labelled = (piece for piece in self.pieces if piece.label == label)
        return (tuple(pieces) for _, pieces in groupby(labelled, lambda piece: piece.quote))


def module_prose(module: Module) -> Prose:
    """The prose of a module's pages."""
    return Prose(module.path, tuple(_module_pieces(module)))


def quiz_prose(quiz: Quiz) -> Prose:
    """The prose of a quiz: introduction, vignettes, and of each question stem, answers, feedback, hint, explanation, ask and teach-back."""
    return Prose(quiz.path, tuple(_quiz_pieces(quiz)))


class _Place(NamedTuple):
    """What a piece has from what it stands in; see `Piece`."""

    label: str = ""
    quote: int = 0
    item: bool = False
    section: int = -1
    chunk: int = 0


def _module_pieces(module: Module) -> Iterator[Piece]:
    chunk = 0
    for number, blocks in enumerate((module.lead, *(section.blocks for section in module.sections)), start=-1):
        chunk += 1
        for block in blocks:
            chunk += isinstance(block, b.Heading | b.SlideBreak)
            yield from _pieces([block], _Place(section=number, chunk=chunk))


def _quiz_pieces(quiz: Quiz) -> Iterator[Piece]:
    yield from _pieces(quiz.intro, _Place())
    for case in quiz.cases:
        yield from _pieces(case.blocks, _Place())
    for number, question in enumerate(quiz.questions, start=1):
        yield from _question_pieces(question, _Place(chunk=number))


def _question_pieces(question: Question, place: _Place) -> Iterator[Piece]:
    yield from _pieces(question.stem, place)
    for line, parts, _ in answers(question):
        yield _piece(line, parts, place._replace(item=True))
    yield from _pieces((*feedbacks(question), *question.hint, *question.explanation), place)
    for label, blocks in (("ask", question.ask), ("teach-back", question.teach_back)):
        if blocks:
            yield from _pieces(blocks, place._replace(label=label, quote=blocks[0].line))


def _pieces(blocks: Iterable[b.Block], place: _Place) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case b.Paragraph():
                yield _piece(block.line, block.inlines, place)
            case b.ItemList():
                for item in block.items:
                    yield from _pieces(item.blocks, place._replace(item=True))
            case b.DefinitionList():
                for definition in block.items:
                    yield _piece(definition.line, definition.term, place)
                    yield from _pieces(definition.blocks, place)
            case b.Footnote():
                yield from _pieces(block.blocks, place)
            case b.Quote() if block.label != "notes":
                inside = place._replace(label=block.label, quote=block.line, item=False) if block.label else place
                yield from _pieces(block.blocks, inside)


def _piece(line: int, parts: tuple[b.Inline, ...], place: _Place) -> Piece:
    text = plain(parts)
    return Piece(line, text, tuple(sentences(text)), *place)


def sentences(text: str) -> list[str]:
    """The sentences of one piece: they end with a mark before white space and what is no small letter, so 0.01 and "etc. on" end none.

    Neither do titles ("Dr. Green") nor "e.g.", "i.e." and "vs.".
    """
    return [sentence for sentence in _END.split(text) if _WORD.search(sentence)]


def words(text: str) -> list[str]:
    """What stands between white space and holds a letter or a digit."""
    return [word for word in text.split() if word.isalnum() or _WORD.search(word)]  # most are, and that is seen at once
