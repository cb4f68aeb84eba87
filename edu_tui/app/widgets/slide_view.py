"""`SlideView`: the whole screen as the audience sees it. It draws lines that were laid out for its size, and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable

from textual.color import Color
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from edu_tui.app.widgets.page_style import Look
from edu_tui.app.widgets.strips import draw
from edu_tui.render.lines import Line

Drawn = Callable[[Size], tuple[Line, ...]]
"""The lines of a screen of a size."""


class SlideView(Widget, can_focus=True, inherit_bindings=False):
    """Lines from edge to edge. While `dimmed` they are all of one quiet colour, because something else is in front."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "SlideView { width: 1fr; height: 1fr; background: $background; color: $edu-text; }"

    def __init__(self, source: Drawn, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = source
        self._lines: tuple[Line, ...] = ()
        self._drawn_for: Size | None = None
        self._look = Look({}, Color(0, 0, 0))
        self.dimmed = False

    def redraw(self, *, dimmed: bool = False) -> None:
        """Draw what the source gives now."""
        self.dimmed = dimmed
        self._drawn_for = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the colours in."""
        super().notify_style_update()
        self._look = Look(self.app.theme_variables, self.background_colors[1])

    def render_line(self, y: int) -> Strip:
        """Line `y`; no frame shows lines of another size."""
        if self._drawn_for != self.size:
            self._lines, self._drawn_for = self._source(self.size), self.size
        line = self._lines[y] if y < len(self._lines) else Line()
        return draw(line, 0, self.size.width, self.size.width, lambda name: self._look.line("muted" if self.dimmed else name))
