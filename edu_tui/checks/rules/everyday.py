"""Words for which there are everyday ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edu_tui.checks.haystack import small
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.everyday_words import EVERYDAY, OFFICIAL
from edu_tui.checks.rules.unexplained import is_explained, medical, outside_glossary
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as whole words, longest first; grouped by their first letter, so that a text is gone over quickly."""
    tails: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        tails.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s+"))
    groups = "|".join(f"{letter}(?:{'|'.join(ends)})" for letter, ends in tails.items())
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.IGNORECASE)


_HARD = _any_of((*OFFICIAL, *EVERYDAY))


@rule(
    "W09",
    Severity.WARNING,
    reason="A word from an office or a paper makes a sentence longer to read and no truer.",
    example="Prior to discharge, monitor for adverse events.",
    cure="Use the everyday word; a word that the team will say may stay if it is explained where it stands.",
    source="AHRQ PEMAT, item 3; the list is ours",
    spec=("LN-27",),
)
def hard_word(whole: Whole) -> Iterator[Finding]:
    """A word for families for which there is an everyday one.

    A word of doctors may stay if the glossary has it or if it is explained; one that looks so medical that W05 judges it is left to that.
    """
    for path, prose in whole.family_prose.items():
        for piece in prose.pieces:
            found = list(_HARD.finditer(piece.text))
            taught = {word.start() for word in found} - {word.start() for word in outside_glossary(whole, piece.text, found)}
            for word in found:
                said, known = " ".join(word.group().split()), small(word.group())
                if known in OFFICIAL or not (word.start() in taught or medical(said) or is_explained(piece.text, word)):
                    plain = OFFICIAL.get(known) or EVERYDAY[known]
                    yield Finding(path, piece.line, f'"{said}" has everyday words: {plain}', near=said)
