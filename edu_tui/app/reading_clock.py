"""When a section counts as read."""

from __future__ import annotations

import time
from collections.abc import Callable

from edu_tui.study.stopwatch import Stopwatch

DWELL_SECONDS = 3.0
"""A section whose end is in view counts as read after this long: nobody reads a page in less."""


class ReadingClock:
    """Counts the time for which a section has been on the screen; `counted` is for the caller to say that it counted as read."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._watch = Stopwatch(monotonic)
        self.counted = False

    def restart(self) -> None:
        """Another section was opened."""
        self._watch.go_on()
        self._watch.restart()
        self.counted = False

    def pause(self) -> None:
        """The learner looks elsewhere."""
        self._watch.pause()

    def go_on(self) -> None:
        """The learner is back."""
        self._watch.go_on()

    @property
    def ms(self) -> int:
        """Time that the section has been on the screen, in ms."""
        return self._watch.ms

    def counts(self, end_in_view: bool) -> bool:
        """Whether the section counts as read now."""
        return end_in_view and self.ms >= DWELL_SECONDS * 1000
