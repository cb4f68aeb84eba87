"""The journal of one running program: one writer, append only, so that saving an answer needs no lock and no rewriting."""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic
from typing import NamedTuple

from edu_tui.progress.errors import folder_gone
from edu_tui.progress.files import Files
from edu_tui.progress.place import Place
from edu_tui.progress.records import Record, decode_line, encode_line, header_body
from edu_tui.progress.snapshot import Covered
from edu_tui.progress.writing import write_all

ROOM = 64 * 1024
"""Bytes that a journal takes ahead: some two hundred answers."""

CHECK_EVERY = 1.0
"""Seconds within which a journal is not asked again whether it is still in its place. On new kernels the question alone makes the next
write change the file's times, and so its fsync a third dearer."""


def new_writer() -> str:
    """A fresh writer id, 16 hex digits: random, so that neither a cloned computer nor a fork makes two writers of one file."""
    return os.urandom(8).hex()


class Journal:
    """An open journal. `size` is the length in bytes of what was acknowledged, `n` the last counter in it; behind it stand only zeros.

    Room is made ahead, zeros on the disk, and lines are put into it. An append that makes a file longer costs the file system a second
    write for the new length; with the room already there one fsync is a fifth cheaper, and a disk that is filling up is noticed early.

    `sound` turns False when the file can no longer be trusted for further lines (a sync that failed must not be retried and believed),
    `displaced` True when it was seen to have lost its name or to have another length than it should. The owner then begins a new journal.
    """

    def __init__(self, files: Files, place: Place, *, n: int, after: bool) -> None:
        """Create the file and put its header down, not yet synced. Raises OSError, with no file left behind."""
        self.writer = new_writer()
        self.path = place.journal(self.writer)
        self.size = 0
        self.n = n
        self.sound = True
        self.displaced = False
        self._room = 0
        self._check_at = 0.0
        self._files = files
        self._named = False
        self._content = bytearray()
        self._descriptor = files.create(self.path)
        files.claim(self._descriptor)
        try:
            self.append(encode_line(self.writer, n, header_body(after)), durable=False)
        except BaseException:
            self.close()
            with suppress(OSError):
                files.remove(self.path)
            raise

    @property
    def content(self) -> bytes:
        """Every byte that was acknowledged, so that a journal that was taken away can be written anew."""
        return bytes(self._content)

    def usable(self) -> bool:
        """Whether more lines may go in; once in CHECK_EVERY this looks at the file itself. Raises OSError."""
        now = monotonic()
        if now >= self._check_at:
            self.displaced = not self._files.intact(self._descriptor, self._room)
            self._check_at = now + CHECK_EVERY
        return self.sound and not self.displaced

    def append(self, data: bytes, *, durable: bool) -> None:
        """Add whole lines; on the disk when this returns if `durable`. On OSError what was written is wiped out again."""
        if self.size + len(data) > self._room:
            self._make_room(len(data))
        try:
            written = self._files.write(self._descriptor, data, self.size)
            if written < len(data):
                write_all(self._files, self._descriptor, data[written:], self.size + written)
            if durable:
                self._sync()
        except OSError:
            self._wipe(len(data))
            raise
        self.size += len(data)
        self._content += data

    def close(self) -> None:
        """Give the unused room back and let the file go; what is in it stays."""
        with suppress(OSError):
            self._files.cut(self._descriptor, self.size)
        self.let_go()

    def let_go(self) -> None:
        """Close the descriptor and nothing more: a forked child must not touch its parent's file."""
        with suppress(OSError):
            self._files.close(self._descriptor)

    def _make_room(self, wanted: int) -> None:
        """Have zeros on the disk for at least `wanted` bytes more."""
        room = self._room + max(ROOM, wanted)
        try:
            write_all(self._files, self._descriptor, bytes(room - self._room), self._room)
            self._files.sync(self._descriptor)
        except OSError:
            self.sound = False
            with suppress(OSError):
                self._files.cut(self._descriptor, self._room)
            raise
        self._room = room

    def _sync(self) -> None:
        try:
            self._files.sync_data(self._descriptor)
            if not self._named:  # a synced file is no use while its name is not on the disk
                self._files.sync_folder(self.path.parent)
                self._named = True
        except OSError:
            self.sound = False
            raise

    def _wipe(self, length: int) -> None:
        try:
            write_all(self._files, self._descriptor, bytes(length), self.size)
            self._files.sync_data(self._descriptor)
        except OSError:
            self.sound = False


class Tail(NamedTuple):
    """What a journal holds from some offset on.

    `records` are the good lines; `end` the offset up to which they were read; `bad` counts damaged lines that have others behind them;
    `unfinished` says that the last line is not whole: its writer is still at it, or died over it. The zeros of unused room are no line.
    """

    records: list[Record]
    end: int
    bad: int
    unfinished: bool


def read_tail(data: bytes, offset: int) -> Tail:
    """Take apart the bytes of a journal from `offset` on. A bad line does not stop the reading of those behind it."""
    records: list[Record] = []
    end = offset
    bad = skipped = 0
    at = offset
    lines = data.rstrip(b"\0").split(b"\n")
    for line in lines[:-1]:
        at += len(line) + 1
        record = decode_line(line)
        if record is None:
            skipped += 1
            continue
        records.append(record)
        bad, skipped, end = bad + skipped, 0, at
    return Tail(records, end, bad + max(0, skipped - 1), bool(skipped or lines[-1]))


class Pen:
    """Writes this program's records: begins a journal at the first one, and another when the present one was taken away or became unsound.

    `retired` holds the names of this program's earlier journals and all that is in each; they may go once a checkpoint has taken them in.
    """

    def __init__(self, files: Files, place: Place) -> None:
        self.journal: Journal | None = None
        self.retired: dict[str, Covered] = {}
        self._files = files
        self._place = place
        self._inode = _inode(files, place)
        self._lost = b""

    @property
    def writer(self) -> str:
        """The id of the present writer; empty before the first record."""
        return self.journal.writer if self.journal else ""

    def names(self) -> set[str]:
        """The file names of all journals that this program began."""
        return {*self.retired, *self.present()}

    def present(self) -> dict[str, Covered]:
        """The journal in use by its file name, with all that is in it; empty before the first record."""
        return {self.journal.path.name: Covered(self.journal.n, self.journal.size)} if self.journal else {}

    def write(self, n: int, body: bytes, *, durable: bool) -> None:
        """Append one record. Raises OSError, or Broken when the folder is gone; then nothing was saved."""
        journal = self.journal
        if journal is None or self._lost or not journal.usable():
            journal = self._renew(n)
        journal.append(encode_line(journal.writer, n, body), durable=durable)
        journal.n = n

    def retire(self) -> None:
        """End the present journal; the next record begins another."""
        if self.journal is not None:
            self.journal.close()
            self.retired |= self.present()
            self.journal = None

    def become_own(self) -> None:
        """In a forked child: leave the parent its journals, and begin one at the next record. The disk, which may refuse, is not asked."""
        if self.journal is not None:
            self.journal.let_go()
        self.journal = None
        self.retired = {}
        self._lost = b""

    def _renew(self, n: int) -> Journal:
        """A journal to go on in, with all that was in one that was taken away."""
        if self.journal is not None and not self.journal.usable():
            if self.journal.displaced:
                self._lost += self.journal.content
            self.retire()
        if self.journal is None:
            self._claim_folder()
            self.journal = Journal(self._files, self._place, n=n, after=self._files.stamp(self._place.snapshot) is not None)
        if self._lost:
            self.journal.append(self._lost, durable=True)
            self._lost = b""
        return self.journal

    def _claim_folder(self) -> None:
        """Make the folder at the first record; later it must be the one that was there, not an empty place where a disk was mounted."""
        if self._inode is None:
            self._files.make_folder(self._place.folder)
            self._inode = _inode(self._files, self._place)
        elif self._inode != _inode(self._files, self._place):
            raise folder_gone(self._place.folder)


def _inode(files: Files, place: Place) -> int | None:
    stamp = files.stamp(place.folder)
    return None if stamp is None else stamp.inode
