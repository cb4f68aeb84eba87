"""Documents: blocks and inlines, the one intermediate form behind terminal, plain text, HTML, search and checks.

Every block carries the line (from 1) on which it starts in its file. Text inside is cleaned and holds no markup.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec


class _Node(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A tagged node, so that unions survive the cache."""


# --- inlines ---------------------------------------------------------------------------------------------------------------------


class Text(_Node, frozen=True, tag="t"):
    """Plain characters."""

    text: str


class Strong(_Node, frozen=True, tag="s"):
    """Bold."""

    children: tuple[Inline, ...]


class Emphasis(_Node, frozen=True, tag="e"):
    """Italic."""

    children: tuple[Inline, ...]


class Strike(_Node, frozen=True, tag="x"):
    """Struck out."""

    children: tuple[Inline, ...]


class Code(_Node, frozen=True, tag="c"):
    """Inline code, verbatim."""

    text: str


class LineBreak(_Node, frozen=True, tag="b"):
    """A hard line break."""


class Link(_Node, frozen=True, tag="l"):
    """A link as written: `href` is undecoded author text; only the link gate (`links.py`) may say where it leads."""

    href: str
    children: tuple[Inline, ...]


class Image(_Node, frozen=True, tag="i"):
    """An image: shown as its alternative text and address, never fetched."""

    src: str
    alt: str


class Cite(_Node, frozen=True, tag="k"):
    """One citation group `[@a; @b, p. 4]`: keys of facts or references and their locators ("" where none), equally long."""

    keys: tuple[str, ...]
    locators: tuple[str, ...]


class Blank(_Node, frozen=True, tag="g"):
    """A gap to fill, `[[answer|variant]]`."""

    variants: tuple[str, ...]


class NoteRef(_Node, frozen=True, tag="n"):
    """A reference to footnote `number` (from 1 in its document)."""

    number: int


Inline: TypeAlias = Text | Strong | Emphasis | Strike | Code | LineBreak | Link | Image | Cite | Blank | NoteRef


# --- blocks ----------------------------------------------------------------------------------------------------------------------


class Paragraph(_Node, frozen=True, tag="p"):
    """A paragraph."""

    line: int
    inlines: tuple[Inline, ...]


class Heading(_Node, frozen=True, tag="h"):
    """A heading inside a page (level 3 to 6); sections themselves are not blocks. `ident` is unique in the document."""

    line: int
    level: int
    inlines: tuple[Inline, ...]
    ident: str


class Item(_Node, frozen=True, tag="li"):
    """A list item; `checked` is None unless it is a task."""

    line: int
    blocks: tuple[Block, ...]
    checked: bool | None = None


class ItemList(_Node, frozen=True, tag="ul"):
    """A bullet list (`start` None) or a numbered list counted from `start`."""

    line: int
    items: tuple[Item, ...]
    start: int | None = None


class Definition(_Node, frozen=True, tag="dt"):
    """One term with its definitions."""

    line: int
    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class DefinitionList(_Node, frozen=True, tag="dl"):
    """Terms and definitions."""

    line: int
    items: tuple[Definition, ...]


class TableRow(_Node, frozen=True, tag="tr"):
    """The cells of one row, as many as the table has columns."""

    line: int
    cells: tuple[tuple[Inline, ...], ...]


class Table(_Node, frozen=True, tag="tb"):
    """A table: `aligns` holds "", "left", "center" or "right" for each column."""

    line: int
    header: TableRow
    rows: tuple[TableRow, ...]
    aligns: tuple[str, ...]


class CodeBlock(_Node, frozen=True, tag="pre"):
    """Verbatim text; `language` is the first word of the fence or ""."""

    line: int
    text: str
    language: str = ""


class Quote(_Node, frozen=True, tag="q"):
    """A quote; `label` is "" or one of `markdown.LABELS`, in lower case: "key point", "caution", "call now" ..."""

    line: int
    blocks: tuple[Block, ...]
    label: str = ""


class Footnote(_Node, frozen=True, tag="fn"):
    """The text of footnote `number`."""

    line: int
    number: int
    blocks: tuple[Block, ...]


class SlideBreak(_Node, frozen=True, tag="hr"):
    """`---`: a new slide in the same section."""

    line: int


class ChartBlock(_Node, frozen=True, tag="ch"):
    """A chart drawn from data."""

    line: int
    chart: Chart


Block: TypeAlias = Paragraph | Heading | ItemList | DefinitionList | Table | CodeBlock | Quote | Footnote | SlideBreak | ChartBlock


# --- charts ----------------------------------------------------------------------------------------------------------------------


class _Chart(msgspec.Struct, frozen=True, tag_field="type", kw_only=True, forbid_unknown_fields=True):
    """What each chart has: a title, a sentence for those who cannot see it, and the facts behind it."""

    title: Annotated[str, msgspec.Meta(description="What the chart shows.")]
    alt: Annotated[str, msgspec.Meta(description="What it says, as a sentence for those who cannot see it.")]
    cite: Annotated[tuple[str, ...], msgspec.Meta(description="The facts in which its numbers stand.")]


class Bar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One bar: `low` and `high` bound its whisker, or `se` is its half length; all in the chart's unit."""

    label: str
    value: float
    low: Annotated[float | None, msgspec.Meta(description="Where its whisker begins; goes with high.")] = None
    high: Annotated[float | None, msgspec.Meta(description="Where its whisker ends.")] = None
    se: Annotated[float | None, msgspec.Meta(description="Half the length of its whisker, in the place of low and high.")] = None


class BarChart(_Chart, frozen=True, tag="bars"):
    """Horizontal bars from 0 to `max`; `interval` says what the whiskers are."""

    bars: tuple[Bar, ...]
    unit: Annotated[str, msgspec.Meta(description="What stands behind each number.")] = ""
    max: Annotated[float | None, msgspec.Meta(description="The value of a bar of full length.")] = None
    interval: Annotated[str, msgspec.Meta(description="What the whiskers are.")] = ""


class IconGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`count` icons of one kind."""

    label: str
    count: int


class IconArray(_Chart, frozen=True, tag="icons"):
    """`of` icons (10 a row): one to three groups, and the rest under the label `rest`."""

    icons: Annotated[tuple[IconGroup, ...], msgspec.Meta(description="One to three groups.")]
    rest: Annotated[str, msgspec.Meta(description="The label of the icons that are in no group.")]
    of: Annotated[int, msgspec.Meta(description="How many icons there are.")] = 100


class TimeSpan(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}, forbid_unknown_fields=True):
    """A stretch of time; spans that overlap are drawn on rows of their own."""

    start: float
    end: float
    label: str


class TimeEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A moment."""

    at: float
    label: str


NOT_TO_SCALE = "not to scale"
"""In the unit of a timeline: it draws an order, not times."""


class Timeline(_Chart, frozen=True, tag="timeline"):
    """Spans and events on an axis from `start` to `end`, in `unit`."""

    start: float
    end: float
    unit: Annotated[str, msgspec.Meta(description="What the numbers count; with not to scale they only give an order.")]
    spans: tuple[TimeSpan, ...] = ()
    events: tuple[TimeEvent, ...] = ()

    @property
    def to_scale(self) -> bool:
        """False if its numbers are places in an order and mean nothing else."""
        return NOT_TO_SCALE not in self.unit.casefold()


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named line of (x, y) points with rising x."""

    label: str
    points: Annotated[tuple[tuple[float, float], ...], msgspec.Meta(description="Pairs [x, y] with rising x.")]


class CurveChart(_Chart, frozen=True, tag="curve"):
    """Step curves from 0 to `max` in `unit` over `x`, the name of the horizontal axis."""

    series: tuple[Series, ...]
    x: Annotated[str, msgspec.Meta(description="The name of the horizontal axis.")]
    unit: Annotated[str, msgspec.Meta(description="What stands behind each number.")] = ""
    max: Annotated[float | None, msgspec.Meta(description="The upper end of the vertical axis.")] = None


Chart: TypeAlias = BarChart | IconArray | Timeline | CurveChart
