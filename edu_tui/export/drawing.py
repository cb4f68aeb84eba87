"""A drawing under way: SVG that grows downwards, in CSS pixels, with colours that are told apart in grey as well."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.lettering import text_width, wrap_words
from edu_tui.export.nodes import add

WIDTH = 600.0
"""How wide drawings are: as much as an A4 or US Letter page has between its margins, so that letters keep their size there."""

INK = "#1b1712"
"""Letters, axes and whiskers."""

SHADES = ("#1d4a86", "#9a5200", "#1c5b2f")
"""What is drawn; each keeps 4.5:1 against paper."""

FAINT = "#766d5e"
"""Thin lines that only lead the eye."""

SHAPES = ("disc", "triangle", "square", "diamond", "down", "star", "ring")
"""The shapes of marks: they differ without colour."""

_CORNERS = {
    "triangle": ((0, -1), (0.95, 0.8), (-0.95, 0.8)),
    "square": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "down": ((0, 1), (0.95, -0.8), (-0.95, -0.8)),
    "star": ((0, -1), (0.3, -0.3), (1, 0), (0.3, 0.3), (0, 1), (-0.3, 0.3), (-1, 0), (-0.3, -0.3)),
}


class Drawing:
    """An SVG of the width `WIDTH`; `letter` is the size of its letters, `y` how far down it is drawn."""

    def __init__(self, letter: float) -> None:
        self.letter = letter
        self.y = 0.0
        self.element = Element("svg", {"class": "chart", "font-size": _px(letter), "fill": INK, "role": "img"})

    @property
    def row(self) -> float:
        """The height of a line of text."""
        return self.letter * 1.3

    def finish(self, *, width: float = WIDTH) -> Element:
        """The drawing, as high as it became."""
        height = _px(max(self.y, 1.0))
        self.element.attrib.update({"viewBox": f"0 0 {_px(width)} {height}", "width": _px(width), "height": height})
        return self.element

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> None:
        """One line of `words` whose top is `y`; `anchor` says what of it stands at `x`: start, middle or end."""
        attributes = {"x": _px(x), "y": _px(y + self.letter)}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if bold:
            attributes["font-weight"] = "bold"
        add(self.element, "text", words, attributes)

    def lines(self, words: str, *, x: float = 0.0, room: float | None = None) -> None:
        """`words` in lines, from `y` on, and `y` behind them."""
        for words_of_line in wrap_words(words, WIDTH - x if room is None else room, self.letter):
            self.text(x, self.y, words_of_line)
            self.y += self.row

    def fits(self, words: str, room: float) -> bool:
        """Whether `words` need no second line in `room`."""
        return text_width(words, self.letter) <= room

    def guide(self, x: float, top: float) -> None:
        """A thin line from `top` down to `y`, behind all that is drawn."""
        self.path([(x, top), (x, self.y)], stroke=FAINT, width=0.8, dashes="2 4")
        line = self.element[-1]
        self.element.remove(line)
        self.element.insert(0, line)

    def label(self, x: float, y: float, words: str, *, anchor: str = "start") -> None:
        """A line of text on a white ground, so that no guide runs through it."""
        width = text_width(words, self.letter)
        self.rectangle(x if anchor == "start" else x - width, y, width, self.row, "#ffffff")
        self.text(x, y, words, anchor=anchor)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle, or nothing where it has no width."""
        if width > 0:
            add(self.element, "rect", "", {"x": _px(x), "y": _px(y), "width": _px(width), "height": _px(height), "fill": fill})

    def path(self, points: list[tuple[float, float]], *, stroke: str = INK, width: float = 1.5, dashes: str = "") -> None:
        """Straight lines from point to point."""
        steps = " ".join(f"{'L' if index else 'M'}{_px(x)} {_px(y)}" for index, (x, y) in enumerate(points))
        attributes = {"d": steps, "fill": "none", "stroke": stroke, "stroke-width": _px(width)}
        add(self.element, "path", "", attributes | ({"stroke-dasharray": dashes} if dashes else {}))

    def whisker(self, left: float, right: float, y: float, half: float) -> None:
        """An interval from `left` to `right`: a line with ends of twice `half`, on a white ground so that it shows on a bar."""
        for stroke, width in (("#ffffff", 5.0), (INK, 1.8)):
            self.path([(left, y), (right, y)], stroke=stroke, width=width)
            for end in (left, right):
                self.path([(end, y - half), (end, y + half)], stroke=stroke, width=width)

    def mark(self, x: float, y: float, size: float, shape: str, shade: str) -> None:
        """A mark of `size` (half its width) around (`x`, `y`)."""
        if shape in ("disc", "ring"):
            style = {"fill": shade} if shape == "disc" else {"fill": "none", "stroke": shade, "stroke-width": "1.5"}
            add(self.element, "circle", "", {"cx": _px(x), "cy": _px(y), "r": _px(size * 0.85), **style})
            return
        corners = " ".join(f"{_px(x + dx * size)},{_px(y + dy * size)}" for dx, dy in _CORNERS[shape])
        add(self.element, "polygon", "", {"points": corners, "fill": shade})


def _px(value: float) -> str:
    """A length as it stands in an attribute."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
