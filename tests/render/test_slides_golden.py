"""Slides as a room sees them, at three sizes."""

from __future__ import annotations

import pytest
from render_sample import PAGE
from slide_samples import LEDGER, section
from syrupy.assertion import SnapshotAssertion

from edu_tui.library.slides import section_slides
from edu_tui.render.slide_frame import draw_frame
from edu_tui.render.slides import lay_out_slides

SIZES = [(80, 24), (120, 40), (40, 15)]


def screen(frame, shown: int, corner: str) -> str:
    """What is drawn, with a mark at the end of each line."""
    return "\n".join(f"{line.text}|" for line in draw_frame(frame, shown, corner))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_slides(width: int, height: int, snapshot: SnapshotAssertion) -> None:
    deck = lay_out_slides(section_slides(section(PAGE, "One of everything")), width, height, LEDGER)
    screens = [screen(one.frame, one.stops[-1], f"{number} / {len(deck)}") for number, one in enumerate(deck, start=1)]
    assert "\n\n".join(screens) == snapshot


def test_steps(snapshot: SnapshotAssertion) -> None:
    (_, one, *_) = lay_out_slides(section_slides(section(PAGE, "One of everything")), 80, 24, LEDGER)
    assert len(one.stops) > 2
    assert "\n\n".join(screen(one.frame, stop, "") for stop in one.stops) == snapshot
