"""A monkey on every screen: random keys, mouse and windows; nothing breaks, and there is always a way back.

Some thousand deeds by default; `make monkey` sets EDU_TUI_MONKEY to the number that it wants, and EDU_TUI_MONKEY_SEED makes others of them.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from monkey_kit import DEEDS, Deed, Wait, do, go_home, is_over, leave
from stage_kit import make_stage
from textual.pilot import Pilot

from docs.scenes import SCENES, Scene
from docs.staging import Stage
from edu_tui.app import links

WANTED = int(os.environ.get("EDU_TUI_MONKEY", "4000"))
"""Deeds on all screens together."""

LENGTH = 100 if WANTED > 10_000 else 25
"""Deeds in one go."""

GOES = max(3, -(-WANTED // (LENGTH * len(SCENES))))  # the first that hypothesis tries is always the dullest

SEED = int(os.environ.get("EDU_TUI_MONKEY_SEED", "7"))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
        yield make_stage(Path(folder))


@pytest.fixture(autouse=True)
def nothing_leaves(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser opens, and files that are written at the monkey's wish go into its folder."""
    monkeypatch.setattr(links, "open_address", lambda link: True)
    monkeypatch.chdir(stage.folder)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_breaks_and_there_is_a_way_back(stage: Stage, scene: Scene, record_property: Callable[[str, object], None]) -> None:
    done = 0

    @seed(SEED)
    @settings(
        max_examples=GOES, phases=[Phase.generate, Phase.shrink], database=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(st.lists(DEEDS, min_size=LENGTH, max_size=LENGTH))
    def let_loose(deeds: list[Deed]) -> None:
        nonlocal done
        asyncio.run(_play(stage, scene, deeds))
        done += len(deeds)

    let_loose()
    record_property("deeds", done)
    assert done >= GOES * LENGTH


async def _play(stage: Stage, scene: Scene, deeds: list[Deed]) -> None:
    """Begin at a scene; where the monkey left the app it begins again."""
    left = list(deeds)
    while left:
        async with stage.show(scene) as pilot:
            await _until_left(pilot, left)
            if not is_over(pilot.app):
                await go_home(pilot)
                await leave(pilot)


async def _until_left(pilot: Pilot[Any], left: list[Deed]) -> None:
    while left and not is_over(pilot.app):
        await do(pilot, left.pop(0))
    if not is_over(pilot.app):
        await do(pilot, Wait())
