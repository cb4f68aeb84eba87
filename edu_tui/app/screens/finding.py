"""`FindingScreen`: a module in which words can be found, on the page that is shown and on the others."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from edu_tui.app.context import Context
from edu_tui.app.module_search import ModuleSearch
from edu_tui.app.pages.parts import plural
from edu_tui.app.pages.reader import SectionView, page_context, section_layout
from edu_tui.app.screens.find_line import WithFindLine
from edu_tui.app.screens.saying import SayingScreen
from edu_tui.app.widgets.find import FindBar
from edu_tui.app.widgets.line_view import MAX_WIDTH
from edu_tui.library.modules import Module, Section
from edu_tui.render.lines import Line


class FindingScreen(WithFindLine, SayingScreen):
    """A module's section (or cover, if `section` is None) with a line in which one types what to find."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.find_bar = FindBar()
        self.module: Module | None = None
        self.section: Section | None = None
        self._search: ModuleSearch | None = None

    def below(self) -> ComposeResult:
        """The lines in which one types what to find, and what to note."""
        yield self.find_bar
        yield from super().below()

    def show_section(self, ident: str) -> None:
        """Show another section."""
        raise NotImplementedError

    def find_words(self, query: str, step: int, *, fresh: bool) -> str:
        """Go to the next place where the words stand: on this page first, then on the others, round the module."""
        if self.module is None:
            return ""
        if fresh or self._search is None:
            self._search = ModuleSearch(query, self.module, self._lines)
            found = self.page.find(query) > 0
        else:
            found = self.page.find_on(step)
        if not found:
            ident = self._search.beyond(self.section.id if self.section else "", step)
            if not ident:
                return "not in this module"
            self.show_section(ident)
            self.page.find(query)
            if step < 0:
                self.page.find_round(step)
        return f"{self.page.find_status} here, on {plural(self._search.pages, 'page')}"

    def _lines(self, section: Section) -> Sequence[Line]:
        """A section as it is searched: every page at the same width."""
        assert self.module is not None
        look = page_context(section.blocks, self.context.library.ledger, None)
        return section_layout(SectionView(self.module, section, 0, None, None), look, MAX_WIDTH).lines

    def close_find(self) -> None:
        """Take line and marks away."""
        super().close_find()
        self._search = None
