"""The names inside one learner's folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

SNAPSHOT = "progress.json"
_JOURNAL = "journal-"
_LOG = ".log"


class Place(msgspec.Struct, frozen=True):
    """One learner's folder. Nothing is created by asking for a path."""

    folder: Path

    @property
    def snapshot(self) -> Path:
        """The TinyDB file."""
        return self.folder / SNAPSHOT

    @property
    def folded(self) -> Path:
        """What was worked out from all events, for the next start (`folded`); it may be deleted at any time."""
        return self.folder / "folded.cache"

    @property
    def lock(self) -> Path:
        """The file whose lock a checkpoint takes; made once, never removed, because a lock on a removed file protects nobody."""
        return self.folder / "progress.lock"

    @property
    def backups(self) -> Path:
        """The folder of earlier snapshots."""
        return self.folder / "backups"

    @property
    def quarantine(self) -> Path:
        """The folder of copies of damaged files."""
        return self.folder / "quarantine"

    def journal(self, writer: str) -> Path:
        """The journal of one running program."""
        return self.folder / f"{_JOURNAL}{writer}{_LOG}"


def is_journal(name: str) -> bool:
    """Whether a file is a journal, or a copy that a sync tool made of one (`journal-1f (conflicted copy).log`)."""
    return name.startswith(_JOURNAL) and name.endswith(_LOG)


def is_rival(name: str) -> bool:
    """Whether a file is a second snapshot that a sync tool left beside the first (`progress (conflicted copy).json`)."""
    return name.startswith("progress") and name.endswith(".json") and name != SNAPSHOT
