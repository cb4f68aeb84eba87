"""The few blocks of a session's report as Markdown for any reader of it: no word of the report means anything to Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edu_tui.library import blocks as b
from edu_tui.library.walk import plain
from edu_tui.render.figures import chart_figures

_PUNCTUATION = re.compile(r"([\\`*_\[\]<>#|~!&$@])")
_ADDRESS = re.compile(r"(?<=[A-Za-z])(:(?=//)|(?<=www)\.)", re.IGNORECASE)
_START = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$))|(?=[-+:])))([-+.):])")


def literal(text: str) -> str:
    """A line of text that may begin a line of Markdown and stays text there: no list, no link, no name that somebody is called by."""
    return _START.sub(r"\1\\\2", _ADDRESS.sub(r"\\\1", _PUNCTUATION.sub(r"\\\1", text)))


def block_lines(blocks: Sequence[b.Block]) -> Iterator[str]:
    """Blocks as lines of Markdown, an empty line before each. Raises TypeError for a block that no report has."""
    for block in blocks:
        yield ""
        match block:
            case b.Paragraph(_, inlines):
                yield _inlines(inlines)
            case b.ItemList(_, items, start):
                for number, item in enumerate(items, start or 1):
                    yield f"{'-' if start is None else f'{number}.'} {_item(item)}"
            case b.Table(_, header, rows):
                yield _row(header)
                yield "|" + " --- |" * len(header.cells)
                yield from map(_row, rows)
            case b.ChartBlock(_, chart):
                yield f"**{literal(chart.title)}**"
                yield ""
                yield from (f"- {literal(figure)}" for figure in chart_figures(chart))
            case _:
                raise TypeError(f"no report has a {type(block).__name__}")


def _inlines(inlines: Sequence[b.Inline]) -> str:
    words = literal(plain(inlines))
    return f"**{words}**" if words and isinstance(inlines[0], b.Strong) else words


def _item(item: b.Item) -> str:
    """An item of one paragraph; a box is written as readers of Markdown know it."""
    box = "" if item.checked is None else f"[{'x' if item.checked else ' '}] "
    return box + " ".join(literal(plain(block.inlines)) for block in item.blocks if isinstance(block, b.Paragraph))


def _row(row: b.TableRow) -> str:
    return "| " + " | ".join(literal(plain(cell)) for cell in row.cells) + " |"
