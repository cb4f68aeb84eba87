"""Another size of window, waited for: Textual holds a new size back for some milliseconds, and passes over one that another follows."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.pilot import Pilot

PATIENCE = 30.0
"""Seconds after which a size that never comes is given up."""


async def resize(pilot: Pilot[Any], columns: int, lines: int) -> None:
    """Give the window another size; the screen is laid out for it when this returns."""
    await pilot.resize_terminal(columns, lines)
    async with asyncio.timeout(PATIENCE):
        while pilot.app.screen.size != (columns, lines):
            await pilot.pause(0.001)
    await pilot.pause()
