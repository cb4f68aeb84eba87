"""Units: one quantity is told in one unit, or in both side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from edu_tui.checks.haystack import small
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity

_RIVALS = (
    ("a concentration", ("mg/dL", "g/dL"), ("g/L",)),
    ("an amount of substance", ("mg/dL",), ("mmol/L", "µmol/L", "μmol/L")),
    ("a dose of radiation", ("Gy",), ("cGy",)),
    ("micrograms", ("mcg",), ("µg", "μg")),
    ("a count of cells", ("/µL", "/μL", "/mm³", "/mm3"), ("10⁹/L", "10^9/L")),
    ("a temperature", ("°C",), ("°F",)),
    ("a volume", ("mL", "ml"), ("cc",)),
)
"""What is measured, and two ways to say it that are mistaken for each other when both stand on one page."""

_UNITS = sorted({unit for _, first, second in _RIVALS for unit in (*first, *second)}, key=len, reverse=True)
_MEASURE = re.compile(rf"(?<![\w.,])\d[\d.,]*[ \u00a0\u202f-]?(?:[x×] ?)?({'|'.join(map(re.escape, _UNITS))})(?![\w⁻^])")
_SIGNS = ("/", "gy", "mcg", small("µg"), "°", "ml", "cc")


@rule(
    "X14",
    Severity.WARNING,
    reason="Who compares 400 with 4 must see at once that they are the same.",
    example="400 mg/dL in one section, 4 g/L in the next.",
    cure="Use one unit on the page, or give both side by side: 400 mg/dL (4 g/L).",
    source="house rule: one unit for one quantity",
    spec=("LN-13",),
)
def mixed_units(whole: Whole) -> Iterator[Finding]:
    """A second unit for what the page tells in another one elsewhere, where the two never stand side by side.

    A warning, because two quantities may rightly have units that are rivals for a third.
    """
    measured: dict[str, list[_Run]] = {}
    for passage in whole.passages_by_words.holding(_SIGNS):
        runs = (_run(passage.line, text) for text in passage.text.split("\n") if _MEASURE.search(text))
        measured.setdefault(passage.path, []).extend(runs)
    for path, found in measured.items():
        for what, first, second in _RIVALS:
            yield from _mixed(path, found, what, frozenset(first), frozenset(second))


class _Run(NamedTuple):
    """One run of text: the line of its passage, and the measures in it by their units."""

    line: int
    measures: dict[str, str]


def _run(line: int, text: str) -> _Run:
    return _Run(line, {found.group(1): found.group() for found in _MEASURE.finditer(text)})


def _mixed(path: str, runs: list[_Run], what: str, first: frozenset[str], second: frozenset[str]) -> Iterator[Finding]:
    if any(first & run.measures.keys() and second & run.measures.keys() for run in runs):
        return
    places = [_first_place(runs, units) for units in (first, second)]
    if all(places):
        (_, _, earlier), (_, line, later) = sorted(place for place in places if place)
        yield Finding(path, line, f'"{later}" and "{earlier}" tell {what} in two units', near=later)


def _first_place(runs: list[_Run], units: frozenset[str]) -> tuple[int, int, str] | None:
    """Where one of `units` stands first: the number of the run, the line of its passage, and the measure."""
    found = ((number, run.line, run.measures[unit]) for number, run in enumerate(runs) for unit in run.measures if unit in units)
    return next(found, None)
