"""The sentence that asks: closed, positive, about one thing, and answerable without the options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_IRRELEVANT = "U.S. NBME item-writing guide, flaws that make a question harder without reason"

_ASKING = ("single", "multiple", "short", "numeric")
"""Types whose stem must ask; steps, pairs, blanks and statements are introduced in other ways."""

_SUBORDINATE = r"who|that|which|whose|whom|if|when|because|after|before|while|as|since|until|unless|although|so"
_BEFORE = "(?:in|for|at|to|of|by|from|with|on|under|about|after|before|against|through)"
_CLAUSE = rf"(?:^|[:;\"\N{{LEFT DOUBLE QUOTATION MARK}}] ?)(?:{_BEFORE} )?"
"""Where a main clause begins; behind other words, who and which are relative."""

_NEGATIVE = re.compile(
    rf"(?:{_CLAUSE}(?:which|what|who|whom|whose|where|when)|, (?:{_BEFORE} )?(?:which|what))\b(?:(?!\b(?:{_SUBORDINATE})\b)[^,;:?\"()])*?"
    r"\b(?P<not>(?:not|never)\b(?! (?:yet )?known\b)|cannot|\w+n['\N{RIGHT SINGLE QUOTATION MARK}]t)\b"
    r"|\b(?P<other>except|least (?:likely|appropriate|suitable|useful|helpful|important|true|correct)|all but one)\b"
    r"|\b(?:which|what)\b[^,;:?\"()]{0,120}\b(?:is|are) (?:the )?"
    r"(?P<false>false(?![ -](?:negative|positive|alarm|about|in|with)\b)|incorrect|untrue|wrong (?:one|answer|statement|option))\b"
    r"|\bwhich\b(?:(?!\bthat\b)[^,;:?\"()]){0,120}\b(?:is|are) (?P<wrong>wrong)\b",
    re.IGNORECASE,
)

_UNFOCUSED = re.compile(
    r"\b(?:which|what) (?:one |two |three )?"
    r"(?:of (?:the following|these|those|them|the)(?: \w+){0,8}?"
    r"|(?:statement|sentence|assertion|claim|thought|idea|option|alternative)s?(?: \w+){0,5}?)"
    r" (?:is|are|holds?) (?:the )?(?:most |always |not |in)?(?:true|correct|right|false|untrue|wrong|accurate)"
    r"(?: (?:one|answer|statement))?\s*\?",
    re.IGNORECASE,
)

_HINGE = re.compile(
    r"\b(?:the|this|your) (?:previous|preceding|foregoing) (?:question|item|case question)s?\b"
    r"|\b(?:question|item) (?:above|below|before|\d+|one|two|three|q\d+)\b"
    r"|\byour (?:first |last |previous |earlier )?answer (?:to|above|before|in|from)\b"
    r"|\b(?:that|which|as) you (?:just |have )?(?:chose|chosen|picked|answered|calculated|ticked|named|selected|worked out)\b"
    r"|\byou (?:just |have just )(?:chose|chosen|picked|answered|calculated|ticked|named|selected)\b",
    re.IGNORECASE,
)


@rule(
    "J01",
    Severity.ERROR,
    reason="Who overlooks a small word answers another question, and learns a list of wrong things.",
    example='"Which drug is not given in Block 1?"; "All of these are signs except?"',
    cure="Ask for what is right. Where the exception is the point, put the word in capitals and waive this rule.",
    source=_IRRELEVANT,
    spec=("LN-62",),
)
def negative_question(whole: Whole) -> Iterator[Finding]:
    """A question that asks what is not so, or for the exception. What is not known may be asked."""
    for asked in whole.asked:
        found = _NEGATIVE.search(asked.lead) if asked.question.type in _ASKING else None
        if found:
            word = next(part for part in found.groups() if part).strip()
            yield Finding(asked.path, asked.lead_line, f'the question turns on "{word}"', near=word)


@rule(
    "J02",
    Severity.ERROR,
    reason="A stem that does not ask leaves the reader to find out from the options what is wanted.",
    example='"Relapse within 18 months:" above three options.',
    cure="End the stem with one question that can be answered with the options covered.",
    source="U.S. NBME item-writing guide, cover-the-options rule",
    spec=("LN-75", "LN-70"),
)
def stem_that_does_not_ask(whole: Whole) -> Iterator[Finding]:
    """A question with options, a typed word or a number whose stem has no question mark at the end of a sentence."""
    for asked in whole.asked:
        if asked.question.type in _ASKING and asked.sentences and not asked.asks:
            yield Finding(asked.path, asked.lead_line, "no sentence of the stem ends with a question mark")


@rule(
    "J03",
    Severity.ERROR,
    reason='"Which is true?" asks for as many things as there are options, and nothing can be thought before they are read.',
    example='"Which of these statements is correct?"',
    cure="Ask for one thing: what follows, what comes first, what a number means.",
    source="U.S. NBME item-writing guide, cover-the-options rule",
    spec=("LN-75",),
)
def unfocused_question(whole: Whole) -> Iterator[Finding]:
    """A sentence that asks which statement, thought or option is true, and nothing more."""
    for asked in whole.asked:
        found = _UNFOCUSED.search(asked.lead) if asked.question.type in ("single", "multiple") else None
        if found:
            yield Finding(asked.path, asked.lead_line, f'"{found[0]}" cannot be answered before the options are read', near=found[0])


@rule(
    "J04",
    Severity.ERROR,
    reason="Questions come singly and in any order, and who missed one must not miss the next for it.",
    example='"Give the dose of the drug that you chose above."',
    cure="Say in the stem what the other question was to find out.",
    source=_IRRELEVANT,
    spec=("LN-77",),
)
def question_that_hinges(whole: Whole) -> Iterator[Finding]:
    """A stem or an option that speaks of another question or of the answer given to it."""
    for asked in whole.asked:
        texts = ((asked.line, asked.stem), *((option.line, option.text) for option in asked.options))
        for line, text in texts:
            if found := _HINGE.search(text):
                yield Finding(asked.path, line, f'"{found[0]}" hangs on another question', near=found[0])
