"""The shape of pages: what fits on a screen, and nothing empty."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.markdown import LABELS
from edu_tui.library.walk import plain

MAX_COLUMNS = 6
"""More columns leave fewer than a dozen characters each on a screen of 80."""

MAX_LEVELS = 8
"""Levels of lists in lists."""


@rule(
    "P01",
    Severity.WARNING,
    reason="On a screen of 80 columns the cells of a wider table hold less than a word.",
    example="| a | b | c | d | e | f | g |",
    cure="Split the table, or turn it so that its columns become rows.",
    source="house rule: everything fits a terminal of 80 columns",
)
def wide_table(whole: Whole) -> Iterator[Finding]:
    """A table with more than six columns."""
    for path, block in whole.blocks:
        if isinstance(block, b.Table) and len(block.aligns) > MAX_COLUMNS:
            yield Finding(path, block.line, f"the table has {len(block.aligns)} columns, at most {MAX_COLUMNS} fit")


@rule(
    "P02",
    Severity.ERROR,
    reason="The indentation of deeper lists leaves no room for their words.",
    example="A list in a list, nine times.",
    cure="Make the inner list a section or a table.",
    source="house rule: everything fits a terminal of 80 columns",
)
def deep_list(whole: Whole) -> Iterator[Finding]:
    """A list nested deeper than eight levels."""
    for path, blocks in whole.pages:
        for line in _too_deep(blocks, MAX_LEVELS):
            yield Finding(path, line, f"this list is nested deeper than {MAX_LEVELS} levels")


def _too_deep(blocks: Iterable[b.Block], left: int) -> Iterator[int]:
    """The lines of the lists for which no level is left; what is inside them needs no second finding."""
    for block in blocks:
        match block:
            case b.ItemList() if left == 0:
                yield block.line
            case b.ItemList():
                for item in block.items:
                    yield from _too_deep(item.blocks, left - 1)
            case b.Quote() | b.Footnote():
                yield from _too_deep(block.blocks, left)
            case b.DefinitionList():
                for definition in block.items:
                    yield from _too_deep(definition.blocks, left)


@rule(
    "P03",
    Severity.WARNING,
    reason="A section is a page, and nobody wants to turn to an empty one.",
    example="A ## heading right above the next.",
    cure="Write the section, or use ### for a heading inside a page.",
    source="house rule: a section is a page with something on it",
)
def empty_section(whole: Whole) -> Iterator[Finding]:
    """A section in which nothing is to be read."""
    for module in whole.modules:
        for section in module.sections:
            if all(isinstance(block, b.SlideBreak) for block in section.blocks):
                yield Finding(module.path, section.line, f'the section "{section.id}" is empty')


@rule(
    "P04",
    Severity.WARNING,
    reason="Readers turn the pages of a module, and progress counts them: both need sections.",
    example="A module without any ## heading.",
    cure="Give the text headings with ##.",
    source="house rule: a module is read page by page",
)
def module_without_sections(whole: Whole) -> Iterator[Finding]:
    """A module that is not cut into sections."""
    for module in whole.modules:
        if not module.sections:
            yield Finding(module.path, 1, "the module has no sections")


_HASHES = re.compile(r"(#{2,6})[^#\s]")
"""The beginning of a heading without the space after its signs."""


@rule(
    "P05",
    Severity.WARNING,
    reason="A label that is not known makes a plain quote: no frame, and nobody counts it as the message of the page.",
    example="> **Keypoint:** Call at once.",
    cure="Spell the label as docs/authoring/pages.md does.",
    source="house rule: labels are spelt in one way",
)
def nearly_a_label(whole: Whole) -> Iterator[Finding]:
    """A quote whose label is nearly one that is known."""
    for path, block in whole.blocks:
        words = _bold_start(block) if isinstance(block, b.Quote) and not block.label else ""
        if words and (near := difflib.get_close_matches(words.casefold(), LABELS, n=1, cutoff=0.8)):
            meant = near[0].capitalize()
            yield Finding(path, block.line, f'"{words}" is not a label', f"Did you mean {meant}?", near=words)


def _bold_start(quote: b.Quote) -> str:
    """The bold words with which a quote begins, without the colon; "" if it begins otherwise."""
    first = quote.blocks[0] if quote.blocks else None
    if isinstance(first, b.Paragraph) and first.inlines and isinstance(first.inlines[0], b.Strong):
        return plain(first.inlines[0].children).rstrip(":. ")
    return ""


@rule(
    "P06",
    Severity.WARNING,
    reason="Without the space the line is text, and the section that it should begin does not exist.",
    example="##The first page",
    cure="Put a space behind the last #.",
    source="CommonMark, ATX headings",
)
def heading_without_space(whole: Whole) -> Iterator[Finding]:
    """A paragraph that begins like a heading, without the space after its signs."""
    for path, block in whole.blocks:
        first = block.inlines[0] if isinstance(block, b.Paragraph) and block.inlines else None
        if isinstance(first, b.Text) and (found := _HASHES.match(first.text)):
            yield Finding(path, block.line, f'"{found[1]}" makes no heading without a space behind it', near=first.text[:40])
