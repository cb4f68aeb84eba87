"""Web links: asked about first, with their true host, then opened in a browser that cannot touch our terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command, CommandDialog
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.page import PageView
from edu_tui.library.links import WebLink
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer

_CHOICES = (("open", "Open in the browser"), ("copy", "Copy the address"), ("close", "Stay here"))
_WEB = re.compile(r"https?://[!-~]+")
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
_SECONDS = 20


def open_address(link: WebLink) -> bool:
    """Open a link that the gate (`library.links.resolve`) accepted; False if no browser could be started.

    Waits for the browser to start: call it in a thread. The browser gets no terminal, so a text browser cannot take ours. ValueError for
    anything but a web address in printable ASCII: what reaches a command line begins with `http`, never with a dash.
    """
    if not _WEB.fullmatch(link.url):
        raise ValueError("not a web address that passed the link gate")
    try:
        done = subprocess.run(
            [sys.executable, "-c", _OPEN, link.url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def dialog_layout(link: WebLink, width: int) -> Layout:
    """The question: where the link really leads, its whole address, and what can be done."""
    heading = Writer(width)
    heading.write([Span("Open a page outside this library?", "heading")], 0)
    lines = [
        *heading.layout().lines,
        Line(),
        Line((Span("It is on", "muted"),)),
        *(Line((Span(part, "strong"),)) for part in _chunks(link.host, width)),
        Line(),
        Line((Span("Its address is", "muted"),)),
        *(Line((Span(part, "code"),)) for part in _chunks(link.url, width)),
        Line(),
        *(Line((Span(label[:width], "link", f"do:{action}"),)) for action, label in _CHOICES),
    ]
    return Layout(tuple(lines))


def _chunks(text: str, width: int) -> list[str]:
    """`text` (ASCII) in pieces of at most `width`: an address is shown in full, never shortened."""
    return [text[start : start + width] for start in range(0, len(text), width)]


class LinkDialog(CommandDialog[None]):
    """Asks before a web link is opened."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(id="link.open", keys=("o",), action="open", label="Open", help="Open the page in your browser.", footer=1),
        Command(id="link.copy", keys=("c",), action="copy", label="Copy", help="Copy the address.", footer=2),
        Command(id="link.close", keys=("escape", "q"), action="close", label="Stay", help="Do not open it.", footer=3),
    )
    DEFAULT_CSS = """
    LinkDialog > #link-box {
        width: 80%;
        min-width: 38;
        max-width: 84;
        height: auto;
        max-height: 100%;
        padding: 1 0;
        background: $surface;
        border: round $border;
    }
    """

    def __init__(self, link: WebLink) -> None:
        super().__init__()
        self._link = link

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        yield PageView(partial(dialog_layout, self._link), navigate="targets", id="link-box")
        yield KeyBar()

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Do what was chosen."""
        event.stop()
        actions = {"do:open": self.action_open, "do:copy": self.action_copy, "do:close": self.action_close}
        actions[event.target]()

    def action_open(self) -> None:
        """Open the page and go away."""
        app, link = self.app, self._link

        def work() -> None:
            if not open_address(link):
                app.notify(f"No browser could be started. The address is {link.url}", markup=False, severity="warning")

        if app.is_web:
            app.open_url(link.url)
        else:
            app.run_worker(work, thread=True, group="browser", exit_on_error=False)
        self.dismiss()

    def action_copy(self) -> None:
        """Put the address on the clipboard and go away."""
        self.app.copy_to_clipboard(self._link.url)
        self.app.notify("The address was sent to the clipboard.", markup=False)
        self.dismiss()

    def action_close(self) -> None:
        """Go away."""
        self.dismiss()
