"""Draws the picture in the README: the reader with its evidence, as the app exports it. Run by `make picture`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from edu_tui.app.app import EduApp
from edu_tui.app.context import Context
from edu_tui.app.routes import Read
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.store import ProgressStore

ROOT = Path(__file__).resolve().parent.parent
SIZE = (116, 34)


def without_fonts(svg: str) -> str:
    """The picture without the fonts that it would fetch from the network; any fixed-width font will do."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


async def picture() -> str:
    """The reader on one section, with the evidence open."""
    with tempfile.TemporaryDirectory() as folder:
        store = ProgressStore.open(Path(folder) / "learner", now=lambda: datetime.now(UTC))
        app = EduApp(Context(open_library(ROOT), store, "you"), Read("relapse-timing", Audience.CLINICIAN, "outcome"))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press("e")
            await pilot.pause()
            return without_fonts(app.export_screenshot(title="edu-tui"))


if __name__ == "__main__":
    (ROOT / "docs" / "reader.svg").write_text(asyncio.run(picture()) + "\n", encoding="utf-8")
