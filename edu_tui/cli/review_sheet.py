"""`clinical-review --sheet`: one file for a clinician who has no edu-tui, with each statement beside its facts."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

from edu_tui.checks.checklist import checklist
from edu_tui.checks.clinical_review import clinical_reviews
from edu_tui.checks.kept import kept_judged
from edu_tui.checks.limits import read_limits
from edu_tui.checks.whole import read_whole
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.export.handouts import HandoutError, gather
from edu_tui.export.material import Material
from edu_tui.export.review_sheet import write_review_sheet
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.library.writing import create_file, replace_file

STANDARD_OUTPUT = Path("-")
"""As the name of a file: standard output."""


def write_sheet(places: Places, name: str, audience: Audience | None, output: Path | None, *, force: bool) -> int:
    """Write the sheet of the module `name`, for one audience or both, to `output` (None: a name made from the module's)."""
    library, today = places.open_library(), datetime.now().astimezone().date()
    whole = read_whole(library, today, limits=read_limits(library.root).limits)
    found = checklist(whole, kept_judged(library, places.cache, today), name, audience)
    if found is None:
        raise CommandError(did_you_mean("module", clean_line(name), (review.module for review in clinical_reviews(whole))))
    html = write_review_sheet(_materials(library, name, audience, today), found).encode()
    path = output or Path(f"{name}{f'-{audience}' if audience else ''}-review.html")
    if path == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(html)
        sys.stdout.buffer.flush()
        return 0
    _write(path, html, force=force)
    put(
        f"{clean_line(str(path))}: {len(found.review.facts)} facts, {len(found.questions)} questions to the reviewer. Any browser opens it."
    )
    return 0


def _materials(library: Library, name: str, audience: Audience | None, today: date) -> list[Material]:
    """The pages of the module that can be read, clinicians' first. Raises CommandError if there is none."""
    found: list[Material] = []
    reasons: list[str] = []
    for told_for in Audience if audience is None else (audience,):
        try:
            found.append(gather(library, name, told_for, today))
        except HandoutError as error:
            reasons.append(str(error))
    if not found:
        raise CommandError(reasons[0], TROUBLE)
    return found


def _write(path: Path, data: bytes, *, force: bool) -> None:
    shown = clean_line(str(path))
    if path.is_dir():
        raise CommandError(f"{shown} is a folder: name a file.")
    if not force and os.path.lexists(path):
        raise CommandError(f"{shown} is there already and was left as it is: name another file, or add --force to replace it.", TROUBLE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        (replace_file if force else create_file)(path, data)
    except OSError as error:
        raise CommandError(f"{shown} could not be written ({error.strerror}): name another file.", TROUBLE) from None
