"""Reading the files of a library into its objects, and the catalogue over all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec

from edu_tui.library.cache import Cache
from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry, QuizEntry, SectionEntry, Track
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Ledger
from edu_tui.library.ledger_parser import parse_facts, parse_glossary, parse_references
from edu_tui.library.library import Library, is_visible, left_out, printable
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.processes import share_out
from edu_tui.library.questions import Quiz
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.schema import Reader
from edu_tui.library.slugs import IDENT
from edu_tui.library.sources import Stamp, read_source
from edu_tui.library.walk import plain
from edu_tui.library.yaml_reader import YamlError, read_yaml

# Faults after which nothing of a file can be trusted: it could not be read, or its head says nothing.
_FATAL = ("S01", "S02", "S03", "S04", "F00", "F01", "F02")


_ENTRIES = "entries"
"""The name under which the cache holds what the catalogue takes from each file."""

_FEWEST = 24
"""Unread files that are shared out to several processes; fewer are read as fast by one."""


class TrackEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Modules that belong together."""

    id: Annotated[str, msgspec.Meta(description="A name that no other track has.")]
    title: Annotated[str, msgspec.Meta(description="What readers see.")]
    modules: Annotated[tuple[str, ...], msgspec.Meta(description="The folders of the modules, in order.")]


class LibraryHead(msgspec.Struct, frozen=True, kw_only=True):
    """What a library says of itself."""

    id: Annotated[str, msgspec.Meta(description="The name under which progress knows the library.")]
    title: Annotated[str, msgspec.Meta(description="What readers see.")]
    version: Annotated[str, msgspec.Meta(description="Which edition it is, in words of your own.")]
    tracks: Annotated[tuple[TrackEntry, ...], msgspec.Meta(description="The modules, in the order in which they are shown.")] = ()
    language: Annotated[str, msgspec.Meta(description="The language of its pages.")] = "en"
    about: Annotated[str, msgspec.Meta(description="A sentence or two on what it teaches, and to whom.")] = ""


def read_module(root: Path, ident: str, audience: Audience) -> Module:
    """Read and parse one module file; never raises."""
    source = read_source(root, f"content/{ident}/{audience}.md")
    if source.text is None:
        return Module(ident, audience, source.path, ident, "", 0, (), None, "", (), (), source.diagnostics)
    module = parse_module(ident, audience, source.path, source.text)
    return msgspec.structs.replace(module, diagnostics=source.diagnostics + module.diagnostics)


def read_quiz(root: Path, name: str) -> Quiz:
    """Read and parse one quiz file; never raises."""
    source = read_source(root, f"quizzes/{name}.md")
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

    facts, fact_faults = parse_facts("content/facts.yaml", text_of("content/facts.yaml"))
    references, reference_faults = parse_references("content/references.json", text_of("content/references.json") or "[]")
    terms, term_faults = parse_glossary("content/glossary.md", text_of("content/glossary.md"))
    return Ledger(facts, references, terms, (*diagnostics, *fact_faults, *reference_faults, *term_faults))


class FileEntry(msgspec.Struct, frozen=True, array_like=True):
    """What the catalogue takes from one file with this stamp: its entry, and the findings of its parser."""

    stamp: Stamp
    entry: ModuleEntry | QuizEntry
    diagnostics: tuple[Diagnostic, ...]


def build_catalogue(library: Library, cache: Cache) -> Catalogue:
    """The catalogue of `library`: every module that its tracks name, every quiz, and the findings of all parsers."""
    head, diagnostics = _read_head(library.root)
    tracks = tuple(Track(track.id, track.title, track.modules) for track in head.tracks)
    named = [(ident, audience) for ident in dict.fromkeys(ident for track in tracks for ident in track.modules) for audience in Audience]
    entries = _file_entries(library, cache, named)
    modules: list[ModuleEntry] = []
    for ident, audience in named:
        found = entries.get(_page(ident, audience))
        absent = () if found else _missing(library.root, ident, audience)
        diagnostics += found.diagnostics if found else absent
        modules.append(found.entry if found and isinstance(found.entry, ModuleEntry) else module_entry(_absent(ident, audience, absent)))
    quizzes = [found.entry for path in library.files if (found := entries.get(path)) and isinstance(found.entry, QuizEntry)]
    for quiz in quizzes:
        diagnostics += entries[quiz.path].diagnostics
    for path in left_out(library.root):
        diagnostics += _left_out(library.root, path)
    ledger = library.ledger
    return Catalogue(
        id=head.id,
        title=head.title,
        version=head.version,
        language=head.language,
        about=head.about,
        tracks=tracks,
        modules=tuple(modules),
        quizzes=tuple(quizzes),
        facts=tuple(ledger.facts),
        diagnostics=(*diagnostics, *ledger.diagnostics),
    )


def _file_entries(library: Library, cache: Cache, named: list[tuple[str, Audience]]) -> dict[str, FileEntry]:
    """What the catalogue takes from the pages of these modules and from all quizzes, by path. Only files that changed are read."""
    readers: dict[str, Callable[[], FileEntry]] = {
        _page(ident, audience): partial(_module_file, library, ident, audience)
        for ident, audience in named
        if _page(ident, audience) in library.stamps
    }
    readers |= {path: partial(_quiz_file, library, path) for path in library.stamps if path.startswith("quizzes/")}
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


def _page(ident: str, audience: Audience) -> str:
    return f"content/{ident}/{audience}.md"


def _module_file(library: Library, ident: str, audience: Audience) -> FileEntry:
    module = library.module(ident, audience) or _absent(ident, audience, _missing(library.root, ident, audience))
    return FileEntry(library.stamps[module.path], module_entry(module), module.diagnostics)


def _quiz_file(library: Library, path: str) -> FileEntry:
    name = Path(path).stem
    quiz = library.quiz(name) or read_quiz(library.root, name)
    return FileEntry(library.stamps[path], _quiz_entry(quiz), quiz.diagnostics)


def _read_head(root: Path) -> tuple[LibraryHead, list[Diagnostic]]:
    source = read_source(root, "content/library.yaml")
    nothing = LibraryHead(id="unknown", title="A library that cannot be read", version="")
    if source.text is None:
        return nothing, list(source.diagnostics)
    try:
        reader = Reader(read_yaml(source.text), source.path, "F02")
    except YamlError as error:
        fault = Diagnostic(source.path, error.line, error.column, "F01", Severity.ERROR, f"not valid YAML: {error.message}", error.hint)
        return nothing, [*source.diagnostics, fault]
    head = reader.struct(LibraryHead, reader.document.value)
    if head is None:
        return nothing, [*source.diagnostics, *reader.diagnostics]
    return head, [*source.diagnostics, *_track_faults(head, Reader(reader.document, source.path, "F03"))]


def _track_faults(head: LibraryHead, reader: Reader) -> list[Diagnostic]:
    """What the shape alone cannot say."""
    if not any(track.modules for track in head.tracks):
        reader.add(("tracks",), "no track names a module, so there is nothing to read", "Add modules: and their folders.")
    seen: set[str] = set()
    for number, track in enumerate(head.tracks):
        if track.id in seen:
            reader.add(("tracks", number, "id"), f'the track "{track.id}" stands here a second time', "Give it another id.")
        seen.add(track.id)
        for index, ident in enumerate(track.modules):
            if not IDENT.fullmatch(ident):
                hint = "Use small letters, digits and hyphens."
                reader.add(("tracks", number, "modules", index), f'"{ident}" cannot be the folder of a module', hint)
    return reader.diagnostics


def _missing(root: Path, ident: str, audience: Audience) -> tuple[Diagnostic, ...]:
    """Why there is no page: what stands in its place, if anything does, or that nothing does."""
    path = _page(ident, audience)
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
    return Module(ident, audience, _page(ident, audience), ident, "", 0, (), None, "", (), (), faults)


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
