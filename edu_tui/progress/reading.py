"""Bringing one program's memory up to date with what lies in the learner's folder, whole files at the start and new tails later."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from edu_tui.progress import notices
from edu_tui.progress.backups import good_backups, list_backups
from edu_tui.progress.events import Answered
from edu_tui.progress.files import Files, Stamp
from edu_tui.progress.journal import read_tail
from edu_tui.progress.memory import Memory
from edu_tui.progress.place import Place, is_journal, is_rival
from edu_tui.progress.quarantine import find_copy, keep_copy
from edu_tui.progress.records import FORMAT, Record
from edu_tui.progress.snapshot import NO_ROWS, NOTHING, Covered, DamagedError, Snapshot, parse

_TRIES = 5
"""How often a reading is repeated when another program replaces the snapshot in its middle."""


class Reader:
    """Reads one learner's folder into `memory`.

    `on_disk` is the snapshot as it was last read or written (its rows dropped), `consumed` how much of each journal has been taken in.
    `kept` is False while a damaged snapshot could not be copied to quarantine: it must not be overwritten then. `restored` says that a
    backup was used. What the learner should know is collected in `said`.
    """

    def __init__(self, files: Files, place: Place, memory: Memory, now: Callable[[], datetime], *, repair: bool) -> None:
        """`repair` allows copies of damaged files to be made; without it nothing at all is written."""
        self.memory = memory
        self.on_disk = NOTHING
        self.stamp: Stamp | None = None
        self.consumed: dict[str, Covered] = {}
        self.kept = True
        self.restored = False
        self.newer = False
        self.said: list[str] = []
        self._files = files
        self._place = place
        self._now = now
        self._repair = repair
        self._expected = False
        self._rivals: dict[str, Stamp | None] = {}
        self._own: Collection[str] = ()
        self._compared = False

    def catch_up(self, own: Collection[str] = ()) -> None:
        """Take in all that is new in the folder. `own` are the names of journals that this program writes, which need no reading.

        Raises OSError when the folder cannot be read at all.
        """
        self._own = own
        for _ in range(_TRIES):
            stamp = self._files.stamp(self._place.snapshot)
            if stamp != self.stamp:
                self._read_snapshot()
            self._read_journals()
            # A checkpoint between the two readings may have taken journals away that were not read yet: look again.
            if self._files.stamp(self._place.snapshot) == stamp:
                break
        if self.stamp is None and not self.restored and self._missing():
            self._restore("is missing", None)
        if not self._compared:
            self._compared = True
            self._compare_with_backups()

    def wrote(self, snapshot: Snapshot, stamp: Stamp | None) -> None:
        """Note a snapshot that this program itself put in place, which needs no reading."""
        self.on_disk, self.stamp = snapshot._replace(block=NO_ROWS), stamp

    def _read_snapshot(self) -> None:
        try:
            data, self.stamp = self._files.read(self._place.snapshot)
        except FileNotFoundError:
            self.on_disk, self.stamp = NOTHING, None
            return
        except OSError as error:
            self.on_disk, self.stamp, self.kept = NOTHING, None, False  # it may be whole, and readable the next time
            self._restore(f"could not be read ({error.strerror})", None)
            return
        try:
            snapshot = parse(data)
        except DamagedError as reason:
            self.on_disk, self.kept = NOTHING, False
            self._restore(str(reason), data)
            return
        self._take(snapshot)

    def _take(self, snapshot: Snapshot) -> None:
        if snapshot.newer:
            self._found_newer(self._place.snapshot)
        self.kept = True
        self.memory.take_snapshot(snapshot)
        self.on_disk = snapshot._replace(block=NO_ROWS)
        for name, covered in snapshot.journals.items():
            known = self.consumed.get(name)
            if known is None or known.size < covered.size:
                self.consumed[name] = covered

    def _found_newer(self, path: Path) -> None:
        """From here on this program only reads: rewriting could drop what it does not understand."""
        self.newer = True
        self._say(notices.newer(path))

    def _missing(self) -> bool:
        """Whether there must have been a snapshot: a learner who is merely new has no backup, and no journal begun after one."""
        return self._expected or bool(list_backups(self._files, self._place.backups))

    def _restore(self, reason: str, data: bytes | None) -> None:
        """Read the newest good backup and the journals, and say so."""
        copy = self._quarantine(data, self._place.snapshot.name) if data is not None else None
        self.kept = self.kept or copy is not None
        self.restored = True
        backup = next(good_backups(self._files, self._place.backups), None)
        if backup is not None:
            self.memory.take_snapshot(backup[1])
        self._read_journals()
        answers = sum(isinstance(event, Answered) for event in self.memory.documents.events())
        self._say(notices.restored(self._place.snapshot, reason, answers, backup[0].made if backup else None, copy))

    def _compare_with_backups(self) -> None:
        """A good snapshot may still be an old copy that somebody or a sync tool put back: a newer backup tells."""
        newest = next(iter(list_backups(self._files, self._place.backups)), None)
        if newest is None or newest.n <= self.memory.n:
            return
        before = len(self.memory.documents)
        for backup, snapshot in good_backups(self._files, self._place.backups):
            self.memory.take_snapshot(snapshot)
            if added := len(self.memory.documents) - before:
                self._say(notices.older_copy(self._place.snapshot, added, backup.made))
            return

    def copy_damaged(self) -> bool:
        """Try again to keep a copy of a damaged snapshot; False while that is not possible, and it must not be overwritten."""
        if not self.kept:
            with suppress(OSError):
                data, _ = self._files.read(self._place.snapshot)
                self.kept = self._quarantine(data, self._place.snapshot.name) is not None
        return self.kept

    def _read_journals(self) -> None:
        """Take in what is new in all journals, in the order in which it was written as far as the writers knew of each other."""
        records: list[Record] = []
        for name in self._files.names(self._place.folder):
            if is_journal(name) and name not in self._own:
                with suppress(FileNotFoundError):  # folded and removed by another program a moment ago
                    records += self._read_journal(name)
            elif is_rival(name):
                self._read_rival(name)
        for record in sorted(records, key=lambda record: (record.n, record.w)):
            self.memory.take_record(record)

    def _read_journal(self, name: str) -> list[Record]:
        """The records that are new in one journal."""
        path = self._place.folder / name
        stamp = self._files.stamp(path)
        start = self.consumed.get(name, Covered(0, 0))
        if stamp is None:
            return []
        if stamp.size <= start.size:  # shorter: an older copy, brought back by a sync tool
            self.consumed.setdefault(name, start)  # empty: its program died before it wrote; being known, the file can go in its turn
            return []
        try:
            data, _ = self._files.read(path, start.size)
        except FileNotFoundError:
            raise
        except OSError as error:
            self._say(notices.unreadable(path, error))
            return []
        tail = read_tail(data, start.size)
        for record in tail.records:
            self._expected = self._expected or record.after
            if record.fmt > FORMAT:
                self._found_newer(path)
        # A last line may still be in the making, but not by a program that has ended.
        torn = tail.unfinished and not self._files.claimed(path)
        if not (tail.bad or torn) or self._keep_bad_lines(path, tail.bad):
            self.consumed[name] = Covered(max((record.n for record in tail.records), default=start.n), tail.end)
        return tail.records

    def _keep_bad_lines(self, path: Path, bad: int) -> bool:
        """Keep a copy of a journal with bad lines and tell of them once. False without a copy: then the file does not count as read."""
        with suppress(OSError):
            data, _ = self._files.read(path)
            if find_copy(self._files, self._place.quarantine, data, path.name) is not None:
                return True
            copy = self._quarantine(data, path.name)
            self._say(notices.damaged_journal(path, bad, copy))
            return copy is not None
        return False

    def _read_rival(self, name: str) -> None:
        """Take in a second snapshot that a sync tool left, if it is a good one."""
        path = self._place.folder / name
        stamp = self._files.stamp(path)
        if self._rivals.get(name) == stamp:
            return
        self._rivals[name] = stamp
        with suppress(OSError, DamagedError):
            snapshot = parse(self._files.read(path)[0])
            before = len(self.memory.documents)
            self.memory.take_snapshot(snapshot._replace(journals={}))
            if added := len(self.memory.documents) - before:
                self._say(notices.merged_copy(path, added))

    def _say(self, note: str) -> None:
        if note not in self.said:
            self.said.append(note)

    def _quarantine(self, data: bytes, name: str) -> Path | None:
        """A copy of damaged bytes; None when none may be made or the disk refuses, in which case the original must stay."""
        if not self._repair:
            return None
        with suppress(OSError):
            return keep_copy(self._files, self._place.quarantine, data, name, self._now())
        return None
