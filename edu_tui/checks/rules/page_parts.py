"""The parts of a module for families: headings that say something, what is known and what is not, and a recap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.family_module import full_modules
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.text import fold
from edu_tui.library.walk import cited_keys, plain, walk_blocks

_EMPTY_HEADINGS = frozenset(
    """
    about|background|basics|chapter|conclusion|conclusions|content|contents|details|discussion|facts|faq|further information|general
    general information|general remarks|important|information|introduction|miscellaneous|more information|notes|other|others|overview|page
    part|remarks|section|text|topics|various
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
_RECAP = re.compile(
    r"(?:in (?:brief|short|a nutshell)|recap|summary|to sum up|(?:the )?(?:main|key|most important) (?:points|messages|things)"
    r"|(?:what )?to remember|remember this)(?:$|[:,.?!]| of\b)"
)
_RECAP_IDS = frozenset({"recap", "summary", "in-short"})


@rule(
    "Y13",
    Severity.WARNING,
    reason="Who looks for one thing finds it by its heading.",
    example="## Background",
    cure='Say what stands there: "Why a fever cannot wait".',
    source="AHRQ PEMAT, item 9",
    spec=("LN-34",),
)
def empty_heading(whole: Whole) -> Iterator[Finding]:
    """A heading for families that says nothing about what stands below it."""
    for module, _ in whole.family_modules:
        for block in walk_blocks(module_blocks(module), notes=False):
            if isinstance(block, b.Heading):
                words = plain(block.inlines)
                if fold(words).strip(" :.0123456789") in _EMPTY_HEADINGS:
                    yield Finding(module.path, block.line, f'the heading "{words}" does not say what stands below it', near=words)


@rule(
    "Y14",
    Severity.WARNING,
    reason="What is said again at the end is what is remembered.",
    example="A module for families whose last section is about something new.",
    cure='End with a section such as "## In short {#recap}" that says the main points again.',
    source="AHRQ PEMAT, item 11",
    spec=("LN-35",),
)
def no_recap(whole: Whole) -> Iterator[Finding]:
    """A module for families that does not end with a recap."""
    for module, _ in full_modules(whole):
        if module.sections:
            last = module.sections[-1]
            if not _RECAP.match(fold(plain(last.title))) and last.id not in _RECAP_IDS:
                yield Finding(module.path, last.line, "the last section is no recap")


@rule(
    "Y15",
    Severity.ERROR,
    reason="Trust needs both: what is known, with its source, and what nobody knows yet.",
    example="A module for families without a Not known, or without a citation.",
    cure="Add > **Not known:** with what nobody can say yet, and cite the facts for what is known.",
    source="U.S. CDC Clear Communication Index, item 11",
    spec=("LN-37",),
)
def known_or_not(whole: Whole) -> Iterator[Finding]:
    """A module for families that does not say what is not known, or that cites nothing."""
    for module, prose in full_modules(whole):
        if all(piece.label != "not known" for piece in prose.pieces):
            yield Finding(module.path, 1, "the module does not say what is not known")
        if not cited_keys(module_blocks(module)):
            yield Finding(module.path, 1, "the module cites no fact, so nobody can see what is known")
