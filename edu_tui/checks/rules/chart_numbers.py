"""The numbers that a chart draws, and which of them no fact behind it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from edu_tui.checks.evidence import Evidence
from edu_tui.library import blocks as b


def unsupported(chart: b.Chart, known: Iterable[Evidence]) -> Iterator[str]:
    """The numbers of `chart` that stand in none of the facts `known`, as written by `format(number, "g")`.

    The ends of an axis and the point where a curve begins are no findings.
    """
    facts = tuple(known)
    percents = {Decimal(value) for fact in facts for value in fact.percents}
    numbers = {Decimal(value) for fact in facts for value in fact.numbers}
    match chart:
        case b.BarChart():
            yield from _missing((bar.value for bar in chart.bars), percents if chart.unit.strip() == "%" else numbers)
            yield from _missing((end for bar in chart.bars for end in (bar.low, bar.high, bar.se) if end is not None), numbers)
        case b.IconArray():
            yield from (str(group.count) for group in chart.icons if not _is_share(group.count, chart.of, facts))
        case b.Timeline():
            places = [place for span in chart.spans for place in (span.start, span.end)] + [event.at for event in chart.events]
            if chart.to_scale:
                yield from _missing((place for place in places if place not in (chart.start, chart.end)), numbers)
        case b.CurveChart():
            points = [point for series in chart.series for point in series.points if point[0] != 0]
            yield from _missing((x for x, _ in points), numbers)
            yield from _missing((y for _, y in points), percents if chart.unit.strip() == "%" else numbers)


def _missing(drawn: Iterable[float], known: set[Decimal]) -> Iterator[str]:
    return (f"{number:g}" for number in drawn if Decimal(str(number)) not in known)


def _is_share(count: int, whole: int, facts: tuple[Evidence, ...]) -> bool:
    """Whether so many icons of `whole` are a part of a whole in a fact, or for 100 icons a percentage rounded."""
    pair = (str(count), str(whole))
    if any(pair in fact.pairs for fact in facts):
        return True
    return whole == 100 and any(abs(Decimal(percent) - count) <= Decimal("0.5") for fact in facts for percent in fact.percents)
