"""The file of waivers, and where it meets a library: the lines of the sections, cases and questions that it names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from edu_tui.checks.days import iso_day
from edu_tui.checks.limits import PROGRAM, Limits
from edu_tui.checks.waivers import UNREADABLE, Judged, Waiver, WaiverEntry, apply_waivers
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Quiz
from edu_tui.library.roles import WAIVERS_FILE, LibraryFile, Role, file_at
from edu_tui.library.schema import Reader
from edu_tui.library.sources import read_source, stamp
from edu_tui.library.yaml_reader import YamlError, read_yaml

SLIDES = ("D01", "D02", "D03", "D04")
"""The rules that speak only where slides are measured."""

_END = 10**9  # no file has so many lines


class WaiversRead(msgspec.Struct, frozen=True):
    """The waivers that could be read, in the order of the file, and what was wrong with the others."""

    waivers: tuple[Waiver, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_waivers(root: Path) -> WaiversRead:
    """The waivers of the library at `root`. Never raises: an entry that cannot be read waives nothing, and is named."""
    if stamp(root, WAIVERS_FILE) is None:
        return WaiversRead()
    source = read_source(root, WAIVERS_FILE)
    if source.text is None:
        return WaiversRead((), source.diagnostics)
    try:
        document = read_yaml(source.text)
    except YamlError as error:
        return WaiversRead((), (*source.diagnostics, _broken(error)))
    reader = Reader(document, WAIVERS_FILE, UNREADABLE)
    entries = [] if document.value is None else document.value
    if not isinstance(entries, list):
        reader.add((), "the waivers should be a list", "Begin each with a hyphen: - rule: W03")
        entries = []
    found = tuple(waiver for index, value in enumerate(entries) if (waiver := _waiver(reader, index, value)))
    return WaiversRead(found, (*source.diagnostics, *reader.diagnostics))


def _waiver(reader: Reader, index: int, value: object) -> Waiver | None:
    entry = reader.struct(WaiverEntry, value, (index,))
    if entry is None:
        return None
    silent = [name for name in ("reason", "who") if not getattr(entry, name).strip()]
    for name in silent:
        reader.add(
            (index, name), f'"{name}" says nothing', "Say why the finding stays." if name == "reason" else "Name who answers for it."
        )
    until = iso_day(entry.until)
    if until is None:
        reader.add((index, "until"), f'until: "{entry.until[:40]}" is not a date', "Write year-month-day: 2027-03-01.")
    if silent or until is None:
        return None
    return Waiver(entry.rule, entry.place, entry.reason.strip(), entry.who.strip(), until, reader.document.line(index))


def _broken(error: YamlError) -> Diagnostic:
    message = f"not valid YAML: {error.message}"
    return Diagnostic(WAIVERS_FILE, error.line, error.column, UNREADABLE, Severity.ERROR, message, error.hint)


def judge(library: Library, findings: tuple[Diagnostic, ...], today: date, limits: Limits = PROGRAM, *, slides: bool = False) -> Judged:
    """The findings in `library` parted by its waivers; `slides` says whether slides were checked, too.

    A library without waivers costs one look at the disk.
    """
    read = read_waivers(library.root)
    if not read.waivers and not read.diagnostics:
        return Judged(findings)
    lines: dict[str, tuple[int, int]] = {}
    for path in _files_named(read.waivers):
        lines |= {f"{path}#{ident}": span for ident, span in _spans(library, path)}
    return apply_waivers(
        (*findings, *read.diagnostics), read.waivers, lines, today, days=limits.waiver_days, silent=() if slides else SLIDES
    )


def _files_named(waivers: Iterable[Waiver]) -> Iterator[str]:
    """The paths in which a waiver names a place by its id, each once."""
    yield from dict.fromkeys(waiver.place.partition("#")[0] for waiver in waivers if "#" in waiver.place)


def _spans(library: Library, path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each id in a file of the library with its first and last line; nothing for a file that holds none."""
    match file_at(path):
        case LibraryFile(role=Role.MODULE, name=ident, audience=Audience() as audience):
            module = library.module(ident, audience)
            yield from module_spans(module) if module else ()
        case LibraryFile(role=Role.QUIZ, name=name):
            quiz = library.quiz(name)
            yield from quiz_spans(quiz) if quiz else ()


def module_spans(module: Module) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each section of `module` with its first and last line."""
    starts = [section.line for section in module.sections]
    for section in module.sections:
        yield section.id, (section.line, _before(starts, section.line))


def quiz_spans(quiz: Quiz) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each case and question of `quiz` with its first and last line; the questions of a case lie inside it."""
    starts = sorted([case.line for case in quiz.cases] + [question.line for question in quiz.questions])
    outer = sorted([case.line for case in quiz.cases] + [question.line for question in quiz.questions if not question.case])
    for question in quiz.questions:
        yield question.id, (question.line, _before(starts, question.line))
    for case in quiz.cases:
        yield case.id, (case.line, _before(outer, case.line))


def _before(starts: Sequence[int], line: int) -> int:
    """The line before the first of the sorted `starts` that lies after `line`."""
    place = bisect_right(starts, line)
    return starts[place] - 1 if place < len(starts) else _END
