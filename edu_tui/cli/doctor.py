"""`doctor`: where things are, and whether they are well."""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from edu_tui import __version__
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.text import clean_line
from edu_tui.progress.moments import wall_clock

_PACKAGES = ("textual", "markdown-it-py", "mdit-py-plugins", "tinydb", "PyYAML", "msgspec", "filelock", "fsrs", "platformdirs")
_PRIVATE = 0o077  # what group and others may do with a learner's folder: nothing
_WRITING = 0o022  # what they may not do with the folder around it either


class Line(NamedTuple):
    """One thing that was looked at: `wrong` is "" if it is well, else a sentence with the cure."""

    name: str
    told: str
    wrong: str = ""


def doctor(places: Places) -> int:
    """Write one line for each thing; 1 if something is wrong, else 0. Nothing is changed."""
    lines = [*_program(), *_library(places), *_progress(places), *_surroundings(places)]
    for line in lines:
        put(clean_line(f"{'WRONG' if line.wrong else 'ok'} {line.name}: {line.told}"))
        if line.wrong:
            put(f"      {clean_line(line.wrong)}")
    faults = sum(bool(line.wrong) for line in lines)
    put("\nAll is well." if not faults else f"\n{faults} thing{'' if faults == 1 else 's'} to put right.")
    return TROUBLE if faults else 0


def _program() -> Iterator[Line]:
    yield Line("edu-tui", f"{__version__} in {Path(__file__).parent.parent}")
    yield Line("Python", f"{platform.python_version()} on {platform.system()} ({sys.executable})")
    for package in _PACKAGES:
        try:
            yield Line(package, version(package))
        except PackageNotFoundError:
            yield Line(package, "not installed", f"Install edu-tui again, or {package} with pip.")


def _library(places: Places) -> Iterator[Line]:
    from edu_tui.checks.kept import kept_checks
    from edu_tui.library.diagnostics import Severity
    from edu_tui.library.library import printable

    try:
        library = places.open_library()
    except CommandError as error:
        yield Line("library", "cannot be opened", str(error))
        return
    catalogue = library.catalogue
    yield Line("library", f"{printable(library.root)} ({catalogue.title}, version {catalogue.version or 'unknown'})")
    counts = Counter(item.severity for item in kept_checks(library, places.cache, wall_clock().date()))
    told = f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, {counts[Severity.INFO]} notes"
    yield Line("findings", told, "Run edu-tui check to see them." if counts[Severity.ERROR] else "")


def _progress(places: Places) -> Iterator[Line]:
    from edu_tui.progress.errors import NotSaved
    from edu_tui.progress.health import examine

    try:
        yield _folder("data folder", places.data)
        learner = places.find_learner()
        yield _folder("learner", learner.folder, f"{learner.name}, ")
        health = examine(learner.folder, wall_clock)
    except (CommandError, NotSaved) as error:
        yield Line("progress", "cannot be opened", str(error))
        return
    yield Line("answers and readings", f"{health.events} stored")
    newest = f", the newest good one of {health.newest_backup:%d %B %Y %H:%M} UTC" if health.newest_backup else ""
    yield Line("backups", f"{health.good_backups} of {health.backups} read well{newest}")
    if health.quarantined:
        yield Line("copies of damaged files", f"{health.quarantined} in {health.folder / 'quarantine'}")
    yield from (Line("progress", "needs attention", finding) for finding in health.findings)


def _folder(name: str, folder: Path, before: str = "") -> Line:
    """A folder of progress: it should be there or be makeable, writable, and nobody else's business."""
    told = f"{before}{folder}"
    try:
        status = folder.stat()
    except FileNotFoundError:
        return Line(name, f"{told} (made when the first answer is saved)", _unmakeable(folder))
    except OSError as error:
        return Line(name, told, f"It cannot be looked at ({error.strerror}). Name another with --data-dir.")
    if not stat.S_ISDIR(status.st_mode):
        return Line(name, told, "It is not a folder. Move it away, or name another with --data-dir.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Line(name, told, "It cannot be written, so nothing would be saved. Make it writable, or name another with --data-dir.")
    return Line(name, told, _others(status, _PRIVATE if name == "learner" else _WRITING) if os.name == "posix" else "")


def _others(status: os.stat_result, rights: int) -> str:
    """What others may do with a folder of progress, as far as it is one of `rights`; "" if nothing."""
    if status.st_uid != os.geteuid():
        return "It belongs to another user of this computer, who can take away what stands in it. Name one of your own with --data-dir."
    if status.st_mode & rights & _WRITING:
        return "Others on this computer may put things into it and take them away. Close it with chmod -R go= on that folder."
    if status.st_mode & rights:
        return "Others on this computer may look into it. Close it with chmod -R go= on that folder."
    return ""


def _unmakeable(folder: Path) -> str:
    """Why the folder could not be made; "" if it could."""
    parent = next((above for above in folder.parents if above.exists()), folder)
    if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
        return ""
    return f"It cannot be made, because {parent} cannot be written. Name another with --data-dir."


def _surroundings(places: Places) -> Iterator[Line]:
    from edu_tui.app.terminal import refusal

    yield Line("cache", f"{places.cache}")
    yield Line("log", f"{places.log}")
    reason = refusal(sys.__stdin__, sys.__stdout__, dict(os.environ))
    columns, rows = _size()
    yield Line("terminal", reason or f"{os.environ.get('TERM', 'unknown')}, {columns} columns by {rows} rows")


def _size() -> tuple[int, int]:
    try:
        return tuple(os.get_terminal_size(sys.__stdout__.fileno()))  # type: ignore[union-attr,return-value]
    except (OSError, ValueError, AttributeError):
        return 0, 0
