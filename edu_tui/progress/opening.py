"""Opening a learner's progress while something else is loaded: the disk and the checksum of some years of answers leave Python alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread

from edu_tui.progress.store import ProgressStore


class StoreOpening(Thread):
    """The store of one learner that is being opened in a thread of its own. Call `finish` when it is needed."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Begin to open the progress in `folder`; `now` as in `ProgressStore.open`."""
        super().__init__(name="opening", daemon=True)
        self._folder, self._now = folder, now
        self._store: ProgressStore | None = None
        self._fault: BaseException | None = None
        self.start()

    def run(self) -> None:
        """What the thread does."""
        try:
            self._store = ProgressStore.open(self._folder, now=self._now)
        except BaseException as fault:  # it is raised where the store is asked for
            self._fault = fault

    def finish(self) -> ProgressStore:
        """The open store. Raises what `ProgressStore.open` raised."""
        self.join()
        if self._store is None:
            raise self._fault or AssertionError
        return self._store
