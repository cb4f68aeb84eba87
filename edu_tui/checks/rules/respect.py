"""Words that respect a child and a family, and that speak to the one who reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_ILLNESS = r"(?:the\s+|this\s+|his\s+|her\s+|their\s+|your\s+)?(?:cancer|leuka?emia|disease|illness)"
_WHO = r"(?:child|children|kids?|boys?|girls?|patients?|teens?|babies|baby)"
_CARE = r"(?:treatment|therapy|chemo|chemotherapy|induction|transplant)"

_BLAME = "Nobody caused it: leave it out, or say so."

_UNKIND = (
    (r"battl(?:e|es|ed|ing)|warriors?|war\s+(?:on|against)\s+\w+", "Say what is done: treat, care, live with."),
    (rf"(?:fights?|fighting|fought|beats?|beaten|beating|conquers?|defeat(?:s|ed)?)\s+{_ILLNESS}", "Say treat, or get rid of."),
    (r"(?:lost|losing|loses)\s+(?:the|his|her|their)\s+fight", "Say that the child died."),
    (r"fight(?:s|ing)?\s+for\s+(?:his|her|their)\s+life", "Say that the child is very ill."),
    (r"victims?|sufferers?|suffer(?:s|ed|ing)?\s+from|(?:afflicted|stricken)\s+(?:with|by)", "Say has: a child who has leukaemia."),
    (rf"(?:leuka?emi[ac]|cancer|relapsed|(?-i:ALL))\s+{_WHO}(?!')", "Put the child first: a child with leukaemia."),
    (rf"fail(?:s|ed|ing)\s+(?:the\s+|their\s+|his\s+|her\s+)?(?:(?:first|second)\s+)?{_CARE}", "It is the treatment that did not work."),
    (rf"salvage\s+{_CARE}", "Say the next treatment."),
    (r"non-?\s?(?:complian(?:t|ce)|adheren(?:t|ce))|uncooperative", "Say what got in the way: doses that were missed."),
    (r"(?:is|was|be)\s+your\s+(?:own\s+)?fault", _BLAME),
    (r"you\s+should\s+have\s+(?:noticed|known|seen|called|come)", _BLAME),
    (
        r"nothing\s+(?:more\s+can\s+be\s+done|(?:more|left)\s+(?:we\s+can|to)\s+do(?!\s+(?:today|tonight|now|but|until)\b))|hopeless",
        "Say what can still be done.",
    ),
    (rf"normal\s+{_WHO}(?!\s+care\b)", "Say other children, or healthy children."),
    (r"complain(?:s|ed|ing)?\s+of", "Say feels, or tells you of."),
)
_PATTERN = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({pattern})' for pattern, _ in _UNKIND)})(?![\w-])", re.IGNORECASE)
_CALLED = ("leukaemia", "leukaemic", "leukemia", "leukemic", "cancer", "relapsed", "all", "normal")
_UNKIND_SIGNS = (
    *("battl", "warrior", "war on", "war against", "fight", "fought", "beat", "conquer", "defeat", "victim", "suffer", "afflicted"),
    *("stricken", "fails", "failed", "failing", "salvage", "complian", "adheren", "uncooperative", "fault", "you should have", "hopeless"),
    *("nothing more", "nothing left", "complain"),
    *(f"{called} {who}" for called in _CALLED for who in ("child", "kid", "boy", "girl", "patient", "teen", "bab")),
)

_NOT_BLAMED = re.compile(r"\b(?:not|never|n't|nothing|no)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nor|nobody|instead\s+of|rather\s+than)|n['\N{RIGHT SINGLE QUOTATION MARK}]t)(?:\s+[\w']+){0,2}\s+$",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\b(?:cells?|body|immune\s+system)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_OPENING, _CLOSING = (
    "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}",
    "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
)
_THEY = re.compile(
    r"\b(?<!\byour )(?<!\ba )(?<!\bother )(?<!\bmost )(?<!\bsome )(?<!\bmany )(?<!\bif )(?<!\bwhen )"
    r"\b(?:the\s+)?(?:parents?|famil(?:y|ies)|mothers?|fathers?|carers?|caregivers?|relatives|patients?|readers?)\s+"
    r"((?:should|must|ought\s+to|(?:need|needs|have|has)\s+to|(?:is|are)\s+(?:asked|advised|encouraged|required|told|urged)\s+to)\b)",
    re.IGNORECASE,
)
_READERS = ("parent", "famil", "mother", "father", "carer", "caregiver", "relatives", "patient", "reader")
_DUTIES = (
    *("should", "must", "ought to", "need to", "needs to", "have to", "has to"),
    *(f"{verb} {asked}" for verb in ("is", "are") for asked in ("asked", "advised", "encouraged", "required", "told", "urged")),
)


@rule(
    "W20",
    Severity.WARNING,
    reason="Words of war make a death a defeat, and a child is more than an illness.",
    example="Leukaemia patients who failed treatment lost their battle.",
    cure="Say it without blame and without war.",
    source="house rule; a warning, since only people can judge tone",
    spec=("LN-47",),
)
def unkind_words(whole: Whole) -> Iterator[Finding]:
    """Words for families that blame, that tell of war, or that call a child by an illness."""
    for path, piece in whole.family_pieces.holding(_UNKIND_SIGNS):
        for sentence in piece.sentences:
            for found in _PATTERN.finditer(sentence):
                words = found.group()
                if not _is_meant_well(sentence, found):
                    hint = _UNKIND[(found.lastindex or 1) - 1][1]
                    yield Finding(path, piece.line, f'"{words}" can hurt a child or a family', hint, words)


def _is_meant_well(sentence: str, found: re.Match[str]) -> bool:
    """Whether the words are denied ("not a battle"), only mentioned in quotation marks, or said of cells, which do fight."""
    words, before, behind = found.group().casefold(), sentence[: found.start()], sentence[found.end() :]
    if "fault" in words:
        return bool(_NOT_BLAMED.search(sentence))
    if words.startswith(("fight", "fought")) and _CELLS.search(before):
        return True
    return bool(_DENIED.search(before)) or (before[-1:] in tuple(_OPENING) and behind[:1] in tuple(_CLOSING))


@rule(
    "W21",
    Severity.WARNING,
    reason="Who reads about what parents should do may not notice that it is meant for them.",
    example="Parents should call the team.",
    cure='Speak to the reader: "Call the team", "you can".',
    source="AHRQ PEMAT, item 21",
    spec=("LN-29",),
)
def reader_as_they(whole: Whole) -> Iterator[Finding]:
    """What a family is to do, told of families in general."""
    for path, piece in whole.family_pieces.holding(_READERS, _DUTIES):
        for found in _THEY.finditer(piece.text):
            yield Finding(path, piece.line, f'"{found.group()}" speaks of the reader and not to the reader', near=found.group())
