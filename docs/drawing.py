"""A screen as an SVG: rectangles for grounds, one `text` for each run of letters in one style. It fetches no font and holds no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

CELL = (8, 17)
"""Width and height of a character, in pixels."""

SIZE, RISE, EDGE = 13.2, 13, 8
"""Size of the letters, the height of their line above the foot of a cell's top, and the space around the screen."""

FONTS = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"


class Look(NamedTuple):
    """How letters are drawn: colours as `#rrggbb`, and what is added to them."""

    front: str
    back: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


class Run(NamedTuple):
    """Letters of one look that stand side by side, from `x` on."""

    x: int
    y: int
    text: str
    look: Look

    @property
    def width(self) -> int:
        """Cells."""
        return cell_len(self.text)


def look_of(style: Style | None) -> Look:
    """What a style comes to, once front and ground are turned where it says so."""
    style = style or Style.null()
    front, back = _hex(style.color, "#ffffff"), _hex(style.bgcolor, "#000000")
    if style.reverse:
        front, back = back, front
    return Look(front, back, bool(style.bold), bool(style.italic), bool(style.underline), bool(style.strike))


def _hex(colour: Color | None, otherwise: str) -> str:
    return colour.get_truecolor().hex if colour is not None else otherwise


def runs(pilot: Pilot[Any]) -> list[Run]:
    """What stands on the screen, run by run."""
    return [run for y, strip in enumerate(pilot.app.screen._compositor.render_strips()) for run in _line(y, strip)]


def _line(y: int, strip: Iterable[Segment]) -> Iterator[Run]:
    x = 0
    for look, same in groupby((part for part in strip if part.text), lambda part: look_of(part.style)):
        run = Run(x, y, "".join(part.text for part in same), look)
        yield run
        x += run.width


def draw(pilot: Pilot[Any], title: str) -> str:
    """The screen as a picture that is called `title`."""
    columns, rows = pilot.app.size
    found = runs(pilot)
    ground = max((run.look.back for run in found), key=[run.look.back for run in found].count)
    classes: dict[Look, str] = {}
    body = [_rect(run) for run in found if run.look.back != ground]
    body += [_words(word, classes) for run in found if run.text.strip() for word in _trimmed(run)]
    width, height = columns * CELL[0] + 2 * EDGE, rows * CELL[1] + 2 * EDGE
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{SIZE}px {FONTS};white-space:pre}}{''.join(_rule(look, name) for look, name in classes.items())}</style>",
            f'<rect width="100%" height="100%" rx="6" fill="{ground}"/>',
            f'<g transform="translate({EDGE} {EDGE})">',
            *body,
            "</g>",
            "</svg>",
        ]
    )


def _rect(run: Run) -> str:
    x, y = run.x * CELL[0], run.y * CELL[1]
    return f'<rect x="{x}" y="{y}" width="{run.width * CELL[0]}" height="{CELL[1]}" fill="{run.look.back}"/>'


def _trimmed(run: Run) -> Iterator[Run]:
    """The run without blanks at its ends; a line under blanks is drawn with them."""
    if run.look.underline or run.look.strike:
        yield run
        return
    text = run.text.rstrip()
    yield run._replace(x=run.x + cell_len(text) - cell_len(text.lstrip()), text=text.lstrip())


def _words(run: Run, classes: dict[Look, str]) -> str:
    name = classes.setdefault(run.look._replace(back=""), f"s{len(classes)}")
    x, y = run.x * CELL[0], run.y * CELL[1] + RISE
    return f'<text class="{name}" x="{x}" y="{y}" textLength="{run.width * CELL[0]}">{escape(run.text, quote=False)}</text>'


def _rule(look: Look, name: str) -> str:
    lines = " ".join(word for word, on in (("underline", look.underline), ("line-through", look.strike)) if on)
    parts = [f"fill:{look.front}"]
    parts += ["font-weight:bold"] if look.bold else []
    parts += ["font-style:italic"] if look.italic else []
    parts += [f"text-decoration:{lines}"] if lines else []
    return f".{name}{{{';'.join(parts)}}}"
