"""From a foreign file to the text of questions: ids are given, gaps left for the author, and every question is proved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from edu_tui.authoring.aiken import read_aiken
from edu_tui.authoring.anki_package import read_package
from edu_tui.authoring.anki_text import read_anki_text
from edu_tui.authoring.csv_table import read_csv
from edu_tui.authoring.foreign import Draft, Reading
from edu_tui.authoring.foreign_files import is_package, read_text
from edu_tui.authoring.gift import read_gift
from edu_tui.authoring.idents import Idents
from edu_tui.authoring.losses import Loss
from edu_tui.authoring.proving import proven
from edu_tui.authoring.question_text import question_text
from edu_tui.library import blocks as b
from edu_tui.library.blanks import blank
from edu_tui.library.questions import Choices, Numeric, Question, Short
from edu_tui.library.slugs import IDENT
from edu_tui.library.walk import plain

_READERS = {"gift": read_gift, "aiken": read_aiken, "csv": read_csv}


class Imported(msgspec.Struct, frozen=True):
    """The text of each question, what could not be carried over, and what the lines of these losses count: "line" or "note"."""

    questions: tuple[str, ...]
    losses: tuple[Loss, ...]
    place: str


def read_foreign(form: str, path: Path) -> Reading:
    """What a file in the format "gift", "aiken", "csv" or "anki" holds. Raises AuthoringError if it cannot be read."""
    if form == "anki":
        return read_package(path) if is_package(path) else read_anki_text(read_text(path))
    return _READERS[form](read_text(path))


def dressed(reading: Reading, quiz: str, objectives: Sequence[str], idents: Idents) -> Imported:
    """The questions of a reading as they go into the quiz `quiz`, whose module has these objectives."""
    losses = list(reading.losses)
    named = [_named(draft, quiz, idents, losses) for draft in reading.drafts]
    proved = proven(Reading(tuple(_with_gaps(draft, objectives) for draft in named), tuple(losses), reading.place))
    return Imported(tuple(question_text(draft.question) for draft in proved.drafts), proved.losses, reading.place)


def objective_blank(objectives: Sequence[str]) -> str:
    """The objective of a question: the only one there is, or a blank that names them."""
    if len(objectives) == 1:
        return objectives[0]
    return blank(f"one of {', '.join(objectives)}" if objectives else "an objective of the module")


def _named(draft: Draft, quiz: str, idents: Idents, losses: list[Loss]) -> Draft:
    """The draft with the id that its file gave it, if that is free, else with one made from its title."""
    if idents.is_free(draft.ident):
        ident = idents.take(draft.ident)
    else:
        ident = idents.make(quiz, plain(draft.question.title))
        if draft.ident:
            why = "it was used before" if IDENT.fullmatch(draft.ident) else "ids are small letters, digits and hyphens"
            losses.append(Loss(draft.line, f'the id "{draft.ident[:60]}"', f"{why}: here it is {ident}"))
    tags = tuple(dict.fromkeys(tag for words in draft.question.tags if (tag := _tag(words))))
    return replace(draft, question=replace(draft.question, id=ident, tags=tags))


def _tag(words: str) -> str:
    """A tag, which holds no comma."""
    return " ".join(re.sub(r"[,\s]+", " ", words).split())


def _with_gaps(draft: Draft, objectives: Sequence[str]) -> Draft:
    """The draft with blanks for what no other program knows: the objective, and why the right answer is right where nothing says so."""
    question = draft.question
    if question.scored and not question.objective:
        question = replace(question, objective=objective_blank(objectives))
    if question.scored and not question.explanation and _is_silent(question):
        question = replace(question, explanation=(b.Paragraph(0, (b.Image("", "why this is right, with the fact that says so"),)),))
    return replace(draft, question=question)


def _is_silent(question: Question) -> bool:
    """Whether no answer has feedback."""
    match question.body:
        case Choices(_, options):
            return not any(option.feedback for option in options)
        case Numeric(ranges):
            return not any(item.feedback for item in ranges)
        case Short(answers):
            return not any(answer.feedback for answer in answers)
        case _:
            return True
