"""What a command costs is what it imports: none without a screen loads the toolkit, and each leaves out what it has no use for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READING = {"markdown_it", "yaml"}
"""Parsers: what they read is in the cache."""

COMMANDS = (
    (["progress"], {"markdown_it", "yaml", "fsrs", "edu_tui.render.layout"}),
    (["search", "relapse"], {*READING, "fsrs", "tinydb", "edu_tui.checks", "edu_tui.export"}),
    (["read", "mrd", "--plain"], {*READING, "fsrs", "sqlite3", "edu_tui.checks", "edu_tui.export"}),
    (["quiz", "mrd", "--plain"], {*READING, "fsrs", "sqlite3", "edu_tui.checks", "edu_tui.export"}),
    (["glossary"], {*READING, "fsrs", "sqlite3", "edu_tui.checks", "edu_tui.export"}),
    (["sessions"], {*READING, "fsrs", "sqlite3", "edu_tui.checks", "edu_tui.export"}),
    (["learners"], {*READING, "fsrs", "sqlite3", "edu_tui.checks", "edu_tui.export"}),
    (["facts"], {"markdown_it", "fsrs", "sqlite3", "tinydb", "edu_tui.export", "edu_tui.progress.store"}),
    (["schema"], {"fsrs", "sqlite3", "tinydb", "edu_tui.export", "edu_tui.progress.store"}),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every cache is filled."""
    folder = tmp_path_factory.mktemp("data")
    after(folder, ["search", "relapse"])
    return folder


def after(data: Path, arguments: list[str]) -> tuple[int, set[str]]:
    """The exit code of a command in a process of its own, and the modules that it loaded."""
    script = f"""
import contextlib, io, sys
from edu_tui.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    try:
        code = main({["--data-dir", str(data), "--library", str(ROOT), *arguments]!r})
    except SystemExit as end:
        code = end.code
print(code or 0, *sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *modules = done.stdout.split()
    return int(code), set(modules)


@pytest.mark.parametrize(("arguments", "unneeded"), COMMANDS, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_a_command_imports_what_it_needs(data: Path, arguments: list[str], unneeded: set[str]) -> None:
    code, modules = after(data, arguments)
    assert code == 0
    assert not modules & {"textual", "rich.console", "pygls", "weasyprint", *unneeded}


def test_a_check_loads_no_screen_and_no_learner(data: Path) -> None:
    code, modules = after(data, ["check"])
    assert code in (0, 1)
    assert "edu_tui.checks" in modules
    assert not modules & {"textual", "rich.console", "edu_tui.progress.store", "edu_tui.export", "sqlite3", "fsrs", "tinydb"}
