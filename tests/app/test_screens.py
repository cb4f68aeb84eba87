"""Every screen at three sizes and in three themes, held still in files that a person has read: `pytest tests/app/test_screens.py
--snapshot-update` writes them anew, and the difference is to be read like any other.

A file holds what stands on the screen at each size, and how it is drawn: by the names of the colours, which are the same in each theme.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from colour_names import Screen, cells, listing
from stage_kit import make_stage
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from test_themes import contrast
from textual.pilot import Pilot

from docs.drawing import runs
from docs.scenes import SCENES, Scene
from docs.screens import FOLDER, PAGE, ROOT, file_of, page, themes_of
from docs.staging import Stage, shown
from edu_tui.app.commands import FOOTER_LIMIT, footer, offers
from edu_tui.app.themes import THEMES

SIZES = [(120, 40), (80, 24), (40, 15)]
LEAST = 4.5
"""Contrast of letters: WCAG 2.2, level AA."""


class TextFile(SingleFileSnapshotExtension):
    """A snapshot in a text file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="screens-") as folder:
        yield make_stage(Path(folder))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_screen(stage: Stage, scene: Scene, snapshot: SnapshotAssertion) -> None:
    told, how = [scene.title], [""]
    for size in [scene.least] if scene.least else SIZES:
        async with stage.show(scene, size) as pilot:
            told += ["", f"=== {size[0]}x{size[1]}", "\n".join(shown(pilot)).rstrip()]
            assert len(footer(offers(pilot.app.screen))) <= FOOTER_LIMIT
            screens = [await in_theme(pilot, theme.name) for theme in THEMES]
            if size in (scene.least, (80, 24)):
                how = listing(screens)
    assert "\n".join([*told, "", "=== How it is drawn, in every theme", *how, ""]) == snapshot(extension_class=TextFile)


async def in_theme(pilot: Pilot[Any], theme: str) -> Screen:
    """The screen in another theme; all its letters can be read, but for those below a dialog."""
    pilot.app.theme = theme
    await pilot.pause()
    for run in runs(pilot):
        if any(letter.isalnum() for letter in run.text) and not is_veiled(pilot, run.x, run.y):
            assert contrast(run.look.front, run.look.back) >= LEAST, (theme, run)
    return cells(pilot)


def is_veiled(pilot: Pilot[Any], x: int, y: int) -> bool:
    """Whether what stands here lies below a dialog."""
    widget, _ = pilot.app.screen.get_widget_at(x, y)
    return pilot.app.screen.is_modal and (widget is pilot.app.screen or widget.screen is not pilot.app.screen)


@pytest.mark.parametrize(("name", "words"), [("reader", "Evidence: "), ("preview", "E03")])
def test_the_readme_shows_the_reader_and_a_preview(name: str, words: str) -> None:
    assert f"(docs/{name}.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg "), "make picture writes it anew"
    assert words in drawn


def test_the_page_of_pictures_shows_every_screen() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make picture writes it anew"
    wanted = {file_of(scene, theme) for scene in SCENES for theme in themes_of(scene)}
    assert {path.name for path in FOLDER.glob("*")} == wanted
    assert all((FOLDER / name).read_text(encoding="utf-8").startswith("<svg ") for name in wanted)
    assert sum((FOLDER / name).stat().st_size for name in wanted) < 600_000
