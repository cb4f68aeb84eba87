"""Arbitrary documents for property tests, and the words that they hold."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from edu_tui.library.blocks import (
    Bar,
    BarChart,
    Blank,
    ChartBlock,
    Cite,
    Code,
    CodeBlock,
    CurveChart,
    Definition,
    DefinitionList,
    Emphasis,
    Footnote,
    Heading,
    IconArray,
    IconGroup,
    Image,
    Item,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Quote,
    Series,
    SlideBreak,
    Strike,
    Strong,
    Table,
    TableRow,
    Text,
    TimeEvent,
    Timeline,
    TimeSpan,
)
from edu_tui.library.text import clean

LABELS = ("", "key point", "caution", "call now", "not known", "teach-back", "ask", "notes", "hint", "explanation")

texts = st.one_of(
    st.text(st.sampled_from("abcdefg  .,ABC–é漢字e\u0301\ufe0f☎ "), max_size=60),
    st.text(max_size=20),
    st.sampled_from(["word " * 30, "x" * 150, "漢" * 70, "a\u0301\u0302" * 40, "\t\n ", "1\ufe0f2\ufe0f"]),
).map(clean)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.floats(0, 100) | st.integers(0, 100).map(float)
keys = st.text("abR-12", min_size=1, max_size=6)
lines = st.integers(1, 999)

_leaf_inlines = st.one_of(
    texts.map(Text),
    texts.map(Code),
    st.builds(LineBreak),
    st.builds(Image, texts, texts),
    st.lists(st.tuples(keys, texts), min_size=1, max_size=3).map(lambda pairs: Cite(*map(tuple, zip(*pairs, strict=True)))),
    st.builds(Blank, st.just(("x",))),
    st.builds(NoteRef, st.integers(1, 9)),
)
_inline = st.recursive(
    _leaf_inlines,
    lambda inner: st.one_of(
        *(st.builds(kind, st.lists(inner, max_size=3).map(tuple)) for kind in (Strong, Emphasis, Strike)),
        st.builds(Link, texts, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
inlines = st.lists(_inline, max_size=4).map(tuple)

_cites = st.lists(keys, max_size=2).map(tuple)
bars = st.builds(
    BarChart,
    title=texts,
    alt=texts,
    cite=_cites,
    unit=texts,
    max=st.none() | numbers,
    interval=texts,
    bars=st.lists(st.builds(Bar, texts, numbers, st.none() | numbers, st.none() | numbers, st.none() | numbers), max_size=4).map(tuple),
)
icons = st.builds(
    IconArray,
    title=texts,
    alt=texts,
    cite=_cites,
    rest=texts,
    of=st.integers(-5, 600),
    icons=st.lists(st.builds(IconGroup, texts, st.integers(-5, 200)), max_size=4).map(tuple),
)
timelines = st.builds(
    Timeline,
    title=texts,
    alt=texts,
    cite=_cites,
    unit=texts,
    start=numbers,
    end=numbers,
    spans=st.lists(st.builds(TimeSpan, numbers, numbers, texts), max_size=4).map(tuple),
    events=st.lists(st.builds(TimeEvent, numbers, texts), max_size=4).map(tuple),
)
curves = st.builds(
    CurveChart,
    title=texts,
    alt=texts,
    cite=_cites,
    unit=texts,
    x=texts,
    max=st.none() | numbers,
    series=st.lists(st.builds(Series, texts, st.lists(st.tuples(numbers, numbers), max_size=12).map(tuple)), max_size=3).map(tuple),
)

_rows = st.builds(TableRow, lines, st.lists(inlines, max_size=6).map(tuple))
_leaf_blocks = st.one_of(
    st.builds(Paragraph, lines, inlines),
    st.builds(Heading, lines, st.integers(3, 6), inlines, keys),
    st.builds(Table, lines, _rows, st.lists(_rows, max_size=3).map(tuple), st.just(("", "right", "center"))),
    st.builds(CodeBlock, lines, texts, st.just("text")),
    st.builds(SlideBreak, lines),
    st.builds(ChartBlock, lines, bars | icons | timelines | curves),
)


def _containers(inner: st.SearchStrategy) -> st.SearchStrategy:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(Item, lines, several, st.none() | st.booleans()), max_size=3).map(tuple)
    definitions = st.lists(st.builds(Definition, lines, inlines, several), max_size=2).map(tuple)
    return st.one_of(
        st.builds(ItemList, lines, items, st.none() | st.integers(0, 999_999_999)),
        st.builds(DefinitionList, lines, definitions),
        st.builds(Quote, lines, several, st.sampled_from(LABELS)),
        st.builds(Footnote, lines, st.integers(1, 9), several),
    )


documents = st.lists(st.recursive(_leaf_blocks, _containers, max_leaves=6), max_size=4).map(tuple)
widths = st.integers(20, 120)


def written(node: object) -> Iterator[str]:
    """The author's words that must reach every reader: all but the notes for facilitators and the alternative text of charts."""
    match node:
        case tuple():
            for child in node:
                yield from written(child)
        case Text(text) | Code(text) | CodeBlock(_, text):
            yield text
        case Image(src, alt):
            yield from (src, alt)
        case Strong(children) | Emphasis(children) | Strike(children) | Link(_, children):
            yield from written(children)
        case Cite(_, locators):
            yield from locators
        case Paragraph(_, children) | Heading(_, _, children) | ItemList(_, children) | DefinitionList(_, children):
            yield from written(children)
        case Item(_, children) | Footnote(_, _, children) | TableRow(_, children):
            yield from written(children)
        case Definition(_, term, children):
            yield from written((term, children))
        case Quote(_, children, label) if label != "notes":
            yield from written(children)
        case Table(_, header, rows):
            yield from written((header, *rows) if rows else header)
        case ChartBlock(_, chart):
            yield chart.title
            yield from _labels(chart)


def _labels(chart: object) -> Iterator[str]:
    match chart:
        case BarChart():
            yield from (bar.label for bar in chart.bars)
            yield chart.interval
        case IconArray():
            yield from (group.label for group in chart.icons)
            yield chart.rest
        case Timeline():
            yield from (span.label for span in chart.spans)
            yield from (event.label for event in chart.events)
        case CurveChart():
            yield from (series.label for series in chart.series)
