"""The scroll bar of pages."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class SwiftScrollBar(ScrollBar):
    """Textual's vertical bar, cell for cell, without its way round by a console: a bar changes with each page and each line scrolled."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells in `crop`. Those that are alike share a strip."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = bar.style
        assert isinstance(style, Style)
        assert style.color is not None
        assert style.bgcolor is not None
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        _, ground = self.background_colors
        under = self.visual_style.rich_style
        strips: dict[int, Strip] = {}
        for cell in cells:
            if id(cell) not in strips:
                strip = Strip([cell], self.size.width).apply_style(under)
                for line_filter in self.get_line_filters():
                    strip = strip.apply_filter(line_filter, ground)
                strips[id(cell)] = strip.crop(*crop.column_span)
        return [strips[id(cell)] for cell in cells[crop.y : crop.bottom]]
