"""`PageView`: the one widget that shows pages, on every screen: a `LineView` with targets, hint letters, find and keys."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import events
from textual.actions import SkipAction
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.finder import Finder
from edu_tui.app.widgets.line_view import GUTTER, MAX_WIDTH, LineView, Source
from edu_tui.app.widgets.page_style import COMMANDS
from edu_tui.app.widgets.places import Position
from edu_tui.app.widgets.strips import mark, put
from edu_tui.app.widgets.targets import HOME_ROW, Hints, Place, Targets

FOCUS_SIGN = ">"
"""Stands before the line of the focused target, so that the focus shows without colour."""

_OVERLAP = 2
"""Lines that stay in view when the page goes on by a screen."""


class PageView(LineView, can_focus=True, inherit_bindings=False):
    """A page whose targets can be focused and activated by key, letter and mouse, and which can be searched."""

    COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS = bindings(COMMANDS)

    class _Told(Message):
        """Something about the target called `target` (`kind:value`)."""

        def __init__(self, page: PageView, target: str) -> None:
            super().__init__()
            self.page = page
            self.target = target

        @property
        def control(self) -> PageView:
            """The page."""
            return self.page

    class Activated(_Told):
        """The learner activated a target."""

    class Focused(_Told):
        """The focus moved to a target."""

    def __init__(
        self,
        source: Source | None = None,
        *,
        navigate: Literal["text", "targets"] = "text",
        max_width: int = MAX_WIDTH,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """A page that shows `source`, or nothing yet. With `navigate="targets"` up and down move among targets, as in a list."""
        super().__init__(source, max_width, id=id, classes=classes)
        self.navigate = navigate
        self._targets = Targets()
        self._focus: int | None = None
        self._hover: int | None = None
        self._pressed: Offset | None = None
        self._hints: Hints | None = None
        self._finder = Finder()

    def show(self, source: Source, anchor: str | None = None, keep: bool = False, at: Position | None = None, *, focus: str = "") -> None:
        """Swap in what `source` lays out: at the top, at `anchor`, at a position, or with `keep` where the reader is, with focus and hits.

        The focus goes to the target called `focus`, without scrolling to it: the reader begins where the page does.
        """
        if self.is_gone:
            return
        if not keep:
            self._focus = None
            self._finder = Finder()
        super().show(source, anchor, keep, at)
        if focus:
            self._once_laid_out(lambda: self.focus_target(focus, reveal=False))
        self.refresh_bindings()

    # --- targets ---------------------------------------------------------------------------------------------------------------------

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of all targets, in reading order."""
        return tuple(target.name for target in self._targets.all)

    @property
    def focused_target(self) -> str:
        """The name of the focused target, "" for none."""
        return "" if self._focus is None else self._targets.all[self._focus].name

    def focus_target(self, name: str, *, reveal: bool = True) -> bool:
        """Move the focus to the target called `name` and scroll it into view; False if the page has none of that name."""
        index = self._targets.named(name, self._focus or 0)
        if index is not None:
            self._focus_on(index, reveal=reveal)
        return index is not None

    def begin_at(self, name: str) -> None:
        """Move the focus to the target called `name` and scroll it into view, as soon as the page has a size."""
        self._once_laid_out(lambda: self.focus_target(name))

    def _focus_on(self, index: int, *, reveal: bool = True) -> None:
        """Move the focus to target `index`, in view."""
        self._focus = index
        places = self._targets.all[index].places
        if reveal:
            self._reveal(places[-1].line)
            self._reveal(places[0].line)
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.Focused(self, self.focused_target))

    def _activate(self, index: int) -> None:
        """Focus and activate target `index`."""
        if index != self._focus:
            self._focus_on(index)
        self.post_message(self.Activated(self, self._targets.all[index].name))

    def _step(self, step: int) -> bool:
        """Move the focus one target on or back; False at the end of the page."""
        index = self._targets.step(self._focus, step, self._top, self._end)
        if index is not None:
            self._focus_on(index)
        return index is not None

    def _is_near(self, step: int) -> bool:
        """Whether the target that a step leads to is in view, or nearly."""
        index = self._targets.step(self._focus, step, self._top, self._end)
        return index is not None and self._top - _OVERLAP <= self._targets.all[index].places[0].line < self._end + _OVERLAP

    # --- find ------------------------------------------------------------------------------------------------------------------------

    def find(self, query: str) -> int:
        """Mark all matches of `query` and go to the first one from here on; their number. "" takes the marks away."""
        self._finder = Finder(query, self.lines)
        self._finder.start(self._top)
        self._show_hit(self._finder.step(0))
        return len(self._finder.matches)

    def find_round(self, step: int) -> bool:
        """Go to the next hit (`step` 1) or the one before (-1), round the ends of the page; False if there is none."""
        hit = self._finder.step(step)
        self._show_hit(hit)
        return hit is not None

    def find_on(self, step: int) -> bool:
        """Go to the next hit (`step` 1) or the one before (-1); False, and nothing happens, if there is none on that side."""
        beyond = not 0 <= self._finder.current + step < len(self._finder.matches)
        if not beyond:
            self._show_hit(self._finder.step(step))
        return not beyond

    @property
    def find_status(self) -> str:
        """Where the reader is among the hits, as "4/14"; "" when nothing is looked for."""
        return self._finder.status

    def _show_hit(self, hit: Place | None) -> None:
        """Scroll to a hit."""
        if hit is not None:
            self._reveal(hit.line)
        self.refresh()

    # --- layout and drawing ----------------------------------------------------------------------------------------------------------

    def _lay_out(self, width: int) -> None:
        """Lay out; focus and current hit stay what they were."""
        focused, near = self.focused_target, self._focus or 0
        super()._lay_out(width)
        self._hints = self._hover = None
        self._targets = Targets(self.lines)
        self._focus = self._targets.named(focused, near) if focused else None
        if self._focus is None and self.navigate == "targets" and self._targets.all:
            self._focus = 0
        self._finder = self._finder.again(self.lines)

    def _marked(self, strip: Strip, number: int) -> Strip:
        """`strip` of line `number` with hits, focus, pointer and hint letters laid over it."""
        left = self._left
        labels = self._hints.labels() if self._hints else {}
        for place, current in self._finder.on_line(number):
            strip = mark(strip, left + place.start, left + place.end, self._line_style("match"))
            if current:
                strip = mark(strip, left + place.start, left + place.end, self._mark_style("found"))
        for place, index in self._targets.on_line(number):
            first = place == self._targets.all[index].places[0]
            if index == self._hover:
                strip = mark(strip, left + place.start, left + place.end, self._mark_style("hover"))
            if index == self._focus and self.has_focus:
                strip = mark(strip, left + place.start, left + place.end, self._mark_style("focus"))
            if index == self._focus and first and left >= GUTTER:
                strip = put(strip, left - GUTTER, FOCUS_SIGN, self._line_style("accent"))
            if first and index in labels:
                strip = put(strip, left + place.start, labels[index], self._mark_style("hint"))
        return strip

    # --- keys ------------------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """In a list the space bar belongs to the screen, which may tick items with it; nothing can be opened that is not focused."""
        if action == "activate":
            return self._focus is not None
        return not (action == "read_on" and self.navigate == "targets")

    def action_up(self) -> None:
        """Go up a line, or in a list to the item above; text between items is scrolled through."""
        if not (self.navigate == "targets" and self._is_near(-1) and self._step(-1)):
            self._scroll_line(self._top - 1)

    def action_down(self) -> None:
        """Go down a line, or in a list to the item below; text between items is scrolled through."""
        if not (self.navigate == "targets" and self._is_near(1) and self._step(1)):
            self._scroll_line(self._top + 1)

    def action_screen_up(self) -> None:
        """Go up a screen."""
        self._scroll_line(self._top - max(1, self.size.height - _OVERLAP))

    def action_screen_down(self) -> None:
        """Go down a screen."""
        self._scroll_line(self._top + max(1, self.size.height - _OVERLAP))

    def action_read_on(self) -> None:
        """Go down a screen; at the end the key is the screen's, which may go on to another page."""
        if self._top >= self.max_scroll_y:
            raise SkipAction
        self.action_screen_down()

    def action_top(self) -> None:
        """Go to the top."""
        self._scroll_line(0)

    def action_bottom(self) -> None:
        """Go to the bottom."""
        self._scroll_line(self.max_scroll_y)

    def action_next(self) -> None:
        """Focus the next target; after the last one the next widget."""
        if not self._step(1):
            self.screen.focus_next()

    def action_previous(self) -> None:
        """Focus the target before; before the first one the widget before."""
        if not self._step(-1):
            self.screen.focus_previous()

    def action_activate(self) -> None:
        """Activate the focused target."""
        if self._focus is not None:
            self._activate(self._focus)

    def action_hints(self) -> None:
        """Show letters on the targets in view."""
        seen = self._targets.seen(self._top, self._end)
        self._hints = Hints(seen) if seen else None
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """While hint letters are shown every key is theirs: a letter of one of them, or anything else to take them away."""
        if self._hints is None:
            return
        event.stop()
        event.prevent_default()
        index = self._hints.type(event.key) if event.key in HOME_ROW else None
        if index is not None or event.key not in HOME_ROW or not self._hints.labels():
            self._hints = None
        if index is not None:
            self._activate(index)
        self.refresh()

    # --- mouse and focus -------------------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where the button went down: a drag that selects text is not a click."""
        self._pressed = event.screen_offset

    def on_click(self, event: events.Click) -> None:
        """Activate what is clicked."""
        index = self._target_at(event)
        if index is not None and event.screen_offset == self._pressed:
            self._activate(index)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Underline what would be clicked."""
        self._hover_on(self._target_at(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover_on(None)

    def on_blur(self) -> None:
        """Hint letters go. Textual draws a widget anew that gets or loses the focus."""
        self._hints = None

    def _hover_on(self, index: int | None) -> None:
        """The mouse is over target `index`."""
        if index != self._hover:
            self._hover = index
            self.refresh()

    def _target_at(self, event: events.MouseEvent) -> int | None:
        """The target under the mouse."""
        offset = event.get_content_offset(self)
        return None if offset is None else self._targets.at(self._top + offset.y, offset.x - self._left)
