"""`LineView`: lays out, scrolls and draws the lines of a page, and lets the mouse select their text."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from edu_tui.app.widgets.page_style import CSS, Look
from edu_tui.app.widgets.places import Position, line_at, position_at, sources
from edu_tui.app.widgets.rules import Rule, rule_around
from edu_tui.app.widgets.scroll_bar import SwiftScrollBar
from edu_tui.app.widgets.selecting import selected_cells, selected_text
from edu_tui.app.widgets.strips import draw, mark
from edu_tui.render.lines import Layout, Line

Source = Callable[[int], Layout]
"""Lays a page out for a width in cells."""

MAX_WIDTH = 88
"""Cells of the text column; longer lines are hard to read."""

MIN_WIDTH = 10
"""No page is laid out narrower than this; what does not fit is cut off."""

GUTTER = 2
"""Blank cells on each side of the text column; the left ones hold the sign of the focused target. None on a very narrow page."""

_FOLLOWS = 4
_LAYOUTS_KEPT = 4
_STRIPS_KEPT = 2048


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of a `Layout` in a centred column. It knows nothing of documents, and no string is ever read as markup."""

    ALLOW_SELECT = True
    DEFAULT_CSS = CSS

    class Scrolled(Message):
        """Another line is at the top: `top_line` (from 0), made from `source_line` of the file (0 for none)."""

        def __init__(self, page: LineView, top_line: int, source_line: int) -> None:
            super().__init__()
            self.page = page
            self.top_line = top_line
            self.source_line = source_line

        @property
        def control(self) -> LineView:
            """The page."""
            return self.page

    def __init__(self, source: Source | None, max_width: int, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.max_width = max_width
        self._source = source
        # Not Textual's LRUCache: its links form a ring, so that what was cleared waits for the garbage collector, a whole page each time.
        self._layouts: FIFOCache[int, Layout] = FIFOCache(_LAYOUTS_KEPT)
        self._room = 0
        self._column = 0
        self._laid_out = Layout(())
        self._rising: list[int] = []
        self._look = Look({}, Color(0, 0, 0))
        self._strips: FIFOCache[int, Strip] = FIFOCache(_STRIPS_KEPT)
        self._arrive: tuple[Callable[[], object], ...] = ()

    # --- content and place -----------------------------------------------------------------------------------------------------------

    @property
    def is_gone(self) -> bool:
        """Whether it was shown, and is no more: what was loaded for it in a thread may come too late."""
        return self._column > 0 and not self.is_attached

    def show(self, source: Source, anchor: str | None = None, keep: bool = False, at: Position | None = None) -> None:
        """Swap in what `source` lays out: at the top, at `anchor`, at a position, or with `keep` where the reader is in the file."""
        if self.is_gone:
            return
        position = self.position if keep else at
        self._source = source
        self._layouts.clear()
        if self._column:
            self._lay_out(self._column)
            self.refresh(layout=self.styles.is_auto_height)
        elif keep:
            return

        def arrive() -> None:
            if position is not None:
                self.restore(position)
            elif anchor is None or not self.scroll_to_anchor(anchor):
                self._scroll_line(0)

        self._arrive = ()
        self._once_laid_out(arrive)

    def _once_laid_out(self, then: Callable[[], object]) -> None:
        """Do `then` now, or as soon as the widget has a size."""
        if self._column:
            then()
        else:
            self._arrive = (*self._arrive, then)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they are laid out now; none before the widget has a size."""
        return self._laid_out.lines

    @property
    def position(self) -> Position:
        """Where the reader is in the file; `restore` goes back there at any width."""
        return position_at(self._rising, self._top)

    def restore(self, position: Position) -> None:
        """Scroll so that `position` is at the top."""
        self._scroll_line(line_at(self._rising, position))

    def scroll_to_anchor(self, ident: str) -> bool:
        """Scroll to the heading, footnote or other anchor `ident`; False if the page has none of that name."""
        line = self._laid_out.anchors.get(ident)
        if line is not None:
            self._scroll_line(line)
        return line is not None

    def reveal_anchor(self, ident: str) -> None:
        """Scroll as little as it takes to see the anchor `ident` and a little of what follows."""
        line = self._laid_out.anchors.get(ident)
        if line is not None:
            self._reveal(min(line + _FOLLOWS, len(self.lines) - 1))
            self._reveal(line)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self._end >= len(self.lines)

    @property
    def _top(self) -> int:
        """The first line in view."""
        return self.scroll_offset.y

    @property
    def _end(self) -> int:
        """The line after the last one in view."""
        return self._top + max(self.size.height, 1)

    @property
    def _left(self) -> int:
        """Blank cells before the text column."""
        return max(0, (self._room - self._column) // 2)

    def _scroll_line(self, line: int) -> None:
        """Put `line` at the top, as far as the page is long enough."""
        self.scroll_to(y=line, animate=False, force=True)

    def _reveal(self, line: int) -> None:
        """Scroll as little as it takes to see `line` with a line of context."""
        if line < self._top:
            self._scroll_line(line - 1)
        elif line >= self._end:
            self._scroll_line(line - self.size.height + 2)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen when another line stands at the top."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self, self._top, self.position.source))

    # --- layout ----------------------------------------------------------------------------------------------------------------------

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Lay out before the first frame of a new size, so that no frame shows lines of another width."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if not size:
            return changed
        self._room = width = self.scrollable_content_region.width
        column = self._column_at(width)
        if column != self._column:
            position = self.position
            self._lay_out(column)
            self.restore(position)
        arrive, self._arrive = self._arrive, ()
        for then in arrive:
            then()
        return changed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines of the page at this width, for a page that is to be as high as what it shows."""
        return len(self._layout_at(self._column_at(width)).lines)

    def _column_at(self, width: int) -> int:
        """Cells of the text column where there is room for `width`."""
        room = width - 2 * GUTTER if width >= MIN_WIDTH + 2 * GUTTER else width
        return max(MIN_WIDTH, min(self.max_width, room))

    def _layout_at(self, width: int) -> Layout:
        """The source, laid out for a text column of `width` cells."""
        layout = self._layouts.get(width)
        if layout is None:
            layout = self._layouts[width] = self._source(width) if self._source else Layout(())
        return layout

    def _lay_out(self, width: int) -> None:
        """Show the source in a text column of `width` cells, from the next frame on."""
        self._laid_out = layout = self._layout_at(width)
        self._column = width
        self._rising = sources(layout.lines)
        self._strips.clear()
        if self.text_selection is not None:
            self.screen.clear_selection()
        # Not the reactive setter: it would ask for another layout of the whole screen.
        self.set_reactive(Widget.virtual_size, Size(self._room, len(layout.lines)))
        self._scroll_update(self.virtual_size)

    # --- drawing ---------------------------------------------------------------------------------------------------------------------

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Match no rules again: none of ours asks whether a page has the focus, and drawing does so itself."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, one that is drawn faster than Textual's."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = SwiftScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def notify_style_update(self) -> None:
        """Take the colours in; if they are others than before, drawn lines are forgotten."""
        super().notify_style_update()
        look = Look(self.app.theme_variables, self.background_colors[1])
        if look != self._look:
            self._look = look
            self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`, without Textual's way round by borders and effects wherever there is at most a thin rule at a side."""
        rule = rule_around(self.styles, self._look.ground)
        if rule is None or self.opacity < 1:
            return super().render_lines(crop)
        gutter, width = self.styles.gutter, self.region.width
        inner = self._room if self._bar_covers_end(rule) else width - gutter.width
        first, selection, filters = self._top - gutter.top, self.text_selection, self.get_line_filters()
        strips: list[Strip] = []
        for y in crop.line_range:
            strip = rule.across(width) if y < gutter.top else rule.beside(self._draw_line(first + y, inner, selection))
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, self._look.ground)
            strips.append(strip.crop(*crop.column_span))
        return strips

    def _bar_covers_end(self, rule: Rule) -> bool:
        """Whether the scroll bar covers the last cell of each line. To fill it and have it cut off again would cost as much as the line."""
        return self.show_vertical_scrollbar and rule.side != "right" and self.vertical_scrollbar.is_on_screen

    def render_line(self, y: int) -> Strip:
        """Line `y` of the window, with the offsets by which Textual finds the text under the mouse."""
        return self._draw_line(self._top + y, self._room, self.text_selection).apply_offsets(0, self._top + y)

    def _draw_line(self, number: int, width: int, selection: Selection | None) -> Strip:
        """Line `number` of the page, filled to `width` cells."""
        if number >= len(self.lines):
            return Strip.blank(width, self._line_style("text"))
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._strips[number] = draw(self.lines[number], self._left, self._room, width, self._line_style)
        strip = self._marked(strip, number)
        if selection is not None and (cells := selected_cells(selection, number, self.lines[number], self._left)):
            strip = mark(strip, self._left + cells[0], self._left + cells[1], self.selection_style)
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, and what separates it from that of the next widget."""
        return selected_text(selection, self.lines, self._left), "\n"

    def _marked(self, strip: Strip, number: int) -> Strip:  # noqa: ARG002 - for subclasses
        """`strip` of line `number` with marks laid over it."""
        return strip

    def _line_style(self, name: str) -> Style:
        """The colours of a line style."""
        return self._look.line(name)

    def _mark_style(self, name: str) -> Style:
        """What a mark adds to the colours under it."""
        return self._look.mark(name)
