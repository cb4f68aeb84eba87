"""Spoilt files on the screen of a preview, one save after the other: it stays, and nothing that it shows acts on the terminal."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hostile import forbidden
from libraries import FILES, write_library
from mutator import mutate
from preview_kit import previewing, replace

PAGE, ASKED, FACTS = "content/timing/clinician.md", "quizzes/timing.md", "content/facts.yaml"


@pytest.mark.parametrize("path", [PAGE, ASKED, FACTS])
async def test_a_preview_survives_one_spoilt_save_after_the_other(tmp_path: Path, path: str) -> None:
    root = write_library(tmp_path)
    async with previewing(root, path, size=(80, 24)) as driver:
        for number in range(5):
            before = driver.window.preview
            replace(root / path, mutate(Random(number), FILES[path].encode()).data + b"\n")
            await driver.until(lambda before=before: driver.window.preview is not before, "the next look")
            await driver.press("n", "s", "down", "s")
            for strip in driver.app.screen._compositor.render_strips():
                assert not any(forbidden(segment.text) for segment in strip)
        replace(root / path, FILES[path])
        await driver.until(lambda: not driver.window.preview.faults, "the sound file")
        assert driver.app.is_running
