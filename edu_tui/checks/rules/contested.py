"""Keys on contested ground: a question may ask for a figure that sources disagree about only if it says whose figure it asks for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from edu_tui.checks.claims import Role
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.support import judged, supporting
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Doubt

_SOURCE = re.compile(
    r"\b(?:19|20)\d\d\b"
    r"|\b(?:editorial|abstract|guideline|consensus|label|paper|publication|report|registry|review|cohort|study|trial|protocol|rule|criterion|scheme"
    r"|definition|table|page|sheet|summary|wording|notice|survey|standard|consortium)s?\b"
    r"|\b(?:according to|criteria|series|studies|labelled|reported)\b",
    re.IGNORECASE,
)
_ASKED = frozenset({"single", "multiple", "truefalse", "short", "cloze"})
"""Types that may ask for one figure; in pairs and steps a figure is one clue among others, and sums are on what the stem gives."""

_NAME = re.compile(r"\b(?=\w*\d)[A-Z]{2,}[\w-]*|\b(?:COG|BFM|FDA|EMA|NCI|UK|ASTCT|EBMT|ASH|SIOP|NCCN|WHO)\b")
"""Names of trials (AALL1331) and of the bodies that publish."""


@rule(
    "J10",
    Severity.WARNING,
    reason="Where sources disagree, whoever knows the other one is marked wrong for knowing it.",
    example="Which share relapsed? - [x] 13%, where the only fact cited with 13% has doubts: [contested].",
    cure="Name in the stem whose figure is meant: the trial, the paper, the year.",
    source="House rule: a key must not be contestable",
    spec=("LN-79",),
)
def contested_key(whole: Whole) -> Iterator[Finding]:
    """A figure in a right answer about which sources disagree, where neither question nor answer names a source or a year.

    A warning: which part of a fact is contested stands in its caution, which a person must read.
    """
    for claim, facts, figure in judged(whole, Role.KEY):
        holding = supporting(whole, facts, figure)
        if holding and all(Doubt.CONTESTED in whole.ledger.facts[ident].doubts for ident in holding):
            told = whole.asked_of(claim.path)
            asked = told[bisect_right(told, claim.line, key=attrgetter("question.line")) - 1]
            words = " ".join((asked.vignette, asked.stem, *(key.text for key in asked.keys)))
            if asked.question.type in _ASKED and not any(pattern.search(words) for pattern in (_SOURCE, _NAME)):
                message = f'sources disagree about "{figure.text}" ({holding[0]}), and the stem does not say whose figure it asks for'
                yield Finding(claim.path, claim.line, message, near=figure.text)
