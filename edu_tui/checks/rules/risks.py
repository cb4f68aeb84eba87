"""Risks for families: in numbers, in words and in a picture, and never only in comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.shares import SHARE
from edu_tui.checks.rules.verbs import ACTIONS
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Module
from edu_tui.library.walk import walk_blocks

_PEOPLE = r"(?:of\s+(?:the|these|those)\s+)?(?:children|young\s+people|people|patients|teens|teenagers|boys|girls|babies|adults)"
_HOW_OFTEN = re.compile(
    r"(?<!how )(?<!too )(?<!as )(?<!so )(?<!more )(?<!less )(?<!than )"  # how often, more rarely: questions and comparisons
    rf"\b(?:rare(?:ly)?(?!\s+disease)|uncommon|(?<!in )common(?!\s+(?:cold|sense|name))|commonly"
    rf"|often|frequently|usually|seldom|(?:most|(?<!\ba )few)\s+{_PEOPLE})\b",
    re.IGNORECASE,
)
_FREQUENCIES = ("rare", "common", "often", "frequently", "usually", "seldom", "most", "few")
_ADVICE = re.compile(
    rf"^(?:please\s+|then\s+)?(?:{'|'.join(sorted(ACTIONS))})\b.*\b(?:often|frequently)\b"
    r"|\b(?:you\s+(?:can|should|must|need\s+to)|we\s+(?:can|will))\s+(?:\w+\s+){1,4}(?:often|frequently)\b",
    re.IGNORECASE,
)
"""A sentence in which "often" says what somebody is to do, and no risk: "Wash your hands often"."""

_NUMBER = re.compile(r"\d|\bnumbers?\b|\bhalf\b|\bnot\s+(?:yet\s+)?know", re.IGNORECASE)

_TIMES = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several)\s+times"
_CHANCE = r"(?:risk|chance|chances|odds|danger)s?"
_RELATIVE = re.compile(
    rf"\b(?:{_TIMES}\s+(?:as\s+(?:likely|often|common|high)|more|less|higher|lower|greater)|(?:twice|half)\s+as\s+(?:likely|often|common|high)"
    rf"|(?:doubl|tripl|halv)(?:e|es|ed|ing)\s+(?:the|your|his|her|their|this|that)\s+{_CHANCE}|(?:double|triple|twice|half)\s+the\s+{_CHANCE}"
    rf"|(?:cut|cuts|lowers?|lowered|reduces?|reduced)\s+(?:the|your|his|her|their)\s+{_CHANCE}\s+(?:in|by)\s+half"
    rf"|{_CHANCE}\s+(?:is|was|are|were|has|had)?\s*(?:doubled|tripled|halved)|\d+\s?(?:%|per\s?cent)\s+(?:more|less|higher|lower|fewer|greater))\b",
    re.IGNORECASE,
)
_COMPARED = ("times", "twice", "half", "doubl", "tripl", "halv", "%", "per cent", "percent")

_IN_WORDS = re.compile(
    r"\b(?:most|more\s+than|fewer\s+than|less\s+than|half|a\s+third|two\s+thirds|a\s+quarter|three\s+quarters|few|fewer|nearly\s+all|almost\s+all"
    r"|only)\b",
    re.IGNORECASE,
)


@rule(
    "W15",
    Severity.ERROR,
    reason="Twice a tiny chance is tiny and twice a large one is not: a comparison alone frightens or soothes for nothing.",
    example="With this drug the risk is doubled.",
    cure="Say how many out of 100 it is for the one group and for the other.",
    source="Ten steps to better risk communication (Fagerlin 2011); U.S. CDC Clear Communication Index, item 17",
    spec=("LN-40",),
)
def only_compared(whole: Whole) -> Iterator[Finding]:
    """A risk for families that is only compared, without a count in the same stretch of text."""
    for path, piece in whole.family_pieces.holding(_COMPARED):
        for found in _RELATIVE.finditer(piece.text):
            if not any(SHARE.search(other.text) for other in whole.family_prose[path].pieces if other.chunk == piece.chunk):
                yield Finding(path, piece.line, f'"{found.group()}" compares without saying how many out of 100', near=found.group())


@rule(
    "W17",
    Severity.WARNING,
    reason="For one reader rare is one in ten, for the next one in a million.",
    example="This side effect is rare.",
    cure='Say how many out of 100, or: "we do not have a number".',
    source="studies in which readers put very different numbers to such words; some and many are left free, as they claim little",
    spec=("LN-41",),
)
def how_often_without_number(whole: Whole) -> Iterator[Finding]:
    """A word such as rare or usually for families without a number in or beside its sentence, or a word about there being none.

    What somebody is to do often ("wash your hands often") is no risk.
    """
    for path, piece in whole.family_pieces.holding(_FREQUENCIES):
        for number, sentence in enumerate(piece.sentences):
            found = _HOW_OFTEN.search(sentence)
            if found and not _ADVICE.search(sentence) and not _NUMBER.search(" ".join(piece.sentences[max(0, number - 1) : number + 2])):
                words = found.group()
                yield Finding(path, piece.line, f'"{words}" has no number beside it', near=words)


@rule(
    "W18",
    Severity.ERROR,
    reason="A number is a risk only for those who can see it: in a picture, or in words such as most or fewer than half.",
    example="About 13 out of 100 had a relapse (and no chart, no word for how much that is).",
    cure="Draw it in an icon array of the module, or say it in words too: few, about half, most.",
    source="U.S. CDC Clear Communication Index, item 20",
    spec=("LN-42",),
)
def share_without_picture(whole: Whole) -> Iterator[Finding]:
    """A share in a module for families that no chart draws and that no word beside it weighs, such as most or few."""
    for module, prose in whole.family_modules:
        drawn = _drawn(block for section in module.sections for block in section.blocks)
        for piece in prose.pieces:
            for found in SHARE.finditer(piece.text):
                if found[1] not in drawn and not _IN_WORDS.search(piece.text):
                    message = f'"{found.group()}" stands there without a picture and without words for it'
                    yield Finding(module.path, piece.line, message, near=found.group())


def _drawn(blocks: Iterable[b.Block]) -> frozenset[str]:
    """The counts that the charts among `blocks` draw."""
    charts = [block.chart for block in walk_blocks(blocks) if isinstance(block, b.ChartBlock)]
    icons = (group.count for chart in charts if isinstance(chart, b.IconArray) for group in chart.icons)
    rests = (chart.of - sum(group.count for group in chart.icons) for chart in charts if isinstance(chart, b.IconArray))
    bars = (bar.value for chart in charts if isinstance(chart, b.BarChart) for bar in chart.bars)
    return frozenset(f"{number:g}" for number in (*icons, *rests, *bars))


_COUNTED = re.compile(r"(?<![\w.,:/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|[.,]\d)(?!\s*°)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@rule(
    "W19",
    Severity.WARNING,
    reason="Of many numbers none is remembered.",
    example="A section with eight different numbers.",
    cure="Keep the numbers that a family can use, and say the others in words.",
    source="AHRQ PEMAT, item 6; U.S. CDC Clear Communication Index, item 15; the number is ours",
    spec=("LN-38",),
)
def many_numbers(whole: Whole) -> Iterator[Finding]:
    """Too many different numbers in the prose of one section for families. Years, temperatures and the whole of a share do not count."""
    most = whole.limits.family_section_numbers
    for module, prose in whole.family_modules:
        for number, pieces in groupby(prose.pieces, lambda piece: piece.section):
            told = {count for piece in pieces for count in _numbers(piece.text)}
            if len(told) > most:
                listed = ", ".join(sorted(told, key=lambda count: (len(count), count)))
                yield Finding(module.path, _line(module, number), f"this section tells {len(told)} numbers ({listed}), at most {most} stay")


def _numbers(text: str) -> Iterator[str]:
    wholes = {found.start(2) for found in SHARE.finditer(text)}
    for found in _COUNTED.finditer(text):
        if found.start() not in wholes and not _YEAR.fullmatch(found.group()):
            yield found.group()


def _line(module: Module, section: int) -> int:
    return module.sections[section].line if section >= 0 else 1
