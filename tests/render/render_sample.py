"""A page with one of everything."""

from __future__ import annotations

from edu_tui.library.blocks import (
    Bar,
    BarChart,
    Blank,
    Block,
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
    Inline,
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


def run(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines; strings are plain text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def para(*parts: str | Inline, line: int = 1) -> Paragraph:
    """A paragraph."""
    return Paragraph(line, run(*parts))


def cite(*keys: str) -> Cite:
    """A citation without locators."""
    return Cite(keys, ("",) * len(keys))


def bullets(*items: Item | str, start: int | None = None) -> ItemList:
    """A list; strings are items of one paragraph."""
    return ItemList(1, tuple(Item(1, (para(item),)) if isinstance(item, str) else item for item in items), start)


BARS = BarChart(
    title="Alive five years after a B-ALL relapse",
    alt="Survival climbs with the time to relapse.",
    cite=("RT-13",),
    unit="%",
    max=100,
    interval="plus or minus one standard error",
    bars=(Bar("Under 18 months", 25.8, se=2.4), Bar("18 to 36 months", 49.5, se=2.2), Bar("36 months or more", 66.4, 64.0, 68.8)),
)
ICONS = IconArray(
    title="How often leukaemia comes back",
    alt="Of 100 children, 13 had a relapse.",
    cite=("RT-11",),
    icons=(IconGroup("had a relapse", 13), IconGroup("had another event", 4)),
    rest="had neither",
)
TIMELINE = Timeline(
    title="Three names on one clock",
    alt="Very early is before 18 months.",
    cite=("RT-03", "RT-09"),
    unit="months after diagnosis",
    start=0,
    end=60,
    spans=(TimeSpan(0, 18, "Very early"), TimeSpan(18, 36, "Early"), TimeSpan(36, 60, "Late"), TimeSpan(0, 30, "On treatment")),
    events=(TimeEvent(0, "First diagnosis"), TimeEvent(30, "End of treatment"), TimeEvent(58, "Last visit")),
)
CURVE = CurveChart(
    title="A survival curve",
    alt="Both fall.",
    cite=("XX-01",),
    x="years after relapse",
    unit="%",
    max=100,
    series=(
        Series("Late relapse", ((0, 100), (1, 80), (2, 72), (5, 66.4))),
        Series("Early relapse", ((0, 100), (1, 60), (2, 35), (5, 25))),
    ),
)
TABLE = Table(
    20,
    TableRow(20, (run("Time class"), run("Meaning"), run("Survival"))),
    (
        TableRow(22, (run("Very early"), run("within 18 months of the first diagnosis"), run("25.8% ", cite("RT-13")))),
        TableRow(23, (run("Late"), run("from 36 months"), run("66.4%"))),
    ),
    ("left", "", "right"),
)

PAGE: tuple[Block, ...] = (
    para(
        "A lead with ",
        Strong(run("strong")),
        ", ",
        Emphasis(run("soft")),
        ", ",
        Strike(run("wrong")),
        " and ",
        Code("verbatim"),
        " words, and a figure of 25.8% ",
        cite("RT-13"),
        ". More in ",
        Link("https://example.org/a", run("the paper")),
        ".",
        LineBreak(),
        "A new line.",
    ),
    Heading(3, 3, run("Two clocks"), "two-clocks"),
    bullets(
        Item(
            4,
            (
                para("An item that is long enough to wrap at forty and at eighty columns ", Cite(("RT-14", "hunger2020"), ("", "p. 4"))),
                bullets("nested", Item(6, (para("done"),), True), Item(7, (para("not done"),), False)),
            ),
        ),
        "Second",
    ),
    bullets("nine", "ten", start=9),
    DefinitionList(12, (Definition(12, run("MRD"), (para("Disease below the level of morphology."),)),)),
    TABLE,
    CodeBlock(30, "if x:\n\tprint('a line of code that is too long for forty columns')\n", "python"),
    Quote(33, (para("One sentence that must stick, and so long that it wraps at forty."),), "key point"),
    Quote(35, (bullets("fever", "bleeding"), para("At any hour.")), "call now"),
    Quote(37, (para("A plain quote."),)),
    Quote(38, (para("For the facilitator."),), "notes"),
    SlideBreak(40),
    para("A note", NoteRef(1), " and a ", Blank(("gap",)), ", ", Image("cell.png", "a cell"), "."),
    ChartBlock(41, BARS),
    ChartBlock(51, ICONS),
    ChartBlock(61, TIMELINE),
    ChartBlock(71, CURVE),
    Footnote(90, 1, (para("The note."),)),
)
