"""When a section counts as read."""

from __future__ import annotations

import time
from collections.abc import Callable

DWELL_SECONDS = 3.0
"""A section whose end is in view counts as read after this long: nobody reads a page in less."""


class ReadingClock:
    """Counts the time for which a section has been open."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._opened = monotonic()

    def restart(self) -> None:
        """Another section was opened."""
        self._opened = self._monotonic()

    @property
    def ms(self) -> int:
        """Time since the section was opened, in ms."""
        return round((self._monotonic() - self._opened) * 1000)

    def counts(self, end_in_view: bool) -> bool:
        """Whether the section counts as read now."""
        return end_in_view and self.ms >= DWELL_SECONDS * 1000
