"""The slides of a module in a preview: one screenful at a time, all of it revealed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from edu_tui.library.ledger import Ledger
from edu_tui.library.modules import Module
from edu_tui.library.slides import Slide, module_slides
from edu_tui.render.lines import Line
from edu_tui.render.slide_frame import draw_frame
from edu_tui.render.slides import Screenful, lay_out_slides


def slide_at(slides: Sequence[Slide], section: str, line: int) -> int:
    """The slide on which `line` of a section stands; its first one for a line before it, the very first for a section without slides."""
    own = [index for index, slide in enumerate(slides) if slide.section == section]
    return max((index for index in own if slides[index].line <= line), default=own[0] if own else 0)


def screenful_with(screenfuls: Sequence[Screenful], line: int) -> int:
    """The screenful of a slide on which `line` of the file stands, the first one for a line before all of them."""
    reached = [(one.line, -index) for index, one in enumerate(screenfuls) if one.line <= line]
    return -max(reached)[1] if reached else 0


LAST = 1_000_000
"""More screenfuls than a slide has: the last one of them, which is known when it is laid out."""


class SlideShow:
    """Which slide is shown, and its lines for a screen. Only the slide that is seen is laid out."""

    def __init__(self) -> None:
        self._slides: tuple[Slide, ...] = ()
        self._ledger = Ledger({}, {}, {})
        self._at = self._part = self._scrolled = 0
        self._line: int | None = None
        self._screenfuls: tuple[Screenful, ...] = ()
        self._laid_out_for: Size | None = None

    def take(self, module: Module, ledger: Ledger) -> None:
        """Show the slides of this module from now on, at the same place."""
        self._slides, self._ledger = module_slides(module), ledger
        self._at = min(self._at, len(self._slides) - 1)
        self._laid_out_for = None

    def go(self, section: str, line: int) -> None:
        """Go to the screenful on which a line of a section stands."""
        self._at = slide_at(self._slides, section, line)
        first = not self._slides or line <= self._slides[self._at].line
        self._part, self._line = 0, None if first else line
        self._scrolled, self._laid_out_for = 0, None

    def step(self, by: int) -> bool:
        """Go on by a screenful (1) or back (-1); False where there is none."""
        if not 0 <= self._part + by < len(self._screenfuls):
            if not 0 <= self._at + by < len(self._slides):
                return False
            self._at += by
            self._part, self._line, self._laid_out_for = (0 if by > 0 else LAST), None, None
        else:
            self._part += by
        self._scrolled = 0
        return True

    @property
    def overflows(self) -> bool:
        """Whether the screenful is higher than the screen."""
        return bool(self._screenfuls) and self._screenfuls[min(self._part, len(self._screenfuls) - 1)].frame.overflow > 0

    def scroll(self, by: int) -> None:
        """Scroll a screenful that is higher than the screen."""
        if self.overflows:
            self._scrolled = min(max(0, self._scrolled + by), self._screenfuls[self._part].frame.overflow)

    @property
    def section(self) -> str:
        """The section that the slide belongs to."""
        return self._slides[self._at].section if self._slides else ""

    @property
    def place(self) -> tuple[int, int]:
        """The number of the slide, from 1, and how many there are."""
        return self._at + 1, len(self._slides)

    def draw(self, size: Size) -> tuple[Line, ...]:
        """The screen, for a size."""
        if not self._slides or not size:
            return ()
        if size != self._laid_out_for:
            self._screenfuls = lay_out_slides([self._slides[self._at]], size.width, size.height, self._ledger)
            self._laid_out_for = size
            if self._line is not None:
                self._part, self._line = screenful_with(self._screenfuls, self._line), None
            self._part = min(self._part, len(self._screenfuls) - 1)
        shown = self._screenfuls[self._part]
        return draw_frame(shown.frame, shown.stops[-1], f"{self._at + 1}/{len(self._slides)}", self._scrolled)
