"""Who has a learner open: a program that does says so, and who wants to delete the learner's folder asks.

A program that records has a journal, which is claimed; one that only shows has nothing, so it attends the folder itself. Both are locks of
the kernel, which go with the process however it ends, and leave nothing on the disk.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.place import is_journal


class Presence:
    """One program's presence in one learner's folder, from `attend` until `leave`."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        self._folder = folder
        self._files = files or RealFiles()
        self._descriptor: int | None = None

    def attend(self) -> None:
        """Be seen in the folder, if it is there; it may be called again, for a folder that was made since."""
        if self._descriptor is None:
            self._descriptor = self._files.attend(self._folder)

    def leave(self) -> None:
        """Be seen no more."""
        if self._descriptor is not None:
            with suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = None


def is_attended(files: Files, folder: Path) -> bool:
    """Whether a living program has the folder open; True when that cannot be told. Raises OSError if the folder cannot be read."""
    journals = (folder / name for name in files.names(folder) if is_journal(name))
    return files.claimed(folder) or any(files.claimed(path) for path in journals)
