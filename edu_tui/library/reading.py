"""Reading the files of a library into its objects, and the catalogue over all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from edu_tui.library.cache import Cache
from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry, QuizEntry, SectionEntry
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Ledger
from edu_tui.library.ledger_parser import parse_facts, parse_glossary, parse_references
from edu_tui.library.library import Library, left_out, printable
from edu_tui.library.library_head import read_head
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.processes import share_out
from edu_tui.library.questions import Quiz
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.roles import (
    FACTS_FILE,
    GLOSSARY_FILE,
    REFERENCES_FILE,
    LibraryFile,
    Role,
    file_at,
    is_visible,
    page_path,
    quiz_path,
)
from edu_tui.library.sources import Stamp, read_source
from edu_tui.library.walk import plain

# Faults after which nothing of a file can be trusted: it could not be read, or its head says nothing.
_FATAL = ("S01", "S02", "S03", "S04", "F00", "F01", "F02")


_ENTRIES = "entries"
"""The name under which the cache holds what the catalogue takes from each file."""

_FEWEST = 24
"""Unread files that are shared out to several processes; fewer are read as fast by one."""


def read_module(root: Path, ident: str, audience: Audience) -> Module:
    """Read and parse one module file; never raises."""
    source = read_source(root, page_path(ident, audience))
    if source.text is None:
        return Module(ident, audience, source.path, ident, "", 0, (), None, "", (), (), source.diagnostics)
    module = parse_module(ident, audience, source.path, source.text)
    return msgspec.structs.replace(module, diagnostics=source.diagnostics + module.diagnostics)


def read_quiz(root: Path, name: str) -> Quiz:
    """Read and parse one quiz file; never raises."""
    source = read_source(root, quiz_path(name))
    if source.text is None:
        return Quiz(name, source.path, "", Audience.CLINICIAN, name, (), (), diagnostics=source.diagnostics)
    quiz = parse_quiz(name, source.path, source.text)
    return msgspec.structs.replace(quiz, diagnostics=source.diagnostics + quiz.diagnostics)


def read_ledger(root: Path) -> Ledger:
    """Read and parse facts, references and glossary; what is missing is empty and named."""
    diagnostics: list[Diagnostic] = []

    def text_of(path: str) -> str:
        source = read_source(root, path)
        diagnostics.extend(source.diagnostics)
        return source.text or ""

    facts, fact_faults = parse_facts(FACTS_FILE, text_of(FACTS_FILE))
    references, reference_faults = parse_references(REFERENCES_FILE, text_of(REFERENCES_FILE) or "[]")
    terms, term_faults = parse_glossary(GLOSSARY_FILE, text_of(GLOSSARY_FILE))
    return Ledger(facts, references, terms, (*diagnostics, *fact_faults, *reference_faults, *term_faults))


class FileEntry(msgspec.Struct, frozen=True, array_like=True):
    """What the catalogue takes from one file with this stamp: its entry, and the findings of its parser."""

    stamp: Stamp
    entry: ModuleEntry | QuizEntry
    diagnostics: tuple[Diagnostic, ...]


def build_catalogue(library: Library, cache: Cache) -> Catalogue:
    """The catalogue of `library`: every module that its tracks name, every quiz, and the findings of all parsers."""
    read = read_head(library.root, library.files)
    diagnostics = list(read.diagnostics)
    named = [(ident, audience) for ident in read.modules for audience in Audience]
    entries = _file_entries(library, cache, named)
    modules: list[ModuleEntry] = []
    for ident, audience in named:
        found = entries.get(page_path(ident, audience))
        if found and isinstance(found.entry, ModuleEntry):
            modules.append(found.entry)
            diagnostics += found.diagnostics
            continue
        told = read.absent.get(ident)
        faults = (told,) if told else _missing(library.root, ident, audience)
        modules.append(module_entry(_absent(ident, audience, faults)))
        diagnostics += () if told else faults
    quizzes = [found.entry for path in library.files if (found := entries.get(path)) and isinstance(found.entry, QuizEntry)]
    for quiz in quizzes:
        diagnostics += entries[quiz.path].diagnostics
    for path in left_out(library.root):
        diagnostics += _left_out(library.root, path)
    ledger = library.ledger
    return Catalogue(
        id=read.head.id,
        title=read.head.title,
        version=read.head.version,
        language=read.head.language,
        about=read.head.about,
        tracks=read.tracks,
        modules=tuple(modules),
        quizzes=tuple(quizzes),
        facts=tuple(ledger.facts),
        diagnostics=(*diagnostics, *ledger.diagnostics),
    )


def _file_entries(library: Library, cache: Cache, named: list[tuple[str, Audience]]) -> dict[str, FileEntry]:
    """What the catalogue takes from the pages of these modules and from all quizzes, by path. Only files that changed are read."""
    readers: dict[str, Callable[[], FileEntry]] = {
        page_path(ident, audience): partial(_module_file, library, ident, audience)
        for ident, audience in named
        if page_path(ident, audience) in library.stamps
    }
    files = (file for path in library.stamps if (file := file_at(path)))
    readers |= {file.path: partial(_quiz_file, library, file) for file in files if file.role is Role.QUIZ}
    known = cache.find(_ENTRIES, dict[str, FileEntry], {}) or {}
    entries = {path: found for path in readers if (found := known.get(path)) and found.stamp == library.stamps[path]}
    unread = [path for path in readers if path not in entries]
    if cache.keeps:  # else what a helper read would be lost
        read = share_out(lambda path: msgspec.msgpack.encode(readers[path]()), unread, _FEWEST)
        entries |= {path: msgspec.msgpack.decode(data, type=FileEntry) for path, data in zip(unread, read, strict=True)}
    else:
        entries |= {path: readers[path]() for path in unread}
    saved = {path: known.get(path) if entry.stamp.unsaved else entry for path, entry in entries.items()}
    if saved != known:
        cache.keep(_ENTRIES, {}, {path: entry for path, entry in saved.items() if entry is not None})
    return entries


def _module_file(library: Library, ident: str, audience: Audience) -> FileEntry:
    module = library.module(ident, audience) or _absent(ident, audience, _missing(library.root, ident, audience))
    return FileEntry(library.stamps[module.path], module_entry(module), module.diagnostics)


def _quiz_file(library: Library, file: LibraryFile) -> FileEntry:
    quiz = library.quiz(file.name) or read_quiz(library.root, file.name)
    return FileEntry(library.stamps[file.path], _quiz_entry(quiz), quiz.diagnostics)


def _missing(root: Path, ident: str, audience: Audience) -> tuple[Diagnostic, ...]:
    """Why there is no page: what stands in its place, if anything does, or that nothing does."""
    path = page_path(ident, audience)
    if os.path.lexists(root / path) and (source := read_source(root, path)).text is None:
        return source.diagnostics
    hint = "Write it, or take the module out of content/library.yaml."
    return (Diagnostic(path, 1, 1, "S01", Severity.ERROR, "the library names this module, but it has no such file", hint),)


def _left_out(root: Path, path: str) -> tuple[Diagnostic, ...]:
    """Why something in the folders of the library is no part of it."""
    if is_visible(path):
        return read_source(root, path).diagnostics
    message = "the name of this file holds hidden characters, so it is left out"
    return (Diagnostic(printable(path), 1, 1, "S08", Severity.WARNING, message, "Give it another name."),)


def _absent(ident: str, audience: Audience, faults: tuple[Diagnostic, ...]) -> Module:
    return Module(ident, audience, page_path(ident, audience), ident, "", 0, (), None, "", (), (), faults)


def _broken(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Why a file cannot be shown: a sentence, or "" if it can."""
    fault = next((item for item in diagnostics if item.code in _FATAL and item.severity is Severity.ERROR), None)
    return f"{fault.path}, line {fault.line}: {fault.message}." if fault else ""


def module_entry(module: Module) -> ModuleEntry:
    """The module as the catalogue lists it."""
    return ModuleEntry(
        id=module.id,
        audience=module.audience,
        path=module.path,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        objectives=module.objectives,
        reviewed=module.reviewed,
        updated=module.updated,
        sections=tuple(SectionEntry(section.id, plain(section.title), section.objectives) for section in module.sections),
        broken=_broken(module.diagnostics),
    )


def _quiz_entry(quiz: Quiz) -> QuizEntry:
    return QuizEntry(
        name=quiz.name,
        path=quiz.path,
        module=quiz.module,
        audience=quiz.audience,
        title=quiz.title,
        questions=tuple(
            QuestionEntry(
                question.id, question.rev, plain(question.title), question.type, question.objective, question.safety, question.twin
            )
            for question in quiz.questions
        ),
        broken=_broken(quiz.diagnostics),
    )
