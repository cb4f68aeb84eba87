"""Reading a file that is being written: what can be shown of it in every state in which a save may leave it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Quiz
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.roles import LibraryFile, Role
from edu_tui.library.sources import read_source
from edu_tui.study.preview_changes import Unit, first_change, units_of
from edu_tui.study.preview_holdings import read_holdings
from edu_tui.study.preview_parts import Document, Part, parts_of, with_former

_GONE = "S01"
"""The code of a file that is not there, or may not be read."""

_HEADLESS = ("F00", "F01", "F02")
"""Codes of a head that says nothing."""

_BROKEN_LISTS = ("K01", "K02", "F01")
"""Codes of a file that is no list of things any more, if nothing could be read of it."""


class Reading(msgspec.Struct, frozen=True):
    """One look at a file: `text` and `document` are None if it could not be opened.

    `faults` are what its parser found; `body` is False where the head ran into the text, so that the text is not what its author means.
    """

    file: LibraryFile
    text: str | None
    document: Document | None
    faults: tuple[Diagnostic, ...] = ()
    body: bool = True


class Preview(msgspec.Struct, frozen=True):
    """What is shown of a file: its parts, and a sentence (`note`) where they are not what is on the disk now.

    `change` is the block to look at: the first one that differs from what was shown before; None where nothing does, or nothing was.
    """

    file: LibraryFile
    parts: tuple[Part, ...] = ()
    units: tuple[Unit, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    note: str = ""
    change: Unit | None = None


def read(root: Path, file: LibraryFile) -> Reading:
    """Look at the file below `root`; never raises."""
    source = read_source(root, file.path)
    if source.text is None:
        return Reading(file, None, None, source.diagnostics)
    document, faults = _parsed(file, source.text)
    return Reading(file, source.text, document, (*source.diagnostics, *faults), not _runs_into_text(source.text))


def preview(reading: Reading, before: Preview | None = None) -> Preview:
    """What to show after a look at the file, when `before` was shown until then.

    What cannot be trusted is shown as it last was; of a broken head only the head, where the text below is told from it.
    """
    former = before.parts if before and before.file == reading.file else ()
    document, note = _trusted(reading, former)
    if document is None:
        return Preview(reading.file, former, before.units if before and former else (), reading.faults, note)
    parts = with_former(parts_of(document, reading.text or ""), former)
    units = units_of(parts)
    change = first_change(before.units, units) if before and former else None
    return Preview(reading.file, parts, units, reading.faults, note, change)


def _trusted(reading: Reading, former: tuple[Part, ...]) -> tuple[Document | None, str]:
    """The document to show, None for what was shown before; and what the author should know about it."""
    kept = " What stands here is what it said before." if former else ""
    path = reading.file.path
    fault = next((item for item in reading.faults if item.severity is Severity.ERROR), None)
    if reading.text is None and fault is not None and fault.code == _GONE:
        return None, f"Waiting for {path}: {fault.message}.{kept}"
    if reading.text is None:
        return None, f"{path}: {fault.message if fault else 'a fault in the program keeps it from being read'}.{kept}"
    if not reading.text.strip():
        return (None if former else reading.document), f"{path} is empty.{kept}"
    document = reading.document
    if isinstance(document, Module | Quiz):
        return _with_head(document, reading, former)
    if former and fault is not None and fault.code in _BROKEN_LISTS and not (document and document.listed):
        return None, f"Line {fault.line}: {fault.message}.{kept}"
    return document, ""


def _with_head(document: Module | Quiz, reading: Reading, former: tuple[Part, ...]) -> tuple[Document | None, str]:
    """A page whose head may be broken: learners would not see it, its author sees what is known of it."""
    fault = next((item for item in reading.faults if item.code in _HEADLESS and item.severity is Severity.ERROR), None)
    if fault is None:
        return document, ""
    reason = f"Learners do not see this page now. Line {fault.line}: {fault.message}."
    if not former:
        return document, reason
    if not reading.body or fault.code == "F00":
        return None, f"{reason} What stands here is what it said before."
    return _former_head(document, former[0].content), f"{reason} Its head stands here as it was before."


def _former_head(document: Module | Quiz, cover: object) -> Module | Quiz:
    """`document` with the head of a former one."""
    if isinstance(document, Module) and isinstance(cover, Module):
        names: tuple[str, ...] = ("title", "summary", "minutes", "objectives", "reviewed", "updated")
    elif isinstance(document, Quiz) and isinstance(cover, Quiz):
        names = ("module", "audience", "title", "retired")
    else:
        return document
    return msgspec.structs.replace(document, **{name: getattr(cover, name) for name in names})


_HEADING = re.compile(r"##+ ")


def _runs_into_text(text: str) -> bool:
    """Whether the head has lost its end, so that what closes it (or nothing does) stands somewhere in the text."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return True
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    return end is None or any(_HEADING.match(line) for line in lines[1:end])


def _parsed(file: LibraryFile, text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    """What `text` says, read by the parser of its role."""
    if file.role is Role.MODULE:
        module = parse_module(file.name, file.audience or Audience.CLINICIAN, file.path, text)
        return module, module.diagnostics
    if file.role is Role.QUIZ:
        quiz = parse_quiz(file.name, file.path, text)
        return quiz, quiz.diagnostics
    return read_holdings(file, text)
