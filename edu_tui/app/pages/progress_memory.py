"""Memory and sureness: what was expected beside what happened."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.app.pages.parts import bar, entry
from edu_tui.progress.schedule import RETENTION
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer
from edu_tui.study.slips import Slip
from edu_tui.study.stat_calibration import Calibration
from edu_tui.study.stat_recall import Recall, Retention
from edu_tui.study.stat_share import percent
from edu_tui.study.stat_words import (
    NO_CONFIDENCE,
    NO_REVIEWS,
    PAYS,
    SURENESS,
    band_words,
    certainty_words,
    level_verdict,
    recall_verdict,
    share_words,
    slips_words,
)

BAR = 12
"""Cells of a bar."""


def memory_part(writer: Writer, recall: Recall) -> None:
    """True recall beside what the schedule expected, in all and by what was expected."""
    if recall.all is None:
        writer.write([Span(NO_REVIEWS, "muted")], 0)
        return
    aim = f"What you still knew of questions from an earlier day. Reviews come when recall is expected to fall to {percent(RETENTION)}."
    writer.write([Span(aim, "muted")], 0)
    writer.gap()
    _retention(writer, recall.all, f"expected {percent(recall.all.expected)}")
    writer.write([Span(recall_verdict(recall.all))], 0)
    if len(recall.bands) > 1:
        writer.gap()
        for band in reversed(recall.bands):
            _retention(writer, band, f"expected {band_words(band)}")


def _retention(writer: Writer, retention: Retention, name: str) -> None:
    _row(writer, f"{name:<20}", retention.recalled.value, f"recalled {share_words(retention.recalled)}")


def _row(writer: Writer, name: str, share: float, words: str) -> None:
    """A name, a bar and its figures, on one line if there is room."""
    writer.open((Span("  "),), (Span("    "),))
    writer.write([Span(f"{name} ", "muted"), *bar(share, BAR), Span(f" {words}")], 0)
    writer.close()


def sureness_part(writer: Writer, calibration: Calibration, slips: Sequence[Slip]) -> None:
    """How often each confidence was right, what it earned, and the questions of which the learner was sure and wrong."""
    if not calibration.levels:
        writer.write([Span(NO_CONFIDENCE, "muted")], 0)
        return
    writer.write([Span(PAYS, "muted")], 0)
    writer.gap()
    for level in reversed(calibration.levels):
        words = " ".join(part for part in (f"right {share_words(level.right)}.", level_verdict(level)) if part)
        _row(writer, f"{SURENESS[level.confidence]:<11}", level.right.value, words)
    writer.gap()
    writer.write([Span(certainty_words(calibration))], 0)
    if slips:
        writer.gap()
        writer.write([Span(slips_words(len(slips)), "caution")], 0)
        for slip in slips:
            entry(writer, slip.title, f"ask:{slip.quiz}:{slip.question}")
