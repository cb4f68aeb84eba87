"""Find in page: the matches of a query and which of them the reader is at."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.app.widgets.targets import Place
from edu_tui.render.lines import Line


class Finder:
    """The matches of one query on one layout; each has a place on every line that it touches."""

    def __init__(self, query: str = "", lines: Sequence[Line] = ()) -> None:
        self.query = query
        self.matches = _matches(lines, query) if query else []
        self.current = 0
        self._by_line: dict[int, list[tuple[Place, int]]] = {}
        for index, places in enumerate(self.matches):
            for place in places:
                self._by_line.setdefault(place.line, []).append((place, index))

    @property
    def status(self) -> str:
        """Where the reader is among the matches, as "4/14"; "0/0" without matches, "" without a query."""
        if not self.query:
            return ""
        return f"{self.current + 1}/{len(self.matches)}" if self.matches else "0/0"

    def on_line(self, line: int) -> list[tuple[Place, bool]]:
        """The matched places on one line, each with whether it belongs to the current match."""
        return [(place, index == self.current) for place, index in self._by_line.get(line, [])]

    def again(self, lines: Sequence[Line]) -> Finder:
        """The same query on another layout, at the same match."""
        finder = Finder(self.query, lines)
        finder.current = min(self.current, max(len(finder.matches) - 1, 0))
        return finder

    def start(self, line: int) -> None:
        """Make the first match from `line` on the current one, or the first of all."""
        self.current = next((index for index, places in enumerate(self.matches) if places[0].line >= line), 0)

    def step(self, step: int) -> Place | None:
        """Go on by `step` matches, round the ends; where the new current match begins."""
        if not self.matches:
            return None
        self.current = (self.current + step) % len(self.matches)
        return self.matches[self.current][0]


def _matches(lines: Sequence[Line], query: str) -> list[list[Place]]:
    """The places of each match of `query`."""
    # Imported when first needed: most visits to a page search for nothing.
    from edu_tui.render.search import find_in_page

    matches: dict[int, list[Place]] = {}
    for hit in find_in_page(lines, query):
        matches.setdefault(hit.match, []).append(Place(hit.line, hit.start, hit.end))
    return list(matches.values())
