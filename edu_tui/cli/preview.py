"""`preview`: a file of a library as learners see it, beside what is wrong with it, drawn anew at each save."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from edu_tui.app.terminal import refusal
from edu_tui.cli.errors import CommandError
from edu_tui.cli.places import Places
from edu_tui.library.library import ENVIRONMENT, LibraryError, check_root, library_around
from edu_tui.library.roles import LibraryFile, file_at
from edu_tui.library.sources import bytes_of, read_source
from edu_tui.library.text import clean_line

_SAMPLE = 8192
"""Bytes that are looked at to tell text from something else."""


def preview(places: Places, path: Path) -> int:
    """Show the file at `path`. Its library is the one that was named, or else the one that it lies in."""
    root, file = find(places, path)
    if reason := refusal(sys.__stdin__, sys.__stdout__, dict(os.environ)):
        raise CommandError(reason.replace("use --plain", "use edu-tui check"))  # there is no plain preview

    from edu_tui import collector

    collector.loading()
    try:
        opening = places.begin_opening(root)  # goes on while Textual is imported

        from edu_tui.app.preview import start_preview

        return start_preview(opening, root, file, places.cache, log_dir=places.log)
    except LibraryError as error:
        raise CommandError(str(error)) from None


def find(places: Places, path: Path) -> tuple[Path, LibraryFile]:
    """The library of the file at `path`, and what the file is in it. Raises CommandError with one sentence if it cannot be previewed."""
    name = clean_line(str(path))
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise CommandError(f"There is no file {name}: name a file that is there, or begin one with edu-tui new.") from None
    if real.is_dir():
        raise CommandError(f"{name} is a folder: name one file in it.")
    root = _root_of(places, real)
    try:
        check_root(root)
    except LibraryError as error:
        raise CommandError(str(error)) from None
    root = root.resolve()
    if not real.is_relative_to(root):
        raise CommandError(f"{name} is not in the library at {clean_line(str(root))}: name the folder of its own library with --library.")
    file = file_at(real.relative_to(root).as_posix())
    if file is None:
        raise CommandError(f"{name} is no file that a library reads: name a page in content/MODULE/, a quiz in quizzes/, or content/*.")
    _see_that_it_is_text(root, file.path, name)
    return root, file


def _root_of(places: Places, file: Path) -> Path:
    """The library that was named; else the innermost folder around `file` that is one; else the usual one."""
    if places.library is None and not os.environ.get(ENVIRONMENT):
        return library_around(file.parent) or places.root
    return places.root


def _see_that_it_is_text(root: Path, path: str, name: str) -> None:
    """Raises CommandError for what is no text file of a sane size."""
    source = read_source(root, path)
    if source.text is None:
        fault = source.diagnostics[0]
        raise CommandError(f"{name} cannot be shown: {fault.message}. {fault.hint}")
    try:
        sample = bytes_of(root / path, _SAMPLE)  # by now the file may have become a pipe, which must not be waited for
    except OSError:
        raise CommandError(f"{name} cannot be shown: it changed while it was read. Try again.") from None
    if b"\0" in sample:
        raise CommandError(f"{name} cannot be shown: it is no text. Save it as UTF-8 text in your editor.")
