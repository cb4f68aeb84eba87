"""When the garbage collector works, and when not."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from textual.screen import Screen

from edu_tui.app import collector
from edu_tui.app.base import SteadyApp
from edu_tui.app.window import WindowApp


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


async def test_a_window_lets_the_collector_work_once_it_is_shown() -> None:
    collector.loading()
    try:
        async with WindowApp(Screen()).run_test() as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()
