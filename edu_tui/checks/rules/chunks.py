"""Chunks of text for families: paragraphs, stretches between two headings, and lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from edu_tui.checks.prose import Piece, words
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.actions import is_to_tick
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.walk import walk_blocks


@rule(
    "W07",
    Severity.WARNING,
    reason="A block of text without a gap looks like work, and a tired reader skips it.",
    example="A paragraph of eight sentences.",
    cure="Begin a new paragraph where the thought turns.",
    source="AHRQ PEMAT, item 8; U.S. CDC Clear Communication Index, item 9; the number is ours",
    spec=("LN-24",),
)
def long_paragraph(whole: Whole) -> Iterator[Finding]:
    """A paragraph or list item for families with too many sentences."""
    most = whole.limits.family_paragraph_sentences
    for path, prose in whole.family_prose.items():
        for piece in prose.pieces:
            if len(piece.sentences) > most:
                near = " ".join(piece.text.split()[:3])
                message = f"this paragraph has {len(piece.sentences)} sentences, at most {most} are read as one thought"
                yield Finding(path, piece.line, message, near=near)


@rule(
    "W08",
    Severity.WARNING,
    reason="A page is read in small bits, and headings and breaks say where a bit ends.",
    example="A section of 300 words without a heading or a break.",
    cure="Put a ### heading or a break (---) where the thought turns, or say less.",
    source="AHRQ PEMAT, items 8 and 9; U.S. CDC Clear Communication Index, item 9; the number is ours",
    spec=("LN-24", "LN-34"),
)
def long_chunk(whole: Whole) -> Iterator[Finding]:
    """Too many words for families between two headings or breaks."""
    most = whole.limits.family_chunk_words
    for module, prose in whole.family_modules:
        for _, chunk in groupby(prose.pieces, lambda piece: piece.chunk):
            first, *rest = chunk
            number = _words(first, *rest)
            if number > most:
                message = f"{number} words follow without a heading or a break, at most {most} are read in one go"
                yield Finding(module.path, first.line, message)


def _words(*pieces: Piece) -> int:
    return sum(len(words(piece.text)) for piece in pieces)


@rule(
    "Y08",
    Severity.ERROR,
    reason="Of a long list only the first and the last items are kept.",
    example="A list of ten signs that mean a call.",
    cure="Make groups with a line above each, or lists inside the list; or leave out what matters least.",
    source="U.S. CDC Clear Communication Index, item 8",
    spec=("LN-36",),
)
def long_list(whole: Whole) -> Iterator[Finding]:
    """A list for families with too many items, none of which has a list inside. What can be ticked need not be kept in mind."""
    most = whole.limits.family_list_items
    for path, blocks in whole.family_pages:
        for block in walk_blocks(blocks, notes=False):
            if isinstance(block, b.ItemList) and len(block.items) > most and not _has_lists_inside(block) and not is_to_tick(block):
                yield Finding(path, block.line, f"this list has {len(block.items)} items, at most {most} are kept in mind")


def _has_lists_inside(block: b.ItemList) -> bool:
    return any(isinstance(inner, b.ItemList) for item in block.items for inner in item.blocks)
