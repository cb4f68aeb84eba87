"""Shares for families: whole numbers out of one hundred, in a form that a reader need not work out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from edu_tui.checks.claims import chart_words
from edu_tui.checks.haystack import Haystack
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience
from edu_tui.library.walk import own_inlines, plain, walk_blocks

_STAGES = "page day night week month year block cycle course part step stage dose bag visit slide".split()  # noqa: SIM905 - a list of words
_NO_STAGE = "".join(rf"(?<!\b{stage} )" for stage in _STAGES)
_WHOLE = r"\d{2,}(?:,\d{3})*|\d(?:,\d{3})+"
SHARE = re.compile(
    rf"(?=\d)(?<![\w.,]){_NO_STAGE}(\d+(?:,\d{{3}})*)\s+(?:out\s+)?of\s+(?:the\s+|every\s+)?({_WHOLE})"
    rf"(?![\w%])(?!,?\d)(?!\s+(?:{'|'.join(_STAGES)})s?\b)",
    re.IGNORECASE,
)
"""A count and its whole: "26 out of 100". "Day 3 of 28" and "5 of the 28 days" tell how far one has come, not how many had something."""

# What a thermometer or a clock shows, and the number of a room, is read as it stands there.
_DECIMAL = re.compile(
    r"(?=\d)(?<![\w.,:])(?<!ward )(?<!room )(?<!floor )(?<!version )\d+\.\d+(?![\w.])(?!\s*(?:°|degrees?\b|[CF]\b))"
    r"(?!\s*(?:[ap]\.?m\b|o'clock\b|(?:in the|at) (?:morning|afternoon|evening|night)\b|at night\b))",
    re.IGNORECASE,
)
_TENS = r"(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
_PERCENT = re.compile(
    rf"(?<![\w.,])(?:\d[\d.,]*\s?%|(?:\d[\d.,]*|{_TENS})\s?per\s?cent\b)(?!\s+(?:alcohol|saline|glucose|sugar|solution)\b)", re.IGNORECASE
)
_NUMBER = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|(?:a|one)\s+(?:hundred|thousand))"
_ONE_IN = re.compile(
    rf"(?<![\w.,])(?:1|one)\s+in\s+(?:every\s+|each\s+)?{_NUMBER}(?![\w%])(?!\s+(?:hours?|days?|weeks?|months?))", re.IGNORECASE
)
_OTHER_FORMS = ("%", "per cent", "percent", "1 in", "one in")
_RECKON = r"(?:multiply|divide(?![^.!?]*\binto\b)|subtract|calculate|add\s+(?:up|together)|work\s+out\s+(?:how|the))"
_SUM = re.compile(
    rf"(?:(?:^|[.!?:]\s+)(?:(?:please|now|then)\s+)?|\byou\s+(?:can|must|should|need\s+to|have\s+to|may)\s+)({_RECKON})\b", re.IGNORECASE
)


_RECKONING = ("multiply", "divide", "subtract", "calculate", "add up", "add together", "work out")


class Told(msgspec.Struct, frozen=True):
    """Words that a family reads somewhere on a page, with their line; `chart` is the chart whose words they are."""

    line: int
    text: str
    chart: b.Chart | None = None


def told_pages(whole: Whole) -> tuple[tuple[str, Audience, tuple[Told, ...]], ...]:
    """Each file with its audience and all that its readers see in it: text, headings, rows of tables, charts. For `Whole.once`."""
    family = whole.family_prose
    return tuple((path, Audience.FAMILY if path in family else Audience.CLINICIAN, tuple(_told(blocks))) for path, blocks in whole.pages)


def told_by_words(whole: Whole) -> Haystack[tuple[str, Told]]:
    """All that readers see, each with its file, by its words. For `Whole.once`."""
    return Haystack((place.text, (path, place)) for path, _, places in whole.once(told_pages) for place in places)


def _for_families(whole: Whole) -> Iterator[tuple[str, tuple[Told, ...]]]:
    return ((path, places) for path, audience, places in whole.once(told_pages) if audience is Audience.FAMILY)


def _told(blocks: tuple[b.Block, ...]) -> Iterator[Told]:
    for block in walk_blocks(blocks, notes=False):
        if isinstance(block, b.ChartBlock):
            yield Told(block.line, chart_words(block.chart), block.chart)
        else:
            yield from (Told(line, plain(parts)) for line, parts in own_inlines(block))


@rule(
    "W12",
    Severity.WARNING,
    reason="A decimal looks more exact than anybody knows, and a tired reader takes 2.5 for 25.",
    example="About 25.8 out of 100 children.",
    cure="Round to a whole number, and say about.",
    source="AHRQ PEMAT, item 6; U.S. CDC Clear Communication Index, item 15",
    spec=("LN-38",),
)
def decimal(whole: Whole) -> Iterator[Finding]:
    """A number with a decimal point in text for families. Temperatures, times of day and numbers of rooms may have one."""
    for path, places in _for_families(whole):
        for place in places:
            for found in _DECIMAL.finditer(place.text):
                yield Finding(path, place.line, f'"{found.group()}" is not a whole number', near=found.group())
            if isinstance(place.chart, b.BarChart):
                odd = next((bar.value for bar in place.chart.bars if not bar.value.is_integer()), None)
                if odd is not None:
                    yield Finding(path, place.line, f'the chart draws "{odd:g}", which is not a whole number', near=f"{odd:g}")


@rule(
    "W13",
    Severity.ERROR,
    reason="Percentages and one in so many are easily read wrong; people out of one hundred can be pictured.",
    example="25% of the children, or one in four.",
    cure='Say it as a count out of 100, with the group: "25 out of 100 children".',
    source="IPDAS, presenting probabilities (Trevena 2013), against 1 in x; that it is always out of 100 is ours",
    spec=("LN-39",),
)
def share_in_another_form(whole: Whole) -> Iterator[Finding]:
    """A share for families as a percentage, or as one in so many."""
    for path, place in whole.once(told_by_words).holding(_OTHER_FORMS):
        for found in (*_PERCENT.finditer(place.text), *_ONE_IN.finditer(place.text)) if path in whole.family_prose else ():
            yield Finding(path, place.line, f'"{found.group()}" is not told as a count out of 100', near=found.group())
    for path, places in _for_families(whole):
        for place in places:
            if isinstance(place.chart, b.BarChart | b.CurveChart) and place.chart.unit.strip() == "%":
                yield Finding(path, place.line, 'the unit of the chart is "%", not a count out of 100', near="unit:")


@rule(
    "W14",
    Severity.ERROR,
    reason="Who compares 3 of 20 with 10 of 100 has to reckon, and many take the larger number for the larger risk.",
    example="About 13 out of 100 in one paragraph, 3 out of 20 in the next.",
    cure="Tell all shares of the page out of the same number, best out of 100.",
    source="IPDAS, presenting probabilities (Trevena 2013); U.S. CDC Clear Communication Index, item 17",
    spec=("LN-39",),
)
def two_wholes(whole: Whole) -> Iterator[Finding]:
    """Shares of different wholes in one file for families."""
    for path, places in _for_families(whole):
        shares = [share for place in places for share in _shares(place)]
        wholes = Counter(number for _, number, _ in shares)
        usual = "100" if "100" in wholes else max(wholes, key=wholes.__getitem__, default="")
        for line, number, near in shares:
            if number != usual:
                yield Finding(path, line, f"this share is out of {number}, others on the page are out of {usual}", near=near)


def _shares(place: Told) -> Iterator[tuple[int, str, str]]:
    """Each share in a place: line, whole, and words."""
    yield from ((place.line, found[2].replace(",", ""), found.group()) for found in SHARE.finditer(place.text))
    if isinstance(place.chart, b.IconArray):
        yield place.line, str(place.chart.of), "of:"


@rule(
    "W16",
    Severity.ERROR,
    reason="A sum is a hurdle, and a wrong result is worse than none.",
    example="Multiply the weight by two.",
    cure="Do the sum for the reader and tell the result, or say who can help.",
    source="AHRQ PEMAT, item 7; U.S. CDC Clear Communication Index, item 17",
    spec=("LN-40",),
)
def sum_asked(whole: Whole) -> Iterator[Finding]:
    """A sum that a family is asked to do."""
    for path, piece in whole.family_pieces.holding(_RECKONING):
        for found in _SUM.finditer(piece.text):
            yield Finding(path, piece.line, f'"{found[1]}" asks the reader to reckon', near=found[1])
