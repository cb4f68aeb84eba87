"""A tiny app on the real foundations; run as a script it is what the pseudo-terminal tests drive.

Usage: demo_app.py LOG_DIR [--crash-start | --hostile] [--patient]. Keys: q quits, x crashes, w crashes in a worker,
v writes more than any terminal holds. A patient one is not ended by force where an end takes long.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from hostile import PAYLOADS
from textual import events
from textual.app import ComposeResult
from textual.content import Content

from edu_tui.app import runner
from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import Command, CommandScreen
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.page import PageView
from edu_tui.render.lines import Layout, Line, Span

SECRET = "Ann Learner chose answer B"

PROSE = "Relapse of acute lymphoblastic leukaemia is classed by time and site. "


def sections(count: int = 20, text: str = PROSE * 4):
    """A source with `count` headings, each with a wrapped paragraph whose second line starts with a link."""

    def source(width: int) -> Layout:
        lines: list[Line] = []
        anchors: dict[str, int] = {}
        for number in range(count):
            anchors[f"part-{number}"] = len(lines)
            lines.append(Line((Span(f"Part {number}", "heading"),), number * 10 + 1))
            for index, row in enumerate(textwrap.wrap(text, width)):
                target = f"fact:F-{number}" if index == 1 else ""
                spans = (Span(row[:7], "cite", target), Span(row[7:])) if target else (Span(row),)
                lines.append(Line(spans, number * 10 + 2))
            lines.append(Line())
        return Layout(tuple(lines), anchors)

    return source


class DemoScreen(CommandScreen[None]):
    """One page between two bars."""

    COMMANDS = (
        Command(id="demo.quit", keys=("q",), action="app.quit", label="Quit", help="Leave.", footer=1),
        Command(id="demo.find", keys=("slash",), action="find", label="Find", help="Find leukaemia.", footer=2),
        Command(id="demo.crash", keys=("x",), action="crash", label="Crash", help="Raise."),
        Command(id="demo.worker", keys=("w",), action="crash_worker", label="Crash later", help="Raise in a worker."),
        Command(id="demo.flood", keys=("v",), action="flood", label="Flood", help="Write a megabyte."),
    )

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield TitleBar("Demo", "ready")
        yield PageView(sections())
        yield KeyBar()

    def action_find(self) -> None:
        """Find and tell."""
        page = self.query_one(PageView)
        page.find("leukaemia")
        self.query_one(TitleBar).tell(status=page.find_status)

    def action_crash(self) -> None:
        """A fault with private data in reach of a careless traceback."""
        answer = SECRET
        raise RuntimeError(f"cannot mark: {answer}\n\x1b]2;evil\x07")

    def action_flood(self) -> None:
        """Write until a terminal that does not read blocks us."""
        driver = self.app._driver
        assert driver is not None
        for _ in range(100):
            driver.write("\x1b[0m" * 2500)

    def action_crash_worker(self) -> None:
        """A fault outside any handler."""

        async def work() -> None:
            self.action_crash()

        self.run_worker(work())


class DemoApp(SteadyApp):
    """Shows one screen and counts keys in its title."""

    def __init__(self, note: Path | None = None) -> None:
        super().__init__()
        self.note = note
        self.typed = 0

    def get_default_screen(self) -> DemoScreen:
        """The one screen."""
        return DemoScreen()

    def on_key(self, event: events.Key) -> None:
        """Show that keys arrive."""
        self.typed += 1
        bars = self.screen.query(TitleBar)
        if bars:
            bars.first().tell(status=f"key {event.key}")

    def finish(self) -> None:
        """Leave a note, so that a test can see that the store would have been closed."""
        if self.note is not None:
            self.note.write_text("finished", encoding="utf-8")


class HostileScreen(DemoScreen):
    """Every surface full of what other people may have written."""

    def compose(self) -> ComposeResult:
        """Bars and a page, all of them with every payload."""
        lines = [Line((Span(payload, style, payload), Span(" end of the payload"))) for payload in PAYLOADS for style in ("text", "link")]
        page = PageView(lambda _: Layout(tuple(lines)))
        page.border_title = Content("".join(PAYLOADS))
        page.styles.border = ("round", "red")
        page.tooltip = Content("".join(PAYLOADS))
        yield TitleBar("".join(PAYLOADS[:5]), "".join(PAYLOADS[5:]))
        yield page
        yield KeyBar()

    def on_mount(self) -> None:
        """Notices too."""
        for payload in PAYLOADS:
            self.app.notify(payload, title=payload, markup=False, timeout=60)


class HostileApp(DemoApp):
    """The same app with other people's text in it."""

    def get_default_screen(self) -> DemoScreen:
        """The one screen."""
        return HostileScreen()


def broken_factory() -> DemoApp:
    """A fault before there is any app."""
    raise RuntimeError(SECRET)


if __name__ == "__main__":
    directory = Path(sys.argv[1])
    if "--patient" in sys.argv:
        runner.PATIENCE = 600.0
    factory = HostileApp if "--hostile" in sys.argv else lambda: DemoApp(directory / "note")
    sys.exit(runner.run(broken_factory if "--crash-start" in sys.argv else factory, directory))
