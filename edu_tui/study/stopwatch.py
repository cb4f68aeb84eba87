"""A clock that can stand still."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Milliseconds that passed while it ran, over any number of pauses. It runs from the start; `monotonic` gives seconds."""

    def __init__(self, monotonic: Callable[[], float], ms: int = 0) -> None:
        self._monotonic = monotonic
        self._before = ms
        self._since: float | None = monotonic()

    @property
    def ms(self) -> int:
        """The time counted up to now."""
        running = 0.0 if self._since is None else self._monotonic() - self._since
        return self._before + round(running * 1000)

    def pause(self) -> None:
        """Stand still."""
        self._before, self._since = self.ms, None

    def go_on(self) -> None:
        """Run again; nothing changes if it runs already."""
        if self._since is None:
            self._since = self._monotonic()

    def restart(self, ms: int = 0) -> None:
        """Begin again at `ms`; a clock that stands still goes on standing still."""
        self._before = ms
        if self._since is not None:
            self._since = self._monotonic()
