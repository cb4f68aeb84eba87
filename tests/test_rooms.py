"""The rooms keep apart: what each may load, shown in a process of its own."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import edu_tui

ROOT = Path(edu_tui.__file__).parent
HEADLESS = {
    "library": ("rich", "textual"),
    "progress": ("rich", "textual", "edu_tui.library"),
    "study": ("rich", "textual"),
    "checks": ("rich", "textual"),
    "link": ("rich", "textual"),
    "render": ("textual", "rich.console", "edu_tui.progress"),
    "authoring": ("rich", "textual", "edu_tui.progress"),
    "editing": ("rich", "textual", "pygls", "lsprotocol"),
    "lsp": ("rich", "textual"),
    "export": ("textual", "rich.console", "weasyprint"),
}


def modules(room: str) -> list[str]:
    return [module.name for module in pkgutil.walk_packages([str(ROOT / room)], f"edu_tui.{room}.")]


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code` ran in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    return set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("room", HEADLESS)
def test_a_headless_room_loads_no_toolkit(room: str) -> None:
    after = loaded("\n".join(f"import {name}" for name in modules(room)))
    assert f"edu_tui.{room}" in after
    for forbidden in HEADLESS[room]:
        assert not [name for name in after if name == forbidden or name.startswith(f"{forbidden}.")]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_a_command_that_reads_nothing_loads_nothing(arguments: list[str]) -> None:
    after = loaded(f"from edu_tui.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit:\n    pass")
    assert not after & {"textual", "rich", "msgspec", "yaml", "tinydb", "markdown_it", "fsrs"}


def test_handouts_know_no_learner() -> None:
    assert not [name for name in loaded("import edu_tui.export.handouts, edu_tui.export.pdf") if name.startswith("edu_tui.progress")]


def test_only_a_handout_loads_what_makes_handouts(tmp_path: Path) -> None:
    others = [["read", "mrd", "--plain"], ["export", "progress"]]
    words = ["--data-dir", str(tmp_path), "--library", str(ROOT.parent)]
    after = loaded("\n".join(["from edu_tui.cli import main", *(f"main({words + other!r})" for other in others)]))
    assert not [name for name in after if name.startswith(("edu_tui.export", "xml.", "weasyprint"))]


def test_the_collector_is_told_to_rest_before_anything_big_is_loaded() -> None:
    after = loaded("import edu_tui.cli.app, edu_tui.collector")
    assert "edu_tui.collector" in after
    assert not after & {"asyncio", "msgspec", "textual", "rich"}


def test_home_is_drawn_without_a_markdown_parser(tmp_path: Path) -> None:
    code = f"""
import asyncio
from datetime import UTC, datetime
from pathlib import Path
from edu_tui.library.library import open_library
open_library(Path({str(ROOT.parent)!r}), Path({str(tmp_path)!r}))
"""
    loaded(code)  # fills the cache
    after = loaded(
        code
        + f"""
from edu_tui.app.app import EduApp
from edu_tui.app.context import Context
from edu_tui.progress.store import ProgressStore
store = ProgressStore.open(Path({str(tmp_path)!r}) / "learner", now=lambda: datetime.now(UTC))
app = EduApp(Context(open_library(Path({str(ROOT.parent)!r}), Path({str(tmp_path)!r})), store, "somebody"))
async def run():
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.page.lines
asyncio.run(run())
"""
    )
    assert "textual" in after
    assert not after & {"markdown_it", "yaml", "fsrs", "tinydb", "edu_tui.app.screens.reader", "edu_tui.app.screens.quiz"}
    assert not after & {"edu_tui.render.layout", "edu_tui.library.terms", "edu_tui.progress.merging", "concurrent.futures.thread"}
