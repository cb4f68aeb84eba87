"""What a learner thinks is wrong in the library, for its authors: where it stands, how it reads now, and what she said of it.

Reports and disputes only. Private notes, answers and the learner's name are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from edu_tui.library.blocks import Block
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.library.walk import own_inlines, plain, walk_blocks
from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState
from edu_tui.progress.subjects import section_of
from edu_tui.study.keeping import DISPUTE
from edu_tui.study.sayings import Kind, Saying, find_question, sayings


class Said(msgspec.Struct, frozen=True):
    """One report or dispute: its ISO date ("" if unknown), the rev that it is about (0 if unknown), and the words of a report."""

    what: str
    date: str
    rev: int
    words: str


class Fault(msgspec.Struct, frozen=True):
    """A question or a section with all that was said against it, oldest first.

    `path` and `line` are where it stands in this library, "" and 0 where it is gone; `rev` is its present one, 0 for a section; `stem` is
    the question as it reads now.
    """

    id: str
    kind: str
    path: str
    line: int
    rev: int
    title: str
    stem: str
    said: tuple[Said, ...]


def faults(library: Library, state: LearnerState) -> tuple[Fault, ...]:
    """All that was reported or disputed and still is, in the order of the files; what is gone from the library comes last."""
    against: dict[str, list[Said]] = {}
    for saying in reversed(sayings(state)):
        if saying.kind is Kind.REPORT or (saying.kind is Kind.FLAG and saying.text == DISPUTE):
            against.setdefault(saying.subject, []).append(_said(saying))
    found = [_fault(library, subject, tuple(said)) for subject, said in against.items()]
    return tuple(sorted(found, key=lambda fault: (not fault.path, fault.path, fault.line, fault.id)))


def _said(saying: Saying) -> Said:
    day = moment(saying.at).day
    words = clean_line(saying.text) if saying.kind is Kind.REPORT else ""
    return Said("reported" if saying.kind is Kind.REPORT else "disputed", day.isoformat() if day else "", saying.rev, words)


def _fault(library: Library, subject: str, said: tuple[Said, ...]) -> Fault:
    """What the library says of a subject now."""
    name = clean_line(subject)
    if place := section_of(subject):
        known = place.audience in tuple(Audience)
        module = library.module(place.module, Audience(place.audience)) if known else None
        section = module.section(place.section) if module else None
        if module is None or section is None:
            return Fault(name, "section", "", 0, 0, "", "", said)
        return Fault(name, "section", module.path, section.line, 0, plain(section.title), "", said)
    entry = find_question(library.catalogue, subject)
    quiz = library.quiz(entry[0].name) if entry else None
    question = quiz.question(subject) if quiz else None
    if quiz is None or question is None:
        return Fault(name, "question", "", 0, 0, "", "", said)
    return Fault(name, "question", quiz.path, question.line, question.rev, plain(question.title), _words(question.stem), said)


def _words(blocks: Iterable[Block]) -> str:
    """Blocks as one line of words."""
    return " ".join(filter(None, (plain(inlines) for block in walk_blocks(blocks) for _, inlines in own_inlines(block))))
