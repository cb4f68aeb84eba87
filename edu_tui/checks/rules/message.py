"""The main message of a module for families: one, short, at the top, in a frame, and with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.family_module import full_modules
from edu_tui.checks.rules.verbs import is_verb
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Module

_LABEL = "key point"
_WORD = re.compile(r"[^\W\d_]+(?:'\w+)?")
_REASON = re.compile(
    r"\b(?:because|so|since|why|reason|matters?|helps?|hurts?|harms?|danger|serious|safer?|needs?|wants?|means|can\s+(?:mean|become)"
    r"|to\s+(?:see|find|keep|help|protect|clear|prevent|plan|choose))\b",
    re.IGNORECASE,
)


@rule(
    "Y01",
    Severity.ERROR,
    reason="Who reads only the first page must have read what matters most.",
    example="A module for families whose first Key point stands in its third section.",
    cure="Put > **Key point:** with the main message into the first section.",
    source="U.S. CDC Clear Communication Index, items 1 to 3 and 10; AHRQ PEMAT, item 12",
    spec=("LN-30", "LN-31"),
)
def no_message_at_the_top(whole: Whole) -> Iterator[Finding]:
    """A module for families without a `Key point` in its lead or its first section."""
    for module, prose in full_modules(whole):
        if all(piece.label != _LABEL or piece.section > 0 for piece in prose.pieces):
            yield Finding(module.path, _top(module), "the first section has no Key point")


@rule(
    "Y02",
    Severity.ERROR,
    reason="What should stick must be short.",
    example="> **Key point:** (followed by six sentences)",
    cure="Keep what a family must remember, and move the rest into the text.",
    source="U.S. CDC Clear Communication Index, item 1; the number is ours",
    spec=("LN-30",),
)
def long_message(whole: Whole) -> Iterator[Finding]:
    """A `Key point` for families of too many sentences."""
    most = whole.limits.family_message_sentences
    for module, prose in whole.family_modules:
        for pieces in prose.quotes(_LABEL):
            number = sum(len(piece.sentences) for piece in pieces)
            if number > most:
                yield Finding(module.path, pieces[0].quote, f"this Key point has {number} sentences, at most {most} stick")


@rule(
    "Y03",
    Severity.WARNING,
    reason="Of two main messages neither is the main one.",
    example="Two Key points in one section.",
    cure="Keep one as the Key point; the other belongs into the text or into a section of its own.",
    source="U.S. CDC Clear Communication Index, item 1",
    spec=("LN-30",),
)
def two_messages(whole: Whole) -> Iterator[Finding]:
    """A section for families with more than one `Key point`."""
    for module, prose in whole.family_modules:
        for _, messages in groupby(prose.quotes(_LABEL), lambda pieces: pieces[0].section):
            for pieces in list(messages)[1:]:
                yield Finding(module.path, pieces[0].quote, "this section has more than one Key point")


@rule(
    "Y04",
    Severity.WARNING,
    reason="A topic says what a page is about; a message says what is so, or what to do.",
    example="> **Key point:** Fever and infection in the first block.",
    cure='Make a sentence of it: "A fever cannot wait: call at once."',
    source="U.S. CDC Clear Communication Index, item 1; a warning, since verbs are told from a list",
    spec=("LN-30",),
)
def topic_not_message(whole: Whole) -> Iterator[Finding]:
    """A `Key point` for families without a verb."""
    for module, prose in whole.family_modules:
        for pieces in prose.quotes(_LABEL):
            if not any(is_verb(word.casefold()) for piece in pieces for word in _WORD.findall(piece.text)):
                yield Finding(module.path, pieces[0].quote, "this Key point names a topic and says nothing about it")


@rule(
    "Y05",
    Severity.WARNING,
    reason="People do what they know the reason for; a number alone gives none.",
    example="A first section that says what to do, and not why.",
    cure="Say in words why it matters to the child: because ..., so that ..., this helps to ...",
    source="U.S. CDC Clear Communication Index, item 13; a warning, since reasons are told from a list of words",
    spec=("LN-33",),
)
def no_reason(whole: Whole) -> Iterator[Finding]:
    """A module for families whose lead and first section give no reason."""
    for module, prose in full_modules(whole):
        if not any(_REASON.search(piece.text) for piece in prose.pieces if piece.section <= 0):
            yield Finding(module.path, _top(module), "the first section does not say why this matters")


def _top(module: Module) -> int:
    """The line of the first section."""
    return module.sections[0].line if module.sections else 1
