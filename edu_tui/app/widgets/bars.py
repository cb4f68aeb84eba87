"""The bars of every screen, one line each: title above, keys below.

They are ours because Textual's `Header` and `Footer` stay alive after their screen is gone, and draw in a second frame.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from edu_tui.app.commands import Offer, footer, give, key_name, offers

_ELLIPSIS = "…"


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + _ELLIPSIS if width > 0 else ""


class Bar(Widget):
    """One line in the colours of the bars. Its text is literal."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"bar--text", "bar--key"}
    DEFAULT_CSS = """
    Bar {
        height: 1;
        width: 1fr;
        background: $panel;
        color: $edu-text;
        .bar--text { color: $edu-text; }
        .bar--key { color: $edu-accent; text-style: bold; }
    }
    """

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The line."""
        width = self.size.width
        text, key = self.get_component_rich_style("bar--text"), self.get_component_rich_style("bar--key")
        segments = [Segment(part, key if is_key else text) for part, is_key in self.parts(width) if part]
        return Strip(segments).adjust_cell_length(width, text)

    def parts(self, width: int) -> list[tuple[str, bool]]:
        """What stands on the line at this width, and whether it is to stand out."""
        raise NotImplementedError


class TitleBar(Bar):
    """Where the learner is, at the left, and how things stand, at the right. Long titles are cut before the status is."""

    DEFAULT_CSS = "TitleBar { dock: top; }"

    def __init__(self, title: str = "", status: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self._status = status

    def tell(self, title: str | None = None, status: str | None = None) -> None:
        """Show another title or status; None leaves it as it is."""
        wanted = (self._title if title is None else title, self._status if status is None else status)
        if wanted != (self._title, self._status):
            self._title, self._status = wanted
            self.refresh(layout=False)

    def parts(self, width: int) -> list[tuple[str, bool]]:
        """Title, gap, status."""
        status = cut(" ".join(self._status.split()), width // 2)
        room = width - cell_len(status) - (3 if status else 2)
        title = cut(" ".join(self._title.split()), max(0, room))
        gap = " " * (width - 2 - cell_len(title) - cell_len(status))
        return [(" ", False), (title, True), (gap, False), (status, False), (" ", False)]


class KeyBar(Bar):
    """The keys of the active screen, most important first; the least important go when the line is short. They can be clicked."""

    DEFAULT_CSS = "KeyBar { dock: bottom; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offers: list[Offer] | None = None

    def on_mount(self) -> None:
        """Follow the focus and the state of the screen: both change what keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self.update_keys, immediate=True)

    def update_keys(self, _changed: object = None) -> None:
        """Read the commands of the screen again before the next frame: not at once, for much may still change until then."""
        self._offers = None
        self.refresh(layout=False)

    def parts(self, width: int) -> list[tuple[str, bool]]:
        """Keys and labels."""
        return [part for offer in self._fitting(width) for part in self._entry(offer)]

    async def on_click(self, event: events.Click) -> None:
        """Do what stands under the mouse."""
        end = 0
        for offer in self._fitting(self.size.width):
            end += self._length(offer)
            if event.x < end:
                await give(offer)
                return

    def _fitting(self, width: int) -> list[Offer]:
        """The offers that fit into `width` cells."""
        if self._offers is None:
            self._offers = footer(offers(self.screen))
        fitting: list[Offer] = []
        used = 0
        for offer in self._offers:
            used += self._length(offer)
            if used > width:
                break
            fitting.append(offer)
        return fitting

    def _length(self, offer: Offer) -> int:
        """The cells of an entry."""
        return sum(cell_len(part) for part, _ in self._entry(offer))

    @staticmethod
    def _entry(offer: Offer) -> list[tuple[str, bool]]:
        """Key and label of an offer."""
        return [(f" {key_name(offer.key)}", True), (f" {offer.command.label} ", False)]
