"""Finding words in a whole module: which sections have them, and which comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from edu_tui.library.modules import Module, Section
from edu_tui.render.lines import Line
from edu_tui.render.search import find_in_page


class ModuleSearch:
    """One query in one module; `lines_of` lays a section out."""

    def __init__(self, query: str, module: Module, lines_of: Callable[[Section], Sequence[Line]]) -> None:
        self.query = query
        self._order = [section.id for section in module.sections]
        self._with = {section.id for section in module.sections if find_in_page(lines_of(section), query)}

    @property
    def pages(self) -> int:
        """How many sections have the words."""
        return len(self._with)

    def beyond(self, current: str, step: int) -> str:
        """The nearest section after (`step` 1) or before (-1) `current` that has the words, round the module; "" if none has.

        `current` itself comes last; "" stands before the first section.
        """
        at = self._order.index(current) if current in self._order else -1 if step > 0 else len(self._order)
        count = len(self._order)
        ring = [self._order[(at + step * away) % count] for away in range(1, count + 1)] if count else []
        return next((ident for ident in ring if ident in self._with), "")
