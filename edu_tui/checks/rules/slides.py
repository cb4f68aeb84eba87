"""Slides: what a room can read on a projector. These rules look only where somebody measured the slides (`check --slides`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from edu_tui.checks.decks import SIZES, Deck
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Section
from edu_tui.library.slides import MOST_WORDS, SlideFit, section_slides

MOST_CONTINUATIONS = 2
"""Continuations in one section that a room follows: after more, "3 of 4" says no longer where one is."""


@rule(
    "D01",
    Severity.WARNING,
    reason="What is higher than the screen must be scrolled, and half of a chart stands there while one speaks of the other.",
    example="A paragraph of twenty lines, or a chart with nine bars.",
    cure="Cut it in two, or shorten it.",
    source="house rule: everything fits a terminal of 80 columns",
)
def too_high(whole: Whole) -> Iterator[Finding]:
    """Something on a slide that is higher than the screen and cannot be split (with --slides)."""
    for deck, fit in _once(whole, lambda fit: fit.overflows):
        message = f"this needs {fit.highest} rows on a slide and cannot be split; a screen of {deck.screen} has {fit.room}"
        yield Finding(deck.module.path, fit.highest_line, message)


@rule(
    "D02",
    Severity.WARNING,
    reason="A room reads or listens, not both.",
    example="One paragraph of 130 words.",
    cure="Cut the paragraph in two: slides are split between paragraphs, list items and rows of tables.",
    source="house rule: a room reads or listens, not both",
)
def too_many_words(whole: Whole) -> Iterator[Finding]:
    """A slide that holds too many words even when it is split (with --slides)."""
    for deck, fit in _once(whole, lambda fit: fit.words > MOST_WORDS):
        message = f"{fit.words} words stand on one slide, at most {MOST_WORDS} can be read while somebody speaks"
        yield Finding(deck.module.path, fit.wordiest_line, message)


@rule(
    "D03",
    Severity.WARNING,
    reason='A section that falls apart by itself ("3 of 4") is cut where the screen ends, not where the thought does.',
    example="A section of five screens without a --- in it.",
    cure="Put --- on a line of its own where a new thought begins.",
    source="house rule: a slide ends where a thought does",
)
def too_many_continuations(whole: Whole) -> Iterator[Finding]:
    """A section with too many slides that only continue another (with --slides)."""
    for deck in _smallest_decks(whole):
        continued: Counter[str] = Counter()
        for fit in deck.fits:
            continued[fit.section] += fit.parts - 1
        for section, count in continued.items():
            if count > MOST_CONTINUATIONS:
                line = next(fit.line for fit in deck.fits if fit.section == section)
                message = f'the section "{section or "lead"}" has {count} slides at {deck.screen} that only continue another'
                yield Finding(deck.module.path, line, f"{message}, at most {MOST_CONTINUATIONS} are easy to follow")


@rule(
    "D04",
    Severity.INFO,
    reason="Who leads a session with somebody else's slides needs to know what to ask and what to leave out.",
    example="A section without > **Notes:**.",
    cure="Add > **Notes:** with a hint for the one who leads; an audience never sees it.",
    source="house rule: who leads a session is told how",
)
def without_notes(whole: Whole) -> Iterator[Finding]:
    """Sections that tell the one who leads nothing (with --slides)."""
    for deck in _smallest_decks(whole):
        sections = deck.module.sections
        missing = [section for section in sections if not _has_notes(section)]
        if missing:
            message = f"{len(missing)} of {len(sections)} sections have no notes for the one who leads"
            yield Finding(deck.module.path, missing[0].line, f"{message}: {', '.join(section.id for section in missing)}")


def _has_notes(section: Section) -> bool:
    return any(slide.notes for slide in section_slides(section))


def _smallest_decks(whole: Whole) -> list[Deck]:
    """Each module once, on the smallest screen."""
    return [deck for deck in whole.decks if (deck.width, deck.height) == min(SIZES)]


def _once(whole: Whole, is_bad: Callable[[SlideFit], bool]) -> Iterator[tuple[Deck, SlideFit]]:
    """The slides that are bad, each on the first screen on which it is."""
    seen: set[tuple[str, str, int]] = set()
    for deck in whole.decks:
        for fit in deck.fits:
            name = (deck.module.path, fit.section, fit.number)
            if name not in seen and is_bad(fit):
                seen.add(name)
                yield deck, fit
