"""From the paths that were typed to files of a library, and from the library to the repository around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from edu_tui.cli.errors import CommandError
from edu_tui.library.text import clean_line


def files_meant(root: Path, files: Sequence[str], paths: Sequence[Path]) -> frozenset[str]:
    """The files of the library at `root` that `paths` name; a folder stands for all below it. Raises CommandError if one names none."""
    return frozenset(name for path in paths for name in _files_at(root, files, path))


def _files_at(root: Path, files: Sequence[str], path: Path) -> list[str]:
    name, home = clean_line(str(path)), clean_line(str(root))
    try:
        real, base = path.resolve(), root.resolve()
        if not real.exists():
            raise CommandError(f"There is no file {name}.")
        is_folder = real.is_dir()
    except (OSError, RuntimeError, ValueError):
        raise CommandError(f"The path {name} leads nowhere.") from None
    found = [file for file in files if (base / file).is_relative_to(real)] if is_folder else []
    if is_folder and not found:
        raise CommandError(f"The folder {name} holds no file of the library at {home}. Name another library with --library.")
    relative = real.relative_to(base).as_posix() if real.is_relative_to(base) else ""
    if not is_folder and relative not in files:
        raise CommandError(f"{name} is not a file of the library at {home}.")
    return found or [relative]


def repository_prefix(root: Path) -> str:
    """The way from the repository around the library at `root` down to it, ending in a slash; "" if it is none, or the library."""
    base = root.resolve()
    for folder in (base, *base.parents):
        if (folder / ".git").exists():
            return "" if folder == base else f"{base.relative_to(folder).as_posix()}/"
    return ""
