"""Where a learner has been: back and forward, as in a browser, and back out of where she is.

A *visit* begins when she goes somewhere; steps within it (from section to section of a module) belong to it. `back` and `forward` go step
by step. `out` leaves the visit: from the fifth section, reached from Home by way of the four before, it leads Home at once. Nothing of what
one comes back from is lost: `forward` leads there again until one goes somewhere else.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from edu_tui.app.routes import Home, Route

LIMIT = 200
"""Stops that are remembered on the way back; who goes back further finds Home."""


class Stop(msgspec.Struct, frozen=True):
    """A place on the way, and the number of the visit that it belongs to."""

    route: Route
    visit: int = 0


class History(msgspec.Struct, frozen=True):
    """The stops up to where one is, Home first, and those ahead, the nearest first."""

    behind: tuple[Stop, ...] = (Stop(Home()),)
    ahead: tuple[Stop, ...] = ()

    @property
    def here(self) -> Route:
        """Where one is."""
        return self.behind[-1].route

    @property
    def can_go_back(self) -> bool:
        """Whether there is a stop before this one."""
        return len(self.behind) > 1

    def go(self, route: Route) -> History:
        """Begin a visit to `route`; to go where one is already changes nothing."""
        return self if route == self.here else self._on(Stop(route, self.behind[-1].visit + 1))

    def step(self, route: Route) -> History:
        """Go on to `route` within this visit."""
        return self if route == self.here else self._on(Stop(route, self.behind[-1].visit))

    def replaced(self, route: Route) -> History:
        """Where one is goes by another name from now on."""
        return History((*self.behind[:-1], replace(self.behind[-1], route=route)), self.ahead)

    def back(self) -> History:
        """One stop back; the first is the end."""
        return History(self.behind[:-1], (self.behind[-1], *self.ahead)) if self.can_go_back else self

    def forward(self) -> History:
        """One stop ahead, if there is one."""
        return History((*self.behind, self.ahead[0]), self.ahead[1:]) if self.ahead else self

    def out(self) -> History:
        """To the last stop before this visit; the first stop is the end."""
        found = self.back()
        while found.can_go_back and found.behind[-1].visit == self.behind[-1].visit:
            found = found.back()
        return found

    def _on(self, stop: Stop) -> History:
        behind = (*self.behind, stop)
        return History((self.behind[0], *behind[1:][-LIMIT:]))
