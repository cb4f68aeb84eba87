"""The page of a preview: a page of questions and text with a sign in the margin of every block in which something was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.strip import Strip

from edu_tui.app.commands import Command, bindings
from edu_tui.app.pages.preview_findings import SIGNS, made_from, margin_signs
from edu_tui.app.widgets.line_view import GUTTER
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.page_style import COMMANDS
from edu_tui.app.widgets.question_page import QuestionPage
from edu_tui.app.widgets.strips import put
from edu_tui.library.diagnostics import Severity

_PAGE = tuple(command for command in COMMANDS if command.action != "hints")
"""The keys of a page, but for the letter that shows letters on all links: it belongs to the findings here."""


class AsidePage(PageView, inherit_bindings=False):
    """What lies beside the page: the findings, or the evidence."""

    COMMANDS: ClassVar[tuple[Command, ...]] = _PAGE
    BINDINGS = bindings(COMMANDS)


class PreviewPage(QuestionPage, inherit_bindings=False):
    """A page whose blocks carry signs."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (*(command for command in QuestionPage.COMMANDS if command not in COMMANDS), *_PAGE)
    BINDINGS = bindings(COMMANDS)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: tuple[tuple[int, Severity], ...] = ()
        self._signs: dict[int, Severity] = {}

    def sign(self, places: Iterable[tuple[int, Severity]]) -> None:
        """Put signs beside the blocks that hold these lines of the file."""
        self._places = tuple(places)
        self._signs = margin_signs(self.lines, self._places)
        self.refresh()

    def reveal_source(self, line: int) -> None:
        """Scroll as little as it takes to see what was made of this line of the file, from its beginning as far as there is room."""

        def arrive() -> None:
            if made := made_from(self.lines, line):
                self._reveal(made[-1])
                self._reveal(made[0])

        self._once_laid_out(arrive)

    def shows_source(self, line: int) -> bool:
        """Whether something on the page was made from exactly this line of the file."""
        return any(one.source == line for one in self.lines)

    def _lay_out(self, width: int) -> None:
        """Lay out; the signs move with their blocks."""
        super()._lay_out(width)
        self._signs = margin_signs(self.lines, self._places)

    def _marked(self, strip: Strip, number: int) -> Strip:
        """The sign of a block stands where that of the focus does, which counts for more."""
        severity = self._signs.get(number)
        if severity is not None and self._left >= GUTTER:
            sign, style = SIGNS[severity]
            strip = put(strip, self._left - GUTTER, sign, self._line_style(style))
        return super()._marked(strip, number)
