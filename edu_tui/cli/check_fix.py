"""`check --fix`: what can be mended safely is shown as a difference first, and written if somebody says yes."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from edu_tui.authoring.cures.files import MIXED, Change, change_for, write_change
from edu_tui.authoring.cures.registry import Cure, all_cures
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.idents import Idents
from edu_tui.cli.check import Wish, choice, painter
from edu_tui.cli.check_report import Choice
from edu_tui.cli.colour import Painter, put_painted
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import prompt
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.library import Library
from edu_tui.library.roles import LOCK_FILE

_COLOURS = {"+": "green", "-": "red", "@": "blue"}
_AROUND = 2  # lines shown around a change


def fix(places: Places, wish: Wish, *, yes: bool) -> int:
    """Show what can be mended, ask unless `yes` is set, and write it; 1 if something could be mended and was not, else 0."""
    library = places.open_library()
    changes = _changes(library, choice(library, wish))
    if not changes:
        put_painted("Nothing to mend: edu-tui check tells what is left to you.")
        return 0
    for change in changes:
        put_painted(difference_text(change, painter()))
        put_painted()
    if not yes and not _agreed(len(changes)):
        put_painted("Nothing was written.")
        return TROUBLE
    return _write(library.root, changes)


def _changes(library: Library, chosen: Choice) -> list[Change]:
    """What can be mended in the files that were asked for."""
    cures = chosen_cures(chosen)
    if not cures:
        raise CommandError("No finding with this code can be mended safely by a program.")
    paths = [path for path in library.files if path != LOCK_FILE and (not chosen.paths or path in chosen.paths)]
    try:
        idents = Idents.of(library)
    except AuthoringError as error:
        raise CommandError(str(error), TROUBLE) from None
    return [change for path in paths if (change := change_for(library.root, path, cures, idents.make)) is not None]


def chosen_cures(chosen: Choice) -> Sequence[Cure]:
    """The cures of the codes that were asked for, or all of them."""
    return [cure for cure in all_cures() if not chosen.codes or chosen.codes.intersection(cure.codes)]


def difference_text(change: Change, painter: Painter) -> str:
    """What a change does to a file, as a unified difference."""
    return "\n".join(painter.paint(_COLOURS[line[0]], line) if line[0] in _COLOURS else painter.plain(line) for line in _difference(change))


def _difference(change: Change) -> Iterator[str]:
    old, new = (f"{side}/{change.path}" for side in "ab")
    before, after = (lines if lines[-1] else lines[:-1] for lines in (change.old, change.new))
    lines = list(difflib.unified_diff(before, after, old, new, n=_AROUND, lineterm=""))
    yield from lines or (f"--- {old}", f"+++ {new}")
    if change.old[-1] and not change.new[-1]:
        yield "\\ a line end is put behind the last line"
    if MIXED in change.cures:
        yield "\\ all lines get the line end that most of them have"


def _agreed(files: int) -> bool:
    """Whether somebody at a terminal says yes."""
    if sys.stdin is None or not sys.stdin.isatty():
        tell("Nobody can be asked here: edu-tui check --fix --yes writes it.")
        return False
    prompt(f"Mend {counted(files, 'file')}? [y/N] ")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _write(root: Path, changes: Sequence[Change]) -> int:
    """Write each change, or say why not."""
    written = 0
    for change in changes:
        try:
            write_change(root, change)
            written += 1
        except AuthoringError as error:
            tell(str(error))
    put_painted(f"{counted(written, 'file')} mended.")
    return 0 if written == len(changes) else TROUBLE
