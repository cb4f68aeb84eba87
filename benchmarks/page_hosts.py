"""The programs that `page` measures besides the app itself, each run in a terminal of its own as `python -m benchmarks.page_hosts HOST`.

`screens` is a stock Textual app that toggles between two installed screens. `page FILE` and `markdown FILE` are empty until the key `o`
makes them show the Markdown in FILE: one in our page widget, the other in Textual's. All of them write `READY` when they take keys.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Header, Markdown, Static

from edu_tui.app.base import SteadyApp
from edu_tui.app.widgets.page import PageView
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Section
from edu_tui.render.layout import lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Line, Span

READY = "waiting for a key"
STATICS = 48
"""With header and footer 50 widgets a screen."""


def toggled_line(screen: str, number: int) -> str:
    """What stands on a line of the screens that are toggled."""
    return f"{screen} line {number:02}"


class Toggled(Screen[None]):
    """Header, footer and lines in between."""

    def compose(self) -> ComposeResult:
        """The 50 widgets."""
        yield Header()
        for number in range(STATICS):
            yield Static(f"{toggled_line(self.name or '', number)}: of a hundred children some twenty relapse, at different times.")
        yield Footer()


class ScreensApp(App[None]):
    """Two installed screens; `n` goes to the other one."""

    BINDINGS = [("n", "other", READY)]

    def on_mount(self) -> None:
        """Install both."""
        for name in ("left", "right"):
            self.install_screen(Toggled(name), name)
        self.push_screen("left")

    def action_other(self) -> None:
        """Toggle."""
        self.switch_screen("right" if self.screen.name == "left" else "left")


class PageApp(SteadyApp):
    """Our page widget; `o` parses the file and shows its first section."""

    BINDINGS = [("o", "open", "open")]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._page = PageView(lambda _: Layout((Line((Span(READY),)),)))

    def compose(self) -> ComposeResult:
        """The page alone."""
        yield self._page

    def action_open(self) -> None:
        """Show the file."""
        module = parse_module("sample", Audience.CLINICIAN, self._path.name, self._path.read_text(encoding="utf-8"))
        self._page.show(partial(_page_of, module.sections[0]))


def _page_of(section: Section, width: int) -> Layout:
    """The title and everything below it."""
    title = Layout(lay_out_inlines(section.title, width, style="heading"))
    return stack([title, lay_out(section.blocks, width)])


class MarkdownApp(App[None]):
    """Textual's Markdown widget; `o` shows the file."""

    BINDINGS = [("o", "open", "open")]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield Markdown(READY)

    def action_open(self) -> None:
        """Show the file; not awaited, so that nothing waits for the blocks that are out of sight."""
        self.query_one(Markdown).update(self._path.read_text(encoding="utf-8"))


def main(host: str, *files: str) -> None:
    """Run one of the programs."""
    apps = {"screens": ScreensApp, "page": PageApp, "markdown": MarkdownApp}
    apps[host](*map(Path, files)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
