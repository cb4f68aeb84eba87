"""A running preview of a file, and the ways in which editors save."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from screen_kit import Driver

from edu_tui.app.preview import PreviewApp
from edu_tui.app.screens.preview import PreviewScreen
from edu_tui.app.screens.preview_watching import surroundings
from edu_tui.library.library import open_library
from edu_tui.library.roles import file_at


class PreviewDriver(Driver):
    """A preview, as its author meets it."""

    @property
    def window(self) -> PreviewScreen:
        assert isinstance(self.app, PreviewApp)
        return self.app.window

    async def checked(self) -> None:
        """Wait until the findings belong to what is shown."""
        await self.until(lambda: not self.window.is_checking, "the findings")

    @property
    def top(self) -> int:
        """The first line of the page in view."""
        return self.window.page.scroll_offset.y


@asynccontextmanager
async def previewing(root: Path, path: str, size: tuple[int, int] = (120, 40)) -> AsyncIterator[PreviewDriver]:
    """A preview of the file at `path` in the library at `root`."""
    file = file_at(path)
    assert file is not None
    app = PreviewApp(root, file, surroundings(open_library(root)), root / "cache", root / "log")
    async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
        await pilot.pause()
        driver = PreviewDriver(app, pilot)  # type: ignore[arg-type]
        await driver.until(lambda: driver.window.preview.parts, "the page")
        yield driver
    app.finish()
    assert not (root / "log").exists(), "a fault of ours was noted"


def replace(file: Path, text: str | bytes) -> None:
    """Save as careful editors do: write beside the file, then put it in its place."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_bytes(text.encode() if isinstance(text, str) else text)
    beside.replace(file)


def overwrite(file: Path, text: str) -> None:
    """Save as simple editors do: empty the file, then write it in pieces."""
    with file.open("w") as opened:
        opened.flush()
        for start in range(0, len(text), 512):
            opened.write(text[start : start + 512])
            opened.flush()


def with_backup(file: Path, text: str) -> None:
    """Save as Vim does with a backup: move the old file away, and write a new one."""
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text)
