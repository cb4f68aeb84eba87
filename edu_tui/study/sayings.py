"""All that a learner said of questions and sections: flags, private notes and reports of faults."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from edu_tui.library.catalogue import Catalogue, QuestionEntry, QuizEntry, SectionEntry
from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_of


class Kind(StrEnum):
    """What can be said of a question or a section."""

    FLAG = "flag"
    NOTE = "note"
    REPORT = "report"


class Saying(msgspec.Struct, frozen=True):
    """Something that was said and still holds.

    `text` is the flag, the note, or what is wrong; `event` the id of the event, `at` its time, `rev` that of a question that was reported.
    """

    kind: Kind
    subject: str
    text: str
    at: str
    event: str
    rev: int = 0


def sayings(state: LearnerState) -> tuple[Saying, ...]:
    """Everything that was said and still holds, newest first."""
    return tuple(sorted(_all(state), key=lambda one: (moment(one.at).instant, one.event), reverse=True))


def _all(state: LearnerState) -> Iterator[Saying]:
    for flagged in state.flagged().values():
        yield Saying(Kind.FLAG, flagged.subject, flagged.flag, flagged.at, flagged.id)
    for noted in state.noted().values():
        yield Saying(Kind.NOTE, noted.subject, noted.text, noted.at, noted.id)
    for reported in state.reports():
        yield Saying(Kind.REPORT, reported.subject, reported.text, reported.at, reported.id, reported.rev)


# --- what it is said of ----------------------------------------------------------------------------------------------------------


def find_question(catalogue: Catalogue, ident: str) -> tuple[QuizEntry, QuestionEntry] | None:
    """A question by its id, with the quiz that holds it; None if the library has no such question."""
    return next(((quiz, one) for quiz in catalogue.quizzes for one in quiz.questions if one.id == ident), None)


def find_section(catalogue: Catalogue, section: Section) -> SectionEntry | None:
    """A section of the library; None if there is none."""
    modules = (entry for entry in catalogue.modules if (entry.id, entry.audience) == (section.module, section.audience))
    return next((found for entry in modules if (found := entry.section(section.section))), None)


def title_of(catalogue: Catalogue, subject: str) -> str:
    """The title of a question or section; "" if the library has it no more."""
    section = section_of(subject)
    if section is not None:
        entry = find_section(catalogue, section)
        return entry.title if entry else ""
    found = find_question(catalogue, subject)
    return found[1].title if found else ""


def named(catalogue: Catalogue, subject: str) -> str:
    """A question or section within a sentence: by its title, or by its id if the library has it no more."""
    title = title_of(catalogue, subject)
    return f"“{title}”" if title else subject
