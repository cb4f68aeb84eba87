"""edu-tui above a faulty layer: `doomed.py CALL NTH WHEN arguments of edu-tui` is killed by a system call of its progress.

`WHEN` is "before", "half" (of a write's bytes) or "after" the NTH call; with CALL "none" it lives until somebody else kills it. Checkpoints
come often, a journal is looked for at each answer, and those of dead programs may go at once, as a day later: so a short life meets all
that a long one does.

Other faults stand in the place of CALL: `late` saves too late, `refuse FILE EROFS` fails while there is that file, `lockless` has no locks.
"""

from __future__ import annotations

import errno
import fcntl
import sys
from datetime import timedelta
from pathlib import Path

from dying import die_at, refuse_while

from edu_tui.cli import main
from edu_tui.progress import checkpoint, journal, store
from edu_tui.progress.journal import Journal


def save_late() -> None:
    """A program with a fault, which the harness must find: lines go to the disk eight together."""
    append = Journal.append
    held: list[bytes] = []

    def late(journal: Journal, data: bytes, *, durable: bool) -> None:
        held.append(data)
        if len(held) == 8:
            append(journal, b"".join(held), durable=durable)
            held.clear()

    Journal.append = late  # type: ignore[method-assign]


def without_locks() -> None:
    """As on a network folder: nobody can lock anything."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    fcntl.flock = refuse


def run(call: str, number: str, when: str, *arguments: str) -> int:
    checkpoint.GRACE = timedelta.min
    store.CHECKPOINT_EVERY = 5
    journal.CHECK_EVERY = 0.0
    if call == "late":
        save_late()
    elif call == "refuse":
        refuse_while(Path(number), when)
    elif call == "lockless":
        without_locks()
    elif call != "none":
        die_at(call, int(number), when)
    return main(arguments)


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
