"""Teach-back: an open request that tests our words, not the family."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.family_module import full_modules
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_LABEL = "teach-back"

_CLOSED = re.compile(
    r"\b(?:(?:do|did)\s+you\s+(?:understand|follow(?!\s+an?\b)|get\s+it)"
    r"|(?:is|was)\s+(?:that|this|it|everything|all\s+this)\s+clear(?!\s+(?:fluids?|liquids?|water|soup|urine)\b)"
    r"|(?:does|did)\s+(?:that|this|it)\s+make\s+sense|(?:(?:do\s+)?you\s+have\s+)?any\s+questions|have\s+you\s+understood)\b[^.!?]{0,40}\?",
    re.IGNORECASE,
)
_CLOSED_SIGNS = ("you understand", "you understood", "you follow", "you get it", "clear", "make sense", "any questions")
_OPEN = re.compile(
    r"\byour\s+(?:own\s+)?words\b|\bown\s+words\b|\bwalk\s+(?:us|me)\s+through\b|\b(?:show|tell|teach|describe|explain|name|say)\b|\b(?:what|how|why|which|when|where|whom?)\b",
    re.IGNORECASE,
)


@rule(
    "Y11",
    Severity.ERROR,
    reason="Only what a family says in its own words shows whether a page was clear.",
    example="A module for families without a Teach-back.",
    cure="Add > **Teach-back:** Tell us in your own words ...",
    source="AHRQ Health Literacy Universal Precautions Toolkit, tool 5",
    spec=("LN-48",),
)
def no_teach_back(whole: Whole) -> Iterator[Finding]:
    """A module for families that never asks for the reader's own words."""
    for module, prose in full_modules(whole):
        if all(piece.label != _LABEL for piece in prose.pieces):
            yield Finding(module.path, 1, "the module has no Teach-back")


@rule(
    "Y12",
    Severity.ERROR,
    reason="A prompt that yes answers tells nothing about what was understood.",
    example="> **Teach-back:** Are you ready for the pump?",
    cure='Ask openly: "Tell us in your own words what you will do if ..."',
    source="AHRQ Health Literacy Universal Precautions Toolkit, tool 5",
    spec=("LN-48",),
)
def closed_teach_back(whole: Whole) -> Iterator[Finding]:
    """A teach-back for families without an open request."""
    for path, prose in whole.family_prose.items():
        for pieces in prose.quotes(_LABEL):
            if not any(_OPEN.search(piece.text) for piece in pieces):
                yield Finding(path, pieces[0].quote, "this teach-back can be answered with yes")


@rule(
    "W22",
    Severity.ERROR,
    reason="People say yes to it, whether they understood or not.",
    example="Do you understand?",
    cure='Ask what they will do, or "What questions do you have?"',
    source="AHRQ Health Literacy Universal Precautions Toolkit, tool 5",
    spec=("LN-48",),
)
def do_you_understand(whole: Whole) -> Iterator[Finding]:
    """A question to families that somebody who understood nothing can answer with yes."""
    for path, piece in whole.family_pieces.holding(_CLOSED_SIGNS):
        for found in _CLOSED.finditer(piece.text):
            yield Finding(path, piece.line, f'"{found.group()}" is answered with yes, understood or not', near=found.group())
