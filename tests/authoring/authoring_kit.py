"""What the tests of beginnings share: reading back what was written, and Anki's packages made by hand."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

from edu_tui.authoring.foreign import Reading
from edu_tui.authoring.markdown_text import block_lines
from edu_tui.authoring.proving import bare, proven
from edu_tui.authoring.question_text import question_text
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import has_errors
from edu_tui.library.markdown import BlockBuilder, parse
from edu_tui.library.questions import Choices, Numeric, Question, Short
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.walk import all_inlines, plain

HEAD = "---\nmodule: m\naudience: clinician\ntitle: T\n---\n\n"

FIRST_NOTES = (
    ("Basic", ("Which antigen does <b>blinatumomab</b> bind?", "CD19"), "alll drugs::bite"),
    ("Both ways", ("MRD of 10<sup>-4</sup> means?", "One leukaemic cell in ten thousand normal cells, by flow or PCR."), ""),
)


def read_back(blocks: Sequence[b.Block]) -> tuple[b.Block, ...]:
    """Blocks as our parser reads them after they were written."""
    return BlockBuilder("x").blocks(parse("\n".join(block_lines(blocks))).children)


def same(one: object, two: object) -> bool:
    """Whether two values differ in their places only."""
    return bool(bare(one) == bare(two))


def words(blocks: Sequence[b.Block]) -> str:
    """All words of blocks."""
    return " ".join(plain([part]) for _, part in all_inlines(blocks) if isinstance(part, b.Text | b.Code)).strip()


def carried(reading: Reading) -> list[Question]:
    """The questions of a reading as a learner would get them: written down and read from the file."""
    proved = proven(reading)
    texts = [question_text(draft.question).replace("id: unnamed", f"id: q{at}") for at, draft in enumerate(proved.drafts, 1)]
    quiz = parse_quiz("m", "quizzes/m.md", HEAD + "\n".join(texts))
    assert not has_errors(quiz.diagnostics), (quiz.diagnostics, texts)
    return list(quiz.questions)


def told(reading: Reading) -> list[tuple[int, str]]:
    """Lines and things of all losses."""
    return [(loss.line, loss.what) for loss in proven(reading).losses]


def answers(question: Question) -> list[tuple[str, bool, str]]:
    """Words, whether right, and feedback of each answer."""
    match question.body:
        case Choices(_, options):
            return [(plain(option.inlines), option.correct, words(option.feedback)) for option in options]
        case Short(found):
            return [(" | ".join(answer.variants), answer.correct, words(answer.feedback)) for answer in found]
        case Numeric(ranges):
            return [(item.text, item.credit == 1, words(item.feedback)) for item in ranges]
        case _:
            raise AssertionError(question.type)


def write_collection(path: Path, notes: Sequence[tuple[str, tuple[str, ...], str]] = FIRST_NOTES) -> Path:
    """A collection as Anki wrote it for many years: one JSON text holds all types of notes."""
    fields = [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}, {"name": "Source", "ord": 2}]
    models = {
        "1": {"name": "Basic", "flds": fields, "tmpls": [{}]},
        "2": {"name": "Both ways", "flds": list(reversed(fields)), "tmpls": [{}, {}]},
    }
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE col (models TEXT)")
        database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, tags TEXT, flds TEXT)")
        database.execute("INSERT INTO col VALUES (?)", (json.dumps(models),))
        for kind, cells, tags in notes:
            row = (1 if kind == "Basic" else 2, f" {tags} ", "\x1f".join(cells))
            database.execute("INSERT INTO notes (mid, tags, flds) VALUES (?, ?, ?)", row)
    database.close()
    return path


def write_package(path: Path, members: dict[str, bytes]) -> Path:
    """A zip archive with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
