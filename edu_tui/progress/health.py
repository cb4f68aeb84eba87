"""How one learner's folder is: numbers for a person who wonders whether all is well. Reads everything, changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edu_tui.progress.backups import good_backups, list_backups
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.place import Place, is_journal
from edu_tui.progress.store import ProgressStore


class Health(NamedTuple):
    """What was found in `folder`.

    `events` stored, of which `unknown` are of kinds that a newer version writes; `journals` beside the snapshot; `backups` in all, how many
    of them read well, and the time (UTC) of the newest good one; `quarantined` copies of damaged files; `findings` in whole sentences, none
    when all is well.
    """

    folder: Path
    exists: bool
    writable: bool
    events: int
    unknown: int
    journals: int
    backups: int
    good_backups: int
    newest_backup: datetime | None
    quarantined: int
    findings: tuple[str, ...]


def examine(folder: Path, now: Callable[[], datetime], files: Files | None = None) -> Health:
    """Read all files of a learner and verify their checksums. Raises NotSaved when the folder cannot be read."""
    files = files or RealFiles()
    store = ProgressStore.open(folder, now=now, files=files, read_only=True)
    place = Place(store.folder)
    good = [backup for backup, _ in good_backups(files, place.backups)]
    return Health(
        folder=store.folder,
        exists=files.stamp(store.folder) is not None,
        writable=files.can_write(store.folder),
        events=len(store),
        unknown=len(store) - len(store.events),
        journals=sum(is_journal(name) for name in files.names(store.folder)),
        backups=len(list_backups(files, place.backups)),
        good_backups=len(good),
        newest_backup=good[0].made if good else None,
        quarantined=len(files.names(place.quarantine)),
        findings=store.notices,
    )
