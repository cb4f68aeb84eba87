"""What can go wrong while progress is kept, each as a whole sentence for the learner: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class NotSaved(Exception):  # noqa: N818 (read where it is raised, it says what it means)
    """A step of the learner is not on the disk.

    `happened`, `safe` and `remedy` are whole sentences; `str()` joins them in this order, ready to be shown. Nothing is half-saved when
    this is raised: the step counts as if it had not been made.
    """

    def __init__(self, happened: str, safe: str, remedy: str) -> None:
        super().__init__(f"{happened} {safe} {remedy}")
        self.happened = happened
        self.safe = safe
        self.remedy = remedy


class DiskFull(NotSaved):
    """No room: disk, quota or the size limit of a file."""


class ReadOnly(NotSaved):
    """The folder, the disk or the store may only be read."""


class Busy(NotSaved):
    """Another program holds what is needed, and did not let go in time."""


class Broken(NotSaved):
    """The disk reported a fault, or the folder is gone."""


class NewerVersion(NotSaved):
    """The progress was written by a newer edu-tui; this one reads what it understands and changes nothing."""


class MergeError(Exception):
    """A file that was to be merged holds no progress; `str()` is a whole sentence with its path."""


STEP_LOST = "Your last step is NOT saved"
EARLIER_SAFE = "Everything before it is safe."
NOT_TIDIED = "Progress was not tidied"
ALL_SAFE = "Every answer is safe in the journals."


def not_saved(error: OSError, folder: Path, what: str = STEP_LOST, safe: str = EARLIER_SAFE) -> NotSaved:
    """The NotSaved for a failed system call below `folder`; `what` and `safe` begin the first and make the second of its sentences."""
    if error.errno == errno.ENOENT and what == STEP_LOST:  # nothing else that a step needs can be missing
        return folder_gone(folder)
    if error.errno in FULL:
        return DiskFull(f"{what}: the disk that holds {folder} is full.", safe, "Free some space, then try again.")
    if error.errno in LOCKED:
        remedy = "Make the folder writable, or choose another one with --data-dir."
        return ReadOnly(f"{what}: the folder {folder} cannot be written.", safe, remedy)
    reason = error.strerror or "unknown fault"
    remedy = "Try again; if it happens again, copy the folder to another disk and use it with --data-dir."
    return Broken(f"{what}: the disk that holds {folder} reported a fault ({reason}).", safe, remedy)


def unreadable(error: OSError, folder: Path) -> NotSaved:
    """The folder or what is in it cannot be read at all."""
    return not_saved(error, folder, "Progress cannot be read", "Nothing in it was changed.")


def folder_gone(folder: Path) -> Broken:
    """The learner's folder was removed, replaced or unmounted while the program ran."""
    return Broken(
        f"{STEP_LOST}: the folder {folder} is no longer there.",
        "What was saved before is where that folder is now.",
        "Put the folder or its disk back, then try again.",
    )


def store_read_only(folder: Path) -> ReadOnly:
    """A write was asked of a store that was opened for reading only."""
    return ReadOnly(
        f"{STEP_LOST}: the progress in {folder} is open for reading only.",
        EARLIER_SAFE,
        "To record progress, use a folder that can be written, with --data-dir.",
    )


def newer_version(path: Path) -> NewerVersion:
    """The progress in `path` belongs to a newer version of the program."""
    return NewerVersion(
        f"{STEP_LOST}: {path} was written by a newer version of edu-tui.",
        "Nothing in it was changed.",
        "Update edu-tui on this computer to go on recording.",
    )


def lock_busy(lock: Path) -> Busy:
    """Another program kept the lock for too long."""
    return Busy(
        f"{NOT_TIDIED}: another program holds {lock}.",
        ALL_SAFE,
        "Close the other window if it does not react; nothing else needs to be done.",
    )
