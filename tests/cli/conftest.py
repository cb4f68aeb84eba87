"""Running commands inside this process."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from command_kit import Ran, RunCommand

from edu_tui.cli import main


@pytest.fixture
def run_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """A function that runs a command on a library, with its own data folder and `lines` as standard input."""

    def run(*words: str | Path, library: Path | None = None, lines: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        places = ["--data-dir", str(tmp_path / "data")] + (["--library", str(library)] if library else [])
        code = main([*places, *map(str, words)])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run
