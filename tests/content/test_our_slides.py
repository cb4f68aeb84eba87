"""Our own slides: every module on a small and a large screen, and nothing of the leader's on any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from edu_tui.checks.decks import SIZES
from edu_tui.cli.check import check_with_slides
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Module
from edu_tui.library.slides import module_slides
from edu_tui.library.walk import own_inlines, plain, walk_blocks
from edu_tui.render.slide_frame import draw_frame
from edu_tui.render.slides import Screenful, lay_out_slides

ROOT = Path(__file__).resolve().parents[2]
SCREENS = pytest.mark.parametrize("size", [*SIZES, (40, 15)])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(ROOT, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def modules(library: Library) -> list[Module]:
    found = [library.module(entry.id, entry.audience) for entry in library.catalogue.modules]
    assert len(found) == 18
    return [module for module in found if module]


def everything(one: Screenful) -> Iterator[str]:
    """All lines of a screenful: as it is drawn, and what is scrolled to."""
    yield from (line.text for line in draw_frame(one.frame, 10**6))
    yield from (entry.line.text for entry in one.frame.body)


def test_no_slide_overflows_or_is_crowded(library) -> None:
    judged = check_with_slides(library, date(2026, 11, 22))
    found = [item for item in judged.findings if item.code.startswith("D") and item.severity is not Severity.INFO]
    assert found == []


@SCREENS
def test_no_word_of_ours_is_lost(size, library, modules) -> None:
    for module in modules:
        for slide in module_slides(module):
            deck = lay_out_slides([slide], *size, library.ledger)
            shown = Counter("".join(entry.line.text for one in deck for entry in one.frame.body))
            for block in walk_blocks(slide.blocks):
                assert not [char for char in Counter(own_text(block)) - shown if char.isalnum()]
            assert sum(one.words for one in deck) >= sum(len(own_text(block).split()) for block in walk_blocks(slide.blocks))


def own_text(block: b.Block) -> str:
    return " ".join(plain(parts) for _, parts in own_inlines(block))


@SCREENS
def test_no_note_of_ours_is_on_a_screen(size, library, modules) -> None:
    noted = 0
    for module in modules:
        slides = module_slides(module)
        screens = " ".join(" ".join(line.split()) for one in lay_out_slides(slides, *size, library.ledger) for line in everything(one))
        for slide in slides:
            for note in walk_blocks(slide.notes):
                first = " ".join(own_text(note).split()[:6])
                assert not first or isinstance(note, b.Footnote) or first not in screens
                noted += bool(first)
    assert noted > 30


@SCREENS
def test_every_screen_of_ours_is_as_large_as_it_should_be(size, library, modules) -> None:
    width, height = size
    for module in modules:
        for one in lay_out_slides(module_slides(module), width, height, library.ledger):
            lines = draw_frame(one.frame, one.stops[-1], "12 / 34")
            assert len(lines) == height
            assert max(len(line.text) for line in lines) <= width
            assert not any("[@" in line.text for line in lines)
