"""Two threads of a preview: one reads the file when it was saved, one checks the library. No key and no frame waits for either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

from edu_tui.app.pages.preview import Surroundings
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library, LibraryError
from edu_tui.library.roles import LibraryFile
from edu_tui.library.terms import compile_terms
from edu_tui.library.watching import Watched, next_changes
from edu_tui.study.preview_reading import Reading, read

if TYPE_CHECKING:
    from edu_tui.checks.kept import Checker

INTERVAL = 0.025
"""Seconds between two looks at the file; it must stand still for one more before it is read."""

PATIENCE = 0.3
"""Seconds for which a file that has gone or is empty is waited for: editors that save make it so for a moment."""

ROUND = 0.5
"""Seconds between two looks at the rest of the library."""


class FileWatch:
    """Reads one file again and again. Both functions are called in the thread: `tell` with every new look, first at once, `failed` with the
    exception of a fault of ours.
    """

    def __init__(self, root: Path, file: LibraryFile, tell: Callable[[Reading], object], failed: Callable[[Exception], object]) -> None:
        self._root, self._file, self._tell, self._failed = root, file, tell, failed
        self._stop = Event()
        self._thread = Thread(target=self._run, name="reading", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Read no more; a look that is under way is told to nobody."""
        self._stop.set()

    def _run(self) -> None:
        watched = Watched(self._root, [self._file.path])
        self._look(watched)
        while not self._stop.is_set():
            if next_changes(watched, self._stop, INTERVAL, settled=True):
                self._look(watched)

    def _look(self, watched: Watched) -> None:
        reading = self._read()
        if not (reading.text or "").strip() and self._comes_back(watched):
            reading = self._read()
        if not self._stop.is_set():
            self._tell(reading)

    def _read(self) -> Reading:
        """What stands in the file; a parser of ours that fails is no reason to end."""
        try:
            return read(self._root, self._file)
        except Exception as error:
            self._failed(error)
            return Reading(self._file, None, None)

    def _comes_back(self, watched: Watched) -> bool:
        """Whether a file that was gone or empty is another one soon."""
        for _ in range(round(PATIENCE / INTERVAL)):
            if self._stop.wait(INTERVAL):
                return False
            if watched.changes():
                return True
        return False


class Checked(NamedTuple):
    """What a check gave: what stands around the file now, and all findings in the library. Where there is `trouble` both are None.

    `number` says how often a check had been asked for when this one began.
    """

    number: int
    around: Surroundings | None
    findings: tuple[Diagnostic, ...] | None
    trouble: str = ""


class LibraryWatch:
    """Checks the library when it is asked to, and when another file of it changed. Both functions are called in the thread.

    `tell` is given what a check found, `failed` the exception of one that failed because of a fault of ours.
    """

    def __init__(self, root: Path, cache: Path | None, tell: Callable[[Checked], object], failed: Callable[[Exception], object]) -> None:
        self._root, self._cache, self._tell, self._failed = root, cache, tell, failed
        self._stopped, self._wake = False, Event()
        self._asked, self._answered = 0, -1
        self._around: Surroundings | None = None
        self._thread = Thread(target=self._run, name="checking", daemon=True)

    def start(self) -> None:
        """Begin, with a first check."""
        self._thread.start()

    def ask(self) -> int:
        """Check soon; how often this was asked."""
        self._asked += 1
        self._wake.set()
        return self._asked

    def close(self) -> None:
        """Check no more."""
        self._stopped = True
        self._wake.set()

    def _run(self) -> None:
        from edu_tui.checks.kept import Checker  # only once the page is there: the rules take their time to load

        watched, checker = Watched(self._root), Checker(self._root, self._cache)
        while not self._stopped:
            changed = bool(watched.changes())
            if self._asked > self._answered or changed:
                self._answered = self._asked
                checked = self._check(checker, self._answered)
                if not self._stopped:
                    self._tell(checked)
            self._wake.wait(ROUND)
            self._wake.clear()

    def _check(self, checker: Checker, number: int) -> Checked:
        try:
            findings = checker.findings(datetime.now().astimezone().date())
            with checker.opened() as library:
                self._around = surroundings(library, self._around)
            return Checked(number, self._around, findings)
        except LibraryError as error:
            return Checked(number, None, None, str(error))
        except Exception as error:
            self._failed(error)
            return Checked(number, None, None, "The checks stopped because of a fault in the program; the page still follows the file.")


def surroundings(library: Library, before: Surroundings | None = None) -> Surroundings:
    """What stands around a file of `library`; the same again as `before` where nothing of it changed."""
    catalogue, ledger = library.catalogue, library.ledger
    if before is not None and (before.catalogue, before.ledger) == (catalogue, ledger):
        return before
    return Surroundings(catalogue, ledger, compile_terms(ledger.terms.values()))
