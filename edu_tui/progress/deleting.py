"""Deleting all that is kept of one learner.

The folder first loses its name, in one step, and is emptied then: from that moment no program finds it any more, and one that had it open
and was not seen refuses to go on, because its folder is gone. What a deletion that was interrupted leaves has a name that says so, and
`finish_deletions` removes it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edu_tui.progress.backups import list_backups
from edu_tui.progress.checkpoint import LockHeldError, locked
from edu_tui.progress.errors import Broken, Busy, NotSaved, not_saved
from edu_tui.progress.files import Files
from edu_tui.progress.learners import Learner
from edu_tui.progress.place import Place, is_journal
from edu_tui.progress.presence import is_attended
from edu_tui.progress.store import ProgressStore

_GRAVE = ".deleted-"
_LINKED = frozenset({errno.ELOOP, errno.ENOTDIR})
_NOT_DELETED = "Nothing was deleted"
_UNTOUCHED = "All progress is as it was."


class Belongings(NamedTuple):
    """What is kept of a learner: events as far as they can be read, journals, backups, and copies of damaged files."""

    events: int
    journals: int
    backups: int
    copies: int


def belongings(files: Files, learner: Learner, now: Callable[[], datetime]) -> Belongings | None:
    """What a deletion would remove; None when nothing is kept. Raises NotSaved when the folder cannot be read."""
    place = Place(learner.folder)
    try:
        if files.stamp(place.folder) is None:
            return None
        journals = sum(is_journal(name) for name in files.names(place.folder))
        backups, copies = len(list_backups(files, place.backups)), len(files.names(place.quarantine))
    except OSError as error:
        raise _refused(error, place.folder) from error
    events = len(ProgressStore.open(place.folder, now=now, files=files, read_only=True))
    return Belongings(events, journals, backups, copies)


def check_unused(files: Files, learner: Learner, wait: float) -> None:
    """Raises Busy while another program has the learner open, or NotSaved when the folder is a link or the disk refuses.

    `wait` is how long, in seconds, another program may take to end a checkpoint.
    """
    place = Place(learner.folder)
    check_folder(files, place.folder)
    try:
        with locked(place.lock, wait):
            attended = is_attended(files, place.folder)
    except LockHeldError:
        attended = True
    except OSError as error:
        raise _refused(error, place.folder) from error
    if attended:
        raise Busy(
            f"{_NOT_DELETED}: another program has the progress of {learner.name} open.",
            _UNTOUCHED,
            f"Leave it there, then try again; if there is none, remove the folder {place.folder} yourself.",
        )


def check_folder(files: Files, folder: Path) -> None:
    """Raises NotSaved when a folder is a link, because what it leads to is not ours to delete, or when the disk refuses."""
    try:
        files.sync_folder(folder)
    except OSError as error:
        raise _no_folder(folder) if error.errno in _LINKED else _refused(error, folder) from error


def delete(files: Files, learner: Learner, wait: float) -> None:
    """Remove the learner's folder with all that is in it; links in it are removed, never followed. Raises as `check_unused` does.

    When this fails half-way the learner is gone already, and `finish_deletions` removes the rest.
    """
    check_unused(files, learner, wait)
    erase(files, learner.folder)


def erase(files: Files, folder: Path) -> None:
    """Take a folder's name away and then empty it. Raises NotSaved; when that fails half-way `finish_deletions` removes the rest."""
    home = folder.parent
    grave = home / f"{_GRAVE}{folder.name}-{os.urandom(6).hex()}"
    try:
        files.replace(folder, grave)
        files.sync_folder(home)
    except OSError as error:
        raise _refused(error, folder) from error
    _bury(files, grave)


def finish_deletions(files: Files, home: Path) -> int:
    """Remove what interrupted deletions left in the folder `home` of all learners; returns how many there were. Raises NotSaved."""
    try:
        graves = [home / name for name in files.names(home) if name.startswith(_GRAVE)]
    except OSError as error:
        raise _refused(error, home) from error
    for grave in graves:
        _bury(files, grave)
    return len(graves)


def _bury(files: Files, grave: Path) -> None:
    try:
        files.remove_folder(grave)
        files.sync_folder(grave.parent)
    except OSError as error:
        raise not_saved(error, grave, "Not everything could be deleted", f"The rest is in {grave}, where no program reads it.") from error


def _no_folder(folder: Path) -> Broken:
    return Broken(
        f"{_NOT_DELETED}: {folder} is not a folder but leads to another place.", _UNTOUCHED, "Remove it, and what it leads to, yourself."
    )


def _refused(error: OSError, folder: Path) -> NotSaved:
    return not_saved(error, folder, _NOT_DELETED, _UNTOUCHED)
