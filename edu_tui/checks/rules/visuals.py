"""Pictures and tables: small enough to be read, told in words, and never told by colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.shares import told_by_words
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.text import fold
from edu_tui.library.walk import walk_blocks

FEWEST_WORDS = 4
"""Words below which a sentence for those who cannot see a chart says nothing of it."""

_COLOUR = r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|brown|black|white)"
_HUES = ("red", "green", "blue", "yellow", "orange", "purple", "pink", "gray", "grey", "brown", "black", "white")
_DRAWN = r"(?:bars?|curves?|icons?|squares?|columns?|rows?|letters|type|print)"
_PERHAPS_DRAWN = r"(?:lines?|dots?|areas?|box|boxes|arrows?)"
_BY_COLOUR = re.compile(
    rf"\b(?:(?:shown|marked|drawn|printed|written|highlighted|coloured|colored|set)\s+in\s+(?:light\s+|dark\s+)?{_COLOUR}"
    rf"|(?:the|each|every|all)\s+(?:light\s+|dark\s+)?{_COLOUR}\s+(?:{_DRAWN}|(?P<perhaps>{_PERHAPS_DRAWN})))\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\b(?:charts?|graphs?|pictures?|figures?|diagrams?|drawings?|timelines?)\b", re.IGNORECASE)
"""What must be spoken of where a red line may also be one on the skin, and a red box one on the wall."""


@rule(
    "Y16",
    Severity.ERROR,
    reason="A family reads a table only if it is small.",
    example="A table for families with five columns.",
    cure="Split the table, or turn it into a list.",
    source="AHRQ PEMAT, item 19; the number is ours",
    spec=("LN-45",),
)
def wide_family_table(whole: Whole) -> Iterator[Finding]:
    """A table for families with too many columns."""
    most = whole.limits.family_table_columns
    for path, blocks in whole.family_pages:
        for block in walk_blocks(blocks, notes=False):
            if isinstance(block, b.Table) and len(block.aligns) > most:
                yield Finding(path, block.line, f"the table has {len(block.aligns)} columns, at most {most} are easy to read")


@rule(
    "Y17",
    Severity.ERROR,
    reason="Who cannot see a chart has only this sentence.",
    example="alt: Relapses, below title: Relapses.",
    cure="Say in a sentence what the chart shows: what is large, what is small, how large.",
    source="W3C Web Content Accessibility Guidelines, 1.1.1; AHRQ PEMAT, item 17",
    spec=("LN-45",),
)
def chart_without_words(whole: Whole) -> Iterator[Finding]:
    """A chart whose `alt` only says its title again, or next to nothing."""
    for path, block in whole.blocks:
        if isinstance(block, b.ChartBlock):
            alt = block.chart.alt
            if fold(alt).rstrip(".") == fold(block.chart.title).rstrip(".") or len(alt.split()) < FEWEST_WORDS:
                yield Finding(path, block.line, f'"{alt}" does not say what the chart shows', near="alt:")


@rule(
    "W23",
    Severity.ERROR,
    reason="Colours differ from theme to theme, are gone on paper, and many people cannot tell them apart.",
    example="The red bars are the early relapses.",
    cure="Name it by its label, or say where it stands.",
    source="W3C Web Content Accessibility Guidelines, 1.4.1",
    spec=("LN-46",),
)
def told_by_colour(whole: Whole) -> Iterator[Finding]:
    """A part of a drawing that is named by its colour alone."""
    for path, place in whole.once(told_by_words).holding(_HUES):
        for found in _BY_COLOUR.finditer(place.text):
            if not found["perhaps"] or place.chart or _PICTURE.search(place.text):
                yield Finding(path, place.line, f'"{found.group()}" can be told by its colour alone', near=found.group())
