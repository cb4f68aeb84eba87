"""Folding the journals into progress.json, and letting go of what is no longer needed.

The order is the point: the new snapshot is on the disk under its name before anything else is touched, and a journal goes only at a *later*
checkpoint, when both the snapshot found on the disk and a good backup hold all of it. So a crash between any two steps, one damaged file,
or two computers whose locks do not see each other cost nothing.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from edu_tui.progress.backups import INTERVAL, good_backups, list_backups, thin_out, write_backup
from edu_tui.progress.files import Files
from edu_tui.progress.journal import Pen, read_tail
from edu_tui.progress.place import Place, is_journal
from edu_tui.progress.reading import Reader
from edu_tui.progress.snapshot import Covered, DamagedError, parse, render
from edu_tui.progress.writing import is_temporary, replace_file

GRACE = timedelta(days=1)
"""How long the journal of a program that seems dead stays: on a network folder the lock of a living one may not be seen."""

RETIRED_LIMIT = 1024 * 1024
"""Bytes of finished journals after which a backup is made before its time, so that they can go."""


class LockHeldError(Exception):
    """Another program holds the lock."""


class Checkpointer:
    """Takes one learner's checkpoints for one running program."""

    def __init__(self, files: Files, place: Place, reader: Reader, pen: Pen) -> None:
        self._files = files
        self._place = place
        self._reader = reader
        self._pen = pen
        self._backed_up: datetime | None = None

    def run(self, now: datetime, wait: float) -> None:
        """Fold, back up and tidy; nothing is written when nothing is new.

        `wait` is how long to wait for the lock, in seconds. Raises LockHeldError, or OSError when the disk refuses; in both cases the
        journals still hold everything.
        """
        if self._files.stamp(self._place.folder) is None:  # the lock would make it anew, and a deleted learner would come back
            raise FileNotFoundError(errno.ENOENT, "the folder is no longer there")
        with locked(self._place.lock, wait):
            self._reader.catch_up(self._pen.names())
            if self._reader.newer or not self._reader.copy_damaged():
                return
            folded = self._reader.on_disk.journals
            if self._is_news():
                data = self._fold()
                self._back_up(data, now)
            self._tidy(folded, now)

    def _journals(self) -> dict[str, Covered]:
        """How much of each journal in the folder is in memory."""
        consumed = {**self._reader.consumed, **self._pen.retired, **self._pen.present()}
        present = [name for name in self._files.names(self._place.folder) if is_journal(name)]
        return {name: consumed[name] for name in present if name in consumed}

    def _is_news(self) -> bool:
        disk, memory = self._reader.on_disk, self._reader.memory
        return (disk.n, disk.total) != (memory.n, len(memory.documents)) or self._journals() != dict(disk.journals)

    def _fold(self) -> bytes:
        """Write the snapshot; returns its bytes. The present journal ends here, so that it can go in its turn."""
        memory = self._reader.memory
        data = render(memory.n, memory.documents, memory.marks, self._journals())
        try:
            snapshot = parse(data)
        except DamagedError as reason:  # what could not be read again must not take the place of what can
            raise OSError(errno.EILSEQ, f"the new file {reason}") from reason
        replace_file(self._files, self._place.snapshot, data)
        memory.loaded = snapshot.head
        self._reader.wrote(snapshot, self._files.stamp(self._place.snapshot))
        self._pen.retire()
        return data

    def _back_up(self, data: bytes, now: datetime) -> None:
        """Keep a backup if one is due: at the first change, then each half hour, or when finished journals pile up."""
        newest = next(iter(list_backups(self._files, self._place.backups)), None)
        changed = newest is None or newest.total != len(self._reader.memory.documents)
        rested = self._backed_up is None or not timedelta() <= now - self._backed_up < INTERVAL
        finished = sum(covered.size for covered in self._pen.retired.values())
        if not (changed and rested) and finished < RETIRED_LIMIT:
            return
        with suppress(DamagedError):  # it was read back wrong: it stays as it is, and journals stay because no backup holds them
            write_backup(self._files, self._place.backups, data, now)
            self._backed_up = now
            if not self._reader.restored:  # after a restore every older backup may be wanted yet
                thin_out(self._files, self._place.backups, now)

    def _tidy(self, folded: Mapping[str, Covered], now: datetime) -> None:
        """Remove the journals that an earlier snapshot and a backup hold, and what killed programs left half-written."""
        candidates = [name for name, covered in folded.items() if self._is_done(name, covered, now)]
        if candidates:
            backup = next(good_backups(self._files, self._place.backups), None)
            held = backup[1].journals if backup else {}
            for name in candidates:
                if held.get(name) == folded[name]:
                    self._files.remove(self._place.folder / name)
                    self._pen.retired.pop(name, None)
                    self._reader.consumed.pop(name, None)
        self._remove_leftovers(self._place.folder)
        self._remove_leftovers(self._place.backups)

    def _is_done(self, name: str, covered: Covered, now: datetime) -> bool:
        """Whether a journal holds nothing more than what is covered and nobody writes it any more."""
        path = self._place.folder / name
        stamp = self._files.stamp(path)
        if stamp is None or stamp.size < covered.size:
            return False
        if name in self._pen.retired:
            return stamp.size == covered.size
        changed = datetime.fromtimestamp(stamp.changed / 1e9, UTC)
        if name in self._pen.names() or now - changed <= GRACE or self._files.claimed(path):
            return False
        return not read_tail(self._files.read(path, covered.size)[0], covered.size).records

    def _remove_leftovers(self, folder: Path) -> None:
        for name in self._files.names(folder):
            if is_temporary(name):
                self._files.remove(folder / name)


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of a learner's folder. Raises LockHeldError after `wait` seconds, OSError when there can be no lock."""
    from filelock import FileLock, Timeout  # slow to import, and only a checkpoint needs it

    lock = FileLock(path, timeout=wait, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockHeldError from error
    try:
        yield
    finally:
        lock.release()
