"""A file cut into what a learner sees at once: the sections of a module, the questions of a quiz, or all that another file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Fact, Reference, Term
from edu_tui.library.modules import Module, Section
from edu_tui.library.questions import Case, Question, Quiz
from edu_tui.library.slugs import slug
from edu_tui.library.walk import plain

COVER = ""
"""The id of the first part of a module or quiz."""


class Asked(msgspec.Struct, frozen=True):
    """A question, with the vignette that stands over it."""

    question: Question
    case: Case | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """A question that learners do not get, because of its `faults`; `before` is what it was when it last had none."""

    line: int
    title: str
    faults: tuple[Diagnostic, ...]
    before: Asked | None = None


class Listed(msgspec.Struct, frozen=True):
    """One thing that a file holds, and the line on which it stands."""

    line: int
    thing: Fact | Reference | Term | str


class Holdings(msgspec.Struct, frozen=True):
    """What a file holds that is no page: said in one sentence, then thing by thing."""

    sentence: str
    listed: tuple[Listed, ...] = ()


Document: TypeAlias = Module | Quiz | Holdings
Content: TypeAlias = Module | Section | Quiz | Asked | LeftOut | Holdings


class Part(msgspec.Struct, frozen=True):
    """One page: `id` is that of its section or question, `line` the one on which it starts."""

    id: str
    title: str
    line: int
    content: Content


def parts_of(document: Document, text: str) -> tuple[Part, ...]:
    """The parts of what `text` was read as, in the order of the file; at least one."""
    match document:
        case Module():
            cover = Part(COVER, document.title, 1, document)
            return (cover, *(Part(section.id, plain(section.title), section.line, section) for section in document.sections))
        case Quiz():
            return (Part(COVER, document.title, 1, document), *_questions(document, text))
        case Holdings():
            return (Part(COVER, document.sentence, 1, document),)


def with_former(parts: Sequence[Part], former: Sequence[Part]) -> tuple[Part, ...]:
    """`parts`, in which each question that is left out knows what it was before, found by its id or its title."""
    known = {part.id: asked for part in former if (asked := _asked(part.content))}
    titled = {part.title: asked for part in former if (asked := _asked(part.content))}
    return tuple(
        msgspec.structs.replace(part, content=msgspec.structs.replace(part.content, before=known.get(part.id) or titled.get(part.title)))
        if isinstance(part.content, LeftOut)
        else part
        for part in parts
    )


def _asked(content: Content) -> Asked | None:
    return content if isinstance(content, Asked) else content.before if isinstance(content, LeftOut) else None


def _questions(quiz: Quiz, text: str) -> Iterator[Part]:
    """The questions, and between them those that were left out."""
    asked = {question.line: question for question in quiz.questions}
    cases = {case.line for case in quiz.cases}
    headings = _headings(text)
    ends = [*(line for line, _, _ in headings[1:]), len(text) + 1]
    for (line, level, title), end in zip(headings, ends, strict=False):
        if line in asked:
            question = asked[line]
            yield Part(question.id, plain(question.title), line, Asked(question, quiz.case(question.case) if question.case else None))
        elif line not in cases:
            faults = tuple(item for item in quiz.diagnostics if line <= item.line < end and item.severity is Severity.ERROR)
            if faults or level == 3:
                yield Part(_written_id(text, line, end) or slug(title), title, line, LeftOut(line, title, faults))


_HEADING = re.compile(r" {0,3}(##|###)[ \t]+(.*?)[ \t#]*")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ID = re.compile(r"id:\s*(\S+)\s*")


def _headings(text: str) -> list[tuple[int, int, str]]:
    """Line, level and words of the headings that begin a question or a case, those in fenced text left out."""
    found: list[tuple[int, int, str]] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        elif not fence and (heading := _HEADING.fullmatch(line)):
            found.append((number, len(heading[1]), heading[2]))
    return found


def _written_id(text: str, line: int, end: int) -> str:
    """The id that is written between two lines, "" if none is."""
    found = (_ID.fullmatch(written) for written in text.split("\n")[line : end - 1])
    return next((match[1] for match in found if match), "")
