"""What a family is to do: said to the reader, in steps, with something to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edu_tui.checks.prose import Piece, Prose
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.family_module import full_modules
from edu_tui.checks.rules.verbs import ACTIONS
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Module
from edu_tui.library.walk import plain, walk_blocks

_ACTION_LABELS = frozenset({"call now", "ask"})
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_SOFTLY = r"(?:(?:please|then|first|do\s+not|don't|never|always)\s+)*"
_CALL_THEM = r"\b(?:call|phone|ring|tell|contact)\s+(?:the|your|our|us|112|911|999)\b"
_ORDER = re.compile(rf"(?:^|[.!?:;,]\s+){_SOFTLY}(?:{'|'.join(sorted(ACTIONS))})\b|{_CALL_THEM}", re.IGNORECASE)
_STEPS = re.compile(
    r"\b(?:step\s+by\s+step|(?:these|the|two|three|four|five|six)\s+steps|in\s+(?:this|the\s+right|the\s+following)\s+order"
    r"|one\s+after\s+the\s+other)\b",
    re.IGNORECASE,
)
_DOER = rf"(?:{'|'.join(sorted(ACTIONS))}|an?|the|your|our|you|we|they)"
_AFTER = re.compile(
    rf"(?:then|after\s+that|afterwards|finally|lastly|secondly|thirdly)\b[\s,]|(?:first|next|last|second|third)(?:,\s|\s+{_DOER}\b)",
    re.IGNORECASE,
)
"""What a step begins with; "First line: ..." and "Last week" name things."""

_AGAIN = re.compile(
    r"\b(?:(?:each|every)\s+(?:day|morning|evening|night|week|dose|meal)|daily|(?:once|twice|three\s+times)\s+(?:a|each)\s+(?:day|week))\b",
    re.IGNORECASE,
)


@rule(
    "Y06",
    Severity.ERROR,
    reason="Who has read a page wants to know what to do now, if only what to ask.",
    example="A module for families that only explains.",
    cure="Add a Call now, an Ask, a numbered list of steps or a list to tick.",
    source="AHRQ PEMAT, item 20; U.S. CDC Clear Communication Index, item 5",
    spec=("LN-32",),
)
def nothing_to_do(whole: Whole) -> Iterator[Finding]:
    """A module for families without anything to do."""
    for module, _ in full_modules(whole):
        if not any(_is_action(block) for block in walk_blocks(module_blocks(module), notes=False)):
            yield Finding(module.path, 1, "the module names nothing that a family can do")


def _is_action(block: b.Block) -> bool:
    match block:
        case b.Quote():
            return block.label in _ACTION_LABELS
        case b.ItemList():
            return block.start is not None or is_to_tick(block)
        case _:
            return False


def is_to_tick(block: b.Block) -> bool:
    """Whether a block is a list with boxes to tick."""
    return isinstance(block, b.ItemList) and any(item.checked is not None for item in block.items)


@rule(
    "Y07",
    Severity.WARNING,
    reason="Numbers say that the order matters, and where one is.",
    example="What to do, in these steps: - call - say who you are - ask",
    cure="Number them: 1. 2. 3.",
    source="AHRQ PEMAT, item 22; a warning, since steps are told from the words around them",
    spec=("LN-32",),
)
def steps_without_numbers(whole: Whole) -> Iterator[Finding]:
    """A bullet list for families that is announced as steps, or whose items say first and then."""
    for path, blocks in whole.family_pages:
        for siblings in _siblings(blocks):
            for before, block in pairwise((None, *siblings)):
                if isinstance(block, b.ItemList) and block.start is None and not is_to_tick(block) and _are_steps(before, block):
                    yield Finding(path, block.line, "these steps have no numbers")


def _siblings(blocks: Sequence[b.Block]) -> Iterator[Sequence[b.Block]]:
    """The blocks on each level."""
    yield blocks
    for block in walk_blocks(blocks, notes=False):
        match block:
            case b.Quote(_, inner):
                yield inner
            case b.ItemList(_, items):
                yield from (item.blocks for item in items)


def _are_steps(before: b.Block | None, block: b.ItemList) -> bool:
    words = plain(before.inlines) if isinstance(before, b.Paragraph) else ""
    announced = words.endswith(":") and bool(_STEPS.search(words))
    firsts = (item.blocks[0] for item in block.items if item.blocks)
    told = sum(bool(_AFTER.match(plain(first.inlines))) for first in firsts if isinstance(first, b.Paragraph))
    return announced or told >= 2


@rule(
    "Y09",
    Severity.ERROR,
    reason="In an emergency nobody works out who is meant.",
    example="> **Call now:** Fever during treatment is an emergency.",
    cure='Say it to the reader: "Call your team at once."',
    source="AHRQ PEMAT, item 21; U.S. CDC Clear Communication Index, items 5 and 14",
    spec=("LN-29",),
)
def call_to_nobody(whole: Whole) -> Iterator[Finding]:
    """A `Call now` for families that neither says "you" nor what to do."""
    for path, prose in whole.family_prose.items():
        for pieces in prose.quotes("call now"):
            if not any(_YOU.search(piece.text) or _ORDER.search(piece.text) for piece in pieces):
                yield Finding(path, pieces[0].quote, "this Call now does not speak to the reader")


@rule(
    "Y10",
    Severity.INFO,
    reason="What is done every day is forgotten on some days, unless it can be ticked.",
    example="Rinse the mouth twice a day (and no list to tick in the module).",
    cure="Offer a list to tick (- [ ]), or a table to fill in.",
    source="AHRQ PEMAT, item 23; a note, since software cannot see whether a list would help",
    spec=("LN-49",),
)
def nothing_to_tick(whole: Whole) -> Iterator[Finding]:
    """A module for families that asks for something again and again and has neither a list to tick nor a table."""
    for module, prose in full_modules(whole):
        found = next(_asked_again(prose), None)
        if found and not _has_tool(module):
            piece, words = found
            message = f'"{words}" asks for something again and again, and there is no list to tick'
            yield Finding(module.path, piece.line, message, near=words)


def _asked_again(prose: Prose) -> Iterator[tuple[Piece, str]]:
    """Each sentence that asks the reader for something again and again, with the words that say so; cells divide every day unasked."""
    for piece in prose.pieces:
        for sentence in piece.sentences:
            if (found := _AGAIN.search(sentence)) and (_YOU.search(sentence) or _ORDER.search(sentence)):
                yield piece, found.group()


def _has_tool(module: Module) -> bool:
    return any(is_to_tick(block) or isinstance(block, b.Table) for block in walk_blocks(module_blocks(module), notes=False))
