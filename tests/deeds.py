"""What happens while a program waits, one deed after the other, without any waiting."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

Deed = Callable[[], object]


class Deeds(Event):
    """An event that is never waited for: at each wait the next of some deeds is done, and after the last it is set."""

    def __init__(self, *deeds: Deed) -> None:
        super().__init__()
        self._deeds = list(deeds)

    def wait(self, timeout: float | None = None) -> bool:
        if self._deeds:
            self._deeds.pop(0)()
        else:
            self.set()
        return self.is_set()


def nothing() -> None:
    """The deed of a quiet moment."""
