"""When the garbage collector works, and when not."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.screen import Screen

from edu_tui.app import collector
from edu_tui.app.base import SteadyApp
from edu_tui.app.window import WindowApp
from edu_tui.collector import loading


class Knot:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


async def test_garbage_is_looked_for_in_the_pause_after_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = asyncio.Event()
    monkeypatch.setattr(collector, "look_round", looked.set)
    async with SteadyApp().run_test() as pilot:
        looked.clear()
        pilot.app.post_display_hook()
        assert not looked.is_set()
        async with asyncio.timeout(10):
            await looked.wait()


@pytest.mark.parametrize("resting", [False, True])
def test_looking_round_finds_garbage_unless_the_collector_rests(resting: bool) -> None:
    thresholds = gc.get_threshold()
    gc.set_threshold(1_000_000)
    try:
        knots = [Knot() for _ in range(2 * collector.FEW)]
        last = weakref.ref(knots[-1])
        del knots
        if resting:
            gc.disable()
        collector.look_round()
        assert (last() is None) is not resting
    finally:
        gc.enable()
        gc.set_threshold(*thresholds)


def test_everything_is_looked_at_in_a_pause_and_not_while_a_key_waits() -> None:
    thresholds = gc.get_threshold()
    looked: list[int] = []

    def look(_phase: str, info: dict[str, int]) -> None:
        looked.append(info["generation"])

    collector.loaded()
    try:
        gc.collect()
        gc.callbacks.append(look)
        alive = []
        for _ in range(collector.SELDOM):
            alive.append([[] for _ in range(collector.YOUNG + 1)])
            gc.collect(1)
        assert looked
        assert 2 not in looked
    finally:
        gc.callbacks.remove(look)
        gc.unfreeze()
        gc.set_threshold(*thresholds)


def test_the_lines_of_a_widget_go_with_it_however_its_colours_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "SELDOM", 0)
    monkeypatch.setattr(collector, "FEW", -1)
    lines = StylesCache()
    lines.get_inner_outer(Color(0, 0, 0), Color(1, 1, 1))
    left = weakref.ref(lines)
    del lines
    gc.collect()
    assert left(), "Textual keeps no lines any more: nothing is left to forget"
    collector.look_round()
    assert left() is None


async def test_a_window_lets_the_collector_work_once_it_is_shown() -> None:
    loading()
    try:
        async with WindowApp(Screen()).run_test() as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()
