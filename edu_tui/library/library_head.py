"""What a library says of itself in `content/library.yaml`: its name, its tracks, and which modules are meant.

A module that has no page is one finding, at its name. Where the name is a slip for a folder that no track names, that folder is read in its
place, so that one wrong letter does not look like a module that is gone, and all that leads to it like a fault of its own.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from edu_tui.library.catalogue import Track
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LIBRARY_FILE, Role, file_at, page_path
from edu_tui.library.schema import Reader
from edu_tui.library.slugs import IDENT
from edu_tui.library.sources import read_source
from edu_tui.library.yaml_reader import YamlError, read_yaml


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


class HeadRead(msgspec.Struct, frozen=True):
    """The head as written; its tracks with the modules that are meant; by name, why a module has no page; all that is wrong."""

    head: LibraryHead
    tracks: tuple[Track, ...] = ()
    absent: dict[str, Diagnostic] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that are meant, each once, in order."""
        return tuple(dict.fromkeys(ident for track in self.tracks for ident in track.modules))


def read_head(root: Path, paths: Iterable[str]) -> HeadRead:
    """Read the head of the library at `root`, which holds the files `paths`; never raises."""
    source = read_source(root, LIBRARY_FILE)
    nothing = LibraryHead(id="unknown", title="A library that cannot be read", version="")
    if source.text is None:
        return HeadRead(nothing, diagnostics=source.diagnostics)
    try:
        reader = Reader(read_yaml(source.text), source.path, "F02")
    except YamlError as error:
        fault = Diagnostic(source.path, error.line, error.column, "F01", Severity.ERROR, f"not valid YAML: {error.message}", error.hint)
        return HeadRead(nothing, diagnostics=(*source.diagnostics, fault))
    head = reader.struct(LibraryHead, reader.document.value)
    if head is None:
        return HeadRead(nothing, diagnostics=(*source.diagnostics, *reader.diagnostics))
    faults = _track_faults(head, Reader(reader.document, source.path, "F03"))
    return _with_modules(root, head, paths, Reader(reader.document, source.path, "S01"), (*source.diagnostics, *faults))


def _track_faults(head: LibraryHead, reader: Reader) -> list[Diagnostic]:
    """What the shape alone cannot say."""
    if not any(track.modules for track in head.tracks):
        reader.add(("tracks",), "no track names a module, so there is nothing to read", "Add modules: and their folders.")
    seen: set[str] = set()
    for number, track in enumerate(head.tracks):
        if track.id in seen:
            reader.add(("tracks", number, "id"), f'the track "{track.id}" stands here a second time', "Give it another id.")
        seen.add(track.id)
    return reader.diagnostics


def _with_modules(root: Path, head: LibraryHead, paths: Iterable[str], reader: Reader, faults: tuple[Diagnostic, ...]) -> HeadRead:
    """The head with the modules that its names mean; `reader` notes the names that no page has."""
    named = dict.fromkeys(ident for track in head.tracks for ident in track.modules)
    folders = dict.fromkeys(file.name for path in paths if (file := file_at(path)) and file.role is Role.MODULE)
    free = [folder for folder in folders if folder not in named]
    meant = {ident: ident for ident in named if ident in folders or _is_taken(root, ident)}
    absent: dict[str, Diagnostic] = {}
    for number, track in enumerate(head.tracks):
        for index, ident in enumerate(track.modules):
            if ident not in meant:
                near = difflib.get_close_matches(ident.casefold(), free, n=1)
                meant[ident] = near[0] if near else ident
                reader.add(("tracks", number, "modules", index), *_no_page(ident, *near))
                if near:
                    free.remove(near[0])
                else:
                    absent[ident] = reader.diagnostics[-1]
    tracks = tuple(Track(track.id, track.title, tuple(meant[ident] for ident in track.modules)) for track in head.tracks)
    return HeadRead(head, tracks, absent, (*faults, *reader.diagnostics))


def _is_taken(root: Path, ident: str) -> bool:
    """Whether anything stands where a page of the module would, even if it cannot be read."""
    pages = (page_path(ident, audience) for audience in Audience)
    return any(file_at(path) and os.path.lexists(root / path) for path in pages)


def _no_page(ident: str, near: str = "") -> tuple[str, str]:
    """What is wrong with the name of a module without a page, and its cure; `near` is a folder with a page."""
    if not IDENT.fullmatch(ident):
        return f'"{ident}" cannot be the folder of a module', f"Did you mean {near}?" if near else "Use small letters, digits and hyphens."
    hint = f"Did you mean {near}?" if near else "Write its pages, or take it out of the track."
    return f'the library names the module "{ident}", but content/{ident}/ holds no page', hint
